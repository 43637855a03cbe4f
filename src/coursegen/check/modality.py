"""Modality: how strongly a sentence speaks. In: a sentence, its language. Out: the strengths it holds.

Strengths: must, must_not, should, should_not, may, need_not, optional, can, and unsure where a marker is
there whose meaning the words alone do not tell (``may occur``, ``may be``). The patterns are data of the
language; what one has matched is taken out before the next looks.
"""

from __future__ import annotations

import re
from functools import lru_cache

from coursegen.check.vocabulary import content_words, fold, vocabulary

__all__ = ["COMPATIBLE", "main_clause", "strengths_in", "strengths_of", "subject_words"]

COMPATIBLE: dict[str, frozenset[str]] = {
    "must": frozenset({"must"}),
    "must_not": frozenset({"must_not"}),
    "should": frozenset({"should"}),
    "should_not": frozenset({"should_not"}),
    "may": frozenset({"may", "optional"}),
    "need_not": frozenset({"need_not", "optional"}),
    "optional": frozenset({"optional", "may", "need_not"}),
}
"""What may be said where a text is that strong."""

_ASIDE = re.compile(r"\([^()]*\)")


@lru_cache(maxsize=50_000)
def strengths_of(sentence: str, language: str) -> frozenset[str]:
    """The strengths of the main clause of ``sentence``; empty where it has no marker."""
    return strengths_in(main_clause(fold(sentence), language), language)


def strengths_in(folded: str, language: str) -> frozenset[str]:
    """The strengths of all of ``folded``, its subordinate clauses with it."""
    rest, found = folded, set[str]()
    for name, pattern in vocabulary(language).modality:
        rest, count = pattern.subn(" ¦ ", rest)
        if count and name != "mask":
            found.add(name)
    return frozenset(found)


@lru_cache(maxsize=50_000)
def subject_words(sentence: str, language: str) -> frozenset[str]:
    """Content words of ``sentence`` without those that say how strongly: what it is about."""
    rest = fold(sentence)
    for _, pattern in vocabulary(language).modality:
        rest = pattern.sub(_without_marker, rest)
    return content_words(rest, language)


def _without_marker(match: re.Match[str]) -> str:
    """A marker that spans much more than itself keeps its middle: ``mag ... niet``."""
    words = match[0].split()
    return " ".join(words[1:-1]) if len(words) > 3 else " "


def main_clause(folded: str, language: str) -> str:
    """``folded`` without its subordinate clauses: ``If a disk must be replaced, call us`` keeps ``call us``.

    A clause goes from its conjunction to the next comma, or to the end where it is not the first; a
    first clause without a comma stays, for its end cannot be told.
    """
    pattern = vocabulary(language).subordinate
    folded = _ASIDE.sub(lambda match: " " if pattern.search(match[0]) else match[0], folded)
    pieces = re.split(r"(?<=[;:,|])\s|\s(?=[–—-]\s)", folded)
    kept: list[str] = []
    for number, piece in enumerate(pieces):
        match = pattern.search(piece)
        if match is None:
            kept.append(piece)
        elif match.start() > 0:
            kept.append(piece[: match.start()])
        elif number == 0 and len(pieces) == 1:
            kept.append(piece)
    return " ".join(kept)
