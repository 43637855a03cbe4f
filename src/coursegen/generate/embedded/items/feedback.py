"""Feedback and rationale. In: a rule and what a choice would do. Out: at most 30 words, the rule in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursegen.generate.embedded.gates import word_count
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import sentence

__all__ = ["LIMIT", "feedback", "rationale", "said", "sort_hint"]

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
    forms = [_row(material, rule) or rule.plain]
    if rule.addressed and rule.task and rule.condition and not rule.exception and not rule.only:
        form = _FORMS.get(rule.modality)
        if rule.command and material.language == "en":
            forms.append(sentence(rule.task))
        elif form and not (
            material.language == "nl" and form in ("must_not", "need_not", "should")
        ):
            template = material.wording.words("plain", form)
            forms.append(sentence(material.wording.fill(template, vp=rule.task)))
    return next((each for each in forms if word_count(each) <= limit), "")


def _row(material: Material, rule: Rule) -> str:
    """A row of a table (``TLS 1.2: required``) as a sentence; empty for any other rule."""
    _, mark, strength = rule.plain.rstrip(".").rpartition(": ")
    if not rule.thing or rule.finite or not mark:
        return ""
    return material.wording.say("feedback", "row", thing=rule.thing, strength=strength.lower())


def feedback(material: Material, effect: str, rule: Rule, key: str = "", instead: str = "") -> str:
    """What the choice would do, the rule, what to do instead; empty where the first two exceed 30 words.

    Of a rule that is not the learner's and too long for that, the ``key`` is quoted.
    """
    rest = said(material, rule, LIMIT - word_count(effect))
    if rest:
        told = rest if _says_again(material, effect, rest) else f"{effect} {rest}"
        return f"{told} {instead}" if word_count(f"{told} {instead}") <= LIMIT and instead else told
    if not key or rule.subject == material.wording.you:
        return ""
    instead = material.wording.say("feedback", "instead", quoted=key.rstrip("."))
    return f"{effect} {instead}" if word_count(f"{effect} {instead}") <= LIMIT + 5 else ""


def _says_again(material: Material, effect: str, rest: str) -> bool:
    """Whether the rule opens with the very words of the effect (*Het is niet toegestaan om ...*)."""
    words = str(material.wording.words("grammar", "says_not_allowed"))
    return bool(re.match(words, rest)) and effect in material.wording.words(
        "feedback", "not_allowed"
    )


def rationale(rule: Rule, told: str = "") -> str:
    """Why the key is the key: the rule; empty where ``told``, the feedback for the key, says it already."""
    return "" if rule.plain in told else rule.plain


def sort_hint(material: Material, kinds: Sequence[str]) -> str:
    """What to ask of each card that is sorted: is it one of ``kinds``, two of them or more?"""
    link = material.wording.words("grammar", "or")
    told = f"{', '.join(kinds[:-1])} {link} {kinds[-1]}"
    return material.wording.say("feedback", "sort_wrong", kinds=told)
