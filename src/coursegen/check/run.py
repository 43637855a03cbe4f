"""Runs the rules. In: Course, Index, settings. Out: Findings, in course order, then in the rules' order."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from coursegen.change.merge import Conflict
from coursegen.check.context import CheckContext
from coursegen.check.rules import RULES
from coursegen.config import CONFIG_NAME, CheckSettings
from coursegen.errors import ConfigError
from coursegen.model.course import Course
from coursegen.model.finding import Finding
from coursegen.model.passage import Index

__all__ = ["run_checks"]


def run_checks(
    course: Course,
    index: Index,
    settings: CheckSettings | None = None,
    stray_modules: Sequence[str] = (),
    stale: Sequence[Conflict] = (),
) -> list[Finding]:
    """All findings on ``course``, which rests on ``index``.

    ``stray_modules`` are the names, without ``.yaml``, of files in ``course/modules`` that the outline
    does not name; ``stale`` what people have yet to accept or keep. The order depends on nothing but the course: what concerns the whole course first, then
    module by module and unit by unit; within a unit the rules' order. Raises ConfigError where
    ``settings.off`` names no rule.
    """
    context = CheckContext(
        course, index, settings or CheckSettings(), tuple(stray_modules), tuple(stale)
    )
    _refuse_unknown(context.settings.off)
    ranked: list[tuple[int, int, int, Finding]] = []
    for place, rule in enumerate(RULES):
        if rule.name in context.settings.off:
            continue
        for number, finding in enumerate(rule.check(context)):
            unit = finding.unit or finding.module
            ranked.append((context.order.get(unit, 0), place, number, finding))
    ranked.sort(key=lambda each: each[:3])
    return [each[3] for each in ranked]


def _refuse_unknown(off: Sequence[str]) -> None:
    known = [rule.name for rule in RULES]
    for name in off:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            raise ConfigError(
                f"check.off names {name!r}, which is no rule",
                where=CONFIG_NAME,
                hint=f"Did you mean {near[0]}?" if near else "docs/checks.md names the rules.",
            )
