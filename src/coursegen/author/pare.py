"""A unit that tells many things, and of which some stand no more: the rest stays.

In: a table or a set of cards, and what tells whether a citation is lost. Out: the same under its id with the rows or
cards that still stand; None where it is of another kind, or too little is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from coursegen.change.words import words_key
from coursegen.index.normalise import normalise
from coursegen.model.base import Noun
from coursegen.model.blocks import Citation, Flashcards, Table

__all__ = ["pared"]

_FEWEST = 2
"""Rows or cards that are left at least: one thing is told in a sentence."""
_BETWEEN = "; "
"""Stands between the things that one cell tells of one actor."""
_ARTICLES = frozenset(
    ["the", "a", "an", "de", "het", "een", "der", "die", "das", "ein", "eine", "le", "la", "les"]
)
_SHORT = 4
"""Letters of a word up to which no ending is told from it."""


def pared(unit: Noun, lost: Callable[[Citation], bool]) -> Noun | None:
    """``unit`` without the parts whose citation is ``lost``; None where it cannot be told in parts."""
    if isinstance(unit, Table):
        return _table(unit, [each for each in unit.citations if not lost(each)])
    if isinstance(unit, Flashcards) and not any(lost(each) for each in unit.citations):
        cards = tuple(each for each in unit.cards if not any(lost(one) for one in each.citations))
        return unit.model_copy(update={"cards": cards}) if len(cards) >= _FEWEST else None
    return None


def _table(table: Table, kept: Sequence[Citation]) -> Table | None:
    """``table`` with what stands of each row in a quote that is ``kept`` and names it; its first column names the rows."""
    if len(table.columns) < _FEWEST:
        return None
    quotes = [normalise(each.quote).casefold() for each in kept]
    rows = []
    for name, *cells in table.rows:
        own = [each for each in quotes if _names(each, name)]
        left = [_BETWEEN.join(_standing(cell, own)) for cell in cells]
        if all(left):
            rows.append((name, *left))
    told = " ".join(cell for row in rows for cell in row).casefold()
    cites = tuple(each for each in kept if _is_told(each, told))
    if len(rows) < _FEWEST or not cites:
        return None
    return table.model_copy(update={"rows": tuple(rows), "citations": cites})


def _standing(cell: str, quotes: Sequence[str]) -> list[str]:
    """The things in ``cell`` that one of ``quotes`` says."""
    things = cell.split(_BETWEEN)
    return [each for each in things if any(_says(quote, each) for quote in quotes)]


def _names(quote: str, name: str) -> bool:
    """Whether ``quote`` has the words of ``name``, whatever their article and number."""
    words = [each for each in words_key(name) if each not in _ARTICLES] or words_key(name)
    there = words_key(quote)
    return all(any(each.startswith(_stem(word)) for each in there) for word in words)


def _stem(word: str) -> str:
    plural = len(word) > _SHORT and not any(map(str.isdigit, word))
    return word[:-2] if plural else word


def _says(quote: str, thing: str) -> bool:
    """Whether ``thing`` stands in ``quote`` as words of its own: *4 hours* does not stand in *24 hours*."""
    words = re.escape(normalise(thing).casefold().rstrip("."))
    return bool(re.search(rf"(?<!\w)(?<!\d[.,]){words}(?!\w)", quote))


def _is_told(cite: Citation, told: str) -> bool:
    """Whether a run of three words of the quote stands in what the table tells."""
    words = normalise(cite.quote).casefold().rstrip(".").split()
    runs = [" ".join((one, *pair)) for one, pair in zip(words, pairwise(words[1:]), strict=False)]
    return any(each in normalise(told) for each in runs or [" ".join(words)])
