"""The report on a course: ``dist/report.html``. In: a Project, or a finished build. Out: the page, and its file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coursegen.api.leaving_out import Causes
from coursegen.api.project import Project
from coursegen.api.reports import LeftOut
from coursegen.api.summary import left_out_among, taken_out
from coursegen.author.requests import Scope
from coursegen.author.scope import scope_by
from coursegen.check.coverage import Coverage, coverage, not_understood, unread_sentences
from coursegen.check.scorecard import scorecard
from coursegen.errors import ConfigError
from coursegen.export.report import CourseReport
from coursegen.export.report_page import report_page
from coursegen.files import write_atomically
from coursegen.index.index import build_index
from coursegen.model.course import Course
from coursegen.model.finding import Finding

__all__ = ["REPORT", "Known", "save_report", "write_report"]

REPORT = "dist/report.html"
"""Where the report stands in a project."""


@dataclass(frozen=True)
class Known:
    """What is known of a course when its report is written."""

    scope: Scope
    findings: Sequence[Finding]
    covered: Coverage
    left_out: Sequence[LeftOut]


def write_report(project: Project, findings: Sequence[Finding]) -> Path:
    """Write the report on the course on disk, with ``findings``; return where it stands.

    Raises ConfigError where it cannot be written, ExportError where the project's own words cannot be read.
    """
    scope = scope_by(
        build_index(project.documents(), project.store), project.config, project.memory
    )
    course = project.course()
    covered = coverage(course, scope.index, scope.inside)
    before = project.lock()
    waiting = scope.index.passage_by_id.keys() - before.passages.keys() if before else ()
    causes = Causes(waiting=waiting, removed=taken_out(before))
    left_out = left_out_among(project, course, scope, covered, causes)
    return save_report(project, course, Known(scope, findings, covered, left_out))


def save_report(project: Project, course: Course, known: Known) -> Path:
    """Write the report on ``course``, of which everything is ``known``. Raises as ``write_report`` does."""
    scope, findings, covered = known.scope, known.findings, known.covered
    listed = not_understood(scope.index, project.memory)
    unread = unread_sentences(course, scope.index, listed)
    report = CourseReport(
        course=course,
        index=scope.index,
        coverage=covered,
        measures=scorecard(course, scope.index, scope.inside, findings, covered),
        findings=tuple(findings),
        left_out=tuple((each.reason, _counted(each)) for each in known.left_out),
        not_understood=tuple(listed),
        unread=tuple((key, tuple(each)) for key, each in unread.items()),
    )
    path = project.folder / REPORT
    page = report_page(report, project.folder)
    write_atomically(path, page.encode(), failure=ConfigError)
    return path


def _counted(each: LeftOut) -> str:
    """What was left out, with how much of it; of a file that cannot be read what is wrong with it."""
    if each.reason == "unread":
        return f"{each.what}: {each.why}"
    return f"{each.what} ({each.statements})" if each.statements else each.what
