"""The task ``scenario``. In: Material of one module. Out: a ScenarioDraft; no scenes where no rule carries one.

One matter, pressed twice: who does right at first is asked once more, who does not gets one chance to put things
right. Every wrong choice breaks the rule, shows what comes of it, and cites it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from coursegen.generate.embedded.gates import holds_word
from coursegen.generate.embedded.items.draft import nearest_objective
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.scenario.decisions import Case, case_of
from coursegen.generate.embedded.wording import capitalised, pick, rank
from coursegen.model.drafts import DraftEnding, DraftScene, DraftSceneChoice, ScenarioDraft

__all__ = ["no_scenario", "scenario_draft"]

_GRADES = {"best": "best", "recovered": "acceptable", "slip": "poor", "poor": "poor"}
_BANKED = {"recovered": "acceptable"}


def no_scenario() -> ScenarioDraft:
    """The draft that says: these passages carry no scenario."""
    return ScenarioDraft(title="", objective=1, scenes=[], endings=[])


def scenario_draft(material: Material) -> ScenarioDraft:
    """The story of the case that carries best."""
    case = case_of(material)
    writer = _Writer(material, case) if case else None
    return writer.write() if writer and len(writer.tempting) > 1 else no_scenario()


class _Writer:
    """Writes one scenario from its case."""

    def __init__(self, material: Material, case: Case) -> None:
        self._material, self._case = material, case
        self._bank: Mapping[str, Any] = material.wording.situations[case.kind]
        self._seed = material.request.seed
        everyone = material.wording.situations
        self._slots = {
            "name": str(pick(everyone["names"], self._seed, "name")),
            "hour": str(pick(everyone["hours"], self._seed, "hour")),
            "vp": case.deed,
            "condition": case.condition,
            "Condition": capitalised(case.condition),
            "sign": case.sign,
        }
        self.tempting = self._tempting()

    def write(self) -> ScenarioDraft:
        """Scenes and endings."""
        bank = self._bank
        good = pick(bank["good"], self._seed) if "good" in bank else self._duty()
        effect = str(pick(bank["good_effect"], self._seed))
        first = [self._choice(good, effect, "again", right=True)]
        first += [self._choice(each["do"], each["effect"], "after") for each in self.tempting]
        again = [self._choice(bank["again_good"], bank["again_effect"], "end-best", right=True)]
        again += [
            self._choice(each["do"], each["effect"], "end-slip") for each in bank["again_tempt"]
        ]
        after = [
            self._choice(bank["repair_good"], bank["repair_effect"], "end-recovered", right=True),
            self._choice(bank["repair_poor"], bank["repair_poor_effect"], "end-poor"),
        ]
        scenes = [
            DraftScene(name="start", text=self._scene(), choices=self._mixed(first)),
            DraftScene(name="again", text=self._say(bank["again"]), choices=self._mixed(again)),
            DraftScene(name="after", text=self._say(bank["repair"]), choices=self._mixed(after)),
        ]
        return ScenarioDraft(
            title=self._say(pick(bank["titles"], self._seed, "title")),
            objective=nearest_objective(self._material, self._case.rule),
            scenes=scenes,
            endings=[self._ending(name) for name in _GRADES],
        )

    def _duty(self) -> str:
        return capitalised(self._case.rule.task)

    def _scene(self) -> str:
        if self._case.sign:
            return self._say(self._bank["seen"])
        if not self._case.deed and not self._case.condition:
            return self._say(self._bank["unclear"])
        return self._say(pick(self._bank["scenes"], self._seed, self._case.rule.id))

    def _tempting(self) -> list[Mapping[str, Any]]:
        """Two wrong choices that no sentence of the sources allows."""
        material, rule = self._material, self._case.rule
        near = material.truths.like(rule.sentence, 0.5)
        allowing = " ".join(each.sentence for each in near if each.modality in ("may", "need_not"))
        entries = sorted(self._bank["tempt"], key=lambda each: rank(self._seed, each["do"]))
        return [each for each in entries if not holds_word(each["refuse"], allowing)][:2]

    def _say(self, template: str) -> str:
        return self._material.wording.fill(str(template), **self._slots)

    def _mixed(self, choices: Sequence[DraftSceneChoice]) -> list[DraftSceneChoice]:
        return sorted(choices, key=lambda each: rank(self._seed, each.text))

    def _choice(self, text: str, effect: str, to: str, *, right: bool = False) -> DraftSceneChoice:
        """A choice with its consequence; behind a wrong one stands the rule that it breaks."""
        rule = self._case.rule
        told = self._say(effect)
        return DraftSceneChoice(
            text=self._say(text),
            consequence=told if right else f"{told} {rule.plain}",
            to=to,
            cites=list(rule.cites),
        )

    def _ending(self, name: str) -> DraftEnding:
        rule = self._case.rule
        told = self._say(self._bank["debrief"][_BANKED.get(name, name)])
        return DraftEnding.model_validate(
            {
                "name": f"end-{name}",
                "grade": _GRADES[name],
                "debrief": f"{told} {rule.plain}",
                "cites": list(rule.cites),
            }
        )
