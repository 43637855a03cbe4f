"""Whether a course is as its sources and settings are. In: a Project and its lock. Out: yes or no, without a build."""

from __future__ import annotations

from coursegen.api.project import Project
from coursegen.author.settings import inputs_key
from coursegen.errors import SourceError
from coursegen.model.lock import Lock

__all__ = ["is_behind"]


def is_behind(project: Project, lock: Lock) -> bool:
    """Whether a source, or a setting that decides what is built, is another than at the last build.

    A source that cannot be read, or that is gone, is another one.
    """
    if lock.inputs != inputs_key(project.config):
        return True
    try:
        found = {each.path: each.digest for each in project.sources}
    except SourceError:
        return True
    return found != {path: each.digest for path, each in lock.sources.items()}
