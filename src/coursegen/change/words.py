"""Word by word, what differs between two texts. In: an old and a new text. Out: pieces, and the words that count.

Markup, punctuation, case, accents, hyphens and a letter or two amiss are no difference that counts; nor is a
word that only moved.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal, NamedTuple

__all__ = ["Comparison", "Piece", "Token", "compared", "pieces", "tokens_of"]

_TOKEN = re.compile(r"https?://\S*[\w/]|\w+(?:[.,:/'’&-]+\w+)*|[%€$£§≥≤<>]")
_SPLIT = re.compile(r"\s+|[^\s]+")
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")
_DASH = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "ß": "s"})
_SHORT_TYPO, _LONG_TYPO = 4, 8
_LONG_EDIT = 2


class Token(NamedTuple):
    """A word: as written, its form for comparison, and its place in the text."""

    text: str
    key: str
    start: int
    end: int


class Piece(NamedTuple):
    """A run of text that both versions have, or only one."""

    tag: Literal["same", "removed", "added"]
    text: str


def _key(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.translate(_DASH).casefold())
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return plain.replace("-", "") if not plain[:1].isdigit() else plain


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of ``text`` without markup and punctuation; a link counts by its words."""
    plain = _LINK.sub(_blanked, text)
    return tuple(
        Token(text[match.start() : match.end()], _key(match[0].strip("_")), *match.span())
        for match in _TOKEN.finditer(plain)
        if match[0].strip("_")
    )


def _blanked(match: re.Match[str]) -> str:
    """A link with all but its words blanked, at the same length."""
    return f" {match[1]}" + " " * (len(match[0]) - len(match[1]) - 1)


@dataclass(frozen=True)
class Comparison:
    """Two texts by their words. ``removed`` and ``added`` are the numbers of the words that count."""

    old: tuple[Token, ...]
    new: tuple[Token, ...]
    removed: frozenset[int]
    added: frozenset[int]
    moved: bool
    runs: tuple[tuple[tuple[int, int], tuple[int, int]], ...]

    @property
    def alike(self) -> bool:
        """Whether no word that counts differs."""
        return not self.removed and not self.added

    @cached_property
    def removed_keys(self) -> Counter[str]:
        """The words that count and only the old text has."""
        return Counter(self.old[each].key for each in self.removed)

    @cached_property
    def added_keys(self) -> Counter[str]:
        """The words that count and only the new text has."""
        return Counter(self.new[each].key for each in self.added)


def compared(old: str, new: str) -> Comparison:
    """The words of ``old`` and ``new`` held against each other."""
    before, after = tokens_of(old), tokens_of(new)
    matcher = SequenceMatcher(
        None, [each.key for each in before], [each.key for each in after], autojunk=False
    )
    removed: set[int] = set()
    added: set[int] = set()
    runs = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal" or _joined(before[a:b]) == _joined(after[c:d]):
            continue
        runs.append(((a, b), (c, d)))
        gone, came = _without_typos(before, after, range(a, b), range(c, d))
        removed |= gone
        added |= came
    moved = _cancel(before, after, removed, added)
    return Comparison(before, after, frozenset(removed), frozenset(added), moved, tuple(runs))


def _joined(tokens: tuple[Token, ...]) -> str:
    return "".join(each.key for each in tokens)


def _without_typos(
    before: tuple[Token, ...], after: tuple[Token, ...], old: range, new: range
) -> tuple[set[int], set[int]]:
    """The words of a run that have no partner that is the same but for a letter or two."""
    if len(old) != len(new):
        return set(old), set(new)
    pairs = [
        (a, b) for a, b in zip(old, new, strict=True) if not _typo(before[a].key, after[b].key)
    ]
    return {a for a, _ in pairs}, {b for _, b in pairs}


def _typo(one: str, other: str) -> bool:
    """Whether two words differ so little that it is taken for spelling; numbers never do."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if shorter < _SHORT_TYPO or any(each.isdigit() for each in one + other):
        return False
    return _distance(one, other) <= (_LONG_EDIT if shorter >= _LONG_TYPO else 1)


def _distance(one: str, other: str) -> int:
    """Edits between two words, a swap of neighbours counting as one (Damerau, 1964)."""
    if abs(len(one) - len(other)) > _LONG_EDIT:
        return _LONG_EDIT + 1
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


def _cancel(
    before: tuple[Token, ...], after: tuple[Token, ...], removed: set[int], added: set[int]
) -> bool:
    """Take out of both sets the words that only moved; whether there are any."""
    places: dict[str, list[int]] = {}
    for each in sorted(added, reverse=True):
        places.setdefault(after[each].key, []).append(each)
    moved = False
    for each in sorted(removed):
        partners = places.get(before[each].key)
        if partners:
            added.discard(partners.pop())
            removed.discard(each)
            moved = True
    return moved


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The two texts as one run of pieces, for people to read: words, not letters."""
    before, after = _SPLIT.findall(old), _SPLIT.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found: list[Piece] = []
    for tag, a, b, c, d in _smoothed(matcher.get_opcodes(), before):
        if tag == "equal":
            found.append(Piece("same", "".join(before[a:b])))
            continue
        if a < b:
            found.append(Piece("removed", "".join(before[a:b])))
        if c < d:
            found.append(Piece("added", "".join(after[c:d])))
    return tuple(found)


def _smoothed(
    codes: Iterable[tuple[str, int, int, int, int]], before: list[str]
) -> list[tuple[str, int, int, int, int]]:
    """``codes`` with changes that only white space parts made one, so that phrases are read whole."""
    result: list[tuple[str, int, int, int, int]] = []
    for code in codes:
        tag, a, b, c, d = code
        blank = tag == "equal" and not "".join(before[a:b]).strip()
        if result and result[-1][0] != "equal" and (blank or tag != "equal"):
            last = result[-1]
            result[-1] = ("replace", last[1], b, last[3], d)
        else:
            result.append(("replace" if tag != "equal" else tag, a, b, c, d))
    return result
