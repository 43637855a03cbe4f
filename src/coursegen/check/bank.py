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

__all__ = ["key_longest", "near_duplicates"]


def key_longest(context: CheckContext) -> Iterable[Finding]:
    """The key is the longest option in at most 40 % of the single-choice items, of ten or more.

    Why: writers make the right answer the fullest; learners notice and stop reading.
    Mend: shorten keys to what is needed, or give distractors the same detail.
    """
    items = [item for _, item in context.items if isinstance(item, SingleChoice)]
    longest = [item.id for item in items if _key_is_longest(item)]
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


def _key_is_longest(item: SingleChoice) -> bool:
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
