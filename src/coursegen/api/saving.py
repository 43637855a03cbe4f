"""What a build leaves on disk, in an order that a killed build can be taken up from.

In: a project, a course and its lock. Out: the new lock beside the old one, the course, then the lock in its place.
"""

from __future__ import annotations

from coursegen.api.project import Project
from coursegen.api.retrieving import recipe_of
from coursegen.author.record import Keys, outline_key
from coursegen.author.rescope import scope_record
from coursegen.author.settings import inputs_key
from coursegen.build.lock import lock_text, write_lock
from coursegen.coursefiles.course import write_course
from coursegen.files import remove_file
from coursegen.model.course import Course
from coursegen.model.lock import Lock
from coursegen.pipeline import Build

__all__ = ["keys_of", "save"]


def keys_of(project: Project, job: Build) -> Keys:
    """The keys of ``job``, whose sources are read."""
    assert job.settings is not None
    return Keys(
        inputs=inputs_key(project.config),
        recipe=recipe_of(project, job.rounds.generator, job.rounds.prompts, job.settings),
        outline=outline_key(job.scope.taught_passages),
        scope=scope_record(project.config),
    )


def save(project: Project, course: Course, lock: Lock) -> list[str]:
    """Write ``course`` and ``lock``. Returns the course files that changed, relative to the project."""
    text = lock_text(lock)
    write_lock(project.pending_path, text)
    written = write_course(project.folder, course)
    write_lock(project.lock_path, text)
    remove_file(project.pending_path)
    return [each.relative_to(project.folder).as_posix() for each in written]
