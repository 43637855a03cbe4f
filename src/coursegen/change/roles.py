"""Names of several words, told whole. In: the changes of a sentence by their words. Out: the same, names whole.

*Information Security Officer* that becomes *Data Protection Officer* is one change of who, and not one of a term
and one of half a name; and where another word stands in the place of one, that word is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coursegen.change.words import Comparison, Token, opcodes, tokens_of
from coursegen.language.lexicon import Lexicon, lexicon
from coursegen.language.nounphrases import is_agent
from coursegen.language.parts import Scene
from coursegen.model.diff import MeaningChange

__all__ = ["named_whole"]

_LONGEST = 4
"""Words on either side up to which one is a name in the place of the other, and not another sentence."""
Block = tuple[int, int, int, int]


def named_whole(
    changes: Sequence[MeaningChange], old: str, new: str, words: Comparison, language: str
) -> list[MeaningChange]:
    """``changes`` from ``old`` to ``new`` with each name of somebody whole, and told once."""
    if not any(each.kind in {"actor", "term"} for each in changes):
        return list(changes)
    places = _Places(old, new, words, lexicon(language))
    result: list[MeaningChange] = []
    for change in changes:
        whole = places.whole(change) if change.kind in {"actor", "term"} else None
        result.append(whole or change)
    wide = [each for each in result if each not in changes]
    return [each for each in dict.fromkeys(result) if not any(_in(each, other) for other in wide)]


def _in(change: MeaningChange, other: MeaningChange) -> bool:
    """Whether ``other`` tells all that ``change`` does, and more."""
    if change == other or change.kind not in {"actor", "term"}:
        return False
    return _keys(change.old) <= _keys(other.old) and _keys(change.new) <= _keys(other.new)


def _keys(text: str) -> set[str]:
    return {each.key for each in tokens_of(text)}


@dataclass
class _Places:
    """Where words of one sentence stand in the place of words of the other."""

    old: str
    new: str
    words: Comparison
    lex: Lexicon | None

    def __post_init__(self) -> None:
        self.blocks = [
            self._widened((a, b, c, d))
            for tag, a, b, c, d in opcodes(self.words.old, self.words.new)
            if tag == "replace" and max(b - a, d - c) <= _LONGEST
        ]

    def whole(self, change: MeaningChange) -> MeaningChange | None:
        """The change of who that ``change`` is a part of; None where it is none."""
        if change.kind == "term" and any(map(str.isdigit, change.old + change.new)):
            return None
        for a, b, c, d in self.blocks:
            one, other = self.words.old[a:b], self.words.new[c:d]
            if not (_holds(one, change.old) and _holds(other, change.new)):
                continue
            if change.kind == "term" and not (self._person(one) and self._person(other)):
                return None
            old, new = (
                text[side[0].start : side[-1].end]
                for text, side in ((self.old, one), (self.new, other))
            )
            return MeaningChange(kind="actor", old=old, new=new)
        return None

    def _widened(self, block: Block) -> Block:
        """``block`` with the words of the name that are the same on both sides."""
        a, b, c, d = block
        while a and c and self._joins(a - 1, c - 1, before=True):
            a, c = a - 1, c - 1
        while b < len(self.words.old) and d < len(self.words.new) and self._joins(b, d):
            b, d = b + 1, d + 1
        return a, b, c, d

    def _joins(self, i: int, j: int, *, before: bool = False) -> bool:
        """Whether the same word on both sides belongs to the name beside it."""
        one, other = self.words.old[i], self.words.new[j]
        if one.key != other.key or not self._named(one):
            return False
        sides = ((self.old, self.words.old, i), (self.new, self.words.new, j))
        for text, tokens, at in sides:
            first, last = (at, at + 1) if before else (at - 1, at)
            if text[tokens[first].end : tokens[last].start] != " ":
                return False
        return True

    def _named(self, token: Token) -> bool:
        if self.lex is None:
            return False
        capital = token.text[0].isupper() and token.start > 0 and not self.lex.nouns_capital
        return capital or is_agent(token.text, self.lex, Scene())

    def _person(self, tokens: Iterable[Token]) -> bool:
        return self.lex is not None and any(
            is_agent(each.text, self.lex, Scene()) for each in tokens
        )


def _holds(tokens: Sequence[Token], text: str) -> bool:
    """Whether all words of ``text`` are among ``tokens``; where it has none, no word has to be."""
    return {each.text for each in tokens_of(text)} <= {each.text for each in tokens}
