"""The opening of a module: a situation from the bank, where one fits. In: Material. Out: no or one block."""

from __future__ import annotations

from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.items.distractors import class_of
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import pick
from coursegen.model.drafts import DraftBlock, DraftText

__all__ = ["opening"]

_FIRST = 3
"""So many rules of the learner's own may set the scene: what comes later is too far from it."""


def opening(material: Material) -> list[DraftBlock]:
    """A story that ends in a question and states nothing of the source; none where no class fits."""
    own = [each for each in material.rules if each.task and each.subject == material.wording.you]
    for rule in own[:_FIRST]:
        text = _situation(material, rule)
        if text:
            return [DraftText(type="text", origin="story", title="", text=text, cites=[])]
    return []


def _situation(material: Material, rule: Rule) -> str:
    if not rule.task or rule.subject != material.wording.you:
        return ""
    kind = "pressure" if rule.modality == "must_not" else class_of(material, rule)
    bank = material.wording.situations.get("openings", {})
    fitting = [
        each
        for each in bank.get(kind, [])
        if not each.get("when") or any(word in rule.sentence.lower() for word in each["when"])
    ]
    if not fitting:
        return ""
    chosen = pick(fitting, material.request.seed, rule.id)
    names = material.wording.situations["names"]
    hours = material.wording.situations["hours"]
    slots = {
        "name": str(pick(names, material.request.seed, "name")),
        "hour": str(pick(hours, material.request.seed, "hour")),
        "vp": rule.task,
        "te_vp": rule.te_task,
    }
    if "{te_vp}" in chosen["text"] and not rule.te_task:
        return ""
    return material.wording.fill(str(chosen["text"]), **slots)
