"""People's edits over what was generated, field by field (DESIGN section 7).

In: a module as generated, the same module as it stands on disk, the digests of what was generated before.
Out: the module to write, and the conflicts: what both a person and the sources changed. No edited value is
ever lost.

A field on disk whose digest differs from the recorded one was edited. Untouched: the new value. New value
equal to the recorded one: the edit. Both changed: the edit stays, and the new value is proposed beside it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from coursegen.build.digests import (
    field_digest,
    field_digests,
    is_unit,
    order_digest,
    parts_of,
)
from coursegen.change.values import in_order, plain
from coursegen.model.base import Noun
from coursegen.model.course import Module
from coursegen.model.lock import StaleCause

__all__ = ["Conflict", "merge"]

AnyNoun = TypeVar("AnyNoun", bound=Noun)
Records = Mapping[str, Mapping[str, str]]


class Conflict(NamedTuple):
    """A field that a person and the sources both changed.

    ``unit`` is the id of the module, block, item or scenario (of the course, for its settings), ``field`` the
    path in it, empty for the whole unit. ``theirs`` is the person's value, which stays; ``proposal`` the
    generated one, None where the sources no longer give the unit. Both as plain JSON data; of a list of
    parts in another order, their ids. ``cause`` is told in ``StaleRecord``.
    """

    unit: str
    field: str
    theirs: Any
    proposal: Any
    cause: StaleCause = "both"


def merge(
    generated: Module,
    on_disk: Module,
    record_fields: Records,
    open_units: Container[str] = (),
    moved_here: Container[str] = (),
) -> tuple[Module, list[Conflict]]:
    """``generated`` with the edits of ``on_disk``, and the conflicts in reading order.

    ``record_fields`` maps the id of every unit built before to its recorded field digests
    (``UnitRecord.fields``), this module's own among them. A unit without a record was added by a person and
    stays in place; a recorded one that is not on disk was deleted and stays deleted. A pinned module, or a
    pinned unit in it, stays as it is. ``open_units`` conflicted as a whole before, and are not settled: what
    is generated now is proposed as a whole again. ``moved_here`` are units that a person moved into this
    module: what the sources no longer give of them stays.
    """
    if on_disk.pinned:
        return on_disk, []
    merger = _Merger(record_fields, open_units, moved_here)
    merged = merger.unit(generated, on_disk)
    return merged, merger.conflicts


class _Merger:
    """Merges units and collects their conflicts."""

    def __init__(
        self, records: Records, open_units: Container[str], moved_here: Container[str]
    ) -> None:
        self.records = records
        self.open_units = open_units
        self.moved_here = moved_here
        self.conflicts: list[Conflict] = []

    def unit(self, new: AnyNoun, disk: AnyNoun) -> AnyNoun:
        """Two versions of one unit, merged by its record."""
        identifier = _id(disk)
        record = self.records.get(identifier)
        if getattr(disk, "pinned", False) or new == disk:
            return disk
        before = len(self.conflicts)
        if identifier in self.open_units or (record is not None and _turned(new, disk, record)):
            pass
        elif record is not None and type(new) is type(disk):
            try:
                return self.fields(new, disk, record, identifier, "")
            except ValidationError:  # both edits are right, and together they break a rule
                del self.conflicts[before:]
        elif record is not None and record == field_digests(disk):
            return new
        elif record is not None and record == field_digests(new):
            return disk
        self.conflicts.append(Conflict(identifier, "", plain(disk), plain(new)))
        return disk

    def fields(
        self, new: AnyNoun, disk: AnyNoun, record: Mapping[str, str], unit: str, path: str
    ) -> AnyNoun:
        """Each field of ``disk``, or of ``new`` where no person touched it."""
        values: dict[str, Any] = {}
        for name in type(disk).model_fields:
            theirs, proposal = getattr(disk, name), getattr(new, name)
            values[name] = theirs
            if name == "id" or theirs == proposal:
                continue
            if parts_of(theirs) or parts_of(proposal):
                values[name] = self.parts(theirs, proposal, record, unit, path + name)
                continue
            recorded = record.get(path + name)
            if field_digest(disk, name) == recorded:
                values[name] = proposal
            elif field_digest(new, name) != recorded:
                self.conflicts.append(Conflict(unit, path + name, plain(theirs), plain(proposal)))
        return type(disk).model_validate(values)

    def parts(
        self, theirs: Any, proposal: Any, record: Mapping[str, str], unit: str, path: str
    ) -> Any:
        """A list of parts with ids, or the one part that a field holds."""
        disk, new = parts_of(theirs), parts_of(proposal)
        merged: dict[str, Noun] = {}
        for identifier, part in disk.items():
            kept = self.part(new.get(identifier), part, record, unit, path)
            if kept is not None:
                merged[identifier] = kept
        added = {
            identifier: part
            for identifier, part in new.items()
            if identifier not in disk and not self.known(part, record, path)
        }
        if isinstance(theirs, tuple):
            moved = order_digest(list(disk)) != record.get(path)
            order = self.order(list(merged), list(new), set(added), by_disk=moved)
            generated = [each for each, part in new.items() if self.known(part, record, path)]
            if moved and order_digest(generated) != record.get(path):
                self.reordered(list(disk), generated, unit, path)
            return tuple((merged | added)[identifier] for identifier in order)
        if merged and added:  # a field for one, and both have one
            [kept], [other] = merged.values(), added.values()
            self.conflicts.append(Conflict(unit, path, plain(kept), plain(other)))
        return next(iter([*merged.values(), *added.values()]), None)

    def order(
        self, kept: list[str], new: list[str], added: set[str], *, by_disk: bool
    ) -> list[str]:
        """The ids of ``kept`` and ``added`` in order.

        As on disk where a person changed the order, each added part behind the one it follows among the new;
        else as generated, each part that the sources no longer give behind the one it follows on disk.
        """
        leading, following = (kept, new) if by_disk else (new, kept)
        return in_order(leading, following, {*kept, *added})

    def reordered(self, disk: list[str], new: list[str], unit: str, path: str) -> None:
        """A conflict where the generated parts that both have stand in another order here and there."""
        if [each for each in disk if each in new] != [each for each in new if each in disk]:
            self.conflicts.append(Conflict(unit, path, disk, new))

    def part(
        self, new: Noun | None, disk: Noun, record: Mapping[str, str], unit: str, path: str
    ) -> Noun | None:
        """One part that is on disk; None where it goes because the sources no longer give it."""
        if new is not None and is_unit(disk):
            return self.unit(new, disk)
        if new is not None:
            return self.fields(new, disk, record, unit, f"{path}/{_id(disk)}/")
        if not self.known(disk, record, path) or getattr(disk, "pinned", False):
            return disk
        is_here = is_unit(disk) and _id(disk) in self.moved_here
        if self.recorded(disk, record, path) == field_digests(disk) and not is_here:
            return None
        owner, place = (_id(disk), "") if is_unit(disk) else (unit, f"{path}/{_id(disk)}")
        self.conflicts.append(Conflict(owner, place, plain(disk), None, "gone"))
        return disk

    def known(self, part: Noun, record: Mapping[str, str], path: str) -> bool:
        """Whether ``part`` was generated before."""
        if is_unit(part):
            return _id(part) in self.records
        return any(name.startswith(f"{path}/{_id(part)}/") for name in record)

    def recorded(self, part: Noun, record: Mapping[str, str], path: str) -> dict[str, str]:
        """The recorded digests of ``part``, by the paths inside it."""
        if is_unit(part):
            return dict(self.records[_id(part)])
        prefix = f"{path}/{_id(part)}/"
        return {
            name.removeprefix(prefix): value
            for name, value in record.items()
            if name.startswith(prefix)
        }


_KEY = re.compile(r"options/[^/]+/correct|answer")


def _turned(new: Noun, disk: Noun, record: Mapping[str, str]) -> bool:
    """Whether a person changed the key of a question that the sources now change in any other way.

    A key is right for the words around it, so such a question is not put together from both.
    """
    here, there = field_digests(disk), field_digests(new)
    if not any(
        _KEY.fullmatch(name) and here.get(name) != record.get(name) for name in {*here, *record}
    ):
        return False
    return any(
        there.get(name) != record.get(name)
        for name in {*there, *record}
        if not name.endswith("citations")
    )


def _id(noun: Noun) -> str:
    return str(vars(noun)["id"])
