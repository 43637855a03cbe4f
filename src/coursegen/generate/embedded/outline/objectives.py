"""Objectives. In: the rules of a module, heaviest first. Out: one to three, measurable, with a Bloom level."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursegen.generate.embedded.gates import alike, word_count
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.items.halves import subject_of
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import capitalised
from coursegen.model.base import Bloom
from coursegen.model.drafts import DraftObjective

__all__ = ["objectives_for", "topic_objectives", "whole_topic"]

_LONGEST, _FEWEST, _THING, _THINGS = 18, 3, 5, 3
_WHOLE: tuple[tuple[str, Bloom], ...] = (
    ("apply", "apply"),
    ("facts", "understand"),
    ("strengths", "understand"),
)
"""Objectives about a whole topic, with their levels."""
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
        found.append(whole_topic(material, topic, rules)[-1])
    return found


def whole_topic(material: Material, topic: str, rules: Sequence[Rule]) -> list[DraftObjective]:
    """Objectives that all rules serve: to apply them, and to explain them or keep their strengths apart.

    They name up to three of the things that the rules are about.
    """
    such = _such(material, topic, rules)
    applied, facts, strengths = (
        DraftObjective(
            text=capitalised(material.wording.say("objectives", key, topic=topic, such=such)),
            bloom=bloom,
        )
        for key, bloom in _WHOLE
    )
    rated = len({each.modality for each in rules if each.thing}) > 1
    return [applied, strengths if rated else facts]


def _such(material: Material, topic: str, rules: Sequence[Rule]) -> str:
    """What the rules are about, as the end of an objective; empty where fewer than two things are named."""
    found: list[str] = []
    for rule in rules:
        thing = subject_of(material, rule)
        short = 0 < word_count(thing) <= _THING and not re.search(r"[\"“(]", thing)
        if short and all(alike(thing, each) == 0 for each in (*found, topic)):
            found.append(material.inside(thing))
        if len(found) == _THINGS:
            break
    if len(found) < 2:
        return ""
    link = material.wording.words("titles", "link")
    things = f"{', '.join(found[:-1])} {link} {found[-1]}"
    return material.wording.say("objectives", "such", things=things)


def topic_objectives(material: Material, text: str) -> Bloom | None:
    """The level at which an objective about the whole topic asks; None where ``text`` is no such objective."""
    for key, bloom in _WHOLE:
        told = material.wording.say("objectives", key, topic="\n", such="")
        if text.startswith(capitalised(told.split("\n")[0])):
            return bloom
    return None


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
