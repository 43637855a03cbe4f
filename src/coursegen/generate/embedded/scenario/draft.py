"""The task ``scenario``. In: Material of one module. Out: a ScenarioDraft; no scenes where a slot is empty.

Two decisions deep; every choice has its own consequence, story first, then the rule; a poor first choice
leads to one chance to put things right.
"""

from __future__ import annotations

from collections.abc import Sequence

from coursegen.generate.embedded.gates import alike
from coursegen.generate.embedded.grammar.rule import Rule, cites_of
from coursegen.generate.embedded.items.draft import nearest_objective
from coursegen.generate.embedded.items.feedback import said
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.scenario.decisions import Decision, decisions, slots_for
from coursegen.generate.embedded.wording import capitalised, pick, rank
from coursegen.model.drafts import DraftEnding, DraftScene, DraftSceneChoice, ScenarioDraft

__all__ = ["no_scenario", "scenario_draft"]

_RULE_WORDS = 40
_FIRST = {
    "sign": 5,
    "pressure": 4,
    "authority": 4,
    "clock": 2,
    "event": 2,
    "procedure": 1,
}
"""What each kind of decision is worth as the first; a duty that is merely left out makes no story."""
_SECOND = {
    "event": 5,
    "sign": 4,
    "clock": 3,
    "authority": 3,
    "procedure": 2,
    "pressure": 2,
}


def no_scenario() -> ScenarioDraft:
    """The draft that says: these passages carry no scenario."""
    return ScenarioDraft(title="", objective=1, scenes=[], endings=[])


def scenario_draft(material: Material) -> ScenarioDraft:
    """The best pair of decisions, as a scenario."""
    found = [each for each in decisions(material) if each.kind in _FIRST]
    first = _best(found, _FIRST, material, None)
    second = _best(found, _SECOND, material, first)
    return _Writer(material, first, second).write() if first and second else no_scenario()


def _best(
    found: Sequence[Decision], worth: dict[str, int], material: Material, first: Decision | None
) -> Decision | None:
    """The decision that fits this place best; a second one is about another rule, if it can of another kind."""
    fit = [each for each in found if first is None or _apart(each, first)]
    if not fit:
        return None
    seed = material.request.seed

    def value(each: Decision) -> tuple[int, int]:
        again = 4 if first and each.kind == first.kind else 0
        return worth[each.kind] - again, rank(seed, each.rule.id)

    return max(fit, key=value)


def _apart(one: Decision, other: Decision) -> bool:
    return one.rule.id != other.rule.id and alike(one.rule.plain, other.rule.plain) < 0.8


class _Writer:
    """Writes one scenario from its two decisions."""

    def __init__(self, material: Material, first: Decision, second: Decision) -> None:
        self._material, self._first, self._second = material, first, second
        self._bank, self._seed = material.wording.situations, material.request.seed
        self._slots = slots_for(material, first.rule)

    def write(self) -> ScenarioDraft:
        """Scenes and endings."""
        first, second = self._first, self._second
        scenes = [
            DraftScene(name="a", text=first.text, choices=self._choices(first, "b-best", "b-poor")),
            DraftScene(
                name="b-best",
                text=second.text,
                choices=self._choices(second, "end-best", "end-slip"),
            ),
            self._repair(),
        ]
        both = [first.rule, second.rule]
        endings = [
            self._ending("end-best", "best", both),
            self._ending("end-recovered", "acceptable", [first.rule]),
            self._ending("end-slip", "poor", [second.rule]),
            self._ending("end-poor", "poor", [first.rule]),
        ]
        return ScenarioDraft(
            title=self._title(),
            objective=nearest_objective(self._material, first.rule),
            scenes=scenes,
            endings=endings,
        )

    def _title(self) -> str:
        """A title that names somebody only where somebody is in the story."""
        named = str(self._slots["name"]) in self._first.text
        templates = [each for each in self._bank["titles"] if ("{name}" in each) == named]
        templates = [each for each in templates if "{topic}" not in each or self._slots["topic"]]
        return self._say(templates, self._first.kind)

    def _say(self, templates: Sequence[str], *parts: object) -> str:
        return self._material.wording.fill(pick(templates, self._seed, *parts), **self._slots)

    def _repair(self) -> DraftScene:
        bank, rule = self._bank["repair"], self._first.rule
        good = self._choice(
            capitalised(self._say(bank["good"])),
            self._say(bank["good_effect"]),
            "end-recovered",
            rule,
        )
        poor = self._choice(
            capitalised(self._say(bank["poor"])), self._say(bank["poor_effect"]), "end-poor", rule
        )
        choices = [good, poor] if rank(self._seed, "repair") % 2 else [poor, good]
        return DraftScene(name="b-poor", text=self._say(bank["scenes"]), choices=choices)

    def _choices(self, decision: Decision, good: str, poor: str) -> list[DraftSceneChoice]:
        rule = decision.rule
        choices = [self._choice(decision.good, decision.good_effect, good, rule)]
        choices += [self._choice(each.text, each.effect, poor, rule) for each in decision.tempting]
        return sorted(choices, key=lambda each: rank(self._seed, each.text))

    def _choice(self, text: str, effect: str, to: str, rule: Rule) -> DraftSceneChoice:
        told = said(self._material, rule, _RULE_WORDS)
        return DraftSceneChoice(
            text=text, consequence=f"{effect} {told}", to=to, cites=list(rule.cites)
        )

    def _ending(self, name: str, grade: str, rules: Sequence[Rule]) -> DraftEnding:
        lead = self._say(self._bank["debrief"][grade], name)
        told = " ".join(said(self._material, each, _RULE_WORDS) for each in rules)
        cites = cites_of(rules)
        return DraftEnding.model_validate(
            {"name": name, "grade": grade, "debrief": f"{lead} {told}", "cites": cites}
        )
