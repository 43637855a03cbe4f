"""Rules on all items together: the key is not betrayed by its length, no item stands twice.

In: a CheckContext. Out: Findings.
"""

from __future__ import annotations

from collections.abc import Iterable

from coursegen.check.claims import Claim
from coursegen.check.context import CheckContext
from coursegen.check.vocabulary import content_words
from coursegen.model.finding import Finding
from coursegen.model.items import SingleChoice

__all__ = ["assessment_size", "is_key_longest", "key_longest", "key_position", "near_duplicates"]


_THREE = 3
_FEWEST_ASKED = 3


def key_longest(context: CheckContext) -> Iterable[Finding]:
    """The key is the longest option in at most 40 % of the single-choice items, of ten or more.

    Why: writers make the right answer the fullest; learners notice and stop reading.
    Mend: shorten keys to what is needed, or give distractors the same detail.
    """
    items = [item for _, item in context.items if isinstance(item, SingleChoice)]
    longest = [item.id for item in items if is_key_longest(item)]
    settings = context.settings
    if len(items) < settings.key_longest_items:
        return
    share = len(longest) / len(items)
    if share > settings.key_longest_share:
        yield Finding(
            rule="key-longest",
            severity="warning",
            message=f"The key is the longest option in {len(longest)} of {len(items)} items "
            f"({share:.0%}; at most {settings.key_longest_share:.0%}).",
            hint=f"Shorten keys or lengthen distractors, first in {', '.join(longest[:5])}.",
        )


def key_position(context: CheckContext) -> Iterable[Finding]:
    """No place holds more than 45 % of the keys of sixty or more single-choice items with three options.

    Why: a learner who always takes the middle option should gain nothing by it.
    Mend: move some keys, first in the items that the finding names; numbers stay in ascending order.
    """
    items = [
        item
        for _, item in context.items
        if isinstance(item, SingleChoice) and len(item.options) == _THREE
    ]
    if len(items) < context.settings.key_position_items:
        return
    for place in range(_THREE):
        held = [item.id for item in items if item.options[place].correct]
        share = len(held) / len(items)
        if share > context.settings.key_position_share:
            yield Finding(
                rule="key-position",
                severity="warning",
                message=f"The key is option {place + 1} in {len(held)} of {len(items)} items "
                f"({share:.0%}; at most {context.settings.key_position_share:.0%}).",
                hint=f"Move some keys, first in {', '.join(held[:5])}.",
            )


def assessment_size(context: CheckContext) -> Iterable[Finding]:
    """The final assessment asks at least three questions.

    Why: who passes or fails by one question has shown luck rather than knowledge.
    Mend: set ``pool: assessment`` on more items, raise ``draw``, or take the assessment out.
    """
    assessment = context.course.outline.assessment
    if assessment is None:
        return
    bank = len(context.course.assessment_items())
    asked = min(bank, assessment.draw or bank)
    if asked < _FEWEST_ASKED:
        yield Finding(
            rule="assessment-size",
            severity="warning",
            message=f"The final assessment asks {asked} question{'' if asked == 1 else 's'}.",
            hint="Set `pool: assessment` on more items, raise `draw`, or take the assessment out.",
            unit=assessment.id,
        )


def is_key_longest(item: SingleChoice) -> bool:
    """Whether the key has more letters than every wrong option."""
    keys = [len(option.text) for option in item.options if option.correct]
    others = [len(option.text) for option in item.options if not option.correct]
    return bool(keys and others) and max(keys) > max(others)


def near_duplicates(context: CheckContext) -> Iterable[Finding]:
    """No two items ask nearly the same: stem and answer share at most 80 % of their words.

    Why: a second asking teaches little, and in the final assessment it counts one thing twice.
    Mend: take one out, or ask about another case of the rule.
    """
    asked: list[tuple[Claim, frozenset[str]]] = []
    texts: dict[str, list[str]] = {}
    first: dict[str, Claim] = {}
    for claim in context.claims:
        if claim.unit in context.item_ids and (claim.field == "stem" or claim.role == "key"):
            texts.setdefault(claim.unit, []).append(claim.text)
            first.setdefault(claim.unit, claim)
    for unit, parts in texts.items():
        asked.append((first[unit], content_words(" ".join(parts), context.language)))
    limit = context.settings.near_duplicate_share
    for number, (claim, words) in enumerate(asked):
        for other, other_words in asked[:number]:
            if _alike(words, other_words) >= limit:
                yield context.at(
                    claim,
                    "near-duplicate",
                    "warning",
                    f"This item asks nearly the same as {other.unit}.",
                    "Take one out, or ask about another case of the rule.",
                )
                break


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard similarity of two sets of words, 0..1."""
    smaller, larger = sorted((len(one), len(other)))
    if not larger or smaller / larger < 0.5:
        return 0.0
    return len(one & other) / len(one | other)
