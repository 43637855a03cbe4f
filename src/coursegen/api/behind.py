"""What a course is behind on, told by digests without reading a source: files, settings, what a person added or took out.

In: a Project, the lock of the build before and the course on disk. Out: the lines of a plan, and whether a build has
anything to do.
"""

from __future__ import annotations

from coursegen.api.project import Project
from coursegen.api.reports import PlanLine
from coursegen.author.record import units_of
from coursegen.author.rescope import changed_scope_settings
from coursegen.author.settings import inputs_key
from coursegen.author.slots import moved_modules, parts_before
from coursegen.change.stale import overdue
from coursegen.model.course import Course
from coursegen.model.lock import Lock

__all__ = ["changed_settings", "kind_of", "out_of_date", "strays", "unwritten_modules"]


def out_of_date(project: Project, before: Lock, course: Course) -> bool:
    """Whether a build has anything to do for ``course``, that on disk; told by digests, without reading a source."""
    if project.pending_path.exists() or unwritten_modules(course):
        return True
    if changed_settings(project, before) or strays(course, before):
        return True
    now = {each.path: each.digest for each in project.sources}
    return now != {path: each.digest for path, each in before.sources.items()}


def unwritten_modules(course: Course) -> list[PlanLine]:
    """The modules that are planned and not written."""
    written = {each.id for each in course.modules}
    why = "planned, not written yet: change course/course.yaml where you like, then build"
    return [
        PlanLine(each.id, "module", "new", why)
        for each in course.outline.modules
        if each.id not in written
    ]


def changed_settings(project: Project, before: Lock) -> list[PlanLine]:
    """A line where the settings are not those of the last build."""
    if before.inputs == inputs_key(project.config):
        return []
    why = "the settings are not those of the last build"
    if changed := changed_scope_settings(project.config, before):
        why += f": {', '.join(changed)}; modules may come and go"
    return [PlanLine("coursegen.toml", "settings", "changed", why)]


def kind_of(unit: str, before: Lock) -> str:
    """What kind of unit ``unit`` was at the last build."""
    return before.units[unit].kind if unit in before.units else "unit"


def strays(course: Course, before: Lock) -> list[PlanLine]:
    """Units that a person added, took out or unpinned since the last build, and slots given twice."""
    here = {identifier: kind for kind, identifier, _, _ in units_of(course)}
    lines = [
        PlanLine(key, kind, "changed", "added by hand; a build gives it its tracking slot")
        for key, kind in here.items()
        if key not in before.units
    ]
    lines += [
        PlanLine(key, unit.kind, "changed", "taken out of course/; a build retires it")
        for key, unit in before.units.items()
        if key not in here
    ]
    why = "its sources changed while it was pinned, and it is pinned no more"
    lines += [
        PlanLine(key, kind_of(key, before), "changed", why) for key in overdue(before.stale, course)
    ]
    why = "put into another part by hand; a build gives its units slots there"
    lines += [
        PlanLine(key, "module", "changed", why) for key in moved_modules(course.outline, before)
    ]
    return lines + _slots_given_twice(before)


def _slots_given_twice(before: Lock) -> list[PlanLine]:
    """Units whose slot another unit of their part has too, as two branches gave it away."""
    lines = []
    part_of = parts_before(before)
    slots: dict[tuple[str, int], str] = {}
    for key, unit in sorted(before.units.items()):
        if unit.slot is None:
            continue
        place = (part_of.get(unit.module or key, before.course), unit.slot)
        if slots.setdefault(place, key) != key:
            why = f"its tracking slot is also that of {slots[place]}; a build gives it another"
            lines.append(PlanLine(key, unit.kind, "changed", why))
    return lines
