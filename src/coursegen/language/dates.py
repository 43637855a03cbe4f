"""Dates as they are written. In: a text and its language. Out: each date with its place.

Months stand in ``data/<language>/documents.yaml``. A date without a year, or a month with its year, counts; a
bare year does not, as it is more often part of a name (``NCSC 2021``).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from coursegen.language.data import load
from coursegen.language.lexicon import alternation

__all__ = ["FoundDate", "dates_in"]

_ISO = re.compile(r"(?<![\w-])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\w-])")
_DAY_FIRST = re.compile(
    r"(?<![\w.-])(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})(?![\w-])"
)


class FoundDate(NamedTuple):
    """A date: ``value`` as year-month-day with ``?`` for what is not said, and its place in the text."""

    value: str
    start: int
    end: int


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], ...], dict[str, int]]:
    months = [str(each) for each in load(language, "documents").get("months", ())]
    named = alternation(months)
    year = r"(?:,? (?P<year>\d{4}))"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|e|ste|de|\.)?"
    written = (
        rf"(?<![\w.]){day} (?:of )?(?P<month>{named})(?!\w){year}?",
        rf"(?<!\w)(?P<month>{named}) {day}(?![\w.]\d){year}?(?!\d)",
        rf"(?<!\w)(?P<month>{named}) (?P<year>\d{{4}})(?!\d)",
    )
    compiled = tuple(re.compile(each, re.IGNORECASE) for each in written)
    return (_ISO, _DAY_FIRST, *compiled), {
        name.lower(): number for number, name in enumerate(months, 1)
    }


def dates_in(text: str, language: str) -> tuple[FoundDate, ...]:
    """The dates of ``text``, in order. With hyphens, points or slashes the day is taken to be first."""
    patterns, months = _patterns(language)
    found: list[FoundDate] = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            if any(each.start < match.end() and match.start() < each.end for each in found):
                continue
            parts = match.groupdict()
            month = parts["month"].lower()
            number = months.get(month) or int(month)
            value = f"{parts.get('year') or '?'}-{number:02d}-{int(parts.get('day') or 0):02d}"
            found.append(FoundDate(value.replace("-00", "-?"), match.start(), match.end()))
    return tuple(sorted(found, key=lambda each: each.start))
