"""Small words that say the same (voor, voordat; if, when). In: an old and a new sentence. Out: the old one in the new's words.

What only differs in these is other words, and no new condition.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from coursegen.change.words import opcodes, tokens_of
from coursegen.language.data import load
from coursegen.model.diff import MeaningChange

__all__ = ["Rewritten", "as_written", "in_the_words_of"]


class Rewritten(NamedTuple):
    """A sentence with other small words, and which stand for which: as written, as here."""

    text: str
    pairs: tuple[tuple[str, str], ...]


@cache
def _same(language: str) -> dict[str, int]:
    """Each small word with the number of its group."""
    groups = load(language, "meaning").get("same_words", ())
    return {str(word): number for number, group in enumerate(groups) for word in group}


def in_the_words_of(old: str, new: str, language: str) -> Rewritten:
    """``old`` with the small words that ``new`` has in their place, where they say the same."""
    same = _same(language)
    before, after = tokens_of(old), tokens_of(new)
    if not same:
        return Rewritten(old, ())
    text, pairs = old, []
    for tag, a, b, c, d in reversed(opcodes(before, after)):
        if tag != "replace":
            continue
        left = [each for each in after[c:d] if each.key in same]
        for one in reversed(before[a:b]):
            group = same.get(one.key)
            other = next((each for each in reversed(left) if same[each.key] == group), None)
            if other is not None:
                left.remove(other)
            if other is not None and other.key != one.key:
                text = text[: one.start] + other.text + text[one.end :]
                pairs.append((one.text, other.text))
    return Rewritten(text, tuple(pairs))


def as_written(
    changes: Iterable[MeaningChange], old: str, pairs: Iterable[tuple[str, str]]
) -> list[MeaningChange]:
    """``changes`` with the old side in the words in which ``old`` has it."""
    found = list(changes)
    for written, here in pairs:
        found = [
            each
            if each.old in old
            else each.model_copy(update={"old": each.old.replace(here, written, 1)})
            for each in found
        ]
    return found
