"""Conditions and exceptions at the end of a clause. In: a clause. Out: the clause without them, and both.

A word such as ``if`` or ``when`` also opens what a verb of asking asks (``determine if``) or what a noun is
described by (``a place where``); those stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from coursegen.language.lexicon import Lexicon

__all__ = ["Tail", "cut_tail"]


@dataclass(frozen=True, slots=True)
class Tail:
    """A clause without its tail; the condition and exception as written, or empty."""

    clause: str
    condition: str = ""
    exception: str = ""


def _is_condition(clause: str, match: re.Match[str], lex: Lexicon) -> bool:
    before, after = clause[: match.start()].rstrip(), clause[match.end() :].lstrip()
    word = match[0].lower()
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
        return clause[match.start() : later[0] if later else len(clause)].strip(" ,;.")

    return Tail(clause[: stops[0]].rstrip(" ,;"), part(condition), part(exception))
