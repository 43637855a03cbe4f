"""Check: the course on disk against its sources. In: a Project. Out: findings."""

from __future__ import annotations

from collections.abc import Sequence

from coursegen.api.diffing import diff
from coursegen.api.project import Project
from coursegen.author.scope import scope_by
from coursegen.change.stale import open_conflicts
from coursegen.check.gate import at_or_above
from coursegen.check.run import run_checks
from coursegen.coursefiles.course import stray_modules
from coursegen.export.profiles import profile, profile_warnings
from coursegen.export.suspend import room_for, tracked_units, worst_case_length
from coursegen.index.index import build_index
from coursegen.model.course import Course
from coursegen.model.diff import EditionNotice
from coursegen.model.finding import Finding, Severity
from coursegen.model.lock import Lock
from coursegen.model.package import PackageContext

__all__ = ["check", "gated"]


def check(project: Project) -> list[Finding]:
    """All findings, in course order.

    Also on module files that the outline does not name, on what people have yet to accept or keep, and on sources
    whose meaning changed since the last build under the edition that they had. Raises ConfigError where the
    course files cannot be read, or ``off`` under [check] names no rule.
    """
    course = project.course()
    strays = [path.stem for path in stray_modules(project.folder)]
    lock = project.lock()
    stale = open_conflicts(lock, course) if lock else []
    config = project.config
    scope = scope_by(
        build_index(project.documents(), project.store), project.config, project.memory
    )
    found = run_checks(
        course,
        scope.index,
        config.check,
        strays,
        stale,
        _same_editions(project, lock) if lock else (),
        project.memory,
        scope.disputes,
    )
    project.memory.keep()
    return found + (_for_lms(project, course, lock) if lock else [])


def _for_lms(project: Project, course: Course, lock: Lock) -> list[Finding]:
    """What speaks against the project's targets in its LMS, before a package is made."""
    settings = project.config.export
    lms = profile(settings.lms, project.folder)
    slots = {key: unit.slot for key, unit in lock.units.items() if unit.slot is not None}
    context = PackageContext(slots=slots)
    lengths = [
        worst_case_length(part, context)
        for part in course.courses()
        if set(tracked_units(part)) <= slots.keys()
    ]
    messages = []
    for target in settings.targets:
        messages += [(target, each) for each in profile_warnings(lms, target)]
        room = room_for(target, lms)
        messages += [
            (target, f"progress could take {length} characters; {lms.name} leaves {room}")
            for length in lengths
            if room and length > room
        ]
    return [
        Finding(
            rule="lms",
            severity="warning",
            message=f"{target}: {message}",
            hint="Choose another target or profile under [export], or divide the course.",
        )
        for target, message in messages
    ]


def _same_editions(project: Project, lock: Lock) -> Sequence[EditionNotice]:
    """Nothing is compared where the sources are those of the last build."""
    now = {each.path: each.digest for each in project.sources}
    if now == {path: each.digest for path, each in lock.sources.items()}:
        return ()
    return diff(project).same_edition


def gated(project: Project, findings: list[Finding], gate: Severity | None = None) -> list[Finding]:
    """The findings at or above the gate (that of the project, unless one is given)."""
    return at_or_above(findings, gate or project.config.check.gate)
