"""Check: the course on disk against its sources. In: a Project. Out: findings."""

from __future__ import annotations

from coursegen.api.project import Project
from coursegen.check.gate import at_or_above
from coursegen.check.run import run_checks
from coursegen.coursefiles.course import stray_modules
from coursegen.index.index import build_index
from coursegen.model.finding import Finding, Severity

__all__ = ["check", "gated"]


def check(project: Project) -> list[Finding]:
    """All findings, in course order, also on module files that the outline does not name.

    Raises ConfigError where the course files cannot be read, or ``off`` under [check] names no rule.
    """
    course = project.course()
    strays = [path.stem for path in stray_modules(project.folder)]
    return run_checks(course, build_index(project.documents()), project.config.check, strays)


def gated(project: Project, findings: list[Finding], gate: Severity | None = None) -> list[Finding]:
    """The findings at or above the gate (that of the project, unless one is given)."""
    return at_or_above(findings, gate or project.config.check.gate)
