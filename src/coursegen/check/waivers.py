"""The rule on waivers: each lets a finding pass that is there. In: a CheckContext. Out: Findings."""

from __future__ import annotations

from collections.abc import Iterable

from coursegen.check.context import CheckContext
from coursegen.model.course import Module
from coursegen.model.finding import Finding

__all__ = ["waiver_used"]


def waiver_used(context: CheckContext) -> Iterable[Finding]:
    """Every waiver lets a finding pass that its unit has.

    Why: a waiver that outlives its finding hides the next one, and its reason misleads who reads it.
    Mend: delete the waiver, or give it the name of the rule that the finding shows.
    """
    found = {(each.unit, each.rule) for each in context.found}
    modules = {unit: module.id for module in context.course.modules for unit in _units(module)}
    for unit, waivers in context.waivers.items():
        for waiver in waivers:
            if (unit, waiver.rule) not in found:
                yield Finding(
                    rule="waiver-used",
                    severity="note",
                    message=f"{waiver.by} waives “{waiver.rule}” here, which finds nothing.",
                    hint="Delete the waiver, or correct the name of its rule.",
                    module=modules.get(unit, ""),
                    unit=unit,
                    field="waivers",
                )


def _units(module: Module) -> Iterable[str]:
    yield module.id
    yield from (each.id for each in (*module.blocks, *module.items))
    if module.scenario:
        yield module.scenario.id
        yield from (each.id for each in module.scenario.scenes)
        yield from (each.id for each in module.scenario.endings)
