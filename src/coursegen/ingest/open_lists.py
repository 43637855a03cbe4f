"""Lists whose markers were typed or drawn: markers and left edges in; depth and counted number out.

For formats that keep no list, only lines that start with a bullet, a number or a letter.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ROMAN", "OpenLists", "Place"]

_BULLET = "•"
ROMAN = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
)
"""Roman numerals as lists use them, from 1."""


@dataclass(frozen=True)
class Place:
    """``depth`` from 1; ``number`` is None for a bullet."""

    depth: int
    number: int | None


@dataclass
class _Open:
    kind: str
    left: float
    count: int


class OpenLists:
    """Which lists stand open, outermost first. Left edges are in any one unit."""

    def __init__(self, same: float, elsewhere: float = float("inf")) -> None:
        """``same``: edges so near are equal; ``elsewhere``: so far apart, the list is in a new column."""
        self._same = same
        self._elsewhere = elsewhere
        self._open: list[_Open] = []

    def end(self) -> None:
        """A heading, a table or running text: no list goes on after it."""
        self._open = []

    def place(self, marker: str, left: float) -> Place:
        """Where the item with ``marker`` (``•``, ``3`` or ``b``) at ``left`` stands; it counts.

        A list that opens with a later number was interrupted by text, and goes on counting from there.
        """
        found = self._list_of(marker, left)
        found.count += 1
        found.left = left
        return Place(len(self._open), None if found.kind == _BULLET else found.count)

    def _list_of(self, marker: str, left: float) -> _Open:
        readings = _readings(marker)
        for at, each in reversed(list(enumerate(self._open))):
            shift = abs(each.left - left)
            placed = shift <= self._same or shift > self._elsewhere
            if any(
                each.kind == kind and (placed if kind == _BULLET else each.count == before)
                for kind, before in readings
            ):
                del self._open[at + 1 :]
                return each
        kind, before = readings[0]
        while self._open and not self._holds(self._open[-1], kind, left):
            self._open.pop()
        self._open.append(_Open(kind, left, before))
        return self._open[-1]

    def _holds(self, outer: _Open, kind: str, left: float) -> bool:
        """True when a new list at ``left`` is one inside ``outer``: set in, or of a lesser kind."""
        if outer.left < left - self._same:
            return True
        return outer.left <= left + self._same and outer.kind not in {kind, _BULLET}


def _readings(marker: str) -> list[tuple[str, int]]:
    """Kinds of list that ``marker`` may be of, with the number of items before it; the likelier first."""
    if marker == _BULLET:
        return [(_BULLET, 0)]
    if marker.isdigit():
        return [("1", max(0, int(marker) - 1))]
    readings = [("i", ROMAN.index(marker))] if marker in ROMAN else []
    if len(marker) == 1:
        readings.append(("a", ord(marker.lower()) - ord("a")))
        if marker != "i":  # v and x are mostly letters
            readings.reverse()
    return readings or [("i", 0)]
