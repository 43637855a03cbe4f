"""People's edits over a generated course.

In: the course as generated, the course as found on disk, the lock of the build before. Out: the course to
write, and the fields where both the person and the sources changed something.
"""

from __future__ import annotations

from coursegen.build.digests import field_digest, field_digests
from coursegen.change.merge import Conflict, merge
from coursegen.check.time import estimate_minutes
from coursegen.model.course import Course, Module
from coursegen.model.lock import Lock

__all__ = ["held_modules", "merge_course"]


def merge_course(
    generated: Course, on_disk: Course | None, before: Lock | None
) -> tuple[Course, Course, list[Conflict]]:
    """``generated`` and the course to write: the same with people's edits, module by module.

    The minutes are derived: unless a person set them, they follow the merged module in both.
    """
    if on_disk is None or before is None:
        return generated, generated, []
    found = {each.id: each for each in on_disk.modules}
    fields = {key: unit.fields for key, unit in before.units.items()}
    made: list[Module] = []
    merged: list[Module] = []
    conflicts: list[Conflict] = []
    for module in generated.modules:
        new, theirs = module, found.get(module.id)
        if theirs is not None and module != theirs:
            new, own = merge(module, theirs, fields)
            conflicts.extend(each for each in own if each.field != "minutes")
            if field_digest(theirs, "minutes") == fields.get(module.id, {}).get("minutes"):
                minutes = {"minutes": estimate_minutes(new)}
                new, module = new.model_copy(update=minutes), module.model_copy(update=minutes)  # noqa: PLW2901
        made.append(module)
        merged.append(new)
    outline = generated.outline
    return (
        Course(outline=outline, modules=tuple(made)),
        Course(outline=outline, modules=tuple(merged)),
        conflicts,
    )


def held_modules(on_disk: Course, before: Lock) -> frozenset[str]:
    """Modules that a person pinned, changed or added to: they do not retire with their sources."""
    return frozenset(each.id for each in on_disk.modules if _is_held(each, before))


def _is_held(module: Module, before: Lock) -> bool:
    units = [module, *module.blocks, *module.items, *filter(None, [module.scenario])]
    for unit in units:
        record = before.units.get(unit.id)
        if unit.pinned or record is None or field_digests(unit) != record.fields:
            return True
    return False
