"""What a policy owner calls a version: labels and their values in, an Edition out.

In: pairs of label and value from front matter, document properties or a document-control table. Out:
an Edition, its effective date in ISO 8601 where the writing is beyond doubt, else as written.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import cache

from coursegen.ingest.words import edition_field, month_number, phrases, plain
from coursegen.model.source import Edition, SourceBlock

__all__ = ["edition_from", "in_force", "iso_date", "labelled_lines"]

_HEAD_BLOCKS = 15
_VALUE_WORDS = 8
_YEAR = re.compile(r"\d{4}")
_DATE = (
    r"(?P<date>\d{1,2}(?:st|nd|rd|th|er|\.)?\s[^\W\d]+\.?,?\s\d{4}|[^\W\d]+\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}"
    r"|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})\b"
)
_YEAR_FIRST = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$")
_YEAR_LAST = re.compile(r"^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$")
_DAY_MONTH = re.compile(r"^(\d{1,2})(?:st|nd|rd|th|er|\.)?\s+([^\W\d]+)\.?,?\s+(\d{4})$")
_MONTH_DAY = re.compile(r"^([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$")


def edition_from(pairs: Iterable[tuple[str, object]]) -> Edition:
    """The Edition that ``pairs`` tell; of two values for one field the first that is not empty stays."""
    fields: dict[str, str] = {}
    for label, value in pairs:
        field = edition_field(label)
        text = "" if value is None else plain(str(value))
        if field and text:
            fields.setdefault(field, iso_date(text) if field == "effective" else text)
    return Edition(**fields)


def labelled_lines(blocks: Sequence[SourceBlock]) -> list[tuple[str, str]]:
    """Labels and values in lines such as ``Version: 2.1`` at the top of a document.

    One such line may be a sentence like any other; from two on they are a document's head.
    """
    pairs = []
    for block in blocks[:_HEAD_BLOCKS]:
        label, colon, value = block.text.partition(":")
        short = 0 < len(value.split()) <= _VALUE_WORDS
        if block.kind in {"paragraph", "list_item"} and colon and short and edition_field(label):
            pairs.append((label, value.strip()))
    return pairs if len(pairs) > 1 else []


def in_force(blocks: Iterable[SourceBlock]) -> list[tuple[str, str]]:
    """The day from which a document says that it holds (*This policy takes effect on 1 May 2026*), under its label.

    None where it names several: then it tells of its parts or its history.
    """
    prose = (each.text for each in blocks if each.kind in {"paragraph", "list_item"})
    found = {
        iso_date(match["date"])
        for text in prose
        if _YEAR.search(text)
        for pattern in _in_force()
        for match in pattern.finditer(plain(text))
    }
    return [("effective", date) for date in found] if len(found) == 1 else []


@cache
def _in_force() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"\b{each.replace('{date}', _DATE)}", re.IGNORECASE)
        for each in phrases("in_force")
    )


def iso_date(text: str) -> str:
    """``text`` as YYYY-MM-DD when it is a date written out or in an order beyond doubt.

    With hyphens or points the day is first (01-09-2026, as in Dutch and German). With slashes the order
    is told only when one number is over 12; else the text stays as written.
    """
    text = text.strip()
    if match := _YEAR_FIRST.match(text):
        year, month, day = (int(each) for each in match.groups())
    elif match := _DAY_MONTH.match(text):
        day, month, year = int(match[1]), month_number(match[2]), int(match[3])
    elif match := _MONTH_DAY.match(text):
        day, month, year = int(match[2]), month_number(match[1]), int(match[3])
    elif match := _YEAR_LAST.match(text):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
        if match[2] == "/":
            if day <= 12 and month <= 12 and day != month:
                return text
            day, month = (month, day) if month > 12 else (day, month)
    else:
        return text
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return text
