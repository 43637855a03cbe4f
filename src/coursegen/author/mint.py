"""Ids for new units. In: words and the passages a unit rests on. Out: an id no unit ever had."""

from __future__ import annotations

from collections.abc import Iterable

from coursegen.ids import mint

__all__ = ["Mint"]


class Mint:
    """Mints ids for one course; knows every id that lives or has retired."""

    def __init__(self, course_id: str, taken: Iterable[str] = ()) -> None:
        self._course_id = course_id
        self._taken = set(taken)

    def __call__(self, kind: str, words: str, passages: Iterable[str] = ()) -> str:
        """Return a new id for a unit of ``kind`` named by ``words`` that rests on ``passages``."""
        identifier = mint(
            words,
            course_id=self._course_id,
            kind=kind,
            passages=sorted(set(passages)),
            taken=self._taken,
        )
        self._taken.add(identifier)
        return identifier
