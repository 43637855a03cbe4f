"""The opening of a module: a situation that its own rule answers. In: Material. Out: the Opening, or None.

A story that ends in a question and states nothing of the source, and the rule that gives the answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coursegen.generate.embedded.gates import stems, word_count
from coursegen.generate.embedded.grammar.rule import Rule, cites_of
from coursegen.generate.embedded.items.distractors import class_of
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.scenario.decisions import case_of, is_plain_deed
from coursegen.generate.embedded.wording import capitalised, pick
from coursegen.model.drafts import DraftBlock, DraftCallout, DraftText

__all__ = ["Opening", "opening"]

_FIRST = 8
"""So many rules of the learner's own may set the scene."""
_CONDITION, _ANSWER = 18, 34
"""Words of a condition that comes true, of an answer, at most."""


@dataclass(frozen=True)
class Opening:
    """The situation, the rule that answers its question, and *No.* where the question asks for a yes or a no.

    ``ahead``: what the case asks first, where the rule says what it asks *also*. ``beside``: the rule for this very case.
    """

    text: str
    rule: Rule
    answer: str = ""
    ahead: Rule | None = None
    beside: Rule | None = None

    @property
    def rules(self) -> list[Rule]:
        """The rules of the answer, in order."""
        return [each for each in (self.ahead, self.rule, self.beside) if each]

    def blocks(self, material: Material, more: Sequence[Rule]) -> list[DraftBlock]:
        """The story, and the answer behind it with what explains it (``more``)."""
        told = [
            one
            for rule in self.rules
            for one in (rule, *(each for each in more if each.id == rule.id))
        ]
        return [
            DraftText(type="text", origin="story", title="", text=self.text, cites=[]),
            DraftCallout(
                type="callout",
                style="important",
                title=material.wording.say("blocks", "answer_title", self.rule.id),
                text=" ".join([self.answer, *(each.plain for each in told)]).strip(),
                cites=cites_of(told),
            ),
        ]


def opening(material: Material) -> Opening | None:
    """The best of: a situation from the bank, an event, somebody who asks for what is not allowed."""
    rated = _rated(material)
    if rated:
        return rated
    own = [each for each in material.rules if _sets_scene(material, each)]
    case = case_of(material)
    for rules in (_central(own)[:_FIRST], own):
        bank = [] if rules is own else [_from_bank]  # its stories are for what a module is about
        for tell in (*bank, _event, _pressure):
            for rule in rules:
                told_below = case is not None and case.rule.id == rule.id and tell is not _from_bank
                found = None if told_below else tell(material, rule)
                if found:
                    return found
    return None


def _central(rules: list[Rule]) -> list[Rule]:
    """Those of ``rules`` under the heading that has most of them."""
    counts = Counter(each.statement.heading for each in rules)
    most = max(counts.values(), default=0)
    heading = next((each for each in counts if counts[each] == most), ())
    return [each for each in rules if each.statement.heading == heading]


def _rated(material: Material) -> Opening | None:
    """Somebody who leaves on what a rule on things no longer allows."""
    bank = material.wording.situations["openings"].get("outdated", [])
    for rule in sorted(material.rules, key=lambda each: not each.thing):
        banned = rule.modality == "must_not" and rule.cites and (rule.thing or not rule.addressed)
        fitting = [each for each in bank if any(word in rule.sentence for word in each["when"])]
        if banned and fitting and not rule.leaning and word_count(rule.plain) <= _ANSWER:
            return _told(material, rule, fitting)
    return None


def _told(material: Material, rule: Rule, bank: Sequence[Mapping[str, Any]]) -> Opening | None:
    """One of the bank's stories for the rule; None where a slot of it cannot be filled."""
    entry = pick(bank, rule.id)
    text = _filled(material, rule, str(entry["text"]))
    if not text:
        return None
    ahead, beside = _ahead(material, rule), _beside(material, rule, str(entry.get("beside", "")))
    return Opening(text, rule, str(entry.get("answer", "")), ahead, beside)


def _beside(material: Material, rule: Rule, case: str) -> Rule | None:
    """The other duty of the same section that is written for what the story tells (``case``, a pattern)."""
    for each in material.rules if case else ():
        same = each.statement.heading == rule.statement.heading and each.id != rule.id
        own = each.modality == "must" and not each.leaning and _sets_scene(material, each)
        if same and own and re.search(case, each.condition, re.IGNORECASE):
            return each
    return None


def _ahead(material: Material, rule: Rule) -> Rule | None:
    """The duty of the same case that stands before a rule which says what is *also* to be done."""
    besides = material.wording.words("grammar", "besides")
    if not re.search(rf"\b{besides}\b", rule.plain):
        return None
    place, known = material.order[rule.id], stems(rule.condition)
    before = [
        each
        for each in material.rules[:place]
        if each.statement.heading == rule.statement.heading
        and each.modality == "must"
        and _sets_scene(material, each)
        and stems(each.condition) & known
    ]
    return before[-1] if before else None


def _sets_scene(material: Material, rule: Rule) -> bool:
    own = rule.subject == material.wording.you and bool(rule.cites) and rule.askable
    return own and not rule.command and word_count(rule.plain) <= _ANSWER


def _from_bank(material: Material, rule: Rule) -> Opening | None:
    if rule.modality != "must":
        return None
    bank = material.wording.situations.get("openings", {})
    told = f"{rule.task} {rule.condition}".lower()
    fitting = [
        each
        for each in bank.get(class_of(material, rule), [])
        if any(word in told for word in each.get("when", []))
        and not any(word in told for word in each.get("unless", []))
    ]
    return _told(material, rule, fitting) if fitting else None


def _event(material: Material, rule: Rule) -> Opening | None:
    if rule.modality != "must" or not rule.condition or rule.only or rule.exception:
        return None
    if word_count(rule.condition) > _CONDITION or re.search(r"\d", rule.condition):
        return None
    return _told(material, rule, material.wording.situations["openings"]["event"])


def _pressure(material: Material, rule: Rule) -> Opening | None:
    if rule.modality != "must_not" or not is_plain_deed(material, rule):
        return None
    return _told(material, rule, material.wording.situations["openings"]["pressure"])


def _filled(material: Material, rule: Rule, template: str) -> str:
    names, hours = material.wording.situations["names"], material.wording.situations["hours"]
    if ("{te_vp}" in template and not rule.te_task) or ("{thing}" in template and not rule.thing):
        return ""
    return material.wording.fill(
        template,
        name=str(pick(names[::2], material.request.seed, "opening")),
        hour=str(pick(hours[::2], material.request.seed, "opening")),
        vp=rule.task,
        te_vp=rule.te_task,
        thing=material.inside(rule.thing),
        condition=rule.condition,
        Condition=capitalised(rule.condition),
    )
