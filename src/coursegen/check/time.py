"""How long a module takes. In: a Module. Out: minutes of a learner's time, and a rule on them.

Words on a screen at 200 a minute, 40 s an item, 30 s a decision in a scenario, recordings at their
length (the reading speed and the time an item that this project settled on). Items of the final
assessment are answered there, not in the module.
"""

from __future__ import annotations

from collections.abc import Iterable

from coursegen.check.claims import Claim, claims_of_module
from coursegen.check.context import CheckContext
from coursegen.model.blocks import Clip
from coursegen.model.course import Module
from coursegen.model.finding import Finding, Severity
from coursegen.model.scenario import Scenario

__all__ = ["estimate_minutes", "module_time"]

_WORDS_PER_MINUTE = 200
_MINUTES_PER_ITEM = 40 / 60
_MINUTES_PER_DECISION = 0.5


def estimate_minutes(module: Module) -> float:
    """Minutes that ``module`` takes, to one decimal: reading, recordings, practice, its scenario.

    words / 200 + clips at their length + practice items x 40 s + the longest way through the scenario
    (its words / 200 and 30 s a decision). A clip without an end counts nothing: its length is unknown.
    """
    blocks = {block.id for block in module.blocks}
    words = sum(_words(claim) for claim in claims_of_module(module) if claim.unit in blocks)
    clips = sum(
        block.end - block.start
        for block in module.blocks
        if isinstance(block, Clip) and block.end is not None
    )
    practice = sum(item.pool == "practice" for item in module.items)
    scenario = _scenario_minutes(module.scenario) if module.scenario else 0.0
    total = words / _WORDS_PER_MINUTE + clips / 60 + practice * _MINUTES_PER_ITEM + scenario
    return round(total, 1)


def _words(claim: Claim) -> int:
    if claim.field in ("alt", "transcript"):
        return 0  # heard or seen instead of read
    return len(claim.text.replace("|", " ").split())


def _scenario_minutes(scenario: Scenario) -> float:
    """The longest way from the start to an ending; a way back to a scene already seen adds nothing."""
    scenes = {scene.id: scene for scene in scenario.scenes}
    endings = {ending.id: len(ending.debrief.split()) for ending in scenario.endings}
    known: dict[str, float] = {}

    def longest(place: str, seen: frozenset[str]) -> float:
        if place in endings:
            return endings[place] / _WORDS_PER_MINUTE
        if place in seen or place not in scenes:
            return 0.0
        if place not in known:
            scene = scenes[place]
            read = len(scene.text.split()) + sum(len(each.text.split()) for each in scene.choices)
            onward = max(
                len(each.consequence.split()) / _WORDS_PER_MINUTE + longest(each.to, seen | {place})
                for each in scene.choices
            )
            known[place] = read / _WORDS_PER_MINUTE + _MINUTES_PER_DECISION + onward
        return known[place]

    return longest(scenario.start, frozenset())


def module_time(context: CheckContext) -> Iterable[Finding]:
    """A module takes three to seven minutes, and the minutes in its file are what it takes.

    Why: five minutes is what fits between two tasks; what is longer is put off.
    Mend: split a long module by objective, join a short one with its neighbour; set ``minutes`` anew.
    """
    settings = context.settings
    for module in context.course.modules:
        minutes = estimate_minutes(module)
        if minutes < settings.shortest_module:
            message = f"The module takes {minutes} minutes, less than {settings.shortest_module:g}."
            yield _finding(module, "warning", message, "Join it with a neighbour, or add practice.")
        elif minutes > settings.longest_module:
            message = f"The module takes {minutes} minutes, more than {settings.longest_module:g}."
            yield _finding(module, "warning", message, "Split it, one objective each.")
        if abs(module.minutes - minutes) > settings.minutes_tolerance:
            message = f"The file says {module.minutes:g} minutes; it takes {minutes}."
            yield _finding(module, "note", message, f"Set `minutes: {minutes}`.", "minutes")


def _finding(
    module: Module, severity: Severity, message: str, hint: str, field: str = ""
) -> Finding:
    return Finding(
        rule="module-time",
        severity=severity,
        message=message,
        hint=hint,
        module=module.id,
        unit=module.id,
        field=field,
    )
