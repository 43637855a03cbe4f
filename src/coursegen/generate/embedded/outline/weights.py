"""How much a rule weighs. In: a Rule. Out: a number, and whether a question can be put about it."""

from __future__ import annotations

from coursegen.generate.embedded.grammar.rule import Rule

__all__ = ["is_asked", "is_own_step", "weight_of"]

_WEIGHTS = {
    "must": 3.0,
    "must_not": 3.0,
    "may": 1.5,
    "need_not": 1.5,
    "should": 1.5,
    "step": 1.2,
    "fact": 1.2,
}


def is_own_step(rule: Rule) -> bool:
    """A step that names nobody tells the reader what to do."""
    return rule.modality == "step" and not rule.statement.actor


def is_asked(rule: Rule) -> bool:
    """Whether a question can be put about the rule."""
    return bool(rule.task or rule.thing or (rule.said and not rule.leaning))


def weight_of(rule: Rule) -> float:
    """Obligations, prohibitions and deadlines weigh most; a rule for the learner more than one for a thing."""
    weight = _WEIGHTS.get(rule.modality, 0.0)
    if not rule.task and not rule.thing and not rule.said and rule.modality != "step":
        weight *= 0.4
    if rule.command:
        weight *= 0.5
    elif rule.addressed or is_own_step(rule):
        weight += 2
    if rule.statement.deadline or rule.statement.immediate:
        weight += 0.5
    return weight
