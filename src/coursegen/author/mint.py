"""Ids for new units. In: words and the passages a unit rests on. Out: an id no unit ever had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coursegen.ids import mint, suffix_of

__all__ = ["Mint"]

_UNITS = frozenset({"module", "objective", "assessment", "block", "item", "scenario"})


class Mint:
    """Mints ids for one course.

    ``taken`` are ids that no new unit may get: retired ones and those of units that stay. ``known`` are, by module,
    ids of units that are written anew: the unit of that module that comes to the same suffix keeps the id, so
    that its slug lasts though its words change. Other modules cannot have it: the unit may stay as it is. A part of a
    unit (an option, an entry) of such a module is named by its words instead: by its place it would get the id of
    another, or one that a part of another rule had before.
    """

    def __init__(
        self,
        course_id: str,
        taken: Iterable[str] = (),
        known: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        self._course_id = course_id
        self._taken = set(taken)
        self._known = {key: frozenset(ids) for key, ids in (known or {}).items()}
        self._here: dict[str, str] = {}
        self._elsewhere: set[str] = set()
        self.enter("")

    def copy(self) -> Mint:
        """A mint of the same course that knows the same ids, for an attempt that may be given up."""
        return Mint(self._course_id, self._taken, self._known)

    def enter(self, module: str) -> None:
        """Mint for units of ``module`` from now on."""
        here = self._known.get(module, frozenset())
        others = (ids for key, ids in self._known.items() if key != module)
        self._here = {suffix_of(each): each for each in here}
        self._written_anew = module in self._known
        self._elsewhere = self._taken.union(*others)

    def __call__(self, kind: str, words: str, passages: Iterable[str] = ()) -> str:
        """Return a new id for a unit of ``kind`` named by ``words`` that rests on ``passages``."""
        by_words = self._written_anew and kind not in _UNITS
        identifier = mint(
            words,
            course_id=self._course_id,
            kind=kind,
            passages=sorted({*passages, *([words] if by_words else [])}),
            taken={*self._elsewhere, *self._here.values()} if by_words else self._elsewhere,
        )
        if not by_words:
            identifier = self._here.get(suffix_of(identifier), identifier)
        self._taken.add(identifier)
        self._elsewhere.add(identifier)
        return identifier
