"""Conditions and exceptions at the end of a clause. In: a clause. Out: the clause without them, and both.

A word such as ``if`` or ``when`` also opens what a verb of asking asks (``determine if``) or what a noun is
described by (``a place where``); those stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from coursegen.language.lexicon import Lexicon
from coursegen.language.parts import words_of
from coursegen.language.quantities import deadline_in

__all__ = ["Settled", "Tail", "cut_tail", "has_verb", "settle", "without_deadline"]


@dataclass(frozen=True, slots=True)
class Tail:
    """A clause without its tail; the condition and exception as written, or empty."""

    clause: str
    condition: str = ""
    exception: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """Condition and exception of a whole sentence; ``action`` holds what a second condition says."""

    action: str
    condition: str = ""
    exception: str = ""


def settle(action: str, opener: str, tail: Tail, lex: Lexicon, inserted: str = "") -> Settled:
    """Bring together what stands before, within and behind the clause.

    A fronted phrase of purpose or reason limits nothing. A statement has one condition: a second one
    stays with the action, so that nothing is lost.
    """
    exception = tail.exception
    inner = re.search(r",\s", opener)
    if inner and lex.starts("no_condition").match(opener):
        behind = opener[inner.end() :]
        opener = behind if lex.starts("conditions").match(behind) else opener
    if lex.starts("connectives").fullmatch(opener) or lex.starts("no_condition").match(opener):
        opener = ""
    if opener and lex.starts("exceptions").match(opener):
        opener, exception = "", exception or opener
    found = [each for each in (opener, inserted, tail.condition) if each]
    for extra in found[1:]:
        link = ", " if lex.order == "v2" else " "
        action = f"{action}{link}{extra}" if action else action
    return Settled(action, found[0] if found else "", exception)


def _joined_form(word: str, lex: Lexicon) -> bool:
    """Whether ``word`` is a finite form with its particle, as in a subordinate clause (``ophoudt``)."""
    particles = (word[:cut] for cut in range(2, min(9, len(word))))
    return any(
        each in lex.verbs.particles and word[len(each) :] in lex.verbs.present for each in particles
    )


def has_verb(clause: str, lex: Lexicon) -> bool:
    """Whether ``clause`` holds a form of a known verb, other than an infinitive with its mark."""
    forms = lex.verbs
    before = ""
    for word in words_of(clause):
        known = word.lower in forms.present or word.lower in forms.participles
        known = known or word.lower in lex.words("finite") or word.lower in forms.infinitives
        known = known or _joined_form(word.lower, lex)
        if known and before not in lex.words("infinitive_mark"):
            return True
        before = word.lower
    return False


def _is_condition(clause: str, match: re.Match[str], lex: Lexicon) -> bool:
    before, after = clause[: match.start()].rstrip(), clause[match.end() :].lstrip()
    word = match[0].lower()
    if lex.order == "v2" and word in lex.words("clause_openers") and not has_verb(after, lex):
        return False
    if not after or lex.pattern("not_condition_before").search(before):
        return False
    if lex.pattern("not_condition_after").match(after):
        return False
    if word in lex.words("needs_comma"):
        return before.endswith(",") or bool(lex.pattern("short_condition").match(after))
    if word in lex.words("not_before_number"):
        return not re.match(
            rf"(?:\d|{lex.markers.get('number_words', '(?!)')})\b", after, re.IGNORECASE
        )
    return True


def cut_tail(clause: str, masked: str, lex: Lexicon) -> Tail:
    """Cut the trailing condition and exception off ``clause``; ``masked`` is it without its asides."""
    exception = next(
        (match for match in lex.starts("exceptions").finditer(masked) if match.start() > 0), None
    )
    condition = next(
        (
            match
            for match in lex.starts("conditions_trailing").finditer(masked)
            if match.start() > 0 and _is_condition(masked, match, lex)
        ),
        None,
    )
    if condition and exception and exception.start() <= condition.start() < exception.end():
        condition = None
    stops = sorted(match.start() for match in (condition, exception) if match)
    if not stops:
        return Tail(clause)

    def part(match: re.Match[str] | None) -> str:
        if match is None:
            return ""
        later = [stop for stop in stops if stop > match.start()]
        found = clause[match.start() : later[0] if later else len(clause)]
        return re.split(r",\s+(?:but|maar|aber|mais)\s", found)[0].strip(" ,;.")

    return Tail(clause[: stops[0]].rstrip(" ,;"), part(condition), part(exception))


def without_deadline(text: str, mask: str, language: str) -> str:
    """``mask`` with the deadline of ``text`` blanked, so that its ``before`` is not taken for a condition."""
    deadline = deadline_in(text, language)
    if not deadline:
        return mask
    place = text.find(deadline.text)
    end = place + len(deadline.text)
    return f"{mask[:place]}{'_' * (end - place)}{mask[end:]}"
