"""Check: the course on disk against its sources. In: a Project. Out: findings."""

from __future__ import annotations

from collections.abc import Sequence

from coursegen.api.diffing import diff
from coursegen.api.project import Project
from coursegen.change.stale import open_conflicts
from coursegen.check.gate import at_or_above
from coursegen.check.run import run_checks
from coursegen.coursefiles.course import stray_modules
from coursegen.index.index import build_index
from coursegen.model.diff import EditionNotice
from coursegen.model.finding import Finding, Severity
from coursegen.model.lock import Lock

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
    index = build_index(project.documents(), project.store)
    notices = _same_editions(project, lock) if lock else ()
    return run_checks(course, index, project.config.check, strays, stale, notices)


def _same_editions(project: Project, lock: Lock) -> Sequence[EditionNotice]:
    """Nothing is compared where the sources are those of the last build."""
    now = {each.path: each.digest for each in project.sources}
    if now == {path: each.digest for path, each in lock.sources.items()}:
        return ()
    return diff(project).same_edition


def gated(project: Project, findings: list[Finding], gate: Severity | None = None) -> list[Finding]:
    """The findings at or above the gate (that of the project, unless one is given)."""
    return at_or_above(findings, gate or project.config.check.gate)
