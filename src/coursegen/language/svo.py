"""Statements in languages that say subject, verb, object (English, French). In: a sentence. Out: Parts.

The finite marker of the main clause is found first; what stands before it is the subject, what follows it
the action, less the condition and exception. A marker inside a relative or subordinate clause is passed by.
"""

from __future__ import annotations

import re

from coursegen.language.clauses import cut_tail
from coursegen.language.lexicon import Lexicon, Modal
from coursegen.language.nounphrases import is_agent, subject_of
from coursegen.language.parts import Parts, Scene, Subject, Word, masked, words_of

__all__ = ["action_of", "main_start", "object_of", "parse_modal"]

_MAX_SUBJECT_WORDS = 24
_MAX_SHORT_SUBJECT = 14


def _starts_main(masked_text: str, start: int, lex: Lexicon) -> bool:
    """Whether a main clause can start here: a short subject and a marker, a verb, or an imperative."""
    rest = masked_text[start:]
    words = words_of(rest)
    if not words or words[0].lower in lex.words("not_main_start"):
        return False
    marker = lex.modal_pattern.search(rest)
    if marker:
        before = rest[: marker.start()]
        if 0 < len(words_of(before)) <= _MAX_SHORT_SUBJECT and "," not in before:
            return not any(word.lower in lex.words("subordinators") for word in words_of(before))
    if words[0].lower in lex.verbs.infinitives or lex.starts("imperative_openers").match(rest):
        return True
    return _has_present(words[:_MAX_SHORT_SUBJECT], rest, lex)


def _has_present(words: list[Word], rest: str, lex: Lexicon) -> bool:
    for number, word in enumerate(words):
        if "," in rest[: word.start] or word.lower in lex.words("subordinators"):
            return False
        if number and (word.lower in lex.words("finite") or word.lower in lex.verbs.present):
            return True
    return False


def main_start(text: str, mask: str, lex: Lexicon) -> tuple[int, str]:
    """Where the main clause starts, and what stands before it: a condition, a phrase, or nothing."""
    opener = lex.starts("conditions").match(mask) or lex.starts("exceptions").match(mask)
    phrase = opener or lex.starts("fronted").match(mask) or lex.starts("connectives").match(mask)
    if not phrase:
        return 0, ""
    for comma in re.finditer(r",\s+|\s(?=then\s)", mask):
        start = comma.end()
        if mask[start:].lower().startswith("then "):
            start += len("then ")
        if _starts_main(mask, start, lex):
            return start, text[: comma.start()].strip()
    return (-1, "") if opener else (0, "")


def _free_marker(mask: str, start: int, lex: Lexicon) -> tuple[int, re.Match[str]] | None:
    """The first marker from ``start`` that belongs to a main clause, and where that clause starts."""
    for match in lex.modal_pattern.finditer(mask, start):
        before = words_of(mask, start, match.start())
        if not before:
            return None
        clause = start
        finite = lex.words("finite")
        hinge = _hinge(before, lex)
        head = before if hinge is None else before[:hinge]
        if any(word.lower in finite for word in head):
            split = _second_clause(mask, start, match.start())
            if split is None:
                return None
            clause, before = split, words_of(mask, split, match.start())
            hinge = _hinge(before, lex)
        if hinge is not None and not _has_verb(before[hinge + 1 :], lex):
            continue
        if hinge is not None and hinge == 0:
            return None
        return clause, match
    return None


def _hinge(words: list[Word], lex: Lexicon) -> int | None:
    """The place of the first relative pronoun or subordinator."""
    for place, word in enumerate(words):
        if word.lower in lex.words("relatives") or word.lower in lex.words("subordinators"):
            return place
    return None


def _has_verb(words: list[Word], lex: Lexicon) -> bool:
    forms = lex.verbs
    return any(
        word.lower in lex.words("finite")
        or word.lower in forms.present
        or word.lower in forms.infinitives
        or word.lower in forms.participles
        for word in words
    )


