"""Tracking slots: a unit's place in a learner's saved state.

In: the lock of the build before, the outline now. Out: a slot for each unit that needs one. Slots are append-only:
a unit keeps its slot, a new one gets the next, that of one that is gone is never used again. Each part of a
programme is a package with a state of its own and counts for itself; a unit that comes from another part is new.
"""

from __future__ import annotations

from coursegen.model.course import Outline
from coursegen.model.lock import Lock, PartRecord

__all__ = ["Slots", "moved_modules", "parts_before", "parts_now"]


def parts_now(outline: Outline) -> dict[str, tuple[str, ...]]:
    """The modules of each part; without parts all are in one with the id of the course."""
    if outline.parts:
        return {each.id: each.modules for each in outline.parts}
    return {outline.id: tuple(each.id for each in outline.modules)}


def parts_before(before: Lock) -> dict[str, str]:
    """The part of each module at the build before; a module that is in none was in the course itself."""
    return {key: part for part, record in before.parts.items() for key in record.modules}


def moved_modules(outline: Outline, before: Lock) -> list[str]:
    """Modules that stand in another part than at the build before, sorted; new modules are none of them."""
    was = parts_before(before)
    known = {key for key, unit in before.units.items() if unit.kind == "module"}
    now = {key: part for part, keys in parts_now(outline).items() for key in keys}
    return sorted(
        key for key, part in now.items() if key in known and part != was.get(key, before.course)
    )


class Slots:
    """Hands out tracking slots: the one a unit had, else the next that no unit of its part ever had."""

    def __init__(self, before: Lock | None, outline: Outline) -> None:
        self._outline = outline
        self._before = before.parts if before is not None else {}
        self._part = {key: part for part, keys in parts_now(outline).items() for key in keys}
        self._known: dict[tuple[str, str], int] = {}
        self._next: dict[str, int] = {part: each.slots for part, each in self._before.items()}
        if before is not None:
            self._take_over(before)

    def of(self, identifier: str, module: str) -> int:
        """Return the slot of the unit ``identifier`` in ``module``."""
        part = self._part.get(module, self._outline.id)
        if (part, identifier) not in self._known:
            slot = self._next.get(part, 0)
            self._known[part, identifier] = slot
            self._next[part] = slot + 1
        return self._known[part, identifier]

    def parts(self) -> dict[str, PartRecord]:
        """What the lock keeps of the parts; nothing where the course never was a programme."""
        if not self._outline.parts and not self._before:
            return {}
        now = parts_now(self._outline)
        return {
            part: PartRecord(modules=now.get(part, ()), slots=self._next.get(part, 0))
            for part in sorted({*self._before, *now})
        }

    def _take_over(self, before: Lock) -> None:
        """The slots of before; of two units that two branches gave one slot, the first keeps it."""
        part_of = parts_before(before)
        living = {
            key: (part_of.get(each.module or key, before.course), each.slot)
            for key, each in before.units.items()
        }
        retired = {
            key: (before.course, each.slot)
            for key, each in before.retired.items()
            if not before.parts
        }
        taken: set[tuple[str, int]] = set()
        for key, (part, slot) in sorted({**retired, **living}.items()):
            if slot is not None and (part, slot) not in taken:
                taken.add((part, slot))
                self._known[part, key] = slot
                self._next[part] = max(self._next.get(part, 0), slot + 1)
