"""A unit written anew takes the place of the one before: it keeps the ids, so learners keep their progress.

In: a new unit and the old one. Out: the new one under the old ids. A part keeps the id of the part before it that is
about the same rule, told by the passages they cite and by their words; one without such a partner keeps its own new id.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, TypeVar

from coursegen.change.words import likeness
from coursegen.model.base import Noun
from coursegen.model.blocks import citations_of

__all__ = ["adopt", "best_heir", "without_said"]

AnyNoun = TypeVar("AnyNoun", bound=Noun)
Now = Callable[[str], Collection[str]]

_COMMON = 0.5
"""Share of passages that two units must have in common for one to take the place of the other."""

_GAP = re.compile(r"{{(.*?)}}")
_LIKE, _A_PAIR = 0.5, 2
"""Share of words from which two parts are versions of one; one key here and one there."""

_ALIKE = 0.6
"""Share of the quoted words of the shorter one that must stand in the other, in order, as well."""


def _itself(passage: str) -> tuple[str, ...]:
    return (passage,)


def adopt(new: AnyNoun, old: Noun, now: Now = _itself) -> AnyNoun:
    """``new`` with the id of ``old``, and its parts with the ids of those in ``old`` that are about the same rule.

    ``now`` gives the passages in the place of one that ``old`` cites.
    """
    names: dict[str, str] = {}
    _pair(new, old, now, names)
    return type(new).model_validate(_renamed(new.model_dump(), names))


def best_heir(
    old: AnyNoun, passages: frozenset[str], candidates: Sequence[tuple[AnyNoun, frozenset[str]]]
) -> AnyNoun | None:
    """The candidate of the kind of ``old`` that quotes what is most like what ``old`` quotes, or None.

    ``passages`` are those that now stand where the ones of ``old`` stood: at least half of what both rest on
    must be common. A candidate that quotes other sentences of them is no heir: it says something else.
    """
    words = _quoted_words(old)
    best, most = None, (_ALIKE, 0.0)
    for candidate, own in candidates:
        together = passages | own
        if type(candidate) is not type(old) or not together:
            continue
        if len(passages & own) / len(together) < _COMMON:
            continue
        alike = _in_order(words, _quoted_words(candidate))
        if alike > most:
            best, most = candidate, alike
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
            left.remove(max(same, key=lambda each: _in_order(asks, _own_words(each[0]))))
    return left


def _own_words(unit: Noun) -> list[str]:
    """The words that tell a unit from another on the same sentences: its stem or text, and its options."""
    told = [getattr(unit, name, "") or "" for name in ("stem", "text", "title")]
    told += [each.text for each in getattr(unit, "options", ())]
    return " ".join(told).casefold().split()


def _in_order(one: Sequence[str], other: Sequence[str]) -> tuple[float, float]:
    """Share of common words in the shorter of two texts, then in both."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    common = sum(size for _, _, size in matcher.get_matching_blocks())
    return common / max(1, min(len(one), len(other))), matcher.ratio()


def _quoted_words(unit: Noun) -> list[str]:
    """The words of what ``unit`` quotes, each quote once."""
    quotes = dict.fromkeys(each.quote for each in citations_of(unit))
    return [word.casefold() for quote in quotes for word in quote.split()]


def _pair(new: Noun, old: Noun, now: Now, names: dict[str, str]) -> None:
    mine, theirs = getattr(new, "id", None), getattr(old, "id", None)
    if isinstance(mine, str) and isinstance(theirs, str):
        names[mine] = theirs
    for name in type(new).model_fields:
        ours = [_Part(each, _told(each, new), _cited(each)) for each in _parts(new, name)]
        before = [_Part(each, _told(each, old), _standing(each, now)) for each in _parts(old, name)]
        for one, other in _partners(ours, before):
            _pair(one, other, now, names)


