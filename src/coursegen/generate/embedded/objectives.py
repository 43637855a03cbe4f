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
        text = material.wording.say("objectives", "facts", topic=lowered(topic))
        found.append(DraftObjective(text=capitalised(text), bloom="understand"))
    return found


def _objective(material: Material, rule: Rule) -> DraftObjective | None:
    if not rule.askable or rule.subject != material.wording.you:
        return None
    task = rule.task if word_count(rule.task) <= _LONGEST else rule.timeless
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
