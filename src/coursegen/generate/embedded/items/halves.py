"""Matching items from rules in two halves. In: rules. Out: candidates that ask three or four rules at once.

A rule about a thing falls into its subject and what holds for it, a duty with a condition into the situation
and what to do. Both halves are the source's own words, so that nothing is conjugated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coursegen.generate.embedded.gates import alike, holds_word, stems, word_count
from coursegen.generate.embedded.grammar.rule import Rule, alternatives, cites_of
from coursegen.generate.embedded.items.candidate import Candidate
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import capitalised, rank
from coursegen.model.base import Bloom
from coursegen.model.drafts import DraftMatching, DraftPair

__all__ = ["half_items", "subject_of"]

_PAIRS, _LEFT, _RIGHT, _SHORTEST = 4, 14, 20, 2
_CLOSE = 0.5
"""Share of words from which two halves count as alike."""
_FINITE = {
    "en": r"\s(?=(?:must|shall|should|may|will|is|are|has|have|can|cannot)\s)",
    "nl": r"\s(?=(?:moet|moeten|dient|dienen|mag|mogen|wordt|worden|is|zijn|kan|kunnen|zal|zullen|heeft|hebben)\s)",
}
"""Where a sentence falls into its subject and what is said of it: before its finite verb."""
_WITHIN = {
    "en": r"\b(?:who|which|that|if|when|to|there|where)\s",
    "nl": r"\b(?:die|dat|waar\w*|wie|als|indien|om|er|wat)\s",
}
"""Words after which the first finite verb is that of a clause inside the subject."""
_OPEN = {
    "en": r"(?:it|this|that|these|those|they|he|she|its|their|such|what|whether|there|if|when|once|in|for|then|please)\b",
    "nl": r"(?:het (?:is|wordt|kan|moet|betreft|gaat)|dit|dat|deze|die|ze|zij|hij|hun|zijn|haar|of|hier|daar\w*|er|als|in|bij|voor|dan)\b",
}
"""Openings that lean on another sentence, or are no subject."""
_NOBODY = ("het", "er", "it", "there", "we", "wij", "i", "ik")
_SETS = 2
"""Items of one kind that a module may choose from."""


@dataclass(frozen=True)
class _Half:
    left: str
    right: str
    rule: Rule


def half_items(material: Material, rules: Sequence[Rule]) -> Iterator[Candidate]:
    """What belongs together: situation and duty."""
    cases = [each for rule in rules if (each := _case(material, rule))]
    yield from _matched(material, cases, "match_cases", "apply", 8.0)


def subject_of(material: Material, rule: Rule) -> str:
    """Whom or what a rule in the third person is about, as written; empty where it cannot be told."""
    half = _thing(material, rule)
    return half.left if half else ""


def _case(material: Material, rule: Rule) -> _Half | None:
    """The situation and what is done in it."""
    if rule.modality not in ("must", "should", "fact", "step") or rule.exception or rule.only:
        return None
    own = rule.subject == material.wording.you
    if own and rule.condition and rule.task:
        if material.learner.mentions(rule.condition) and not rule.addressed:
            return None
        left = capitalised(f"{rule.opener} {rule.condition}")
        return _fit(left, capitalised(rule.task), rule)
    openers = alternatives(material.wording.words("grammar", "openers"))
    text = rule.plain.rstrip(".")
    front, comma, main = text.partition(", ")
    whole = bool(comma) and "," not in main and not re.search(r"[;:(]", text)
    if not whole or not re.match(rf"(?:{openers}) ", front, re.IGNORECASE):
        return None
    if re.match(_OPEN[material.language], main, re.IGNORECASE):
        return None
    return _fit(capitalised(front), f"… {main}", rule)


def _thing(material: Material, rule: Rule) -> _Half | None:
    """The subject and what the rule says of it, as written."""
    if rule.modality not in ("must", "must_not", "should", "fact") or rule.ahead or rule.command:
        return None
    if rule.subject == material.wording.you or re.search(r"[;:]", rule.sentence):
        return None
    text = rule.sentence.rstrip(".")
    match = re.search(_FINITE[material.language], text)
    if not match:
        return None
    left, right = text[: match.start()], text[match.start() :].strip()
    if "," in left or re.search(_WITHIN[material.language], f"{left} "):
        return None
    if re.match(_OPEN[material.language], left, re.IGNORECASE):
        return None
    if left.lower() in _NOBODY or holds_word(material.wording.words("grammar", "vague"), left):
        return None
    return _fit(left, f"… {right}", rule)


def _fit(left: str, right: str, rule: Rule) -> _Half | None:
    fits = word_count(left) <= _LEFT and _SHORTEST < word_count(right) <= _RIGHT
    told = len(stems(right)) >= _SHORTEST and not rule.leaning and bool(rule.cites)
    return _Half(left, right.rstrip("."), rule) if fits and told else None


def _matched(
    material: Material, halves: Sequence[_Half], question: str, bloom: Bloom, score: float
) -> Iterator[Candidate]:
    """Items of four halves that belong to one another and to nothing else."""
    left = list(halves)
    for number in range(_SETS):
        chosen: list[_Half] = []
        for each in left:
            if len(chosen) < _PAIRS and all(_apart(material, each, one) for one in chosen):
                chosen.append(each)
        if len(chosen) < _PAIRS:
            return
        left = [each for each in left if each not in chosen]
        rules = tuple(each.rule for each in chosen)
        item = DraftMatching(
            type="matching",
            objective=1,
            bloom=bloom,
            stem=material.wording.say("questions", question, rules[0].id),
            rationale="",
            cites=cites_of(rules),
            feedback_right=material.wording.say("feedback", f"{question}_right"),
            feedback_wrong=material.wording.say("feedback", f"{question}_wrong"),
            pairs=[
                DraftPair(left=each.left, right=each.right, cites=list(each.rule.cites))
                for each in sorted(chosen, key=lambda one: rank(one.left))
            ],
            extra=[],
        )
        yield Candidate(item, question.replace("_", "-"), score, rules, f"{question}{number}")


def _apart(material: Material, one: _Half, other: _Half) -> bool:
    """Whether neither right side can be said of the other's left side."""
    if alike(one.left, other.left) >= _CLOSE or alike(one.right, other.right) >= _CLOSE:
        return False
    return not (_said_of(material, one, other) or _said_of(material, other, one))


def _said_of(material: Material, one: _Half, other: _Half) -> bool:
    """Whether the source says the right side of ``one`` of the left side of ``other``."""
    if alike(one.right, other.rule.sentence) >= _CLOSE:
        return True
    near = material.truths.like(one.right, 0.75)
    return any(
        alike(other.left, each.sentence) >= _CLOSE for each in near if each.id != one.rule.id
    )
