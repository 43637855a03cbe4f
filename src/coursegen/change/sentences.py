"""Sentences of an old text with those of a new one. In: two texts and their language. Out: pairs.

A sentence that stands in both is left out, wherever it stands; the others pair by their words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from coursegen.change.words import tokens_of
from coursegen.language.sentences import split_sentences

__all__ = ["likeness", "sentence_pairs"]

_ALIKE = 0.35
"""Share of words from which two sentences count as versions of one."""


def sentence_pairs(old: str, new: str, language: str) -> Iterator[tuple[str, str]]:
    """Each sentence that changed with the one in its place; with an empty one where it is new or gone."""
    return _paired(_sentences(old, language), _sentences(new, language))


def _sentences(text: str, language: str) -> list[str]:
    return [each for cell in text.split(" | ") for each in split_sentences(cell, language) if each]


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    keys = [[_words_key(each) for each in side] for side in (old, new)]
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    gone: list[str] = []
    came: list[str] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            gone.extend(old[a:b])
            came.extend(new[c:d])
    still = Counter(map(_words_key, gone)) & Counter(map(_words_key, came))
    gone = _without(gone, Counter(still))
    came = _without(came, Counter(still))
    yield from _by_likeness(gone, came)


def _without(sentences: list[str], keys: Counter[tuple[str, ...]]) -> list[str]:
    """``sentences`` without those that only stand elsewhere now."""
    kept = []
    for each in sentences:
        key = _words_key(each)
        if keys[key]:
            keys[key] -= 1
        else:
            kept.append(each)
    return kept


def _words_key(sentence: str) -> tuple[str, ...]:
    return tuple(each.key for each in tokens_of(sentence))


def _by_likeness(gone: list[str], came: list[str]) -> Iterator[tuple[str, str]]:
    ranked = sorted(
        (-likeness(old, new), i, j) for i, old in enumerate(gone) for j, new in enumerate(came)
    )
    partner: dict[int, int] = {}
    alone = len(gone) == len(came) == 1
    for distance, i, j in ranked:
        if (alone or -distance >= _ALIKE) and i not in partner and j not in partner.values():
            partner[i] = j
    for i, old in enumerate(gone):
        yield old, came[partner[i]] if i in partner else ""
    taken = set(partner.values())
    for j, new in enumerate(came):
        if j not in taken:
            yield "", new


def likeness(old: str, new: str) -> float:
    """The share of words that two texts have in common, 0 to 1."""
    before, after = Counter(_words_key(old)), Counter(_words_key(new))
    total = before.total() + after.total()
    return 2 * (before & after).total() / total if total else 0.0