def _second_clause(mask: str, start: int, end: int) -> int | None:
    """Where the last main clause before ``end`` starts, after a semicolon or a comma and a conjunction."""
    found = list(re.finditer(r";\s+|:\s+|,\s+(?:and|but|so|et|mais)\s+", mask[start:end]))
    return start + found[-1].end() if found else None


def _end_of_clause(mask: str, start: int, lex: Lexicon) -> int:
    """Where the clause ends: at a semicolon, or where a second main clause with its own marker begins."""
    end = len(mask.rstrip(" .;:!"))
    semicolon = mask.find("; ", start)
    if 0 <= semicolon < end:
        end = semicolon
    for match in re.finditer(r",?\s+(?:and|but|or|so|et|mais)\s+|\s[–-]\s|:\s", mask[start:end]):
        rest = mask[start + match.end() : end]
        marker = lex.modal_pattern.search(rest)
        if not marker or "," in rest[: marker.start()]:
            continue
        before = words_of(rest, 0, marker.start())
        if (
            0 < len(before) <= 8
            and _hinge(before, lex) is None
            and ("," in match[0] or before[0].lower in lex.words("articles"))
        ):
            return start + match.start()
    return end


def _inserted(text: str, mask: str, start: int, end: int) -> tuple[int, str]:
    """A clause set between commas right after the marker (``must, if possible, ...``)."""
    if not mask[start:end].lstrip().startswith(","):
        return start, ""
    first = mask.index(",", start) + 1
    second = mask.find(",", first, end)
    return (second + 1, text[first:second].strip()) if second > 0 else (first, "")


def action_of(raw: str, modal_form: str, lex: Lexicon) -> str:
    """The verb phrase after a marker, without fillers; a gerund goes back to its infinitive."""
    action = raw.strip(" ,;.")
    while found := lex.starts("fillers").match(action):
        action = action[found.end() :].lstrip(" ,")
    if modal_form == "gerund":
        first, _, rest = action.partition(" ")
        base = lex.verbs.gerunds.get(first.lower())
        return f"{base} {rest}".strip() if base else ""
    return "" if modal_form in {"predicate", "noun"} else action


def object_of(action: str, lex: Lexicon) -> str:
    """The noun phrase right after the verb of ``action``; empty where something else follows."""
    words = words_of(action)
    place = 0
    while place < len(words) and words[place].lower not in lex.verbs.infinitives and place < 3:
        place += 1
    following = words[place + 1 :]
    stops = lex.words("prepositions") | lex.words("subordinators")
    if not following or following[0].lower in stops - {"that"} | lex.words("conjunctions"):
        return ""
    if following[0].lower in lex.words("determiners") and len(following) == 1:
        return ""
    mask = masked(action)
    end = following[0].start
    for word in following:
        gap = mask[end : word.start]
        linked = word.lower in lex.words("np_links")
        if any(mark in gap for mark in ",;:") or (word.lower in stops and not linked):
            break
        if word.lower.endswith("ly") or lex.pattern("immediate").match(action[word.start :]):
            break
        end = word.end
    return action[following[0].start : end]


def _is_passive(action: str, lex: Lexicon) -> bool:
    words = words_of(action)[:4]
    if not words or words[0].lower not in {"be", "have"} & lex.words("passive_be"):
        return False
    for word in words[1:]:
        if word.lower in lex.verbs.participles:
            return True
        if not word.lower.endswith("ly") and word.lower not in lex.words("passive_between"):
            return False
    return False


def _agent(action: str, lex: Lexicon, scene: Scene) -> str:
    """Whoever does it in a passive: the noun phrase after the last ``by``."""
    for match in reversed(list(lex.starts("agent").finditer(masked(action)))):
        phrase = re.split(
            r"[,;:]|\s(?:in|on|at|as|to|for|with|from|using|via|who|that|which|when|if|within|before|after)\s",
            action[match.end() :],
        )[0]
        if phrase.strip() and is_agent(phrase, lex, scene):
            return subject_of(phrase, lex, scene).actor
    return ""


