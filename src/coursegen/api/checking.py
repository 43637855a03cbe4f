"""Check: the course on disk against its sources. In: a Project. Out: findings."""

from __future__ import annotations

from coursegen.api.project import Project
from coursegen.check.gate import at_or_above
from coursegen.check.run import run_checks
from coursegen.index.index import build_index
from coursegen.model.finding import Finding, Severity

__all__ = ["check", "gated"]


def check(project: Project) -> list[Finding]:
    """All findings, in course order. Raises ConfigError where the course files cannot be read."""
    return run_checks(project.course(), build_index(project.documents()))


def gated(project: Project, findings: list[Finding], gate: Severity | None = None) -> list[Finding]:
    """The findings at or above the gate (that of the project, unless one is given)."""
    return at_or_above(findings, gate or project.config.check.gate)
