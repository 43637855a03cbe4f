"""English: a statement taken apart. In: Statement. Out: Rule; what does not fit keeps the source's words.

Never conjugates and never makes an article. The learner comes in as ``you`` only where the actor is the
subject: a plural subject keeps its verb (employees leave, you leave), a singular one only loses the -s of a
regular verb that stands right behind it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from coursegen.generate.embedded.grammar.english_address import to_the_learner
from coursegen.generate.embedded.grammar.english_facts import base_of, fact_parts, is_plural
from coursegen.generate.embedded.grammar.rule import (
    Learner,
    Modality,
    Rule,
    alternatives,
    modality_of,
    strings_in,
)
from coursegen.generate.embedded.grammar.status import rated, status_of, strength_words
from coursegen.generate.embedded.grammar.time_phrase import split_time
from coursegen.generate.embedded.wording import lowered, sentence
from coursegen.model.passage import Statement

__all__ = ["English"]

_MODALS: tuple[tuple[str, Modality, str], ...] = (
    (r"(?:must|shall) not|must never|shall never|may not|cannot", "must_not", "must not"),
    (r"(?:is|are) not (?:allowed|permitted) to", "must_not", "must not"),
    (r"(?:is|are) (?:strictly )?(?:prohibited|forbidden) to", "must_not", "must not"),
    (r"(?:do|does) not (?:have|need) to|need not", "need_not", "do not have to"),
    (r"(?:is|are) not (?:required|obliged) to", "need_not", "do not have to"),
    (r"(?:is|are) (?:required|obliged) to|must|shall|(?:has|have) to", "must", "must"),
    (r"(?:is|are) (?:strongly )?encouraged to", "should", "are encouraged to"),
    (
        r"(?:is|are) (?:strongly )?(?:recommended|advised) to|should(?! not)",
        "should",
        "should",
    ),
    (r"(?:is|are) (?:allowed|permitted|entitled) to|may|can", "may", "may"),
)
_FORMS: dict[Modality, str] = {
    "must": "must",
    "must_not": "must not",
    "may": "may",
    "should": "should",
    "need_not": "do not have to",
}
_ASKING = {"shall": "must", "must": "must", "may": "may", "should": "should", "can": "can"}
_ASKS_WHETHER = re.compile(
    r"\b(?:check|confirm|see|verify|ask|determine|know|find out|test|journalists|assess|decide|evaluate)$",
    re.IGNORECASE,
)
"""Verbs after which *if* means *whether* and opens no condition."""
_LONGEST = 14
"""Words of a subject that a question can still be put about."""
_ADVERBS = r"(?:(?:also|then|therefore|thereby|always|first|immediately|promptly|only|never) )*"


class English:
    """The grammar for one request."""

    def __init__(self, learner: Learner, you: str, words: dict[str, object]) -> None:
        self._learner, self._you = learner, you
        openers, tails = strings_in(words["openers"]), strings_in(words["tails"])
        self._opener = re.compile(rf"^({alternatives(openers)})\s+", re.IGNORECASE)
        self._tail = re.compile(
            rf",?\s+({alternatives(tails)})\s+(?!possible)(?=\S+\s+\S+)", re.IGNORECASE
        )
        self._exceptions = strings_in(words["exceptions"])
        self._leaning = re.compile(
            rf"\b({alternatives(strings_in(words['leaning']))})\b", re.IGNORECASE
        )
        self._pronouns = re.compile(
            rf"\b({alternatives(strings_in(words['pronouns']))})\b", re.IGNORECASE
        )
        self._status = strength_words(words)
        self._weak = tuple(strings_in(words["weak_verbs"]))
        self._circumstance = re.compile(str(words["circumstance"]), re.IGNORECASE)

    def read(self, statement: Statement) -> Rule:
        """The statement taken apart."""
        text = statement.text.strip().rstrip(" ;,:").removesuffix(".")
        whole = sentence(text)
        modality = modality_of(statement)
        if modality == "fact" and statement.actor and re.search(r"\bwho\b.*\bmust\b", text):
            modality = "must_not" if re.search(r"\bmust not\b", text) else "must"
        rule = Rule(statement, modality, sentence=whole, plain=whole)
        if rule.modality in ("definition", "step", "fact"):
            return rule if rule.modality == "definition" else self._told(rule)
        status = status_of(text, self._status)
        if status and status.modality == rule.modality and _keeps_thing(status.rest):
            return rated(rule, status)
        front, main = self._front(text)
        found = _modal(main, rule.modality)
        if not found:
            return self._imperative(rule) or self._as_read(rule)
        start, end, form = found
        finite = _asking(main[start:end])
        ahead, subject = _adverbial(main[:start].strip())
        rule = replace(
            rule,
            finite=finite,
            ahead=front or ahead,
            said=main[end:].strip(),
            plural=is_plural(subject),
        )
        return self._taken_apart(rule, front, main[:start].strip(), form, main[end:].strip())

    def _told(self, rule: Rule) -> Rule:
        """A fact or step with its subject and predicate apart, where the index saw both."""
        found = fact_parts(rule.statement)
        if not found:
            return rule
        ahead, subject = _adverbial(found.left)
        fit = subject and not self._pronouns.search(subject) and len(subject.split()) <= _LONGEST
        if not fit or self._leans(f"{subject} {found.said}", ""):
            return rule
        match = self._opener.match(ahead)
        if "," in subject.rstrip(",") or not re.match(r"[\w\"'“(]", subject):
            return rule
        return replace(
            rule,
            subject=_unproper(subject, self._learner),
            ahead=ahead,
            condition=ahead[match.end() :] if match else "",
            opener=match.group(1).lower() if match else "",
            finite=found.finite,
            said=found.said,
            whole=rule.statement.action,
            plural=found.plural,
        )

    def _imperative(self, rule: Rule) -> Rule | None:
        """A rule told as a command: the sentence stays as it is.

        Its reader is the learner only where the sources speak to the learner as ``you`` elsewhere.
        """
        read = rule.statement
        opening = read.action[:12].lower()
        spoken_to = self._you in self._learner.aliases
        if rule.modality != "must" or read.actor or not opening or not spoken_to:
            return None
        front, main = self._front_of_command(rule.sentence.rstrip("."), opening)
        if not main:
            return None
        task, tails = self._tails(main)
        pieces = [front, *tails]
        fit = self._is_task(lowered(task)) and not any(map(self._learner.mentions, pieces))
        rule = replace(
            rule,
            command=True,
            addressed=True,
            subject=self._you,
            whole=lowered(task),
            task=lowered(task) if fit else "",
            te_task=lowered(task),
            modal_task=lowered(task),
            leaning=self._leans(rule.sentence, ""),
        )
        return split_time(self._conditions(rule, pieces))

    def _front_of_command(self, text: str, opening: str) -> tuple[str, str]:
        """The condition in front of a command, and the command; empty where it is none."""
        if text.lower().startswith(opening):
            return "", text
        for comma in re.finditer(r",\s+", text) if self._opener.match(text) else ():
            if text[comma.end() :].lower().startswith(opening):
                return text[: comma.start()], text[comma.end() :]
        return "", ""

    def _as_read(self, rule: Rule) -> Rule:
        """``rule`` in the parts that the index found, where the sentence has another verb for its duty.

        ``All users are responsible for reporting ...``: the index has ``report ...``.
        """
        read, form = rule.statement, _FORMS.get(rule.modality)
        clauses = [each for each in (read.condition, read.exception) if each]
        if not form or not self._learner.is_named(read.actor) or not read.action or clauses:
            return rule
        if read.negated and rule.modality == "should":  # "should not": the action is what to leave
            return rule
        task = self._they(read.action)
        leaning = self._leans(rule.sentence, "")
        if not task or not self._is_task(task) or task.split()[0].endswith("ing"):
            return rule
        plain = sentence(f"{self._you} {form} {task}")
        told = replace(rule, addressed=True, plain=plain, subject=self._you, leaning=leaning)
        return split_time(replace(told, whole=task, task=task, te_task=task, modal_task=task))

    def _taken_apart(self, rule: Rule, front: str, subject: str, form: str, rest: str) -> Rule:
        """``rule`` with its pieces, given the clause in front, the subject and what follows the modal."""
        lead, subject = _adverbial(subject)
        who = re.match(r"(.+?) who (.+)$", subject)
        if who and not front and self._learner.is_named(who[1]):
            front, subject = f"If {who[1]} {who[2]}", who[1]
        named = self._learner.is_named(subject)
        task, tails = self._tails(rest)
        pieces = [front, *tails]
        own = named and self._learner.strip(subject) != self._you
        opening = self._addressed(front)
        ahead = f"{lead} {opening or front}"
        behind = f"{ahead} {task}"
        told = [opening, *(self._addressed(each, behind, own=own) for each in tails)]
        said = self._they(task, ahead, own=own) if named else task
        addressed = named and bool(said) and all(each is not None for each in told)
        if addressed:
            pieces, task = [each or "" for each in told], said
        subject = self._you if named and addressed else _unproper(subject, self._learner)
        bare, leading = re.sub(rf"^{_ADVERBS}", "", task), lead
        if addressed and lead and self._circumstance.fullmatch(lead):  # told behind the task
            bare, leading = f"{bare} {lowered(lead)}", ""
        rule = replace(
            rule,
            addressed=addressed,
            subject=subject,
            whole=bare,
            task=bare if self._is_task(bare) else "",
            te_task=bare,
            modal_task=bare,
            leaning=self._leans(_without_link(rule.sentence) if front else rule.sentence, leading),
        )
        rule = self._conditions(rule, pieces)
        rule = split_time(rule)
        if addressed:
            rule = replace(rule, plain=self._plain(lead, pieces, form, task))
        return rule

    def _front(self, text: str) -> tuple[str, str]:
        """The clause in front with its opener, and the main clause."""
        if not self._opener.match(text):
            return "", text
        for comma in re.finditer(r",\s+(?:then\s+)?", text):
            main = text[comma.end() :]
            found = _modal(main, None)
            if found and "," not in main[: found[0]]:
                return text[: comma.start()], main
        return "", text

    def _tails(self, rest: str) -> tuple[str, list[str]]:
        """The verb phrase, and the condition and exception clauses behind it."""
        starts = [
            match.start()
            for match in self._tail.finditer(rest)
            if not (match[1].lower() == "if" and _ASKS_WHETHER.search(rest[: match.start()]))
        ]
        if not starts:
            return rest, []
        cuts = [*starts, len(rest)]
        clauses = [rest[a:b].lstrip(" ,") for a, b in pairwise(cuts)]
        return rest[: starts[0]].rstrip(" ,"), clauses

    def _conditions(self, rule: Rule, pieces: list[str]) -> Rule:
        """``rule`` with the first condition and the first exception among ``pieces``."""
        for piece in pieces:
            if not piece:
                continue
            for opener in (*self._exceptions, "only if", "only when"):
                if piece.lower().startswith(f"{opener} "):
                    break
            else:
                opener = piece.split(" ", 1)[0]
                match = self._opener.match(piece) or self._tail.match(f" {piece}")
                opener = match.group(1) if match else opener
            clause = piece[len(opener) :].strip()
            if opener.lower() in self._exceptions:
                rule = replace(rule, exception=rule.exception or clause)
            elif not rule.condition:
                only = opener.lower().startswith("only")
                rule = replace(
                    rule, opener=opener.lower().removeprefix("only "), condition=clause, only=only
                )
        return rule

    def _addressed(self, clause: str, before: str = "", *, own: bool = False) -> str | None:
        """``clause`` (with its opener) said to the learner; None where that cannot be done.

        ``before`` stands before it in the sentence. ``own``: a plural learner is the subject of the main clause before
        it, so ``they`` may be the learner.
        """
        if not clause:
            return ""
        match = self._opener.match(clause) or re.match(
            r"(only (?:if|when)|unless|\S+)\s+", clause, re.IGNORECASE
        )
        opener, body = (match.group(0), clause[match.end() :]) if match else ("", clause)
        words = body.split()
        for size in (3, 2, 1):
            phrase = " ".join(words[:size])
            if len(words) > size and self._learner.is_named(phrase):
                body = self._with_you(phrase, " ".join(words[size:]))
                break
        else:
            body = self._they(body, before, own=own)
        if not body or self._learner.mentions(body):
            return None
        return opener + body

    def _with_you(self, phrase: str, rest: str) -> str:
        """``you`` plus ``rest`` of a clause whose subject ``phrase`` was; empty where it will not go."""
        if self._pronouns.search(rest):
            return ""
        if self._learner.strip(phrase).endswith("s") or phrase.lower() in ("staff", "you"):
            return f"{self._you} {rest}"
        adverb = re.match(r"\w+ly ", rest)
        ahead = adverb[0] if adverb else ""
        verb, _, tail = rest[len(ahead) :].partition(" ")
        base = base_of(verb)
        return f"{self._you} {ahead}{base} {tail}".strip() if base else ""

    def _they(self, text: str, before: str = "", *, own: bool = True) -> str:
        """``text`` with the pronouns of the learner said to the learner; empty where one stays open.

        ``before`` is what stands before it in the sentence.
        """
        text = to_the_learner(text, self._you, before) if own else text
        return "" if self._pronouns.search(text) or self._learner.mentions(text) else text

    def _plain(self, lead: str, pieces: list[str], form: str, task: str) -> str:
        front, tails = pieces[0], [each for each in pieces[1:] if each]
        body = f"{self._you} {form} {task}"
        for tail in tails:
            body += (
                f", {tail}"
                if tail.split()[0].lower() in ("unless", "except", "provided")
                else f" {tail}"
            )
        opening = ", ".join(each for each in (lead, front) if each)
        return sentence(f"{opening}, {body}" if opening else body)

    def _is_task(self, task: str) -> bool:
        first = task.split(" ", 1)[0].lower()
        fit = bool(task) and first not in self._weak and not self._pronouns.search(task)
        return fit and not re.search(
            r"\b(?:must|may|shall|should|nor|neither)\b(?! be| serve)|\band (?:can|will|is|are|has)\b",
            task,
        )

    def _leans(self, whole: str, lead: str) -> bool:
        """Whether the sentence needs the one before it."""
        return bool(lead) or "§" in whole or bool(self._leaning.search(whole))


def _asking(form: str) -> str:
    """The modal to ask with: that of the source, or must for ``is required to``."""
    first = form.split(maxsplit=1)[0].lower()
    if first in _ASKING:
        return _ASKING[first]
    return "must" if re.match(r"\w+ (?:required|obliged|to)\b", form.lower()) else ""


def _without_link(whole: str) -> str:
    """A sentence with a condition of its own says ``also`` and ``then`` without leaning on another."""
    return re.sub(r"\b(must|may|should|shall) (?:also|then)\b", r"\1", whole)


def _keeps_thing(rest: str) -> bool:
    return not rest or bool(re.match(r"(?:within|in|on|for|at|during) ", rest))


def _modal(text: str, modality: Modality | None) -> tuple[int, int, str] | None:
    """Start and end of the first modal that fits, and the form it takes behind ``you``."""
    best: tuple[int, int, str, Modality] | None = None
    for pattern, kind, form in _MODALS:
        match = re.search(rf"\b(?:{pattern})\b\s", text, re.IGNORECASE)
        if match and (best is None or match.start() < best[0]):
            best = (match.start(), match.end(), form, kind)
    if best is None or (modality is not None and best[3] != modality):
        return None
    return best[:3]


def _adverbial(subject: str) -> tuple[str, str]:
    """A phrase before the subject (``After that, employees``), and the subject."""
    lead, comma, rest = subject.rpartition(", ")
    return (lead, rest) if comma and len(lead.split()) <= 5 else ("", subject)


def _unproper(subject: str, learner: Learner) -> str:
    """``subject`` inside a sentence: a small first letter, unless it is a name."""
    first = subject.split(" ", 1)[0]
    known = first not in learner.names or learner.strip(subject) in learner.aliases
    return lowered(subject) if known else subject
