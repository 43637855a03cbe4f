"""The rule on spaced retrieval: a later module asks once more about an earlier one.

In: a CheckContext. Out: Findings.
"""

from __future__ import annotations

from collections.abc import Iterable

from coursegen.check.context import CheckContext
from coursegen.model.finding import Finding

__all__ = ["asked_again"]

_FEWEST = 3
"""Modules of a course from which on there is a later one to ask in."""


def asked_again(context: CheckContext) -> Iterable[Finding]:
    """In a course of three modules or more, a later one asks an item of an earlier module's objective.

    Why: what is retrieved again after a while is kept far longer (spaced retrieval, g = .74); the test at the end
    alone comes too late to practise.
    Mend: move or copy a practice item to a later module; its `objective` may be one of the earlier module.
    """
    for part in context.course.courses():
        if len(part.modules) < _FEWEST or not any(each.items for each in part.modules):
            continue
        earlier: set[str] = set()
        again = False
        for module in part.modules:
            own = set(module.objectives)
            again = again or any(item.objective in earlier - own for item in module.items)
            earlier |= own
        if not again:
            yield Finding(
                rule="asked-again",
                severity="note",
                message=f"no module of {part.outline.title!r} asks again about an earlier one",
                hint="Move a practice item of an early module to a later one.",
            )
