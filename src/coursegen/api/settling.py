"""Settle conflicts: accept what the sources propose, or keep what a person wrote.

In: a Project, ids of units, the path of a field. Out: a SettleReport; course files and the lock are written.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from coursegen.api.project import Project
from coursegen.api.reports import SettleReport
from coursegen.author.settle import accepted, kept
from coursegen.build.lock import write_lock
from coursegen.change.merge import Conflict
from coursegen.change.stale import open_conflicts
from coursegen.coursefiles.course import write_course
from coursegen.errors import ConfigError

__all__ = ["accept", "keep"]


def accept(
    project: Project, units: Sequence[str] = (), *, field: str = "", everything: bool = False
) -> SettleReport:
    """Put what is proposed for ``units`` (all that wait, with ``everything``) into the course.

    ``field`` names one field of a unit; the citations proposed for it come with it. A unit that the sources
    no longer give goes. Raises ConfigError where nothing of the kind waits, and where a unit is pinned.
    """
    with project.held("accept"):
        _refuse_half_built(project)
        lock, course = project.require_lock(), project.course()
        waiting = open_conflicts(lock, course)
        chosen = _chosen(waiting, units, field, everything=everything)
        if field:
            chosen += _citations_of(chosen, waiting)
        if pinned := [
            each.unit for each in chosen if each.cause == "pinned" and each.unit in units
        ]:
            raise ConfigError(
                f"{pinned[0]} is pinned, so there is no proposal for it",
                where=pinned[0],
                hint="Take `pinned: true` out of its file and build, or run `coursegen keep` on it.",
            )
        chosen = [each for each in chosen if each.cause != "pinned"]
        course, lock = accepted(lock, course, chosen)
        written = write_course(project.folder, course)
        write_lock(project.lock_path, lock)
        return SettleReport(
            settled=chosen,
            left=open_conflicts(lock, course),
            written=[each.relative_to(project.folder).as_posix() for each in written],
        )


def keep(
    project: Project, units: Sequence[str] = (), *, field: str = "", everything: bool = False
) -> SettleReport:
    """Take ``units`` (all that wait, with ``everything``) off the list, as they stand in the course.

    They are not listed again before their sources change again. Raises ConfigError where nothing of the
    kind waits.
    """
    with project.held("keep"):
        _refuse_half_built(project)
        lock, course = project.require_lock(), project.course()
        chosen = _chosen(open_conflicts(lock, course), units, field, everything=everything)
        lock = kept(lock, chosen)
        write_lock(project.lock_path, lock)
        return SettleReport(settled=chosen, left=open_conflicts(lock, course))


def _refuse_half_built(project: Project) -> None:
    if project.pending_path.exists():
        raise ConfigError(
            "the last build was stopped before it was done",
            where=str(project.pending_path),
            hint="Run `coursegen build` first: it takes up where that one stopped.",
        )


def _chosen(
    waiting: list[Conflict], units: Sequence[str], field: str, *, everything: bool
) -> list[Conflict]:
    """What of ``waiting`` is meant. A unit may also be named by the id of a part, such as an option."""
    if everything:
        return waiting
    chosen: list[Conflict] = []
    for unit in units:
        own = [
            each
            for each in waiting
            if (each.unit == unit or unit in each.field.split("/"))
            and field in ("", each.field, each.field.replace("/", "."))
        ]
        if not own:
            raise _nothing(unit, field, waiting)
        chosen += [each for each in own if each not in chosen]
    return chosen


def _nothing(unit: str, field: str, waiting: list[Conflict]) -> ConfigError:
    """The error that says what waits instead."""
    fields = [each.field for each in waiting if each.unit == unit]
    names = sorted({each.unit for each in waiting})
    if fields:
        hint = f"Fields that wait: {', '.join(fields)}."
    elif near := difflib.get_close_matches(unit, names, n=1):
        hint = f"Did you mean {near[0]}?"
    else:
        hint = f"What waits: {', '.join(names)}." if names else "Nothing waits for a decision."
    what = f"the field {field} of {unit}" if field else unit
    return ConfigError(f"no decision is asked on {what}", where=unit, hint=hint)


def _citations_of(chosen: list[Conflict], waiting: list[Conflict]) -> list[Conflict]:
    """The citations that wait beside the chosen fields, in the same unit or part."""
    beside = {
        (each.unit, "/".join([*each.field.split("/")[:-1], "citations"]))
        for each in chosen
        if each.field
    }
    return [each for each in waiting if (each.unit, each.field) in beside and each not in chosen]
