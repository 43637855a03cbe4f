"""Rules on scenarios: every scene is reached, every path ends, a best ending exists, choices matter.

In: a CheckContext. Out: Findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coursegen.check.context import CheckContext
from coursegen.check.vocabulary import fold
from coursegen.model.finding import Finding, Severity
from coursegen.model.scenario import Scenario

__all__ = ["scenario_graph"]

_Flaw = tuple[str, Severity, str, str]  # unit, severity, message, hint


def scenario_graph(context: CheckContext) -> Iterable[Finding]:
    """Every scene can be reached, every path can end, a best ending is within reach, choices differ.

    Why: a learner who is stuck in a scenario cannot finish the module; choices that all lead to the
    same are not a decision.
    Mend: lead a choice to the scene or ending that is named, or take it out; give each choice a
    consequence of its own.
    """
    for module in context.course.modules:
        if module.scenario is None:
            continue
        for unit, severity, message, hint in _flaws(module.scenario):
            yield Finding(
                rule="scenario-graph",
                severity=severity,
                message=message,
                hint=hint,
                module=module.id,
                unit=unit,
            )


def _flaws(scenario: Scenario) -> Iterator[_Flaw]:
    onward = {scene.id: {each.to for each in scene.choices} for scene in scenario.scenes}
    reached = _reached(scenario.start, onward)
    can_end = _can_end({each.id for each in scenario.endings}, onward)
    for scene in scenario.scenes:
        if scene.id not in reached:
            yield scene.id, "error", "No path leads to this scene.", "Lead a choice to it."
        elif scene.id not in can_end:
            yield scene.id, "error", "From this scene no ending can be reached.", "Lead out of it."
        outcomes = {(fold(each.consequence), each.to) for each in scene.choices}
        if len(outcomes) == 1:
            message = "All choices of this scene have the same consequence and lead to the same."
            yield scene.id, "error", message, "Give each choice a consequence of its own."
        if len({fold(each.text) for each in scene.choices}) < len(scene.choices):
            yield scene.id, "error", "Two choices of this scene say the same.", "Change one."
    yield from _ending_flaws(scenario, reached)


def _ending_flaws(scenario: Scenario, reached: set[str]) -> Iterator[_Flaw]:
    for ending in scenario.endings:
        if ending.id not in reached:
            yield ending.id, "warning", "No path leads to this ending.", "Lead a choice to it."
    best = [each.id for each in scenario.endings if each.grade == "best"]
    if not best:
        yield scenario.id, "error", "There is no best ending.", "Grade one ending `best`."
    elif not reached.intersection(best):
        message = "No path leads to a best ending."
        yield scenario.id, "error", message, "Lead the right choice to it."


def _reached(start: str, onward: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        place = waiting.pop()
        if place not in seen:
            seen.add(place)
            waiting.extend(onward.get(place, ()))
    return seen


def _can_end(endings: set[str], onward: dict[str, set[str]]) -> set[str]:
    """Scenes from which an ending can be reached, and the endings."""
    known = set(endings)
    grown = True
    while grown:
        more = {scene for scene, targets in onward.items() if targets & known} - known
        known |= more
        grown = bool(more)
    return known
