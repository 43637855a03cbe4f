"""What the lock keeps of a build: sources, passages, and one record a unit.

In: the Course as generated, the Index, the recipe. Out: a Lock. Tracking slots are append-only: a unit
keeps its slot, a new one gets the next, one that is gone retires with it (DESIGN section 7).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from coursegen.author.citations import passage_ids
from coursegen.build.digests import field_digests
from coursegen.ids import digest
from coursegen.model.base import Noun
from coursegen.model.blocks import Attestation, citations_of
from coursegen.model.course import Brief, Course, Module, Outline
from coursegen.model.lock import (
    Lock,
    OccurrenceRecord,
    PassageRecord,
    RetiredRecord,
    SourceRecord,
    UnitKind,
    UnitRecord,
)
from coursegen.model.passage import Index

__all__ = [
    "brief_key",
    "lock_of",
    "outline_key",
    "passage_records",
    "passages_key",
    "source_records",
    "units_of",
]

Unit = tuple[UnitKind, str, str, Noun]


def passages_key(passages: Iterable[str]) -> str:
    """Source key of a block, item or scenario: the passages it cites."""
    return digest(sorted(set(passages)), 16)


def brief_key(brief: Brief, outline: Outline) -> str:
    """Source key of a module: its brief, the text of its objectives, the passages it rests on."""
    texts = {each.id: [each.text, each.bloom] for each in outline.objectives}
    return digest(
        [brief.topic, [texts.get(key) for key in brief.objectives], sorted(brief.passages)], 16
    )


def outline_key(taught: Iterable[str], settings: str) -> str:
    """Source key of the outline: the passages that carry a statement in scope, and the settings."""
    return digest([sorted(set(taught)), settings], 16)


def units_of(course: Course) -> Iterator[Unit]:
    """Every unit of the course that has a record: kind, id, module id (or empty), noun."""
    yield "outline", course.outline.id, "", course.outline
    for objective in course.outline.objectives:
        yield "objective", objective.id, "", objective
    if course.outline.assessment is not None:
        yield "assessment", course.outline.assessment.id, "", course.outline.assessment
    for module in course.modules:
        yield "module", module.id, module.id, module
        for block in module.blocks:
            yield "block", block.id, module.id, block
        for item in module.items:
            yield "item", item.id, module.id, item
        if module.scenario is not None:
            yield "scenario", module.scenario.id, module.id, module.scenario


def lock_of(
    course: Course,
    index: Index,
    *,
    inputs: str,
    recipe: str,
    taught: Iterable[str],
    recipes: Mapping[str, str] | None = None,
    before: Lock | None = None,
) -> Lock:
    """The lock of ``course`` as generated, after ``before`` (the lock of the build before, if any).

    ``recipes`` holds the recipe key of units that were kept as they were, by id.
    """
    kept = recipes or {}
    slots = _Slots(before)
    briefs = {each.id: each for each in course.outline.modules}
    records: dict[str, UnitRecord] = {}
    for kind, identifier, module, noun in units_of(course):
        cited = passage_ids(citations_of(noun))
        key = passages_key(cited)
        if kind == "outline":
            cited, key = (), outline_key(taught, inputs)
        elif isinstance(noun, Module):
            brief = briefs[identifier]
            cited, key = tuple(sorted(brief.passages)), brief_key(brief, course.outline)
        records[identifier] = UnitRecord(
            kind=kind,
            module=module if kind != "module" else "",
            source_key=key,
            recipe_key=kept.get(identifier, recipe),
            passages=cited,
            fields=field_digests(noun),
            slot=slots.of(identifier) if _has_slot(kind, noun) else None,
        )
    return Lock(
        course=course.outline.id,
        inputs=inputs,
        sources=source_records(index),
        passages=passage_records(index),
        units=records,
        retired=_retired(before, records),
    )


def source_records(index: Index) -> dict[str, SourceRecord]:
    """Each source of the index under its path, its passages in reading order."""
    passages: dict[str, list[str]] = {}
    for each in index.occurrences:
        passages.setdefault(each.document, []).append(each.passage)
    return {
        each.source.path: SourceRecord(
            kind=each.source.kind,
            digest=each.source.digest,
            title=each.title,
            language=each.language,
            edition=each.edition,
            passages=tuple(passages.get(each.source.path, ())),
        )
        for each in index.documents
    }


def passage_records(index: Index) -> dict[str, PassageRecord]:
    """Each passage of the index under its id, with all its places."""
    return {
        each.id: PassageRecord(
            sketch=each.sketch,
            occurrences=tuple(
                OccurrenceRecord(document=place.document, locator=place.locator)
                for place in index.occurrences_by_passage[each.id]
            ),
        )
        for each in index.passages
    }


def _has_slot(kind: UnitKind, noun: Noun) -> bool:
    return kind in ("module", "item", "scenario") or isinstance(noun, Attestation)


class _Slots:
    """Hands out tracking slots: the one a unit had, else the next that no unit ever had."""

    def __init__(self, before: Lock | None) -> None:
        units = before.units if before else {}
        retired = before.retired if before else {}
        self._known = {key: unit.slot for key, unit in units.items() if unit.slot is not None}
        used = [*self._known.values(), *(r.slot for r in retired.values() if r.slot is not None)]
        self._next = max(used, default=-1) + 1

    def of(self, identifier: str) -> int:
        if identifier not in self._known:
            self._known[identifier] = self._next
            self._next += 1
        return self._known[identifier]


def _retired(before: Lock | None, now: Mapping[str, UnitRecord]) -> dict[str, RetiredRecord]:
    if before is None:
        return {}
    gone = {
        key: RetiredRecord(slot=unit.slot) for key, unit in before.units.items() if key not in now
    }
    return {**before.retired, **gone}
