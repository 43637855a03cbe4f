"""What learners get of a course, unit by unit, as a record that the next export is held against.

In: a Course. Out: for each unit its kind, the module it stands in, all its text in one string, and its mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from coursegen.export.suspend import Tracked, mark_of
from coursegen.model.base import Noun
from coursegen.model.blocks import Attestation, Block
from coursegen.model.course import Course, Module
from coursegen.model.items import Item
from coursegen.model.lock import ExportedUnit, UnitKind
from coursegen.model.scenario import Scenario

__all__ = ["SEPARATOR", "units_told"]

SEPARATOR = " | "
"""Between two fields, as between two cells of a table."""

_NOT_TOLD = frozenset(
    {
        "id",
        "type",
        "origin",
        "citations",
        "pinned",
        "meta",
        "bloom",
        "objective",
        "pool",
        "category",
    }
)

Told = Module | Block | Item | Scenario


def units_told(course: Course) -> dict[str, ExportedUnit]:
    """Each objective, module, block, item and scenario, and the assessment, by id, in course order."""
    outline = course.outline
    told = {each.id: ExportedUnit(kind="objective", text=each.text) for each in outline.objectives}
    if outline.assessment is not None:
        told[outline.assessment.id] = ExportedUnit(kind="assessment", text=outline.assessment.title)
    for module in course.modules:
        for kind, unit in _parts(module):
            told[unit.id] = ExportedUnit(
                kind=kind, place=module.id, text=_text(unit), mark=_mark(kind, unit)
            )
    return told


def _mark(kind: UnitKind, unit: Told) -> str:
    """The mark of a unit that learners do something with; of other blocks none."""
    tracked = kind != "block" or isinstance(unit, Attestation)
    return mark_of(cast("Tracked", unit)) if tracked else ""


def _parts(module: Module) -> Iterator[tuple[UnitKind, Told]]:
    yield "module", module
    for block in module.blocks:
        yield "block", block
    if module.scenario is not None:
        yield "scenario", module.scenario
    for item in module.items:
        yield "item", item


def _text(unit: Told) -> str:
    """All that learners read of ``unit``, field by field; of a module only its title."""
    if isinstance(unit, Module):
        return unit.title
    return SEPARATOR.join(_lines(unit))


def _lines(noun: Noun) -> Iterator[str]:
    for name in type(noun).model_fields:
        if name not in _NOT_TOLD:
            yield from _line(getattr(noun, name))


def _line(value: object) -> Iterator[str]:
    if isinstance(value, Noun):
        yield from _lines(value)
    elif isinstance(value, tuple):
        for each in value:
            yield from _line(each)
    elif isinstance(value, str) and value:
        yield value