def _first_participle(action: str, lex: Lexicon) -> str:
    return next((w.lower for w in words_of(action)[1:4] if w.lower in lex.verbs.participles), "")


def _acceptable(
    modal: Modal, subject: Subject, action: str, *, passive: bool, lex: Lexicon
) -> bool:
    """Whether a marker that can also tell a possibility or a future tells a rule here."""
    if modal.form in {"base", "gerund"} and not action and modal.form == "base":
        return False
    if modal.needs != "agent":
        return True
    first = next((word.lower for word in words_of(action)), "")
    if passive:
        return _first_participle(action, lex) in lex.words("deliberate") or modal.kind == "fact"
    return bool(subject.actor) and (first not in lex.words("stative") or modal.form == "gerund")


def parse_modal(text: str, lex: Lexicon, scene: Scene) -> Parts | None:
    """The parts of a sentence that holds a marker in its main clause, or None."""
    mask = masked(text)
    start, opener = main_start(text, mask, lex)
    found = _free_marker(mask, start, lex) if start >= 0 else None
    if not found:
        return None
    clause, match = found
    if lex.pattern("false_friends").match(mask, match.start()):
        return None
    modal = lex.modals[int((match.lastgroup or "m0")[1:])]
    subject = subject_of(text[clause : match.start()], lex, scene)
    if subject.pronoun or len(words_of(subject.full)) > _MAX_SUBJECT_WORDS:
        return None
    end = _end_of_clause(mask, match.end(), lex)
    begin, inserted = _inserted(text, mask, match.end(), end)
    tail = cut_tail(text[begin:end], mask[begin:end], lex)
    action = action_of(tail.clause, modal.form, lex)
    passive = modal.form == "predicate" or _is_passive(action, lex)
    if not _acceptable(modal, subject, action, passive=passive, lex=lex):
        return None
    return _assemble(
        text,
        modal,
        match,
        subject,
        (opener, inserted, tail.condition, tail.exception),
        action,
        passive,
        lex,
        scene,
    )


def _condition(
    opener: str, inserted: str, trailing: str, exception: str, lex: Lexicon
) -> tuple[str, str]:
    """The condition and the exception, from before, within and behind the clause."""
    front = opener
    if lex.starts("connectives").fullmatch(front) or lex.starts("no_condition").match(front):
        front = ""
    if front and lex.starts("exceptions").match(front):
        return trailing or inserted, front
    return front or trailing or inserted, exception


def _assemble(
    text: str,
    modal: Modal,
    match: re.Match[str],
    subject: Subject,
    clauses: tuple[str, str, str, str],
    action: str,
    passive: bool,
    lex: Lexicon,
    scene: Scene,
) -> Parts:
    condition, exception = _condition(*clauses, lex)
    # a second condition stays in the action, so that nothing is lost
    if clauses[0] and condition == clauses[0] and clauses[2]:
        place = text.find(clauses[2])
        action = f"{action} {text[place : place + len(clauses[2])]}"
    kind, negated = modal.kind, modal.negated
    if _is_nobody(subject, lex):
        kind, negated = ("prohibition" if kind == "permission" else kind), True
    actor = subject.actor
    if passive:
        actor = _agent(action, lex, scene)
    elif subject.restriction:
        if condition:
            actor = f"{actor} {subject.restriction}"
        else:
            condition = subject.restriction
    return Parts(
        kind=kind,
        form="modal",
        text=text,
        strength=modal.strength,
        marker=match[0],
        actor=actor if actor in text else subject.actor,
        action=action,
        object=subject.full if passive or not actor else object_of(action, lex),
        condition=condition,
        exception=exception,
        negated=negated,
        passive=passive,
    )


def _is_nobody(subject: Subject, lex: Lexicon) -> bool:
    first = subject.full.split(" ", 1)[0].lower()
    return first in lex.words("nobody") or subject.full.lower() in lex.words("nobody")
