"""Which values on disk are generated and which are a person's, where one lock does not say it all.

In: the lock of the build before and the one that a killed build was about to write, or the locks of two
branches that were merged; the course on disk. Out: a lock from which the next build goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coursegen.author.record import units_of
from coursegen.build.digests import field_digests
from coursegen.change.values import in_order
from coursegen.index.normalise import normalise
from coursegen.index.passages import passage_id, sketch
from coursegen.model.blocks import citations_of
from coursegen.model.course import Course
from coursegen.model.lock import (
    Lock,
    OccurrenceRecord,
    PartRecord,
    PassageRecord,
    RetiredRecord,
    SourceRecord,
    UnitRecord,
)
from coursegen.model.source import Locator

__all__ = ["recovered", "united", "with_all_taken"]


def recovered(before: Lock, pending: Lock, on_disk: Course) -> Lock:
    """``before`` with the records of ``pending`` for the values that it got to write.

    Sources and passages stay those of ``before``, so that the next build aligns from there again. What the
    killed build got to take away counts as retired by it, not as taken out by a person. What it found in
    conflict stays so, whether it got to write the unit or not.
    """
    units = dict(before.units)
    for _, identifier, _, noun in units_of(on_disk):
        written = pending.units.get(identifier)
        if written is None:
            continue
        found = field_digests(noun)
        old = before.units.get(identifier)
        if old is not None:
            units[identifier] = _mixed(old, written, found)
        elif written.fields == found:
            units[identifier] = written
    gone = {key: each for key, each in pending.retired.items() if key in before.units}
    return before.model_copy(
        update={
            "units": units,
            "retired": {**before.retired, **gone},
            "stale": pending.stale,
        }
    )


def _mixed(old: UnitRecord, written: UnitRecord, found: dict[str, str]) -> UnitRecord:
    """The record of a unit field by field: the old digest where the old value stands on disk, else the new.

    A value that is neither is a person's either way; what waits beside it is told by ``stale``.
    """
    names = sorted({*old.fields, *written.fields})
    fields = {
        name: digest
        for name in names
        if (
            digest := (old if old.fields.get(name) == found.get(name) else written).fields.get(name)
        )
    }
    slot = written.slot if old.slot is None else old.slot
    return old.model_copy(update={"fields": fields, "slot": slot})


def united(ours: Lock, theirs: Lock, on_disk: Course, *, whole: bool = False) -> Lock:
    """One lock of two branches that were merged: all units, passages and retired ids of both.

    A value on disk that either branch generated is generated; any other is a person's. The order of a
    source's passages is that of ours, with those of theirs behind the ones that they follow there, so that
    passages of both find what stands in their place now. The record of the last export is that of the higher
    version: no number is given twice. ``whole``: both are as their branches had them, with no line taken out by git.
    """
    found = {identifier: field_digests(noun) for _, identifier, _, noun in units_of(on_disk)}
    units = {
        key: _mixed(ours.units.get(key, unit), unit, found.get(key, {}))
        for key, unit in theirs.units.items()
    }
    sources = {
        key: each.model_copy(update={"passages": _interleaved(ours.sources[key], each)})
        for key, each in theirs.sources.items()
        if key in ours.sources
    }
    published = max(ours, theirs, key=_version)  # ours where both have one
    joined = ours.model_copy(
        update={
            "exported": published.exported,
            "exported_units": published.exported_units,
            "parts": _parts(ours.parts, theirs.parts),
            "sources": {**theirs.sources, **ours.sources, **sources},
            "passages": {**theirs.passages, **ours.passages},
            "units": {**ours.units, **units},
            "retired": _retired(ours.retired, theirs.retired),
            "stale": {**theirs.stale, **ours.stale},
        }
    )
    joined = _whole(joined, on_disk)
    return _seen(joined, on_disk, joined.units) if whole else joined


def with_all_taken(lock: Lock, ours: Lock, theirs: Lock, base: Lock, on_disk: Course) -> Lock:
    """``lock``, which git merged line by line, without units that the person who settled the course files never had.

    One branch added them since ``base``, and a course file was taken as the other branch had it.
    """
    here = {identifier for _, identifier, _, _ in units_of(on_disk)}
    added = (ours.units.keys() ^ theirs.units.keys()) - base.units.keys() - here
    return _seen(lock, on_disk, added & lock.units.keys())


def _seen(lock: Lock, on_disk: Course, among: Iterable[str]) -> Lock:
    """``lock`` without what one side built and the person who settled the course files did not take over.

    A unit of ``among`` that is not on disk, and rests on a passage that nothing on disk rests on, went with its file:
    it was not taken out. Its passage counts as new, so that the next build finds it a place.
    """
    here = {identifier for _, identifier, _, _ in units_of(on_disk)}
    rested = {each.passage for each in citations_of(on_disk)}
    rested |= {each for brief in on_disk.outline.modules for each in brief.passages}
    unseen = {each for key in among for each in lock.units[key].passages if each not in rested}
    if not unseen:
        return lock
    sources = {
        key: each.model_copy(
            update={"passages": tuple(one for one in each.passages if one not in unseen)}
        )
        for key, each in lock.sources.items()
    }
    return lock.model_copy(
        update={
            "sources": sources,
            "passages": {key: each for key, each in lock.passages.items() if key not in unseen},
            "units": {
                key: each
                for key, each in lock.units.items()
                if key in here or unseen.isdisjoint(each.passages)
            },
        }
    )


def _whole(lock: Lock, on_disk: Course) -> Lock:
    """``lock`` with a record of each passage that its sources list.

    git takes a row away that one side dropped, also where it keeps the row of a source that lists it. What the
    passage read is known where a quote is all of it; else it is found again by its place alone.
    """
    rows = dict(lock.passages)
    whole = {each.passage: normalise(each.quote) for each in citations_of(on_disk)}
    for path, source in lock.sources.items():
        place = OccurrenceRecord(document=path, locator=Locator())
        for each in source.passages:
            if each not in rows:
                quote = whole.get(each, "")
                known = quote and passage_id(quote, "") == each
                rows[each] = PassageRecord(
                    sketch=sketch(quote) if known else "", occurrences=(place,)
                )
    return lock.model_copy(update={"passages": rows})


def _version(lock: Lock) -> tuple[int, ...]:
    """The version that was exported last, as numbers; none before the first."""
    return tuple(int(each) for each in lock.exported.version.split(".")) if lock.exported else ()


def _retired(
    ours: Mapping[str, RetiredRecord], theirs: Mapping[str, RetiredRecord]
) -> dict[str, RetiredRecord]:
    """The retired ids of both; one that a person took out on either side stays so."""
    taken_out = {key: each for key, each in theirs.items() if each.passages}
    return {**theirs, **ours, **taken_out, **{k: each for k, each in ours.items() if each.passages}}


def _parts(
    ours: Mapping[str, PartRecord], theirs: Mapping[str, PartRecord]
) -> dict[str, PartRecord]:
    """The parts of both: a module where ours has it, else where theirs has it; no slot that either gave is free."""
    known = {module for each in ours.values() for module in each.modules}
    joined = dict(ours)
    for key, each in theirs.items():
        mine = ours.get(key, PartRecord())
        more = tuple(module for module in each.modules if module not in known)
        joined[key] = PartRecord(modules=mine.modules + more, slots=max(mine.slots, each.slots))
    return joined


def _interleaved(ours: SourceRecord, theirs: SourceRecord) -> tuple[str, ...]:
    every = {*ours.passages, *theirs.passages}
    return tuple(in_order(ours.passages, theirs.passages, every))
