"""A build that stops at the outline, so that a person can change and approve it before modules are written.

In: a project whose modules are not written. Out: course/course.yaml, its lock, and an OutlineReport. The next build
goes on from the file as the person left it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from coursegen.api.job import job_of
from coursegen.api.project import Project, Silent
from coursegen.api.saving import keys_of, save
from coursegen.author.edits import merge_course
from coursegen.author.homes import minutes_of
from coursegen.author.module import Dropped
from coursegen.author.record import lock_of, remembering
from coursegen.author.requests import Scope
from coursegen.coursefiles.course import outline_path
from coursegen.errors import ConfigError
from coursegen.model.course import Brief, Course, Outline
from coursegen.pipeline import Build, Progress, index, outline, read

__all__ = ["OutlineLine", "OutlineReport", "build_outline"]


@dataclass(frozen=True)
class OutlineLine:
    """A module to be: its objectives, the sections that it rests on, about how long it takes."""

    id: str
    topic: str
    objectives: list[str]
    sections: list[str]
    passages: int
    minutes: float


@dataclass(frozen=True)
class OutlineReport:
    """An outline that waits for approval, in ``file``; ``requests`` were asked for it, ``dropped`` is not in it."""

    course: str
    title: str
    language: str
    file: str
    modules: list[OutlineLine]
    most_minutes: int
    requests: int = 0
    dropped: list[Dropped] = field(default_factory=list)

    @property
    def minutes(self) -> float:
        """Minutes of the whole, about."""
        return sum(each.minutes for each in self.modules)


def build_outline(
    project: Project, *, generator: str | None = None, progress: Progress | None = None
) -> OutlineReport:
    """Plan the modules of ``project`` and write none. What a person changed in an earlier outline stays.

    Raises ConfigError where modules are written already, and as a build does.
    """
    with project.held():
        before = project.lock()
        on_disk = project.course(unwritten=True) if project.has_course() else None
        if on_disk is not None and on_disk.modules:
            raise ConfigError(
                "the modules are written already, so there is no outline to stop at",
                where=str(outline_path(project.folder)),
                hint="`coursegen plan` shows what a build would change.",
            )
        job = job_of(project, (before, on_disk), generator, progress or Silent())
        for step in (read, index, outline):
            step(job)
        return _saved(project, job)


def _saved(project: Project, job: Build) -> OutlineReport:
    assert job.revision.outline is not None
    assert job.settings is not None
    course = generated = Course(outline=job.revision.outline, modules=())
    if job.on_disk is not None and job.before is not None:
        standing = job.scope.index.passage_by_id
        generated, course, _ = merge_course(course, job.on_disk, job.before, job.settings, standing)
    keys = keys_of(project, job)
    lock = lock_of(course, generated, job.scope.index, keys, job.before, job.on_disk)
    save(project, course, remembering(lock, job.before, job.on_disk, job.revision.successor))
    project.memory.keep()
    found = course.outline
    return OutlineReport(
        course=found.id,
        title=found.title,
        language=found.language,
        file=outline_path(project.folder).relative_to(project.folder).as_posix(),
        modules=[_line(each, found, job.scope) for each in found.modules],
        most_minutes=project.config.course.minutes,
        requests=job.rounds.asked,
        dropped=job.dropped,
    )


def _line(brief: Brief, outline: Outline, scope: Scope) -> OutlineLine:
    texts = {each.id: f"{each.text} ({each.bloom})" for each in outline.objectives}
    places = [
        place
        for each in brief.passages
        for place in scope.index.occurrences_by_passage.get(each, [])
    ]
    headings = dict.fromkeys(
        place.locator.heading[-1] if place.locator.heading else place.document for place in places
    )
    return OutlineLine(
        id=brief.id,
        topic=brief.topic,
        objectives=[texts[each] for each in brief.objectives],
        sections=list(headings),
        passages=len(brief.passages),
        minutes=round(minutes_of(brief.passages, scope), 1),
    )
