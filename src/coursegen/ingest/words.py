"""Words by which documents speak about themselves, of all languages together.

In: ``documents.yaml`` of each language. Out: sets and maps for the readers, which meet these words
before they can tell a document's language.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from coursegen.language.data import languages, load

__all__ = ["edition_field", "is_label", "month_number", "plain", "word_set"]

_FILE = "documents"


def plain(text: str) -> str:
    """``text`` with its white space collapsed."""
    return " ".join(text.split())


def _key(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", text.strip().strip(":.").strip().lower())


def _entries(name: str) -> list[Any]:
    return [load(language, _FILE).get(name, []) for language in languages(_FILE)]


@cache
def word_set(name: str) -> frozenset[str]:
    """All words of the list ``name`` (such as ``definition_headings``), in lower case."""
    return frozenset(_key(word) for entry in _entries(name) for word in entry)


def is_label(text: str, name: str = "labels") -> bool:
    """True when ``text`` is one of the words of the list ``name``, whatever its case or colon."""
    return _key(text) in word_set(name)


@cache
def _edition_fields() -> dict[str, str]:
    return {
        _key(label): field
        for entry in _entries("edition")
        for field, names in dict(entry).items()
        for label in names
    }


def edition_field(label: str) -> str:
    """The field of Edition that ``label`` names (``effective_date`` -> ``effective``); empty if none."""
    return _edition_fields().get(_key(label), "")


@cache
def _months() -> dict[str, int]:
    result: dict[str, int] = {}
    for entry in _entries("months"):
        for number, name in enumerate(entry, 1):
            result[name] = number
            result.setdefault(name[:3], number)
    return result


def month_number(name: str) -> int:
    """1 to 12 for a month's name or its first three letters in any language; 0 for another word."""
    return _months().get(name.lower().rstrip("."), 0)
