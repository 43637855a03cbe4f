"""Words by which documents speak about themselves, of all languages together.

In: ``documents.yaml`` of each language. Out: sets and maps for the readers, which meet these words
before they can tell a document's language.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from coursegen.language.data import languages, load

__all__ = [
    "announces_definitions",
    "edition_field",
    "is_definition_heading",
    "is_label",
    "month_number",
    "opens_meaning",
    "phrases",
    "plain",
    "word_set",
]

_FILE = "documents"
_NUMBERING = re.compile(r"^\s*(?:§\s*)?(?:\d+(?:\.\d+)*|[A-Z])[.)]?\s+")


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


def phrases(name: str) -> list[str]:
    """The patterns ``name`` of all languages, one after the other."""
    return [str(each) for entry in _entries(name) for each in entry]


def is_label(text: str, name: str = "labels") -> bool:
    """True when ``text`` is one of the words of the list ``name``, whatever its case or colon."""
    return _key(text) in word_set(name)


@cache
def is_definition_heading(text: str) -> bool:
    """True for ``Definitions``, ``22. Key Definitions`` and ``Appendix A - Glossary``."""
    parts = re.split(r"\s+[-–—|]\s+|:\s+", text)
    return any(is_label(_NUMBERING.sub("", part), "definition_headings") for part in parts)


def announces_definitions(text: str) -> bool:
    """True when ``text``, the line before a list, says that its items are definitions."""
    lowered = text.lower()
    return lowered.endswith(":") and any(word in lowered for word in word_set("definition_stubs"))


def opens_meaning(text: str) -> bool:
    """True when ``text`` starts as the meaning of a term does: ``an event that ...``."""
    lowered = text.lower()
    return any(lowered.startswith(f"{word} ") for word in word_set("definition_openers"))


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
