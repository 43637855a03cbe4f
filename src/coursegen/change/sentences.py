"""Sentences of an old text with those of a new one. In: two texts and their language. Out: pairs.

A sentence that stands in both is left out, wherever it stands, and so is one that only went to another passage or
came from one; the others pair by their words. The number of a rule (``3.1``) is no word of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from coursegen.change.elsewhere import NOWHERE, Elsewhere, after_colons
from coursegen.change.words import partners, words_key
from coursegen.language.rule_labels import without_label
from coursegen.language.sentences import split_sentences

__all__ = ["sentence_pairs"]

_ALIKE = 0.35
"""Share of words from which two sentences count as versions of one."""


def sentence_pairs(
    old: str, new: str, language: str, elsewhere: Elsewhere = NOWHERE
) -> Iterator[tuple[str, str]]:
    """Each sentence that changed with the one in its place; with an empty one where it is new or gone."""
    return _paired(_sentences(old, language), _sentences(new, language), elsewhere)


def _sentences(text: str, language: str) -> list[str]:
    return [
        part
        for cell in text.split(" | ")
        for each in split_sentences(cell, language)
        for part in after_colons(without_label(each, language))
        if part
    ]


def _paired(
    old: Sequence[str], new: Sequence[str], elsewhere: Elsewhere
) -> Iterator[tuple[str, str]]:
    keys = [[words_key(each) for each in side] for side in (old, new)]
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    gone: list[str] = []
    came: list[str] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            gone.extend(old[a:b])
            came.extend(new[c:d])
    still = Counter(map(words_key, gone)) & Counter(map(words_key, came))
    gone = _without(gone, Counter(still))
    came = _without(came, Counter(still))
    gone = [each for each in gone if not elsewhere.stands(each)]
    came = [each for each in came if not elsewhere.stood(each)]
    for gone_one, came_one in _by_likeness(gone, came):
        yield gone_one or elsewhere.before(came_one), came_one or elsewhere.now(gone_one)


def _without(sentences: list[str], keys: Counter[tuple[str, ...]]) -> list[str]:
    """``sentences`` without those that only stand elsewhere now."""
    kept = []
    for each in sentences:
        key = words_key(each)
        if keys[key]:
            keys[key] -= 1
        else:
            kept.append(each)
    return kept


def _by_likeness(gone: list[str], came: list[str]) -> Iterator[tuple[str, str]]:
    alone = len(gone) == len(came) == 1
    partner = partners(gone, came, 0.0 if alone else _ALIKE)
    for i, old in enumerate(gone):
        yield old, came[partner[i]] if i in partner else ""
    taken = set(partner.values())
    for j, new in enumerate(came):
        if j not in taken:
            yield "", new
