"""The course on disk follows its quotes to where they stand now, before anything is revised.

In: the course as people left it, the lock of the build before, the alignment. Out: the same course and lock,
with the passage ids of citations moved; an edit stays visible as one, and what is untouched stays so.
"""

from __future__ import annotations

from collections.abc import Collection

from coursegen.author.anchor import Parts, Successor, anchored, anchored_data
from coursegen.author.record import units_of
from coursegen.build.digests import rebased
from coursegen.model.blocks import citations_of
from coursegen.model.course import Course
from coursegen.model.lock import Lock, StaleRecord
from coursegen.model.passage import Index

__all__ = ["follow_quotes", "touched_modules"]


def follow_quotes(
    on_disk: Course, before: Lock, successor: Successor, parts: Parts, index: Index
) -> tuple[Course, Lock]:
    """``on_disk`` and ``before`` with each quote that still stands cited where it stands now.

    A field that was as generated is so afterwards; one that a person changed is changed afterwards. What
    the lock proposes to people follows as well.
    """
    moved = Course(
        outline=anchored(on_disk.outline, successor, index, parts),
        modules=tuple(anchored(each, successor, index, parts) for each in on_disk.modules),
    )
    units = dict(before.units)
    now = {identifier: noun for _, identifier, _, noun in units_of(moved)}
    for _, identifier, _, noun in units_of(on_disk):
        record = before.units.get(identifier)
        if record is not None and now[identifier] != noun:
            fields = rebased(record.fields, noun, now[identifier])
            units[identifier] = record.model_copy(update={"fields": fields})
    stale = {key: _proposed(each, successor, parts, index) for key, each in before.stale.items()}
    return moved, before.model_copy(update={"units": units, "stale": stale})


def _proposed(record: StaleRecord, successor: Successor, parts: Parts, index: Index) -> StaleRecord:
    proposal = anchored_data(record.proposal, successor, index, parts)
    return (
        record if proposal == record.proposal else record.model_copy(update={"proposal": proposal})
    )


def touched_modules(
    on_disk: Course, successor: Successor, disputed: Collection[str] = ()
) -> frozenset[str]:
    """Modules in which a unit quotes what stood at the build before and stands no more, or is ``disputed``."""
    return frozenset(
        module.id
        for module in on_disk.modules
        if any(each.id in disputed for each in module.units)
        or any(
            each.passage in successor and successor[each.passage] != each.passage
            for each in citations_of(module)
        )
    )
