"""What the lock keeps of a build: sources, passages, and one record a unit.

In: the Course as generated, the Index, the recipe. Out: a Lock (DESIGN section 7).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from coursegen.author.citations import passage_ids
from coursegen.author.slots import Slots
from coursegen.build.digests import field_digests, recorded_digests
from coursegen.change.align import codes_of
from coursegen.ids import digest
from coursegen.model.base import Noun
from coursegen.model.blocks import Attestation, citations_of
from coursegen.model.course import Brief, Course, Module, Outline
from coursegen.model.lock import (
    Lock,
    OccurrenceRecord,
    PassageRecord,
    RetiredRecord,
    ScopeRecord,
    SourceRecord,
    UnitKind,
    UnitRecord,
)
from coursegen.model.passage import Index

__all__ = [
    "Keys",
    "brief_key",
    "is_edited",
    "is_reworded",
    "lock_of",
    "outline_key",
    "passage_records",
    "passages_key",
    "remembering",
    "source_key",
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


def outline_key(taught: Iterable[str]) -> str:
    """Source key of the outline: the passages that carry a statement in scope."""
    return digest(sorted(set(taught)), 16)


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


def is_edited(unit: Noun, before: Lock) -> bool:
    """Whether a person wrote ``unit`` or changed any field of it."""
    record = before.units.get(str(vars(unit)["id"]))
    return record is None or field_digests(unit) != record.fields


def is_reworded(unit: Noun, before: Lock) -> bool:
    """Whether a person wrote ``unit`` or changed what it says; where it quotes does not count."""
    record = before.units.get(str(vars(unit)["id"]))
    return record is None or _said(field_digests(unit)) != _said(record.fields)


def _said(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if not name.endswith("citations")}


@dataclass(frozen=True)
class Keys:
    """The keys of this build: of the settings, of the recipe, of what the outline rests on; and its scope."""

    inputs: str
    recipe: str
    outline: str
    scope: ScopeRecord | None = None


def lock_of(
    course: Course,
    generated: Course,
    index: Index,
    keys: Keys,
    before: Lock | None = None,
    on_disk: Course | None = None,
    rewritten: frozenset[str] = frozenset(),
) -> Lock:
    """The lock of ``course``, whose units ``generated`` holds as they were before people's edits came in.

    ``before`` is the lock of the build before, ``on_disk`` the course that this build found. A field that
    still has the value found on disk keeps its digest of before, so that an edit stays visible as one. A
    unit that a person added has a record too, for its tracking slot, without digests. ``rewritten`` are
    modules that were written anew by today's recipe, even where they came out the same.
    """
    slots = Slots(before, course.outline)
    old = before.units if before else {}
    made = {key: noun for _, key, _, noun in units_of(generated)}
    found = {key: noun for _, key, _, noun in units_of(on_disk)} if on_disk else {}
    records: dict[str, UnitRecord] = {}
    for kind, identifier, module, noun in units_of(course):
        key, passages = (keys.outline, ()) if kind == "outline" else source_key(noun, course)
        renewed = module in rewritten if module else bool(rewritten)
        kept = found.get(identifier) == noun and not renewed
        record = old.get(identifier)
        known = record.fields if record else None
        records[identifier] = UnitRecord(
            kind=kind,
            module=module if kind != "module" else "",
            source_key=key,
            recipe_key=record.recipe_key if kept and record else keys.recipe,
            passages=passages,
            fields=recorded_digests(made.get(identifier, noun), found.get(identifier), known),
            slot=slots.of(identifier, module) if _has_slot(kind, noun) else None,
        )
    return Lock(
        course=course.outline.id,
        inputs=keys.inputs,
        scope=keys.scope,
        parts=slots.parts(),
        sources=source_records(index),
        passages=passage_records(index),
        units=records,
        retired=_retired(before, records),
        exported=before.exported if before else None,
        exported_units=before.exported_units if before else {},
    )


def source_key(noun: Noun, course: Course) -> tuple[str, tuple[str, ...]]:
    """The source key of a unit of ``course`` other than the outline, and the passages it rests on."""
    if isinstance(noun, Module):
        brief = next(each for each in course.outline.modules if each.id == noun.id)
        return brief_key(brief, course.outline), tuple(sorted(brief.passages))
    cited = passage_ids(citations_of(noun))
    return passages_key(cited), cited


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
    codes = codes_of(index)
    return {
        each.id: PassageRecord(
            sketch=each.sketch,
            code=codes.get(each.id, ""),
            occurrences=tuple(
                OccurrenceRecord(document=place.document, locator=place.locator)
                for place in index.occurrences_by_passage[each.id]
            ),
        )
        for each in index.passages
    }


def _has_slot(kind: UnitKind, noun: Noun) -> bool:
    return kind in ("module", "item", "scenario") or isinstance(noun, Attestation)


def _retired(before: Lock | None, now: Mapping[str, UnitRecord]) -> dict[str, RetiredRecord]:
    if before is None:
        return {}
    gone = {key: RetiredRecord(slot=unit.slot) for key, unit in before.units.items()}
    return {key: each for key, each in {**gone, **before.retired}.items() if key not in now}


def remembering(
    lock: Lock, before: Lock | None, on_disk: Course | None, successor: Mapping[str, str | None]
) -> Lock:
    """``lock`` with the passages of what a person took out, so that no build brings it back.

    A person took out what ``before`` built and ``on_disk`` does not have. A passage is kept as what stands
    in its place, by ``successor``; one that is gone as it was, as it may come back.
    """
    if before is None or on_disk is None:
        return lock
    found = {key for _, key, _, _ in units_of(on_disk)}
    retired = {}
    for key, record in lock.retired.items():
        out = before.units[key].passages if key in before.units and key not in found else ()
        passages = before.retired[key].passages if key in before.retired else out
        kept = tuple(successor.get(each) or each for each in passages)
        retired[key] = record.model_copy(update={"passages": kept})
    return lock.model_copy(update={"retired": retired})
