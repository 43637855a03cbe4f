"""A unit written anew takes the place of the one before: it keeps the ids, so learners keep their progress.

In: a new unit and the old one. Out: the new one under the old ids. Parts pair by equal text, then key with
key, then by order; a part without a partner keeps its own new id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, TypeVar

from coursegen.model.base import Noun
from coursegen.model.blocks import citations_of

__all__ = ["adopt", "best_heir", "without_said"]

AnyNoun = TypeVar("AnyNoun", bound=Noun)

_COMMON = 0.5
"""Share of passages that two units must have in common for one to take the place of the other."""

_ALIKE = 0.6
"""Share of the quoted words of the shorter one that must stand in the other, in order, as well."""


def adopt(new: AnyNoun, old: Noun) -> AnyNoun:
    """``new`` with the id of ``old``, and its parts with the ids of their partners in ``old``."""
    names: dict[str, str] = {}
    _pair(new, old, names)
    return type(new).model_validate(_renamed(new.model_dump(), names))


def best_heir(
    old: AnyNoun, passages: frozenset[str], candidates: Sequence[tuple[AnyNoun, frozenset[str]]]
) -> AnyNoun | None:
    """The candidate of the kind of ``old`` that quotes what is most like what ``old`` quotes, or None.

    ``passages`` are those that now stand where the ones of ``old`` stood: at least half of what both rest on
    must be common. A candidate that quotes other sentences of them is no heir: it says something else.
    """
    words = _quoted_words(old)
    best, likeness = None, (_ALIKE, 0.0)
    for candidate, own in candidates:
        together = passages | own
        if type(candidate) is not type(old) or not together:
            continue
        if len(passages & own) / len(together) < _COMMON:
            continue
        alike = _likeness(words, _quoted_words(candidate))
        if alike > likeness:
            best, likeness = candidate, alike
    return best


def without_said(
    candidates: Sequence[tuple[AnyNoun, frozenset[str]]], kept: Iterable[Noun]
) -> list[tuple[AnyNoun, frozenset[str]]]:
    """``candidates`` without one for each of ``kept`` that quotes the same words: what is like it most.

    A second one on the same words stays: it may be the heir of another unit on them.
    """
    left = list(candidates)
    for unit in kept:
        words, asks = _quoted_words(unit), _own_words(unit)
        same = [
            each for each in left if type(each[0]) is type(unit) and _quoted_words(each[0]) == words
        ]
        if same:
            left.remove(max(same, key=lambda each: _likeness(asks, _own_words(each[0]))))
    return left


def _own_words(unit: Noun) -> list[str]:
    """The words that tell a unit from another on the same sentences: its stem or text, and its options."""
    told = [getattr(unit, name, "") or "" for name in ("stem", "text", "title")]
    told += [each.text for each in getattr(unit, "options", ())]
    return " ".join(told).casefold().split()


def _likeness(one: Sequence[str], other: Sequence[str]) -> tuple[float, float]:
    """Share of common words in the shorter of two texts, then in both."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    common = sum(size for _, _, size in matcher.get_matching_blocks())
    return common / max(1, min(len(one), len(other))), matcher.ratio()


def _quoted_words(unit: Noun) -> list[str]:
    """The words of what ``unit`` quotes, each quote once."""
    quotes = dict.fromkeys(each.quote for each in citations_of(unit))
    return [word.casefold() for quote in quotes for word in quote.split()]


def _pair(new: Noun, old: Noun, names: dict[str, str]) -> None:
    mine, theirs = getattr(new, "id", None), getattr(old, "id", None)
    if isinstance(mine, str) and isinstance(theirs, str):
        names[mine] = theirs
    for name in type(new).model_fields:
        for one, other in _partners(_parts(new, name), _parts(old, name)):
            _pair(one, other, names)


def _parts(noun: Noun, name: str) -> list[Noun]:
    value = getattr(noun, name, None)
    if not isinstance(value, tuple):
        return []
    return [each for each in value if isinstance(each, Noun) and hasattr(each, "id")]


def _partners(new: list[Noun], old: list[Noun]) -> list[tuple[Noun, Noun]]:
    pairs: list[tuple[Noun, Noun]] = []
    left = list(old)
    waiting = list(new)
    for alike in (_same_text, _both_keys, _anything):
        for each in list(waiting):
            partner = next((other for other in left if alike(each, other)), None)
            if partner is not None:
                pairs.append((each, partner))
                left.remove(partner)
                waiting.remove(each)
    return pairs


def _same_text(one: Noun, other: Noun) -> bool:
    texts = [getattr(each, "text", None) or getattr(each, "left", None) for each in (one, other)]
    return texts[0] is not None and texts[0] == texts[1]


def _both_keys(one: Noun, other: Noun) -> bool:
    return bool(getattr(one, "correct", False) and getattr(other, "correct", False))


def _anything(one: Noun, other: Noun) -> bool:
    return getattr(one, "correct", False) == getattr(other, "correct", False)


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        if value in names:
            return names[value]
        for name, wanted in names.items():
            value = value.replace("{{" + name + "}}", "{{" + wanted + "}}")
        return value
    if isinstance(value, Mapping):
        return {key: _renamed(each, names) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_renamed(each, names) for each in value]
    return value
