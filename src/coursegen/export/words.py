"""Where a quote stands and which edition it is of, in words a learner reads.

In: a Locator or an Edition, and the player's strings. Out: short text, such as ``page 3`` or
``version 2.1, in force from 2026-03-01``.
"""

from __future__ import annotations

from coursegen.model.source import Edition, Locator

__all__ = ["edition_words", "locator_words", "timecode"]

_MINUTE, _HOUR = 60, 3600


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
            ("document_effective", "date", edition.effective),
        )
        if value
    ]
    return ", ".join(parts)
