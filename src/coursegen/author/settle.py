"""A person's decision on conflicts: the proposal into the course, or off the list.

In: the course on disk, the lock, the conflicts to settle. Out: the course and the lock after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pydantic import ValidationError

from coursegen.author.programme import living_parts
from coursegen.author.record import source_key, units_of
from coursegen.author.slots import Slots
from coursegen.build.digests import field_digest, field_digests, rebased
from coursegen.change.merge import Conflict
from coursegen.change.stale import split_key, stale_key
from coursegen.change.values import put_in_module, put_in_outline
from coursegen.check.time import estimate_minutes
from coursegen.errors import ConfigError
from coursegen.model.base import Noun
from coursegen.model.course import Course, Module
from coursegen.model.lock import Lock, RetiredRecord, UnitRecord

__all__ = ["accepted", "kept"]


def kept(before: Lock, settled: Iterable[Conflict]) -> Lock:
    """``before`` without ``settled``: what is there stays, until the sources change again.

    The digests of what was proposed stand in the lock already, so the next change is seen against those.
    """
    keys = {stale_key(each.unit, each.field) for each in settled}
    left = {key: each for key, each in before.stale.items() if key not in keys}
    return before.model_copy(update={"stale": left})


def accepted(before: Lock, course: Course, settled: Sequence[Conflict]) -> tuple[Course, Lock]:
    """``course`` with what is proposed in ``settled``, and the lock of it.

    What the sources no longer give goes. Raises ConfigError where the result would break a rule of the course.
    """
    now = course
    for each in settled:
        try:
            now = _put(now, each)
        except ValidationError as error:
            words = error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
            raise ConfigError(
                f"the proposal for {each.field or each.unit} alone does not fit: {words}",
                where=each.unit,
                hint=f"Take all that is proposed for it: coursegen accept {each.unit}",
            ) from error
    timed = tuple(_timed(each, before, course) for each in now.modules)
    now = now.model_copy(update={"modules": timed})
    return now, _recorded(kept(before, settled), now, course, settled)


def _put(course: Course, conflict: Conflict) -> Course:
    """``course`` with the proposal of one conflict."""
    outline = course.outline
    if conflict.unit == outline.id:
        new = put_in_outline(outline, conflict.field, conflict.proposal)
        return course.model_copy(update={"outline": new})
    if not conflict.field and any(each.id == conflict.unit for each in course.modules):
        return _without(course, conflict.unit)
    modules = tuple(
        put_in_module(each, conflict.unit, conflict.field, conflict.proposal)
        if conflict.unit in {unit.id for unit in (each, *each.units)}
        else each
        for each in course.modules
    )
    return course.model_copy(update={"modules": modules})


def _without(course: Course, module: str) -> Course:
    """``course`` without one module and the objectives that were its alone."""
    briefs = [each for each in course.outline.modules if each.id != module]
    lost = {
        key for each in course.outline.modules if each.id == module for key in each.objectives
    } - {key for each in briefs for key in each.objectives}
    objectives = tuple(each for each in course.outline.objectives if each.id not in lost)
    parts = living_parts(course.outline.parts, {each.id for each in briefs})
    outline = course.outline.model_copy(
        update={"modules": tuple(briefs), "objectives": objectives, "parts": parts}
    )
    return Course(
        outline=outline, modules=tuple(each for each in course.modules if each.id != module)
    )


def _timed(module: Module, before: Lock, was: Course) -> Module:
    """``module`` with the minutes it takes now, unless it is as it was or a person set them."""
    record = before.units.get(module.id)
    if module in was.modules or record is None:
        return module
    if field_digest(module, "minutes") != record.fields.get("minutes"):
        return module
    return module.model_copy(update={"minutes": estimate_minutes(module)})


def _recorded(before: Lock, course: Course, was: Course, settled: Sequence[Conflict]) -> Lock:
    """``before`` with the records of what changed from ``was`` to ``course``."""
    slots = Slots(before, course.outline)
    old = {identifier: noun for _, identifier, _, noun in units_of(was)}
    units: dict[str, UnitRecord] = {}
    for kind, identifier, module, noun in units_of(course):
        record = before.units.get(identifier)
        own = [each for each in settled if each.unit == identifier]
        if identifier not in old:
            units[identifier] = UnitRecord(
                kind=kind,
                module=module,
                source_key="",
                recipe_key=before.units[module].recipe_key,
                fields=field_digests(noun),
                slot=slots.of(identifier, module),
            )
        elif record is not None:
            fields = _taken(rebased(record.fields, old[identifier], noun), noun, own)
            units[identifier] = record.model_copy(update={"fields": fields})
        if identifier in units and noun != old.get(identifier):
            units[identifier] = _keyed(units[identifier], noun, course)
    left = {key: each for key, each in before.units.items() if key not in units}
    gone = {key: RetiredRecord(slot=each.slot) for key, each in left.items() if key in old}
    units |= {key: each for key, each in left.items() if key not in old}  # a person took them out
    stale = {key: each for key, each in before.stale.items() if split_key(key)[0] not in gone}
    return before.model_copy(
        update={
            "units": units,
            "retired": before.retired | gone,
            "stale": stale,
            "parts": slots.parts(),
        }
    )


def _taken(fields: dict[str, str], noun: Noun, settled: Sequence[Conflict]) -> dict[str, str]:
    """``fields`` with what was accepted in this unit as generated."""
    found = field_digests(noun)
    for each in settled:
        names = {each.field}
        if isinstance(each.theirs, dict):  # a unit or a part with all that is in it
            names = {
                name
                for name in {*fields, *found}
                if name.startswith(each.field and f"{each.field}/")
            }
        fields = {name: value for name, value in fields.items() if name not in names}
        fields |= {name: value for name, value in found.items() if name in names}
    return dict(sorted(fields.items()))


def _keyed(record: UnitRecord, noun: Noun, course: Course) -> UnitRecord:
    """``record`` with the passages that the unit rests on now; the outline's stay."""
    if record.kind == "outline":
        return record
    key, passages = source_key(noun, course)
    return record.model_copy(update={"source_key": key, "passages": passages})
