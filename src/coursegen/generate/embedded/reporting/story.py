"""The scenario of the module on reporting. In: Material of the module, its Matter. Out: a ScenarioDraft.

Two rules of the learner in one story: somebody asks for what is forbidden, and has done it already, which is to be
reported. Without a prohibition there is no such story.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coursegen.generate.embedded.gates import holds_word
from coursegen.generate.embedded.grammar.rule import cites_of
from coursegen.generate.embedded.items.draft import nearest_objective
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.reporting.bank import bank_of
from coursegen.generate.embedded.reporting.blocks import in_short, said
from coursegen.generate.embedded.reporting.matter import Matter
from coursegen.generate.embedded.wording import capitalised, pick, rank
from coursegen.model.drafts import DraftEnding, DraftScene, DraftSceneChoice, ScenarioDraft

__all__ = ["report_scenario"]

_WRONG, _STORY = 2, 4
_GRADES = {"best": "best", "recovered": "acceptable", "poor": "poor"}


def report_scenario(material: Material, matter: Matter) -> ScenarioDraft | None:
    """Pressure against the prohibition, then the duty to report; None without a prohibition."""
    if matter.ban is None or not matter.deed:
        return None
    return _Story(material, matter).write()


class _Story:
    """Writes the story of one module."""

    def __init__(self, material: Material, matter: Matter) -> None:
        self._material, self._matter = material, matter
        self._bank: dict[str, Any] = bank_of(material)["scenario"]
        assert matter.ban is not None
        self._ban = matter.ban

    def write(self) -> ScenarioDraft:
        """Three scenes, three endings."""
        bank, ban = self._bank, self._ban
        tempting = [
            each for each in bank["tempt"] if not holds_word(each["refuse"], ban.sentence.lower())
        ][:_WRONG]
        start = [self._choice(bank["good"], bank["good_effect"], "after-good", ban=True)]
        start += [
            self._choice(each["do"], each["effect"], "after-poor", ban=True) for each in tempting
        ]
        good = [self._choice(bank["report"], bank["report_effect"], "end-best")]
        good += [
            self._choice(each["do"], each["effect"], "end-poor") for each in bank["report_tempt"]
        ]
        poor = [
            self._choice(bank["own"], bank["own_effect"], "end-recovered"),
            self._choice(bank["own_tempt"], bank["own_tempt_effect"], "end-poor"),
        ]
        return ScenarioDraft(
            title=self._say(pick(bank["titles"], self._material.request.seed, "title")),
            objective=nearest_objective(self._material, ban),
            scenes=[
                self._scene("start", bank["start"], start),
                self._scene("after-good", bank["after_good"], good),
                self._scene("after-poor", bank["after_poor"], poor),
            ],
            endings=[self._ending(name) for name in _GRADES],
        )

    def _say(self, template: object, **slots: str) -> str:
        return said(self._material, str(template), self._matter, _STORY, **slots)

    def _scene(self, name: str, text: object, choices: Sequence[DraftSceneChoice]) -> DraftScene:
        order = sorted(choices, key=lambda each: rank(self._material.request.seed, each.text))
        return DraftScene(name=name, text=self._say(text), choices=order)

    def _choice(
        self, do: object, effect: object, to: str, *, ban: bool = False
    ) -> DraftSceneChoice:
        """A choice with what comes of it; where the prohibition is at stake, that stands behind."""
        rule = self._ban if ban else self._matter.duty
        told = self._say(effect)
        return DraftSceneChoice(
            text=capitalised(self._say(do)),
            consequence=f"{told} {rule.plain}" if ban else told,
            to=to,
            cites=list(rule.cites),
        )

    def _ending(self, name: str) -> DraftEnding:
        duty = self._matter.duty
        rules = [duty] if name == "poor" else [duty, self._ban]
        return DraftEnding.model_validate(
            {
                "name": f"end-{name}",
                "grade": _GRADES[name],
                "debrief": self._say(
                    self._bank["debrief"][name], rule=in_short(self._material, self._matter)
                ),
                "cites": cites_of(rules),
            }
        )
