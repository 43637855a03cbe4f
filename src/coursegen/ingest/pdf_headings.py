"""Which paragraphs of a PDF are headings, and of what level: paragraphs and outline in, levels out.

A heading is told by an entry of the outline, by larger type, by bold type or by its number. Levels follow
the outline where it has the heading, else the order of the types and the depth of the numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coursegen.ingest.pdf_page import Style
from coursegen.ingest.pdf_paragraphs import Paragraph, split_marker

__all__ = ["OutlineEntry", "heading_levels"]

_LARGER = 1.1
_MOST_WORDS = 20
_BOLD_WORDS = 12
_ITALIC_WORDS = 8
_NUMBERED = re.compile(r"^(?:§\s*)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=[A-ZÀ-Þ])")
_ENDS = re.compile(r"[.,;:!]$")
_KEY = re.compile(r"[^\w]+")
_LEADING_NUMBER = re.compile(r"^[\d.\s]+")


_Look = tuple[float, bool, bool]


@dataclass(frozen=True)
class OutlineEntry:
    """``level`` from 1; ``page`` from 1, 0 where the entry leads nowhere."""

    title: str
    level: int
    page: int


def heading_levels(
    paragraphs: Sequence[Paragraph], outline: Sequence[OutlineEntry]
) -> dict[int, int]:
    """Place in ``paragraphs`` -> level 1 to 6, for those that are headings."""
    body = _body(paragraphs)
    entries = {(entry.page, _key(entry.title)): entry.level for entry in outline}
    outlined: dict[int, int] = {}
    looks: dict[int, _Look] = {}
    for at, paragraph in enumerate(paragraphs):
        level = entries.get((paragraph.page, _key(paragraph.text)))
        if level is not None and _short(paragraph):
            outlined[at] = level
        elif _looks_like_heading(paragraph, body):
            looks[at] = _look(paragraph)
    return _levels(paragraphs, outlined, looks)


def _levels(
    paragraphs: Sequence[Paragraph], outlined: dict[int, int], looks: dict[int, _Look]
) -> dict[int, int]:
    ranks = {look: rank for rank, look in enumerate(sorted(set(looks.values())), 1)}
    depths = {at: _depth(paragraphs[at].text) for at in looks}
    least: dict[_Look, int] = {}
    for at, look in looks.items():
        if depths[at]:
            least[look] = min(least.get(look, 9), depths[at])
    result = {at: min(level, 6) for at, level in outlined.items()}
    known: dict[_Look, int] = {}
    for at, level in outlined.items():
        known.setdefault(_look(paragraphs[at]), level)
    for at, look in looks.items():
        deeper = depths[at] - least[look] if depths[at] else 0
        result[at] = min(6, known.get(look, ranks[look]) + deeper)
    return result


def _look(paragraph: Paragraph) -> _Look:
    """What headings are ranked by: larger first, then bold, then italic."""
    style = paragraph.style
    return -style.size, not style.bold, style.italic


def _body(paragraphs: Sequence[Paragraph]) -> Style:
    letters: dict[Style, int] = {}
    for paragraph in paragraphs:
        for line in paragraph.lines:
            letters[line.style] = letters.get(line.style, 0) + len(line.text)
    return max(letters, key=lambda each: letters[each], default=Style(10.0, bold=False))


def _key(title: str) -> str:
    return _KEY.sub("", _LEADING_NUMBER.sub("", title).lower()) or _KEY.sub("", title.lower())


def _short(paragraph: Paragraph) -> bool:
    return len(paragraph.text.split()) <= _MOST_WORDS


def _looks_like_heading(paragraph: Paragraph, body: Style) -> bool:
    text = paragraph.text
    words = len(text.split())
    letters = sum(letter.isalpha() for letter in text)
    if (
        not _short(paragraph)
        or letters < 3
        or letters < 0.4 * len(text)
        or text.endswith(("-", ",", ";"))
    ):
        return False
    if split_marker(text)[0] == "•":
        return False
    size = paragraph.style.size
    if size >= _LARGER * body.size:
        return words <= _BOLD_WORDS or not text.endswith(".")
    if paragraph.bold and not body.bold and size >= 0.95 * body.size:
        return words <= _BOLD_WORDS and not _ENDS.search(text)
    if paragraph.style.italic and not body.italic and size >= 0.95 * body.size:
        return words <= _ITALIC_WORDS and not _ENDS.search(text) and text[0].isupper()
    numbered = _NUMBERED.match(text)
    return bool(
        numbered
        and "." in numbered["number"]
        and words <= _BOLD_WORDS
        and len(paragraph.lines) == 1
        and not _ENDS.search(text)
    )


def _depth(text: str) -> int:
    match = _NUMBERED.match(text)
    return match["number"].count(".") + 1 if match else 0
