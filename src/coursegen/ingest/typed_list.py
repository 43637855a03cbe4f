"""Lists that were typed, not made: ``a) ...``, ``(ii) ...``, ``• ...`` at the start of a paragraph.

In: paragraphs in reading order. Out: for those that are items, their text without the marker, their
depth among typed lists and their counted number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from coursegen.ingest.open_lists import ROMAN

__all__ = ["TypedItem", "TypedLists"]

_BULLET = re.compile(r"^[•▪◦‣●○·–—‐-]\s+(?=\S)")
_MARKER = re.compile(r"^\(?(?P<mark>[a-z]|[ivx]{1,5}|\d{1,2})(?:\)|\.(?=\s+[^\d\s]))\s+(?=\S)")


@dataclass(frozen=True)
class TypedItem:
    """``depth`` from 1; ``number`` is None for a bullet."""

    text: str
    depth: int
    number: int | None


class TypedLists:
    """Knows which typed lists stand open. A numbered one starts after a colon or inside another."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []
        self._after_colon = False

    def item(self, text: str) -> TypedItem | None:
        """The item that the paragraph ``text`` is; None, and all lists end, when it is none."""
        found = self._bullet(text) or self._numbered(text)
        if found is None:
            self._open = []
        self._after_colon = text.endswith(":")
        return found

    def end(self, text: str = "") -> None:
        """A heading, or another block with ``text``: no list goes on after it."""
        self._open, self._after_colon = [], text.endswith(":")

    def _bullet(self, text: str) -> TypedItem | None:
        match = _BULLET.match(text)
        if match is None:
            return None
        depth = sum(style != "bullet" for style, _ in self._open) + 1
        return TypedItem(text[match.end() :], depth, None)

    def _numbered(self, text: str) -> TypedItem | None:
        match = _MARKER.match(text)
        if match is None:
            return None
        for style, number in _readings(match["mark"]):
            styles = [each for each, _ in self._open]
            if style in styles:
                at = styles.index(style)
                if self._open[at][1] + 1 != number:
                    continue
                self._open[at:] = [(style, number)]
            elif number == 1 and (self._open or self._after_colon):
                self._open.append((style, number))
            else:
                continue
            return TypedItem(text[match.end() :], len(self._open), number)
        return None


def _readings(mark: str) -> list[tuple[str, int]]:
    """What a marker may be: ``i`` is the first Roman number, or the letter after h."""
    if mark.isdigit():
        return [("digit", int(mark))]
    result: list[tuple[str, int]] = []
    if len(mark) == 1:
        result.append(("letter", ord(mark) - ord("a") + 1))
    if mark in ROMAN:
        result.append(("roman", ROMAN.index(mark) + 1))
    return result
