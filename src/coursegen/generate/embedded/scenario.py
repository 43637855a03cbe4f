"""The task ``scenario``. In: Material of one module. Out: a ScenarioDraft; no scenes where a slot is empty.

Skeletons are tried in turn; each is two decisions deep, every choice has its own consequence, and a poor
first choice leads to one chance to put things right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coursegen.generate.embedded.distractors import Wrong, choose, class_of, pressures, temptations
from coursegen.generate.embedded.feedback import said
from coursegen.generate.embedded.gates import word_count
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.rule import Rule
from coursegen.generate.embedded.wording import capitalised, pick, rank
from coursegen.model.drafts import DraftEnding, DraftScene, DraftSceneChoice, ScenarioDraft

__all__ = ["no_scenario", "scenario_draft"]

_RULE_WORDS = 30


@dataclass(frozen=True)
class Decision:
    """One moment: what happens, the good choice and the tempting ones, under one rule."""

    rule: Rule
    text: str
    good: str
    good_effect: str
    tempting: tuple[Wrong, ...]


def no_scenario() -> ScenarioDraft:
    """The draft that says: these passages carry no scenario."""
    return ScenarioDraft(title="", objective=1, scenes=[], endings=[])


def scenario_draft(material: Material) -> ScenarioDraft:
    """The first skeleton whose slots can all be filled."""
    makers: tuple[Callable[[Material, Rule], Decision | None], ...] = (_pressure, _event)
    first: Decision | None = None
    second: Decision | None = None
    rules = sorted(_usable(material), key=lambda each: rank(material.request.seed, each.id))
    found = [[each for rule in rules if (each := make(material, rule))] for make in makers]
    pressed, happened = found
    ordered = [*pressed[:1], *happened, *pressed[1:]]
    for each in ordered:
        if first is None:
            first = each
        elif second is None and each.rule.id != first.rule.id:
            second = each
    return _written(material, first, second) if first and second else no_scenario()


def _usable(material: Material) -> list[Rule]:
    return [
        each
        for each in material.rules
        if each.askable
        and each.addressed
        and each.cites
        and word_count(each.plain) <= _RULE_WORDS
        and word_count(each.task) <= 16
    ]


def _slots(material: Material, rule: Rule) -> dict[str, str]:
    bank = material.wording.situations
    seed = material.request.seed
    return {
        "name": str(pick(bank["names"], seed, "name")),
        "hour": str(pick(bank["hours"], seed, "hour")),
        "tool": str(pick(bank["tools"], seed, "tool")),
        "vp": rule.task,
        "te_vp": rule.te_task,
        "condition": rule.condition,
    }


def _pressure(material: Material, rule: Rule) -> Decision | None:
    """Somebody asks for what is not allowed."""
    if rule.modality != "must_not" or rule.condition or rule.exception or not rule.te_task:
        return None
    bank = material.wording.situations["pressure"]
    slots = _slots(material, rule)
    good = material.wording.say("answers", "refuse", rule.id)
    wrong = choose(good, pressures(material, rule), material.request.seed, rule.id)
    if len(wrong) < 2:
        return None
    return Decision(
        rule,
        material.wording.fill(pick(bank["scenes"], material.request.seed, rule.id), **slots),
        good,
        material.wording.fill(pick(bank["good"], material.request.seed, rule.id), **slots),
        tuple(wrong),
    )


def _event(material: Material, rule: Rule) -> Decision | None:
    """The condition of a duty comes true."""
    if rule.modality != "must" or not rule.condition or rule.only or rule.exception:
        return None
    bank = material.wording.situations["event"]
    slots = _slots(material, rule)
    wrong = choose(rule.task, temptations(material, rule), material.request.seed, rule.id)
    if len(wrong) < 2 or class_of(material, rule) == "any":
        return None
    return Decision(
        rule,
        material.wording.fill(pick(bank["scenes"], material.request.seed, rule.id), **slots),
        capitalised(rule.task),
        material.wording.fill(pick(bank["good"], material.request.seed, rule.id), **slots),
        tuple(wrong),
    )


def _written(material: Material, first: Decision, second: Decision) -> ScenarioDraft:
    bank = material.wording.situations
    seed = material.request.seed
    slots = _slots(material, first.rule)
    opening = DraftScene(
        name="a", text=first.text, choices=_choices(material, first, "b_best", "b_poor")
    )
    best = DraftScene(
        name="b_best", text=second.text, choices=_choices(material, second, "end_best", "end_poor")
    )
    repair = DraftScene(
        name="b_poor",
        text=material.wording.fill(pick(bank["repair"]["scenes"], seed), **slots),
        choices=[
            _choice(
                capitalised(material.wording.fill(pick(bank["repair"]["good"], seed), **slots)),
                material.wording.fill(pick(bank["repair"]["good_effect"], seed), **slots),
                "end_recovered",
                first.rule,
                material,
            ),
            _choice(
                capitalised(material.wording.fill(pick(bank["repair"]["poor"], seed), **slots)),
                material.wording.fill(pick(bank["repair"]["poor_effect"], seed), **slots),
                "end_poor",
                first.rule,
                material,
            ),
        ],
    )
    endings = [
        _ending(material, "end_best", "best", second.rule),
        _ending(material, "end_recovered", "acceptable", first.rule),
        _ending(material, "end_poor", "poor", first.rule),
    ]
    title = material.wording.fill(pick(bank["titles"], seed, first.rule.id), **slots)
    return ScenarioDraft(title=title, objective=1, scenes=[opening, best, repair], endings=endings)


def _choices(
    material: Material, decision: Decision, good: str, poor: str
) -> list[DraftSceneChoice]:
    choices = [_choice(decision.good, decision.good_effect, good, decision.rule, material)]
    choices += [
        _choice(each.text, each.effect, poor, decision.rule, material) for each in decision.tempting
    ]
    return sorted(choices, key=lambda each: rank(material.request.seed, each.text))


def _choice(text: str, effect: str, to: str, rule: Rule, material: Material) -> DraftSceneChoice:
    told = said(material, rule, _RULE_WORDS)
    return DraftSceneChoice(
        text=text, consequence=f"{effect} {told}", to=to, cites=list(rule.cites)
    )


def _ending(material: Material, name: str, grade: str, rule: Rule) -> DraftEnding:
    lead = pick(material.wording.situations["debrief"][grade], material.request.seed, grade)
    text = f"{material.wording.fill(lead)} {said(material, rule, _RULE_WORDS)}"
    return DraftEnding.model_validate(
        {"name": name, "grade": grade, "debrief": text, "cites": list(rule.cites)}
    )
