"""Where passages that no module rests on find a place.

In: the outline, the scope, the minutes that each module may still grow by. Out: passages joined to modules.
A passage joins the module that holds its section; where there is none and no new module comes of it, the one
that stands nearest in the same document.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from coursegen.author.requests import Scope, Section
from coursegen.model.course import Brief
from coursegen.model.passage import Occurrence

__all__ = ["A_MODULES_OWN", "LEAST_MINUTES", "MINUTES_A_STATEMENT", "Homes", "minutes_of"]

MINUTES_A_STATEMENT = 0.2
"""What a statement in scope came to in whole courses made of real policies: 0.15 to 0.3.

In 26 modules of a policy handbook the statements foretold the minutes better than passages and words did.
"""

LEAST_MINUTES = 3
"""A module takes at least this long."""
A_MODULES_OWN = 1.0
"""Minutes of the statements of a small module: the rest is its opening, its summary and its questions."""


def minutes_of(passages: Iterable[str], scope: Scope) -> float:
    """Minutes that teaching ``passages`` takes, about."""
    return MINUTES_A_STATEMENT * sum(scope.statements_of.get(each, 0) for each in passages)


@dataclass
class Homes:
    """Seats passages with ``briefs``.

    ``room`` maps a module to the minutes that it may still grow by; one that is not in it is new, and may
    grow to ``longest``. ``left`` are the minutes that all may grow by together. ``joined`` maps a module to the passages that were seated with it.
    """

    scope: Scope
    briefs: Collection[Brief]
    room: Mapping[str, float]
    longest: float
    left: float = math.inf
    joined: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._left = {
            each.id: self.room[each.id]
            if each.id in self.room
            else self.longest - minutes_of(each.passages, self.scope)
            for each in self.briefs
        }
        self._seats: dict[Section, list[tuple[int, str]]] = {}
        self._documents = {each.id: self._held(each.passages) for each in self.briefs}
        for brief in self.briefs:
            for passage in brief.passages:
                self._seat(passage, brief.id)

    def beside(self, passage: str) -> bool:
        """Seat ``passage`` with the module of its own section; False where it has none with room."""
        found = [
            (abs(place.position - at), place.position < at, module)
            for place in self._places(passage)
            for at, module in self._seats.get(_section(place), ())
        ]
        return self._take(passage, [each[-1] for each in sorted(found)])

    def near(self, passage: str, among: Collection[str]) -> bool:
        """Seat ``passage`` with the nearest of the modules ``among`` in its document; False where none has room.

        Near is a common heading, the deeper the nearer; then the distance in passages.
        """
        found = [
            (-_common(place.locator.heading, heading), abs(place.position - at), module)
            for place in self._places(passage)
            for (document, heading), seats in self._seats.items()
            if document == place.document
            for at, module in seats
            if module in among
        ]
        return self._take(passage, [each[-1] for each in sorted(found)])

    def free(self, passages: Iterable[str]) -> frozenset[Section]:
        """The sections of ``passages`` that no module is at home in."""
        found = {_section(place) for each in passages for place in self._places(each)}
        return frozenset(found - self._seats.keys())

    def _take(self, passage: str, modules: Iterable[str]) -> bool:
        needed = minutes_of([passage], self.scope)
        for module in dict.fromkeys(modules):
            if min(self._left[module], self.left) >= needed:
                self._left[module] -= needed
                self.left -= needed
                self.joined.setdefault(module, []).append(passage)
                self._seat(passage, module)
                return True
        return False

    def _held(self, passages: Iterable[str]) -> Counter[str]:
        """How many of ``passages`` each document has."""
        return Counter(name for each in passages for name in self._names(each))

    def _names(self, passage: str) -> set[str]:
        return {each.document for each in self._places(passage)}

    def _seat(self, passage: str, module: str) -> None:
        """Note where ``passage`` has ``module`` at home: of several documents, where it holds most.

        A sentence that another document says as well does not make the module a home for what stands there.
        """
        held = self._documents[module]
        most = max((held[each] for each in self._names(passage)), default=0)
        for place in self._places(passage):
            if held[place.document] == most:
                self._seats.setdefault(_section(place), []).append((place.position, module))

    def _places(self, passage: str) -> list[Occurrence]:
        return self.scope.index.occurrences_by_passage.get(passage, [])


def _section(place: Occurrence) -> Section:
    return place.document, place.locator.heading


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many headings, from the top, both stand under."""
    return next(
        (at for at, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs),
        min(len(one), len(other)),
    )
