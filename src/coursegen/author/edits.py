"""People's edits over a generated course.

In: the course as generated, the course as found on disk, the lock of the build before. Out: the course to
write, and the fields where both the person and the sources changed something.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import Path

from coursegen.author.record import is_edited
from coursegen.author.rehome import asks_again, moved_here
from coursegen.author.settings import FOLLOWED
from coursegen.build.digests import field_digest, field_digests
from coursegen.change.merge import Conflict, merge
from coursegen.change.stale import open_units
from coursegen.change.values import plain
from coursegen.check.time import estimate_minutes
from coursegen.coursefiles import commented_modules
from coursegen.model.course import Brief, Course, Module, Outline
from coursegen.model.lock import Lock

__all__ = ["held_modules", "held_objectives", "held_units", "merge_course"]


def merge_course(
    generated: Course,
    on_disk: Course,
    before: Lock,
    settings: Outline,
    standing: Container[str],
) -> tuple[Course, Course, list[Conflict]]:
    """``generated`` and the course to write: the same with people's edits, module by module.

    ``settings`` is the outline that the configuration and the sources give, ``standing`` the passages that
    stand in the sources. The minutes are derived: unless
    a person set them, they follow the merged module in both.
    """
    found = {each.id: each for each in on_disk.modules}
    fields = {key: unit.fields for key, unit in before.units.items()}
    unsettled = open_units(before.stale)
    made: list[Module] = []
    merged: list[Module] = []
    conflicts = _of_settings(on_disk.outline, settings, fields) + _of_held(
        generated, before, standing
    )
    for module in generated.modules:
        new, theirs = module, found.get(module.id)
        if theirs is not None and module != theirs:
            moved = moved_here(theirs, before) - asks_again(theirs, on_disk.outline, before)
            new, own = merge(module, theirs, fields, unsettled, moved)
            conflicts.extend(each for each in own if each.field != "minutes")
            if field_digest(theirs, "minutes") == fields.get(module.id, {}).get("minutes"):
                minutes = {"minutes": estimate_minutes(new)}
                new, module = new.model_copy(update=minutes), module.model_copy(update=minutes)  # noqa: PLW2901
        made.append(module)
        merged.append(new)
    outline = generated.outline
    given = {name: getattr(settings, name) for name in FOLLOWED}
    return (
        Course(outline=outline.model_copy(update=given), modules=tuple(made)),
        Course(outline=outline, modules=tuple(merged)),
        conflicts,
    )


def _of_settings(
    outline: Outline, settings: Outline, fields: Mapping[str, Mapping[str, str]]
) -> list[Conflict]:
    """Settings that a person changed in course.yaml, and that the configuration or the sources changed too."""
    recorded = fields.get(outline.id, {})
    return [
        Conflict(outline.id, name, plain(getattr(outline, name)), plain(getattr(settings, name)))
        for name in FOLLOWED
        if getattr(outline, name) != getattr(settings, name)
        and field_digest(outline, name) != recorded.get(name)
        and field_digest(settings, name) != recorded.get(name)
    ]


def _of_held(generated: Course, before: Lock, standing: Container[str]) -> list[Conflict]:
    """Modules that are there only because a person changed them: the last of their passages went now."""
    known = set(before.passages)
    modules = {each.id: each for each in generated.modules}
    return [
        Conflict(brief.id, "", plain(modules[brief.id]), None, "gone")
        for brief in generated.outline.modules
        if brief.id in modules
        and not modules[brief.id].pinned
        and not any(each in standing for each in brief.passages)
        and not known.isdisjoint(brief.passages)
    ]


def held_modules(project: Path, on_disk: Course, before: Lock) -> frozenset[str]:
    """Modules that a person pinned, changed or added to, a comment in the file too: they do not retire with their sources.

    ``project`` is the folder that holds the files of ``on_disk``.
    """
    outline = on_disk.outline
    recorded = before.units[outline.id].fields if outline.id in before.units else {}
    found = field_digests(outline)
    edited = {each.id for each in outline.objectives if is_edited(each, before)}
    briefs = {each.id: each for each in outline.modules}

    def held(module: Module) -> bool:
        brief = briefs[module.id]
        return (
            any(each.pinned or is_edited(each, before) for each in [module, *module.units])
            or bool(edited & set(brief.objectives))
            or _part(found, brief) != _part(recorded, brief)
        )

    commented = commented_modules(project, on_disk)
    return commented | {each.id for each in on_disk.modules if held(each)}


def held_objectives(outline: Outline, before: Lock) -> frozenset[str]:
    """Objectives that a person pinned, wrote or changed."""
    return frozenset(
        each.id for each in outline.objectives if each.pinned or is_edited(each, before)
    )


def held_units(on_disk: Course, before: Lock) -> frozenset[str]:
    """Blocks, items and scenarios that a person pinned, wrote or changed."""
    return frozenset(
        each.id
        for module in on_disk.modules
        for each in module.units
        if module.pinned
        or each.pinned
        or getattr(each, "origin", "") == "author"
        or is_edited(each, before)
    )


def _part(fields: Mapping[str, str], brief: Brief) -> dict[str, str]:
    prefix = f"modules/{brief.id}/"
    return {name: value for name, value in fields.items() if name.startswith(prefix)}
