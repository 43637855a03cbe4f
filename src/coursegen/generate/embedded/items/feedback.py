"""Feedback and rationale. In: a rule and what a choice would do. Out: at most 30 words, the rule in them."""

from __future__ import annotations

from coursegen.generate.embedded.gates import word_count
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import sentence

__all__ = ["LIMIT", "feedback", "rationale", "said"]

LIMIT = 30
"""Words of a feedback, at most (CRAFT)."""

_FORMS = {
    "must": "must",
    "must_not": "must_not",
    "may": "may",
    "should": "should",
    "need_not": "need_not",
}


def said(material: Material, rule: Rule, limit: int) -> str:
    """The rule in plain form in at most ``limit`` words; shorter without its condition; else empty."""
    forms = [rule.plain]
    if rule.addressed and rule.task and rule.condition and not rule.exception and not rule.only:
        form = _FORMS.get(rule.modality)
        if form and not (material.language == "nl" and form in ("must_not", "need_not", "should")):
            template = material.wording.words("plain", form)
            forms.append(sentence(material.wording.fill(template, vp=rule.task)))
    return next((each for each in forms if word_count(each) <= limit), "")


def feedback(material: Material, effect: str, rule: Rule, key: str = "") -> str:
    """What the choice would do, then the rule; empty where both do not fit into 30 words.

    Of a rule that is not the learner's and too long for that, the ``key`` is quoted instead.
    """
    rest = said(material, rule, LIMIT - word_count(effect))
    if rest:
        return f"{effect} {rest}"
    if not key or rule.subject == material.wording.you:
        return ""
    instead = material.wording.say("feedback", "instead", quoted=key.rstrip("."))
    return f"{effect} {instead}" if word_count(f"{effect} {instead}") <= LIMIT + 5 else ""


def rationale(rule: Rule) -> str:
    """Why the key is the key: the rule."""
    return rule.plain
