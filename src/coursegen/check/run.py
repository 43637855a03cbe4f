"""Runs the rules. In: Course, Index, settings. Out: Findings, in course order, then in the rules' order."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from coursegen.build.memory import Memory
from coursegen.change.merge import Conflict
from coursegen.check.context import CheckContext
from coursegen.check.rules import RULES
from coursegen.config import CONFIG_NAME, CheckSettings
from coursegen.errors import ConfigError
from coursegen.model.course import Course
from coursegen.model.diff import EditionNotice
from coursegen.model.disagreement import Disputes
from coursegen.model.finding import Finding
from coursegen.model.passage import Index

__all__ = ["run_checks"]


def run_checks(
    course: Course,
    index: Index,
    settings: CheckSettings | None = None,
    stray_modules: Sequence[str] = (),
    stale: Sequence[Conflict] = (),
    same_edition: Sequence[EditionNotice] = (),
    known: Memory | None = None,
    disputes: Disputes | None = None,
) -> list[Finding]:
    """All findings on ``course``, which rests on ``index``.

    ``stray_modules`` are the names, without ``.yaml``, of files in ``course/modules`` that the outline
    does not name; ``stale`` what people have yet to accept or keep; ``same_edition`` sources whose meaning changed
    under the edition that they had; ``known`` what was found out about the sources before; ``disputes`` what the
    sources disagree on. The order depends on nothing but the course: what concerns the whole course
    first, then module by module and unit by unit; within a unit the rules' order. Findings that a unit waives are
    among them, marked so. Raises ConfigError where ``settings.off`` or ``settings.severity`` name no rule.
    """
    context = CheckContext(
        course,
        index,
        settings or CheckSettings(),
        tuple(stray_modules),
        tuple(stale),
        tuple(same_edition),
        known or Memory(),
        disputes or Disputes(),
    )
    _refuse_unknown("off", context.settings.off)
    _refuse_unknown("severity", context.settings.severity)
    ranked: list[tuple[int, int, int, Finding]] = []
    for place, rule in enumerate(RULES):
        if rule.name in context.settings.off:
            continue
        for number, finding in enumerate(rule.check(context)):
            unit = finding.unit or finding.module
            context.found.append(finding)
            settled = _settled(context, finding)
            ranked.append((context.order.get(unit, 0), place, number, settled))
    ranked.sort(key=lambda each: each[:3])
    return [each[3] for each in ranked]


def _settled(context: CheckContext, finding: Finding) -> Finding:
    """``finding`` with the severity that the settings give its rule, and the waiver of its unit."""
    changes: dict[str, str] = {}
    if finding.rule in context.settings.severity:
        changes["severity"] = context.settings.severity[finding.rule]
    for waiver in context.waivers.get(finding.unit, ()):
        if waiver.rule == finding.rule:
            changes |= {"waived_by": waiver.by, "waived_because": waiver.reason}
    return finding.model_copy(update=changes) if changes else finding


def _refuse_unknown(key: str, names: Iterable[str]) -> None:
    known = [rule.name for rule in RULES]
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            raise ConfigError(
                f"check.{key} names {name!r}, which is no rule",
                where=CONFIG_NAME,
                hint=f"Did you mean {near[0]}?" if near else "docs/checks.md names the rules.",
            )
