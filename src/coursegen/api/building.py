"""Build: sources to course, doing only what the change asks for.

In: a Project. Out: a BuildReport. Files are written last: the new lock beside the old one, the course, then
the new lock in the old one's place; a build that is killed between is taken up by the next.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from coursegen.api.behind import out_of_date
from coursegen.api.job import job_of
from coursegen.api.leaving_out import notices_of
from coursegen.api.project import Project, Silent
from coursegen.api.reporting import Known, save_report
from coursegen.api.reports import BuildReport
from coursegen.api.revisions import sides_of_merge
from coursegen.api.saving import keys_of, save
from coursegen.api.summary import (
    coverage_of,
    left_out_of,
    report_on,
    units_changed,
    whole_coverage_of,
)
from coursegen.author.programme import is_longer, lightest
from coursegen.author.record import lock_of, remembering
from coursegen.author.recover import united, with_all_taken
from coursegen.build.lock import LockConflictError, lock_in
from coursegen.change.stale import open_conflicts, pinned_units
from coursegen.errors import ConfigError, CoursegenError, GateError
from coursegen.files import remove_left_over
from coursegen.generate.replay import Recording
from coursegen.ids import digest
from coursegen.index.scope import actors
from coursegen.model.base import ids_in
from coursegen.model.course import Course
from coursegen.model.lock import Lock, outline_only
from coursegen.pipeline import STEPS, Build, Progress

__all__ = ["build"]


def build(
    project: Project,
    *,
    frozen: bool = False,
    refresh: frozenset[str] | None = None,
    generator: str | None = None,
    record: Path | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Bring the course up to date with its sources.

    ``frozen`` writes nothing and raises GateError naming every unit that is out of date. ``refresh`` names
    units to write anew; the empty set means all of them. ``record`` is a file that gets every reply, for the
    generator ``replay``. Returns what the course is now.
    """
    if frozen:
        return _frozen(project)
    with project.held():
        course = project.folder / "course"
        remove_left_over([project.folder, course, course / "modules"])
        before, joined = _before(project)
        files = _digests(project)
        unwritten = before is not None and outline_only(before)
        on_disk = project.course(unwritten=unwritten) if project.has_course() else None
        if not joined:
            before, joined = _taken(project, before, on_disk)
        anyhow = refresh is not None or record is not None or joined
        if not anyhow and (as_it_is := _standing(project, before, on_disk)):
            return as_it_is
        job = job_of(project, (before, on_disk), generator, progress or Silent())
        recording = Recording(record) if record is not None else None
        if recording is not None:
            job.rounds.record = recording.add
        if refresh is not None:
            job.refresh = _modules_of(job, refresh)
        for _, step in STEPS:
            step(job)
        if files != _digests(project):
            raise ConfigError(
                "the course was edited while it was built; nothing was written",
                where=str(project.folder / "course"),
                hint="Run the build again: what it was answered is kept.",
            )
        report = replace(_save(project, job, before, on_disk), joined=joined)
        if recording is not None:
            recording.save()
        return report


def _before(project: Project) -> tuple[Lock | None, bool]:
    """The lock of the build before, and whether it was joined from two sides that a merge left in it."""
    try:
        return project.lock(), False
    except LockConflictError as conflict:
        if sides := _sides(project):
            return united(*sides[:2], project.course(), whole=True), True
        return united(conflict.ours, conflict.theirs, project.course()), True


def _taken(
    project: Project, before: Lock | None, on_disk: Course | None
) -> tuple[Lock | None, bool]:
    """``before`` as the course files of a merge were taken over from its branches, and whether it is another so."""
    if before is None or on_disk is None or before.units.keys() <= set(ids_in(on_disk)):
        return before, False
    sides = _sides(project)
    taken = with_all_taken(before, *sides, on_disk) if sides else before
    return taken, taken != before


def _sides(project: Project) -> tuple[Lock, Lock, Lock] | None:
    """The locks of both branches of a merge and of where they parted, whole; None where git has not all of them."""
    found = sides_of_merge(project.lock_path)
    try:
        return (lock_in(found[0]), lock_in(found[1]), lock_in(found[2])) if found else None
    except ValueError:
        return None


def _frozen(project: Project) -> BuildReport:
    from coursegen.api.planning import plan

    lines = [each for each in plan(project).lines if each.state in ("new", "changed")]
    if lines:
        raise GateError(
            f"{len(lines)} unit(s) are out of date",
            hint="\n  ".join(
                [f"{each.kind} {each.unit}: {each.why}" for each in lines]
                + ["Run `coursegen build` and commit the result."]
            ),
        )
    return _as_it_is(project.require_lock(), project.course())


