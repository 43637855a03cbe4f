"""Runs the rules. In: Course, Index, settings. Out: Findings, in course order, then in the rules' order."""

from __future__ import annotations

from coursegen.check.context import CheckContext
from coursegen.check.rules import RULES
from coursegen.check.settings import CheckSettings
from coursegen.model.course import Course
from coursegen.model.finding import Finding
from coursegen.model.passage import Index

__all__ = ["run_checks"]


def run_checks(
    course: Course, index: Index, settings: CheckSettings | None = None
) -> list[Finding]:
    """All findings on ``course``, which rests on ``index``.

    The order depends on nothing but the course: what concerns the whole course first, then module by
    module and unit by unit; within a unit the rules' order.
    """
    context = CheckContext(course, index, settings or CheckSettings())
    ranked: list[tuple[int, int, int, Finding]] = []
    for place, rule in enumerate(RULES):
        if rule.name in context.settings.off:
            continue
        for number, finding in enumerate(rule.check(context)):
            unit = finding.unit or finding.module
            ranked.append((context.order.get(unit, 0), place, number, finding))
    ranked.sort(key=lambda each: each[:3])
    return [each[3] for each in ranked]
