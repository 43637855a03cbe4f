"""The task ``scenario``. In: Material of one module. Out: a ScenarioDraft; no scenes where no rule carries one.

Who does right at first is pressed once more, on another rule of the module where the bank has a story for it, else on
the same; who does not gets one chance to put things right. Every wrong choice breaks its rule, shows what comes of it,
and cites it. On each way the rule's own words are read once: behind the first wrong choice, or in the ending.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from coursegen.generate.embedded.gates import holds_word
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.items.draft import nearest_objective
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.reporting.module import told_in
from coursegen.generate.embedded.reporting.story import report_scenario
from coursegen.generate.embedded.scenario.decisions import Case, case_of, hours_of
from coursegen.generate.embedded.scenario.told import (
    also_due,
    desk_of,
    just_happened,
    partner_of,
    said_by_another,
    second_of,
    themed,
)
from coursegen.generate.embedded.versions import dated_remarks
from coursegen.generate.embedded.wording import capitalised, pick, rank, sentence
from coursegen.model.drafts import DraftEnding, DraftScene, DraftSceneChoice, ScenarioDraft

__all__ = ["no_scenario", "scenario_draft"]

_GRADES = {"best": "best", "recovered": "acceptable", "slip": "poor", "poor": "poor"}
_WRONG = 2
_A_NIGHT = 12
"""Hours between a working day and the next morning, at least."""
_BANKED = {"recovered": "acceptable"}


def no_scenario() -> ScenarioDraft:
    """The draft that says: these passages carry no scenario."""
    return ScenarioDraft(title="", objective=1, scenes=[], endings=[])


def scenario_draft(material: Material) -> ScenarioDraft:
    """The story of the case that carries best."""
    matter = told_in(material)
    told = report_scenario(material, matter) if matter else None
    if told:
        return told
    case = case_of(material)
    writer = _Writer(material, case) if case else None
    return writer.write() if writer and len(writer.tempting) > 1 else no_scenario()


class _Writer:
    """Writes one scenario from its case."""

    def __init__(self, material: Material, case: Case) -> None:
        self._material, self._case = material, case
        self._bank = themed(material, case)
        self._seed = material.request.seed
        everyone = material.wording.situations
        self._slots = {
            "name": str(pick(everyone["names"][1::2], self._seed, "name")),
            "hour": str(pick(everyone["hours"][1::2], self._seed, "hour")),
            "asked": said_by_another(material, case.deed),
            "Event": capitalised(just_happened(material, case.condition)),
            "sign": case.sign,
            "Sign": case.seen,
            "exception": case.rule.exception,
            "thing": case.deed,
            "desk": desk_of(material, case),
            "partner": partner_of(material, case),
        }
        self._also = also_due(material, case)
        self._second = second_of(material, case)
        self._slots["named"] = self._second.named if self._second else ""
        self.tempting = self._tempting()

    def write(self) -> ScenarioDraft:
        """Scenes and endings."""
        one = self._one
        first = [self._choice(one("good"), one("good_effect"), "again")]
        first += [
            self._choice(each["do"], each["effect"], "after", broken)
            for each, broken in zip(self.tempting, self._broken(), strict=False)
        ]
        after = [
            self._choice(one("repair_good"), one("repair_effect"), "end-recovered"),
            self._choice(one("repair_poor"), one("repair_poor_effect"), "end-poor"),
        ]
        again, pressed = self._again()
        scenes = [
            DraftScene(name="start", text=self._scene(), choices=self._mixed(first)),
            DraftScene(name="again", text=again, choices=self._mixed(pressed)),
            DraftScene(name="after", text=self._say(one(self._late())), choices=self._mixed(after)),
        ]
        return ScenarioDraft(
            title=self._say(one("titles")),
            objective=nearest_objective(self._material, self._case.rule),
            scenes=scenes,
            endings=[self._ending(name) for name in _GRADES],
        )

    def _broken(self) -> list[tuple[str, list[str]]]:
        """What stands behind each wrong choice at first, with its labels: the rule, or since when it holds."""
        rule = self._case.rule
        told = [(rule.plain, list(rule.cites))] * _WRONG
        if self._case.kind == "outdated":
            since = dated_remarks(self._material, rule)
            told[1:] = [
                (str(self._bank["since"]).format(remark=sentence(text)), [*rule.cites, label])
                for label, text in since[:1]
            ] or told[1:]
        return told

    def _again(self) -> tuple[str, list[DraftSceneChoice]]:
        """The scene after a good choice: another matter, or the same once more; and what can be done."""
        second = self._second
        if second is None:
            one = self._one
            good = self._choice(one("again_good"), one("again_effect"), "end-best")
            wrong = self._ranked("again_tempt")[:_WRONG]
            told = [self._choice(each["do"], each["effect"], "end-slip") for each in wrong]
            return self._say(one("again")), [good, *told]
        story, cites = second.story, list(second.rule.cites)
        good = self._choice(story["good"], story["effect"], "end-best", ("", cites))
        told = [
            self._choice(each["do"], each["effect"], "end-slip", ("", cites))
            for each in story["tempt"][:_WRONG]
        ]
        return self._say(story["scene"]), [good, *told]

    def _late(self) -> str:
        """The scene in which it is too late for certain, by the time that the rule leaves."""
        hours = self._case.hours
        if self._case.kind != "report" or not hours:
            return "repair"
        return "repair_next" if hours <= _A_NIGHT else "repair_late"

    def _is_over(self, also: Rule) -> bool:
        """Whether the time of what else is due has passed when the report comes the next morning."""
        hours = hours_of(also)
        return bool(hours) and hours <= _A_NIGHT and self._late() != "repair_late"

    def _scene(self) -> str:
        if self._case.sign:
            return self._say(self._one("seen"))
        told = self._case.deed or self._case.condition
        return self._say(self._one("scenes" if told else "unclear"))

    def _one(self, name: str) -> str:
        """One of the bank's variants, so that the stories of a course do not repeat each other."""
        return str(pick(self._bank[self._named(name)], self._seed, name, self._case.rule.id))

    def _named(self, name: str) -> str:
        """The part of the bank for what has happened for certain, where it has one."""
        certain = f"{name}_event"
        return certain if self._case.condition and certain in self._bank else name

    def _ranked(self, name: str) -> list[Mapping[str, Any]]:
        """The bank's choices that fit what has happened: a loss, or something else."""
        lost = holds_word(self._bank.get("loss", []), self._case.condition)
        fitting = [each for each in self._bank[self._named(name)] if each.get("loss", lost) == lost]
        return sorted(fitting, key=lambda each: rank(self._seed, each["do"]))

    def _tempting(self) -> list[Mapping[str, Any]]:
        """Two wrong choices that no sentence of the sources allows."""
        material, rule = self._material, self._case.rule
        near = material.truths.like(rule.sentence, 0.5)
        allowing = " ".join(each.sentence for each in near if each.modality in ("may", "need_not"))
        entries = self._ranked("tempt")
        return [each for each in entries if not holds_word(each["refuse"], allowing)][:_WRONG]

    def _say(self, template: str) -> str:
        return self._material.wording.fill(str(template), **self._slots)

    def _mixed(self, choices: Sequence[DraftSceneChoice]) -> list[DraftSceneChoice]:
        return sorted(choices, key=lambda each: rank(self._seed, each.text))

    def _choice(
        self, text: str, effect: str, to: str, told: tuple[str, list[str]] | None = None
    ) -> DraftSceneChoice:
        """A choice with its consequence, and behind it what the sources say where that is ``told`` (with its labels)."""
        said, cites = told or ("", list(self._case.rule.cites))
        shown = self._say(effect)
        return DraftSceneChoice(
            text=self._say(text),
            consequence=f"{shown} {said}".strip(),
            to=to,
            cites=list(dict.fromkeys(cites)),
        )

    def _ending(self, name: str) -> DraftEnding:
        """An ending: with the rule where no choice on the way told it, with what else is due where that was done."""
        rule, also = self._case.rule, self._also
        second = self._second if name in ("best", "slip") else None
        debriefs = self._bank["debrief"][_BANKED.get(name, name)]
        shown = second.story["slip"] if second and name == "slip" else None
        told = [self._say(shown or pick(debriefs, self._seed, name))]
        cites = list(rule.cites)
        if name == "best" or (name == "slip" and not second):
            told.append(rule.plain)
        if second:
            told.append(second.rule.plain)
            cites += second.rule.cites
        if also and name in ("best", "recovered"):
            late = name == "recovered" and self._is_over(also)
            task = also.timeless if late and also.timeless else also.task
            name_of = "also_late" if late else "also_due"
            told.append(self._material.wording.say("blocks", name_of, task=task))
            cites += also.cites
        return DraftEnding.model_validate(
            {
                "name": f"end-{name}",
                "grade": _GRADES[name],
                "debrief": " ".join(told),
                "cites": list(dict.fromkeys(cites)),
            }
        )
