"""Check: the course on disk against its sources. In: a Project. Out: findings."""

from __future__ import annotations

from coursegen.api.project import Project
from coursegen.change.stale import open_conflicts
from coursegen.check.gate import at_or_above
from coursegen.check.run import run_checks
from coursegen.coursefiles.course import stray_modules
from coursegen.index.index import build_index
from coursegen.model.finding import Finding, Severity

__all__ = ["check", "gated"]


def check(project: Project) -> list[Finding]:
    """All findings, in course order.

    Also on module files that the outline does not name, and on what people have yet to accept or keep. Raises ConfigError where the course files cannot be read, or ``off`` under [check] names no rule.
    """
    course = project.course()
    strays = [path.stem for path in stray_modules(project.folder)]
    lock = project.lock()
    stale = open_conflicts(lock, course) if lock else []
    index = build_index(project.documents())
    return run_checks(course, index, project.config.check, strays, stale)


def gated(project: Project, findings: list[Finding], gate: Severity | None = None) -> list[Finding]:
    """The findings at or above the gate (that of the project, unless one is given)."""
    return at_or_above(findings, gate or project.config.check.gate)