def _standing(project: Project, before: Lock | None, on_disk: Course | None) -> BuildReport | None:
    """The course on disk where a build has nothing to do."""
    if before is None or on_disk is None or out_of_date(project, before, on_disk):
        return None
    return _as_it_is(before, on_disk)


def _as_it_is(before: Lock, course: Course) -> BuildReport:
    return replace(report_on(course), conflicts=open_conflicts(before, course))


def _digests(project: Project) -> dict[str, str]:
    """The digest of each course file, to see whether a person saved one meanwhile."""
    folder = project.folder / "course"
    return {each.as_posix(): digest(each.read_bytes()) for each in sorted(folder.rglob("*.yaml"))}


def _modules_of(job: Build, wanted: frozenset[str]) -> frozenset[str]:
    """The modules that hold the units ``wanted``; all modules where none is named."""
    if job.before is None or job.on_disk is None:
        return frozenset()
    everything = frozenset(each.id for each in job.on_disk.modules)
    if not wanted:
        return everything
    units = job.before.units
    unknown = sorted(each for each in wanted if each not in units)
    if unknown:
        raise ConfigError(
            f"there is no unit {unknown[0]}",
            where="--refresh",
            hint="`coursegen plan` lists the units that a refresh would change.",
        )
    pinned = {each.id for each in job.on_disk.modules if each.pinned}
    pinned |= {str(vars(unit)["id"]) for each in job.on_disk.modules for unit in pinned_units(each)}
    for each in sorted(wanted):
        if each in pinned or units[each].module in pinned:
            raise ConfigError(
                f"{each} is pinned, so it is not written anew",
                where="--refresh",
                hint="Take `pinned: true` out of its file first, or leave it as it is.",
            )
    return frozenset(units[each].module or each for each in wanted) & everything


def _report_written(project: Project, course: Course, known: Known) -> list[str]:
    """Write the report; what is wrong where that fails. The course and its lock stand by then, so it stops nothing."""
    try:
        save_report(project, course, known)
    except CoursegenError as error:
        return [f"the course and its lock are written, but the report is not: {error}"]
    return []


def _longer(job: Build, course: Course) -> list[str]:
    """That a course grew beyond its minutes with its sources, and what may be left out."""
    minutes = job.config.course.minutes
    total = sum(each.minutes for each in course.modules)
    if not job.before or course.outline.parts or not is_longer(total, minutes):
        return []
    names = " and ".join(f'"{each}"' for each in lightest(course, minutes, job.scope))
    why = f"the course takes {total:.0f} minutes, and [course] says {minutes}: what came into the sources is taught all the same"
    if not names:
        return [f"{why}. Give the course more minutes."]
    return [
        f"{why}. What binds its learners least is {names}: `exclude` their headings, or give the course more minutes."
    ]


def _save(project: Project, job: Build, before: Lock | None, found: Course | None) -> BuildReport:
    """Write what ``job`` made; ``before`` and ``found`` are lock and course as they stood when it began."""
    assert job.course is not None
    assert job.generated is not None
    assert job.settings is not None
    keys = keys_of(project, job)
    lock = lock_of(
        job.course,
        job.generated,
        job.scope.index,
        keys,
        job.before,
        job.on_disk,
        job.revision.rewritten,
    ).model_copy(update={"stale": job.stale})
    lock = remembering(lock, job.before, job.on_disk, job.revision.successor)
    written = save(project, job.course, lock)
    left_out = left_out_of(job, project, lock)
    known = Known(job.scope, job.findings, whole_coverage_of(job), left_out)
    warnings = [*_report_written(project, job.course, known), *_longer(job, job.course)]
    project.memory.keep()
    return replace(
        report_on(job.course),
        written=written,
        touched=len(before.passages.keys() ^ lock.passages.keys()) if before else None,
        changed=units_changed(found, job.course) if found else None,
        requests=job.rounds.asked,
        coverage=coverage_of(job),
        findings=job.findings,
        dropped=job.dropped,
        conflicts=open_conflicts(lock, job.course),
        left_out=left_out,
        actors=actors(job.scope.index.statements),
        retired=list(job.revision.retired),
        notices=notices_of(job.documents),
        warnings=warnings,
        most_minutes=project.config.course.minutes,
        settings_changed=job.before is not None and job.before.inputs != keys.inputs,
    )
