"""Ids for new units. In: words and the passages a unit rests on. Out: an id no unit ever had."""

from __future__ import annotations

from collections.abc import Iterable

from coursegen.ids import mint, suffix_of

__all__ = ["Mint"]


class Mint:
    """Mints ids for one course.

    ``taken`` are ids that no new unit may get: retired ones and those of units that stay. ``known`` are
    ids of units that are written anew: the unit that comes to the same suffix keeps the id, so that its
    slug lasts though its words change.
    """

    def __init__(
        self, course_id: str, taken: Iterable[str] = (), known: Iterable[str] = ()
    ) -> None:
        self._course_id = course_id
        self._taken = set(taken)
        self._known = {suffix_of(each): each for each in known}

    def copy(self) -> Mint:
        """A mint of the same course that knows the same ids, for an attempt that may be given up."""
        return Mint(self._course_id, self._taken, self._known.values())

    def __call__(self, kind: str, words: str, passages: Iterable[str] = ()) -> str:
        """Return a new id for a unit of ``kind`` named by ``words`` that rests on ``passages``."""
        identifier = mint(
            words,
            course_id=self._course_id,
            kind=kind,
            passages=sorted(set(passages)),
            taken=self._taken,
        )
        identifier = self._known.get(suffix_of(identifier), identifier)
        self._taken.add(identifier)
        return identifier
