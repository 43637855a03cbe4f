"""Dutch: a statement taken apart. In: Statement. Out: Rule; what does not fit keeps the source's words.

The infinitive stands last: what is between the subject and the end of a clause with a modal is its phrase.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from coursegen.generate.embedded.grammar.dutch_address import (
    is_of_things,
    second_rule,
    speaks_of_others,
    to_the_learner,
    whoever,
    without_being,
    without_link,
)
from coursegen.generate.embedded.grammar.dutch_ends import (
    CLAUSE,
    infinitive,
    singular_of,
    task_with_modal,
    trail,
    without_negation,
)
from coursegen.generate.embedded.grammar.dutch_facts import fact_parts, keeps_thing, said_behind
from coursegen.generate.embedded.grammar.dutch_modals import (
    ABLE,
    ADJECTIVES,
    ASKING,
    FINITE,
    FORMS,
    UNFIT,
    VERBS,
    has_te,
)
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

__all__ = ["Dutch"]

_SECOND = re.compile(r",? (?:daarnaast|bovendien) (?=(?:is|zijn|moet|moeten|mag|mogen)\b)")
"""Where a second rule of its own begins behind the first (``, daarnaast is het aanbevolen ...``)."""
_OPENING = 14
"""Characters by which a clause is known again."""


class Dutch:
    """The grammar for one request."""

    def __init__(self, learner: Learner, you: str, words: dict[str, object]) -> None:
        self._learner, self._you = learner, you
        openers, tails = strings_in(words["openers"]), strings_in(words["tails"])
        self._opener = re.compile(rf"^({alternatives(openers)})\s+", re.IGNORECASE)
        self._tail = re.compile(rf",?\s+({alternatives(tails)})\s+(?=\S+\s+\S+)", re.IGNORECASE)
        self._exceptions = strings_in(words["exceptions"])
        self._leaning = re.compile(
            rf"\b({alternatives(strings_in(words['leaning']))})\b", re.IGNORECASE
        )
        self._pronouns = re.compile(
            rf"\b({alternatives(strings_in(words['pronouns']))})\b", re.IGNORECASE
        )
        self._status = strength_words(words)
        self._weak = tuple(strings_in(words["weak_verbs"]))
        self._particles = tuple(strings_in(words["particles"]))
        self._circumstance = re.compile(str(words["circumstance"]), re.IGNORECASE)
        self._te = re.compile(
            rf"(?:(?<=\s)|^)(?:({alternatives(self._particles)})\s+)?te\s+([a-zë]+)", re.IGNORECASE
        )

    def read(self, statement: Statement) -> Rule:
        """The statement taken apart."""
        text = statement.text.strip().rstrip(" ;,:").removesuffix(".")
        text = _SECOND.split(text)[0]
        whole = sentence(text)
        rule = Rule(statement, modality_of(statement), sentence=whole, plain=whole)
        if rule.modality in ("definition", "step", "fact"):
            return rule if rule.modality == "definition" else self._told(rule)
        status = status_of(text, self._status)
        if status and status.modality == rule.modality and keeps_thing(status.rest):
            return rated(rule, status)
        if self._is_command(text, statement):
            return rule
        text = re.sub(r"^((?:Als|Indien|Wanneer) [^,]+?) dan (?=is|moet|mag|dient)", r"\1, ", text)
        front, main = self._front(
            whoever(text, VERBS) if "iedereen" in self._learner.aliases else text,
            statement.condition,
        )
        return self._impersonal(rule, front, main) or self._personal(rule, front, main) or rule

    def _told(self, rule: Rule) -> Rule:
        """A fact or step with its subject and predicate apart, where the index saw both."""
        found = fact_parts(rule.statement)
        if not found or self._pronouns.search(f"{found.subject} {found.said}"):
            return rule
        if self._leaning.search(f"{found.subject} {found.said}"):
            return rule
        match = self._opener.match(found.ahead)
        return replace(
            rule,
            subject=self._small(found.subject),
            ahead=found.ahead,
            condition=found.ahead[match.end() :] if match else "",
            opener=match.group(1).lower() if match else "",
            finite=found.finite,
            said=found.said,
            whole=rule.statement.action,
            plural=found.plural,
        )

    def _front(self, text: str, condition: str) -> tuple[str, str]:
        """The clause in front with its opener, and the main clause, which then opens with its verb.

        Where no comma ends the clause, ``condition`` does, as the index found it.
        """
        main = text[len(condition) :].lstrip(" ,")
        bare = (
            bool(condition) and text.startswith(condition) and "," not in text[: len(condition) + 1]
        )
        if bare and re.match(rf"({alternatives(VERBS)})\b", main):
            return condition, main
        if self._opener.match(text):
            for comma in re.finditer(r",\s+(?:dan\s+)?", text):
                main = text[comma.end() :]
                if re.match(rf"({alternatives(VERBS)})\b", main):
                    return text[: comma.start()], main
        return "", text

    def _is_command(self, text: str, statement: Statement) -> bool:
        """Whether a command stands behind the condition in front, whose finite verb is not that of the rule."""
        front = statement.condition
        if statement.marker or not front or not text.startswith(front):
            return False
        main = re.sub(r"^[ ,]*(?:dan )?", "", text[len(front) :])
        finite = re.match(rf"(?:{alternatives(VERBS)})\b", main)
        return bool(self._opener.match(front)) and not finite

    def _impersonal(self, rule: Rule, front: str, main: str) -> Rule | None:
        """``Het is (medewerkers) niet toegestaan om ... te ...``."""
        if not re.match(r"(het is|is het)\s", main, re.IGNORECASE):
            return None
        for pattern, modality in ADJECTIVES:
            found = re.match(
                rf"(?P<it>het is|is het)\s+(?:voor )?(?P<who>.*?)\s*\b(?P<word>{pattern})\s*,?\s*(?:om\s+)?(?P<rest>.+)",
                main,
                re.IGNORECASE,
            )
            if found and modality == rule.modality:
                break
        else:
            return None
        who, rest = found["who"].strip(), found["rest"]
        for_whom = re.match(r"voor (.{1,60}?),? om (.+)$", rest)
        if not who and for_whom:
            who, rest = for_whom[1], for_whom[2]
        named = not who or self._learner.is_named(who)
        task, tails = self._tails(rest, rule.statement)
        if not self._te.search(task):
            return None
        pieces, told = [front, *tails], [self._addressed(each) for each in (front, *tails)]
        addressed = bool(who) and named and all(each is not None for each in told)
        addressed = addressed and not self._pronouns.search(task)
        if addressed:
            pieces = [each or "" for each in told]
        subject = self._you if named else lowered(who)
        rule = self._pieces(rule, self._joined(task), task, subject, pieces)
        if addressed:
            opening = f"{pieces[0]}, is het {self._you}" if front else f"Het is {self._you}"
            plain = f"{opening} {found['word']} om {task}{trail(pieces[1:])}"
            rule = replace(rule, addressed=True, plain=sentence(plain))
        return rule

    def _personal(self, rule: Rule, front: str, main: str) -> Rule | None:
        """``Medewerkers moeten ...``, ``..., moet de medewerker ...``, ``Zonder X mogen medewerkers ...``."""
        found = self._said(rule, front, main, own=True)
        return found if found and found.addressed else self._said(rule, front, main, own=False)

    def _said(self, rule: Rule, front: str, main: str, *, own: bool) -> Rule | None:
        """The same; with ``own`` the pronouns of a plural learner are said to the learner."""
        found = self._verb(rule, main)
        if not found:
            return None
        lead, subject, rest, finite = found
        if front and self._circumstance.fullmatch(front):
            front, lead = "", front
        if finite.startswith(("is", "zijn")) and not self._te.search(rest):
            return None
        if finite in ABLE and (rule.modality != "may" or self._learner.is_named(subject)):
            return None
        subject = re.sub(r"^(?:slechts|alleen|uitsluitend) ", "", subject, flags=re.IGNORECASE)
        named = self._learner.is_named(subject)
        read = self._joined_rule(
            rest, rule, front, lead, plural=own and named and finite.endswith("en")
        )
        if not read:
            return None
        task, second, tails = read
        told_task = task
        if has_te(main, rule.modality):
            task = self._joined(task)
            told_task = told_task if rule.modality == "need_not" else task
        positive = without_negation(task, rule.modality in ("must_not", "need_not"))
        told_before = bool(positive and lead and self._circumstance.fullmatch(lead))
        positive = f"{lowered(lead)} {positive}" if told_before else positive
        pieces, told = [front, *tails], [self._addressed(each, task) for each in (front, *tails)]
        addressed = named and all(each is not None for each in told)
        addressed = addressed and not self._is_open(f"{without_being(task)} {second}")
        if addressed:
            pieces = [each or "" for each in told]
        name = self._you if addressed else self._small(subject)
        rule = self._pieces(rule, positive, "", name, pieces)
        rule = replace(
            rule,
            finite=ASKING.get(finite, ""),
            ahead=front or lead,
            said=said_behind(main, subject, finite),
            plural=finite.endswith("en") or finite.startswith("zijn"),
        )
        if addressed:
            form, opening = FORMS[rule.modality], pieces[0] or lead
            order = (form, self._you) if opening else (self._you, form)
            clause = bool(pieces[0]) and bool(self._opener.match(pieces[0]))
            told_whole = (f"{opening}{',' * clause}", *order, told_task, second)
            joined = " ".join(filter(None, told_whole))
            rule = replace(rule, addressed=True, plain=sentence(joined + trail(pieces[1:])))
        return replace(rule, leaning=rule.leaning or bool(lead) > told_before)

    def _joined_rule(
        self, rest: str, rule: Rule, front: str, lead: str, *, plural: bool
    ) -> tuple[str, str, list[str]] | None:
        """The task, the rule joined to it and the clauses behind; None where a clause may be that of either."""
        task, tails = self._tails(rest, rule.statement)
        task, second = second_rule(task)
        if second and (front or lead or tails):
            return None
        if plural:
            opening = front and (self._addressed(front) or front)
            task, second = (to_the_learner(each, self._you, opening) for each in (task, second))
        return task, second, tails

    def _is_open(self, text: str) -> bool:
        return bool(self._pronouns.search(text)) or self._learner.mentions(text)

    def _verb(self, rule: Rule, main: str) -> tuple[str, str, str, str] | None:
        """What stands before (lead), the subject, and what follows both; for the first finite verb."""
        negative = rule.modality in ("must_not", "need_not")
        kind: Modality = "may" if rule.modality == "must_not" else rule.modality
        verbs = [verb for verb, modality in FINITE if modality == kind]
        if rule.modality == "must":
            verbs += ["zijn verplicht", "is verplicht"]
        match = re.search(rf"(?:^|\s)({alternatives(verbs)})\s", main)
        if not match and rule.modality == "must":
            match = re.search(r"(?:^|\s)(zijn|is)\s(?=\S+(?: \S+)? verplicht\s)", main)
        if not match:
            return None
        before, after = main[: match.start()].strip(), main[match.end() :].strip()
        if negative and not re.search(r"\b(niet|geen|nooit)\b", after):
            return None
        found = self._subject(rule.statement.actor, before, after)
        return (*found, match[1]) if found else None

    def _subject(self, actor: str, before: str, after: str) -> tuple[str, str, str] | None:
        words = after.split()
        for size in (1, 2, 3, 4):
            phrase = " ".join(words[:size])
            bare = self._learner.strip(phrase)
            if self._learner.is_named(phrase) or (actor and bare == self._learner.strip(actor)):
                rest = " ".join(words[size:]).removeprefix("verplicht ").removeprefix("om ")
                return before, phrase, rest
        if before and not re.match(
            r"(voor|zonder|bij|in|op|na|daarna|met|tijdens|van|hier|daar)\b", before, re.IGNORECASE
        ):
            return "", before, after.removeprefix("om ")
        return None

    def _pieces(self, rule: Rule, task: str, te_task: str, subject: str, pieces: list[str]) -> Rule:
        """``rule`` with task, subject, condition, exception and time."""
        bare = re.sub(r"^(?:dan|ook|eerst)\s+", "", task)
        fit = bool(bare) and not self._is_open(without_being(bare))
        fit = fit and bare.split()[-1] not in self._weak and len(bare.split()) > 1
        rule = replace(
            rule,
            subject=subject,
            whole=bare,
            task=bare if fit else "",
            te_task=te_task or self._te_task(bare),
            modal_task=task_with_modal(bare),
            leaning=bool(self._leaning.search(without_link(rule.sentence, pieces[0]))),
        )
        rule = self._conditions(rule, pieces)
        if rule.condition and re.search(r"\balleen (?=\S+$)", rule.task):
            task = re.sub(r"\balleen (?=\S+$)", "", rule.task)
            te_task, modal_task = self._te_task(task), task_with_modal(task)
            rule = replace(rule, task=task, te_task=te_task, modal_task=modal_task, only=True)
        return split_time(rule)

    def _tails(self, rest: str, read: Statement) -> tuple[str, list[str]]:
        """The infinitive phrase, and the clauses behind it, where the index has a clause begin too."""
        starts = [match.start() for match in self._tail.finditer(rest)]
        starts = [each for each in starts if not re.search(r"\bzowel\b", rest[:each])]
        known = [each[:_OPENING] for each in (read.condition, read.exception) if each]
        if known:
            starts = [each for each in starts if rest[each:].lstrip(" ,").startswith(tuple(known))]
        if not starts:
            return rest, []
        cuts = [*starts, len(rest)]
        clauses = [rest[a:b].lstrip(" ,") for a, b in pairwise(cuts)]
        return rest[: starts[0]].rstrip(" ,"), clauses

    def _conditions(self, rule: Rule, pieces: list[str]) -> Rule:
        for piece in filter(None, pieces):
            match = self._opener.match(piece) or self._tail.match(f" {piece}")
            opener = match.group(1).lower() if match else piece.split(" ", 1)[0].lower()
            clause = piece[len(opener) :].strip()
            if opener in self._exceptions:
                rule = replace(rule, exception=rule.exception or clause)
            elif not rule.condition and opener not in ("totdat", "voordat", "nadat", "zolang"):
                only = opener.startswith("alleen")
                rule = replace(rule, opener=opener.split(" ")[-1], condition=clause, only=only)
        return rule

    def _addressed(self, clause: str, task: str = "") -> str | None:
        """``clause`` (with its opener) said to the learner; None where that would need a conjugation."""
        if not clause:
            return ""
        match = self._opener.match(clause) or self._tail.match(f" {clause}")
        opener = match.group(1) if match else clause.split(" ", 1)[0]
        body = clause[len(opener) :].strip()
        words = body.split()
        if is_of_things(body, task):
            return clause
        for size in (2, 1):
            phrase = " ".join(words[:size])
            if len(words) > size and self._learner.is_named(phrase):
                told = self._with_you(phrase, words[size:])
                break
        else:
            own = body.lower().startswith(("zij ", "ze ")) and not speaks_of_others(task)
            theirs = to_the_learner(" ".join(words[1:]), self._you).split()
            told = self._going(theirs) if own else body
        return f"{opener} {told}" if told and not self._is_open(told) else None

    def _with_you(self, phrase: str, rest: list[str]) -> str:
        """A clause whose subject was the learner in the singular; empty where it will not go."""
        if re.match(r"(een|de|elke|iedere|iemand|iedereen|je|u)\b", phrase.lower()) is None:
            return self._going(rest)
        if any(word in ("dat", "die", "of", "wat", "waar", "en") for word in rest):
            last = rest[-1]
            return "" if last in ("is", "heeft") else f"{self._you} {' '.join(rest)}"
        if rest[-1] in ("is", "heeft"):
            forms = {"is": "bent", "heeft": "heeft" if self._you == "u" else "hebt"}
            rest = [*rest[:-1], forms[rest[-1]]]
        return f"{self._you} {' '.join(rest)}"

    def _going(self, rest: list[str]) -> str:
        """``zij gegevens versturen`` as ``je gegevens verstuurt``: by the list of verbs, else not at all."""
        if not rest or rest[-1] in UNFIT or len(rest) < 2:
            return ""
        verb = singular_of(rest[-1])
        return f"{self._you} {' '.join(rest[:-1])} {verb}" if verb else ""

    def _joined(self, task: str) -> str:
        """``door te sturen`` as ``doorsturen``: particle and infinitive joined, ``te`` gone.

        A clause inside that opens with *om* keeps its own *te*.
        """
        head, om, inner = task.partition(" om ")
        joined = self._te.sub(lambda match: f"{match[1] or ''}{match[2]}", head)
        return f"{joined}{om}{inner}".strip()

    def _te_task(self, task: str) -> str:
        """``een wachtwoord te delen``; empty where a particle may have to be split off."""
        found = infinitive(task)
        if not found or CLAUSE.search(task) or found[1].startswith(self._particles):
            return ""
        return f"{found[0]} te {found[1]}"

    def _small(self, subject: str) -> str:
        known = subject.split(" ", 1)[0] not in self._learner.names
        return lowered(subject) if known else subject
