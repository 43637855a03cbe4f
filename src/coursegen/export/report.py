"""What the report on a course rests on. In: nothing. Out: CourseReport, a value that the page is written from."""

from __future__ import annotations

from dataclasses import dataclass

from coursegen.check.coverage import Coverage
from coursegen.check.scorecard import Measure
from coursegen.model.course import Course
from coursegen.model.finding import Finding
from coursegen.model.passage import Index, Passage

__all__ = ["CourseReport"]


@dataclass(frozen=True)
class CourseReport:
    """A course with all that was found out about it.

    ``left_out`` are pairs of a reason (``why_<reason>`` of the page's words) and what was left out for it, in order;
    ``not_understood`` passages that speak like a rule and gave no statement;
    ``unread`` the other sentences, by document, in which no rule was found and that no block quotes.
    """

    course: Course
    index: Index
    coverage: Coverage
    measures: tuple[Measure, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    not_understood: tuple[Passage, ...] = ()
    unread: tuple[tuple[str, tuple[str, ...]], ...] = ()
