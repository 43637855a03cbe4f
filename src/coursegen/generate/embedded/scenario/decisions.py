"""Decisions for scenarios. In: a rule and its material. Out: a Decision, or None where a slot is empty.

Each maker is one skeleton of CRAFT: pressure against a prohibition, a request without authority, an event
that calls for a duty, a sign to report, a clock, a duty that someone would skip, a step out of order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coursegen.generate.embedded.gates import holds_word, word_count
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.items.distractors import (
    Wrong,
    choose,
    class_of,
    pressures,
    temptations,
    tempted_by,
)
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import capitalised, pick

__all__ = ["Decision", "decisions", "slots_for"]

_RULE_WORDS = 32
_TASK_WORDS = 18


@dataclass(frozen=True)
class Decision:
    """One moment: what happens, the good choice and the tempting ones, under one rule."""

    kind: str
    rule: Rule
    text: str
    good: str
    good_effect: str
    tempting: tuple[Wrong, ...]


def decisions(material: Material) -> list[Decision]:
    """Every decision that the rules give, in source order, best skeletons first for each rule."""
    makers = (_sign, _authority, _pressure, _event, _clock)
    found = []
    for rule in material.rules:
        if _usable(material, rule):
            found += [each for make in makers if (each := make(material, rule))][:1]
    return [*found, *_next_steps(material)]


def _usable(material: Material, rule: Rule) -> bool:
    return (
        rule.askable
        and rule.subject == material.wording.you
        and bool(rule.cites)
        and word_count(rule.plain) <= _RULE_WORDS
        and word_count(rule.task) <= _TASK_WORDS
    )


def slots_for(material: Material, rule: Rule, **more: str) -> dict[str, str]:
    """What the story templates may be filled with."""
    bank, seed = material.wording.situations, material.request.seed
    return {
        "name": str(pick(bank["names"], seed, "name")),
        "hour": str(pick(bank["hours"], seed, "hour")),
        "tool": str(pick(bank["tools"], seed, "tool")),
        "topic": material.request.brief.topic if material.request.brief else "",
        "vp": rule.task,
        "te_vp": rule.te_task,
        "condition": rule.condition,
        "exception": rule.exception,
        "timeless": rule.timeless,
        **more,
    }


def _decision(
    material: Material,
    kind: str,
    rule: Rule,
    good: str,
    wrong: Sequence[Wrong],
    **slots: str,
) -> Decision | None:
    """The moment of that kind in the story bank; None with fewer than two temptations."""
    bank = material.wording.situations[kind]
    chosen = choose(good, wrong, material.request.seed, rule.id, kind)
    if len(chosen) < 2:
        return None
    filled = slots_for(material, rule, **slots)
    templates = [each for each in bank["scenes"] if not ("{te_vp}" in each and not rule.te_task)]
    if not templates:
        return None
    seed = material.request.seed
    return Decision(
        kind,
        rule,
        material.wording.fill(pick(templates, seed, rule.id), **filled),
        capitalised(good),
        material.wording.fill(pick(bank["good"], seed, rule.id), **filled),
        tuple(chosen),
    )


def _pressure(material: Material, rule: Rule) -> Decision | None:
    """Somebody asks for what is not allowed."""
    if rule.modality != "must_not" or rule.limited or _YOURS.search(rule.task):
        return None
    good = material.wording.say("answers", "refuse", rule.id)
    return _decision(material, "pressure", rule, good, pressures(material, rule))


def _authority(material: Material, rule: Rule) -> Decision | None:
    """Somebody asks for what is allowed only after something else."""
    if rule.modality != "must_not" or rule.condition or not rule.exception:
        return None
    if word_count(rule.exception) > _TASK_WORDS or not _CLAUSE.search(rule.exception):
        return None
    good = material.wording.say("answers", "make_sure", rule.id, exception=rule.exception)
    return _decision(material, "authority", rule, good, pressures(material, rule))


_CLAUSE = re.compile(
    r"\b(?:is|are|has|have|was|were|does|do|can|may|agrees|approves|is|zijn|heeft|hebben|wordt|worden|kan|mag)\b"
)
"""An exception that is a clause of its own, so that it can follow *make sure that*."""
_YOURS = re.compile(r"\b(?:your|yours|jouw|je|uw)\b", re.IGNORECASE)


def _event(material: Material, rule: Rule) -> Decision | None:
    """The condition of a duty comes true."""
    if rule.modality != "must" or not rule.condition or rule.only or rule.exception:
        return None
    return _decision(material, "event", rule, rule.task, temptations(material, rule))


def _sign(material: Material, rule: Rule) -> Decision | None:
    """Something that the source lists as a sign, under a duty to report what is suspected."""
    if rule.modality != "must" or rule.condition or rule.exception:
        return None
    words = material.wording.words("grammar", "suspicion")
    if class_of(material, rule) != "report" or not holds_word(words, rule.task):
        return None
    signs = _signs(material)
    if not signs:
        return None
    sign = pick(signs, material.request.seed, rule.id)
    return _decision(material, "sign", rule, rule.task, temptations(material, rule), sign=sign)


def _signs(material: Material) -> list[str]:
    """Items of a list whose stub says that it lists signs or examples."""
    words = material.wording.words("grammar", "signs")
    found = []
    for place in material.request.occurrences:
        lead = material.passage.get(place.lead or "")
        passage = material.passage.get(place.passage)
        if (
            lead
            and passage
            and holds_word(words, lead.sentences[-1])
            and word_count(passage.text) <= 18
        ):
            found.append(passage.text.rstrip(" ;.,"))
    return found


def _clock(material: Material, rule: Rule) -> Decision | None:
    """A time to keep while there is more to do."""
    if rule.modality != "must" or rule.condition or not rule.timeless or rule.exception:
        return None
    if rule.quantity is None or rule.quantity.bound != "within":
        return None
    return _decision(material, "clock", rule, rule.task, tempted_by(material, rule, "deadline"))


def _next_steps(material: Material) -> list[Decision]:
    """What comes next in a procedure: the step itself, a later one, or none."""
    steps: dict[str, list[Rule]] = {}
    for rule in material.rules:
        if rule.modality == "step" and rule.statement.group and rule.cites:
            steps.setdefault(rule.statement.group, []).append(rule)
    found: list[Decision | None] = []
    for group in steps.values():
        short = [each for each in group if word_count(each.sentence) <= _TASK_WORDS + 4]
        ordered = sorted(short, key=lambda each: each.statement.number or 0)
        if len(ordered) >= 4:
            done, right, *later = ordered
            say = material.wording.say
            wrong = [
                Wrong(later[-1].sentence.rstrip("."), say("feedback", "too_soon"), banked=False),
                Wrong(say("answers", "all_done"), say("feedback", "not_done"), banked=False),
            ]
            good = right.sentence.rstrip(".")
            found.append(_decision(material, "procedure", right, good, wrong, step=done.sentence))
    return [each for each in found if each]