def _parts(noun: Noun, name: str) -> list[Noun]:
    value = getattr(noun, name, None)
    if not isinstance(value, tuple):
        return []
    return [each for each in value if isinstance(each, Noun) and hasattr(each, "id")]


@dataclass(frozen=True)
class _Part:
    """A part of a unit: its words, and the passages that it rests on now; none where it cites nothing itself."""

    noun: Noun
    words: str
    passages: frozenset[str]

    @property
    def is_key(self) -> bool | None:
        """Whether it is right, of an option; None of any other part."""
        return getattr(self.noun, "correct", None)


def _told(part: Noun, unit: Noun) -> str:
    """The words of ``part``; of a gap the sentence in which it stands, of a choice what comes of it too."""
    names = ("text", "left", "right", "debrief", "grade")
    told = [str(getattr(part, name)) for name in names if getattr(part, name, None)]
    accepted: tuple[str, ...] = getattr(part, "accept", ())
    if accepted:
        gap = "{{" + str(vars(part)["id"]) + "}}"
        around = re.split(r"(?<=[.!?])\s|\n", str(getattr(unit, "text", "")))
        told = [re.sub(r"{{.*?}}", " ", each) for each in around if gap in each]
    return " ".join(" ".join(told).casefold().split())


def _cited(part: Noun) -> frozenset[str]:
    return frozenset(each.passage for each in citations_of(part))


def _standing(part: Noun, now: Now) -> frozenset[str]:
    return frozenset(new for each in _cited(part) for new in now(each))


def _partners(new: list[_Part], old: list[_Part]) -> list[tuple[Noun, Noun]]:
    """The parts that are about the same: by id, by the same words, by what they rest on, by like words; never by place."""
    pairs: list[tuple[Noun, Noun]] = []
    left, waiting = list(old), list(new)
    for alike in (_same_id, _same_words, _same_rule):
        ranked = sorted(
            (-share, at, place)
            for at, one in enumerate(waiting)
            for place, other in enumerate(left)
            if (share := alike(one, other, waiting, left)) > 0
        )
        ones, others = list(waiting), list(left)
        for _, at, place in ranked:
            if ones[at] in waiting and others[place] in left:
                pairs.append((ones[at].noun, others[place].noun))
                waiting.remove(ones[at])
                left.remove(others[place])
    return pairs


_Parts = Sequence[_Part]


def _same_id(one: _Part, other: _Part, new: _Parts, old: _Parts) -> float:
    del new, old
    return float(vars(one.noun)["id"] == vars(other.noun)["id"] and _may_be_one(one, other))


def _same_words(one: _Part, other: _Part, new: _Parts, old: _Parts) -> float:
    del new, old
    return float(one.words == other.words and _may_be_one(one, other))


def _same_rule(one: _Part, other: _Part, new: _Parts, old: _Parts) -> float:
    """How like two parts are that may be about the same; 0 where they are not.

    Parts alone on what they rest on are about the same whatever their words; so are the keys of a question. Of several
    on the same the words tell.
    """
    if one.is_key != other.is_key or not _may_be_one(one, other):
        return 0.0
    alike = likeness(one.words, other.words)
    if one.is_key and sum(bool(each.is_key) for each in (*new, *old)) == _A_PAIR:
        return 1.0 + alike
    if one.is_key is None and one.passages and other.passages:
        mine = sum(bool(each.passages & other.passages) for each in new)
        theirs = sum(bool(each.passages & one.passages) for each in old)
        if mine == theirs == 1:
            return 1.0 + alike
    return alike if alike >= _LIKE else 0.0


def _may_be_one(one: _Part, other: _Part) -> bool:
    """Whether the two rest on the same, as far as they say on what."""
    return not (one.passages and other.passages) or bool(one.passages & other.passages)


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        if value in names:
            return names[value]
        return _GAP.sub(lambda gap: "{{" + names.get(gap[1], gap[1]) + "}}", value)
    if isinstance(value, Mapping):
        return {key: _renamed(each, names) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_renamed(each, names) for each in value]
    return value
