"""A project as one build: its course, its lock, its generator. In: a Project. Out: a Build that no step has seen."""

from __future__ import annotations

from coursegen.api.project import Project
from coursegen.api.retrieving import retrieval_of
from coursegen.author.prompts import Prompts
from coursegen.author.recover import recovered
from coursegen.author.rounds import Rounds
from coursegen.author.style_guide import style_guide
from coursegen.build.journal import Journal
from coursegen.build.lock import read_lock
from coursegen.generate.protocol import reads_prompts
from coursegen.model.course import Course
from coursegen.model.lock import Lock
from coursegen.pipeline import Build, Progress

__all__ = ["job_of"]


def job_of(
    project: Project,
    built: tuple[Lock | None, Course | None],
    name: str | None,
    progress: Progress,
) -> Build:
    """The build that follows on ``built``: the lock of the build before, and the course on disk.

    ``name`` is its generator, or the configured one. Raises ConfigError where there is a course without a lock.
    """
    generator = project.generator(name)
    before, on_disk = built
    if on_disk is not None and before is None:
        raise project.without_lock()
    pending = read_lock(project.pending_path)
    if before is not None and on_disk is not None and pending is not None:
        before = recovered(before, pending, on_disk)
    journal = Journal(project.folder / ".coursegen")
    budget = getattr(generator, "budget", None)
    return Build(
        folder=project.folder,
        config=project.config,
        sources=project.sources,
        rounds=Rounds(
            generator,
            Prompts(project.folder, style_guide(project.config)),
            project.store,
            progress,
            journal,
        ),
        store=project.store,
        memory=project.memory,
        progress=progress,
        retrieval=retrieval_of(project, progress, budget, journal)
        if reads_prompts(generator)
        else None,
        before=before,
        on_disk=on_disk,
    )
