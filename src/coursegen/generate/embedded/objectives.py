"""Objectives. In: the rules of a module, heaviest first. Out: one to three, measurable, with a Bloom level."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursegen.generate.embedded.gates import alike, word_count
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.rule import Rule
from coursegen.generate.embedded.wording import capitalised, lowered
from coursegen.model.drafts import DraftObjective

__all__ = ["objectives_for"]

_LONGEST, _FEWEST = 18, 3
_PREPOSITION = re.compile(r"(?:aan|bij|in|met|naar|op|over|uit|van|via|voor|zowel)\s")
_IT = re.compile(r"\S+ (?:it|them|this|that)\b")


def objectives_for(material: Material, topic: str, rules: Sequence[Rule]) -> list[DraftObjective]:
    """At most three, different from each other; one about the topic where no rule gives any."""
    found: list[DraftObjective] = []
    for rule in rules:
        objective = _objective(material, rule)
        if objective and all(alike(objective.text, each.text) < 0.6 for each in found):
            found.append(objective)
        if len(found) == 3:
            break
    if not found:
        found.append(_of_topic(material, topic, rules))
    return found


def _of_topic(material: Material, topic: str, rules: Sequence[Rule]) -> DraftObjective:
    """An objective where no rule gives one: strengths kept apart, or the rules on the topic explained."""
    first = topic.split(" ", 1)[0].lower()
    inside = lowered(topic) if first in material.learner.common else topic
    rated = len({each.modality for each in rules if each.thing}) > 1
    key = "strengths" if rated else "facts"
    text = material.wording.say("objectives", key, topic=inside)
    return DraftObjective(text=capitalised(text), bloom="understand")


def _objective(material: Material, rule: Rule) -> DraftObjective | None:
    if not rule.askable or rule.subject != material.wording.you:
        return None
    task = rule.task if word_count(rule.task) <= _LONGEST else rule.timeless
    if material.language == "nl" and _PREPOSITION.match(task):
        return None
    if not task or not _FEWEST <= word_count(task) <= _LONGEST or _IT.match(task):
        return None
    say = material.wording.say
    if rule.modality == "must" and rule.condition and not rule.only:
        if word_count(rule.condition) > _LONGEST:
            return None
        text = say("objectives", "step", opener=rule.opener, condition=rule.condition)
        return DraftObjective(text=capitalised(text), bloom="apply")
    if rule.modality == "must":
        text = say("objectives", "do", vp=task)
        return DraftObjective(text=capitalised(text), bloom="apply")
    if rule.modality in ("must_not", "may"):
        if not rule.modal_task:
            return None
        vp_mag = rule.modal_task.replace("{modal}", "mag")
        text = say("objectives", "decide", vp=task, vp_mag=vp_mag)
        return DraftObjective(text=capitalised(text), bloom="evaluate")
    return None
