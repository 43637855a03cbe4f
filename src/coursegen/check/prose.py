"""From a text field to its sentences. In: CommonMark. Out: plain sentences, list items with their lead-in.

``Staff must not:`` followed by ``- forward work email`` gives one sentence, ``Staff must not: forward
work email``: a list item means nothing without the words that introduce it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from coursegen.language.sentences import split_sentences

__all__ = ["plain", "sentences_of"]

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|`+|^#{1,6}\s+|^>\s?")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+(.*)$")


def plain(line: str) -> str:
    """One line without CommonMark's marks; the text of links stays."""
    return " ".join(_MARKS.sub("", _LINK.sub(r"\1", line.strip())).split())


@lru_cache(maxsize=20_000)
def sentences_of(text: str, language: str, lead: str = "") -> tuple[str, ...]:
    """Plain sentences of ``text``. ``lead`` introduces it where it ends in a colon."""
    opening = plain(lead) if lead.rstrip().endswith(":") else ""
    found: list[str] = []
    for is_item, line in _lines(text):
        if is_item and opening:
            first, *rest = split_sentences(line, language) or [""]
            found.extend([f"{opening} {first}", *rest])
            continue
        sentences = [each for each in split_sentences(line, language) if each.strip()]
        if lead and opening and not found and sentences:
            sentences[0] = f"{opening} {sentences[0]}"
        if sentences and sentences[-1].endswith(":"):
            opening = sentences.pop()
            if not _has_items(text):
                sentences.append(opening)
        found.extend(sentences)
    return tuple(found)


def _has_items(text: str) -> bool:
    return any(_ITEM.match(line) for line in text.splitlines())


def _lines(text: str) -> list[tuple[bool, str]]:
    """Paragraphs and list items of ``text``, plain, each with whether it is a list item."""
    found: list[tuple[bool, str]] = []
    open_paragraph = False
    for raw in text.splitlines():
        item = _ITEM.match(raw)
        if item:
            found.append((True, plain(item[1])))
        elif not raw.strip():
            open_paragraph = False
            continue
        elif found and (open_paragraph or (found[-1][0] and raw.startswith(" "))):
            found[-1] = (found[-1][0], f"{found[-1][1]} {plain(raw)}")
        else:
            found.append((False, plain(raw)))
        open_paragraph = True
    return found
