"""Build: sources to course, doing only what the change asks for.

In: a Project. Out: a BuildReport; course files and the lock are written last, all or none that matter.
"""

from __future__ import annotations

from dataclasses import replace

from coursegen.api.planning import plan
from coursegen.api.project import Project, Silent, generator_named
from coursegen.api.reports import BuildReport
from coursegen.api.summary import coverage_of, left_out_of, report_on
from coursegen.author.prompts import Prompts
from coursegen.author.record import Keys, lock_of, outline_key, units_of
from coursegen.author.rounds import Rounds
from coursegen.author.settings import inputs_key, recipe_key
from coursegen.build.lock import write_lock
from coursegen.coursefiles.course import write_course
from coursegen.errors import ConfigError, GateError
from coursegen.index.scope import actors
from coursegen.model.lock import Lock
from coursegen.pipeline import STEPS, Build, Progress

__all__ = ["build"]


def build(
    project: Project,
    *,
    frozen: bool = False,
    refresh: frozenset[str] | None = None,
    generator: str | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Bring the course up to date with its sources.

    ``frozen`` writes nothing and raises GateError naming every unit that is out of date. ``refresh`` names
    units to write anew; the empty set means all of them. Returns what the course is now.
    """
    if frozen:
        return _frozen(project)
    with project.held():
        before = project.lock()
        if before is not None and refresh is None and _is_current(project, before):
            return report_on(project.course())
        job = _job(project, before, generator, progress or Silent())
        if refresh is not None:
            job.refresh = _modules_of(job, refresh)
        for _, step in STEPS:
            step(job)
        return _save(project, job)


def _frozen(project: Project) -> BuildReport:
    lines = [each for each in plan(project).lines if each.state != "outdated"]
    if lines:
        raise GateError(
            f"{len(lines)} unit(s) are out of date",
            hint="\n  ".join(
                [f"{each.kind} {each.unit}: {each.why}" for each in lines]
                + ["Run `coursegen build` and commit the result."]
            ),
        )
    return report_on(project.course())


def _is_current(project: Project, before: Lock) -> bool:
    """Whether sources and settings are those of the lock, and the course has the units that it knows."""
    if before.inputs != inputs_key(project.config) or not project.has_course():
        return False
    if {identifier for _, identifier, _, _ in units_of(project.course())} != set(before.units):
        return False
    now = {each.path: each.digest for each in project.sources}
    return now == {path: each.digest for path, each in before.sources.items()}


def _job(project: Project, before: Lock | None, name: str | None, progress: Progress) -> Build:
    generator = generator_named(name or project.config.generate.generator)
    return Build(
        folder=project.folder,
        config=project.config,
        sources=project.sources,
        rounds=Rounds(generator, Prompts(project.folder), project.store, progress),
        store=project.store,
        progress=progress,
        before=before,
        on_disk=project.course() if project.has_course() else None,
    )


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
    return frozenset(units[each].module or each for each in wanted) & everything


def _save(project: Project, job: Build) -> BuildReport:
    assert job.course is not None
    assert job.generated is not None
    assert job.settings is not None
    keys = Keys(
        inputs=inputs_key(project.config),
        recipe=recipe_key(job.rounds.generator.recipe, job.rounds.prompts, job.settings),
        outline=outline_key(job.scope.taught_passages),
    )
    lock = lock_of(job.course, job.generated, job.scope.index, keys, job.before, job.on_disk)
    written = write_course(project.folder, job.course)
    write_lock(project.lock_path, lock)
    return replace(
        report_on(job.course),
        written=[each.relative_to(project.folder).as_posix() for each in written],
        requests=job.rounds.asked,
        coverage=coverage_of(job),
        findings=job.findings,
        dropped=job.dropped,
        conflicts=job.conflicts,
        left_out=left_out_of(job, project.skipped, project.excluded),
        actors=actors(job.scope.index.statements),
    )
