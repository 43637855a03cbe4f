"""Where a quote stands and which edition it is of, in words a learner reads.

In: a Locator or an Edition, and the player's strings. Out: short text, such as ``page 3`` or
``version 2.1, in force from 1 March 2026``.
"""

from __future__ import annotations

import re

from coursegen.model.source import Edition, Locator

__all__ = ["edition_words", "locator_words", "timecode"]

_MINUTE, _HOUR = 60, 3600
_DATE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(\d{2})")


def timecode(seconds: float) -> str:
    """``m:ss``, or ``h:mm:ss`` from an hour on; whole seconds, rounded down."""
    whole = int(seconds)
    hours, rest = divmod(whole, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def locator_words(locator: Locator, strings: dict[str, str]) -> str:
    """Page, slide, row and timecode of ``locator``, joined by commas; the heading is told apart."""
    parts = [
        strings[name].format(n=value)
        for name, value in (
            ("page", locator.page),
            ("slide", locator.slide),
            ("row", locator.row),
        )
        if value is not None
    ]
    if locator.start is not None:
        parts.append(
            strings["timecode"].format(start=timecode(locator.start))
            if locator.end is None
            else strings["timecode_span"].format(
                start=timecode(locator.start), end=timecode(locator.end)
            )
        )
    return ", ".join(parts)


def edition_words(edition: Edition, strings: dict[str, str]) -> str:
    """Number, version and effective date of ``edition``, as far as the source gives them."""
    parts = [
        strings[name].format(**{field: value})
        for name, field, value in (
            ("document_number", "number", edition.number),
            ("document_edition", "version", edition.version),
            ("document_effective", "date", _date_words(edition.effective, strings)),
        )
        if value
    ]
    return ", ".join(parts)


def _date_words(date: str, strings: dict[str, str]) -> str:
    """An ISO 8601 date as people write it; any other text, such as ``spring 2026``, as it stands."""
    match = _DATE.fullmatch(date)
    if match is None:
        return date
    month = strings["months"].split(",")[int(match[2]) - 1]
    return strings["date"].format(day=int(match[3]), month=month, year=match[1])
