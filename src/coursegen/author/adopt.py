"""A unit written anew takes the place of the one before: it keeps the ids, so learners keep their progress.

In: a new unit and the old one. Out: the new one under the old ids. Parts pair by equal text, then key with
key, then by order; a part without a partner keeps its own new id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from coursegen.model.base import Noun

__all__ = ["adopt", "best_heir"]

AnyNoun = TypeVar("AnyNoun", bound=Noun)

_ALIKE = 0.5
"""Share of passages that two units must have in common for one to take the place of the other."""


def adopt(new: AnyNoun, old: Noun) -> AnyNoun:
    """``new`` with the id of ``old``, and its parts with the ids of their partners in ``old``."""
    names: dict[str, str] = {}
    _pair(new, old, names)
    return type(new).model_validate(_renamed(new.model_dump(), names))


def best_heir(
    old: AnyNoun, passages: frozenset[str], candidates: Sequence[tuple[AnyNoun, frozenset[str]]]
) -> AnyNoun | None:
    """The candidate of the kind of ``old`` that shares most of ``passages``; None where none is alike.

    ``passages`` are those that now stand where the ones of ``old`` stood.
    """
    best, share = None, _ALIKE
    for candidate, own in candidates:
        together = passages | own
        if type(candidate) is type(old) and together:
            common = len(passages & own) / len(together)
            if common > share or (best is None and common == share):
                best, share = candidate, common
    return best


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
