"""The report on a course: ``dist/report.html``. In: a Project, or a finished build. Out: the page, and its file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coursegen.api.project import Project
from coursegen.api.reports import LeftOut
from coursegen.api.summary import left_out_among
from coursegen.author.requests import Scope
from coursegen.author.scope import scope_of
from coursegen.check.coverage import coverage, not_understood
from coursegen.check.scorecard import scorecard
from coursegen.errors import ConfigError
from coursegen.export.report import CourseReport
from coursegen.export.report_page import report_page
from coursegen.files import write_atomically
from coursegen.index.index import build_index
from coursegen.model.course import Course
from coursegen.model.finding import Finding

__all__ = ["REPORT", "save_report", "write_report"]

REPORT = "dist/report.html"
"""Where the report stands in a project."""


def write_report(project: Project, findings: Sequence[Finding]) -> Path:
    """Write the report on the course on disk, with ``findings``; return where it stands.

    Raises ConfigError where it cannot be written, ExportError where the project's own words cannot be read.
    """
    config = project.config
    scope = scope_of(
        build_index(project.documents()),
        config.audience,
        include=config.course.include,
        exclude=config.course.exclude,
    )
    course = project.course()
    left_out = left_out_among(project, course, scope, None)
    return save_report(project.folder, course, scope, findings, left_out)


def save_report(
    folder: Path,
    course: Course,
    scope: Scope,
    findings: Sequence[Finding],
    left_out: Sequence[LeftOut],
) -> Path:
    """Write the report on ``course``, of which everything is known, into the project's ``folder``."""
    report = CourseReport(
        course=course,
        index=scope.index,
        coverage=coverage(course, scope.index, scope.inside),
        measures=scorecard(course, scope.index, scope.inside, findings),
        findings=tuple(findings),
        left_out=tuple((each.reason, _counted(each)) for each in left_out),
        not_understood=tuple(not_understood(scope.index)),
    )
    path = folder / REPORT
    page = report_page(report, folder)
    write_atomically(path, page.encode(), failure=ConfigError)
    return path


def _counted(each: LeftOut) -> str:
    """What was left out, with how much of it; of a file that cannot be read what is wrong with it."""
    if each.reason == "unread":
        return f"{each.what}: {each.why}"
    return f"{each.what} ({each.statements})" if each.statements else each.what
