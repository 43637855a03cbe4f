"""Word by word, what differs between two texts. In: an old and a new text. Out: pieces, and the words that count.

Markup, punctuation, case, accents, hyphens and a letter or two amiss are no difference that counts; nor is a
word that only moved.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

__all__ = [
    "Comparison",
    "Piece",
    "Token",
    "compared",
    "likeness",
    "opcodes",
    "partners",
    "pieces",
    "shortened_pair",
    "tokens_of",
    "words_key",
]

_TOKEN = re.compile(r"https?://\S*[\w/]|\w+(?:(?:[.:'’&-]+|(?<=\d)[,/](?=\d))\w+)*|[%€$£§≥≤<>]")
_SPLIT = re.compile(r"\s+|[^\s]+")
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")
_DASH = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "ß": "s"})
_SHORTEST_TYPO = 5
_WORDS_AHEAD = 2
"""Words shown before the first that differs, where two long texts are cut."""


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


def words_key(text: str) -> tuple[str, ...]:
    """The words of ``text`` in their form for comparison, in order."""
    return tuple(each.key for each in tokens_of(text))


def likeness(old: str, new: str) -> float:
    """The share of words that two texts have in common, 0 to 1."""
    before, after = Counter(words_key(old)), Counter(words_key(new))
    total = before.total() + after.total()
    return 2 * (before & after).total() / total if total else 0.0


def partners(gone: Sequence[str], came: Sequence[str], least: float) -> dict[int, int]:
    """Each of ``gone`` that has one with the one of ``came`` that is most like it, ``least`` or more, by their places."""
    ranked = sorted(
        (-share, i, j)
        for i, one in enumerate(gone)
        for j, other in enumerate(came)
        if (share := likeness(one, other)) >= least
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in ranked:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return partner


def opcodes(old: Sequence[Token], new: Sequence[Token]) -> Sequence[tuple[str, int, int, int, int]]:
    """How ``new`` is made of ``old``, as difflib says it: a tag, and a span of words on either side."""
    keys = [[each.key for each in side] for side in (old, new)]
    return SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes()


def _blanked(match: re.Match[str]) -> str:
    """A link with all but its words blanked, at the same length."""
    return f" {match[1]}" + " " * (len(match[0]) - len(match[1]) - 1)


@dataclass(frozen=True)
class Comparison:
    """Two texts by their words, as numbers of words.

    ``removed`` and ``added`` are the words that count; ``left`` and ``arrived`` hold beside them those that only
    moved.
    """

    old: tuple[Token, ...]
    new: tuple[Token, ...]
    removed: frozenset[int]
    added: frozenset[int]
    left: frozenset[int]
    arrived: frozenset[int]

    @property
    def alike(self) -> bool:
        """Whether no word that counts differs."""
        return not self.removed and not self.added


def compared(old: str, new: str, real: Collection[str] = frozenset()) -> Comparison:
    """The words of ``old`` and ``new`` held against each other.

    A letter amiss makes two words one, unless both are among ``real``, words in lower case.
    """
    before, after = tokens_of(old), tokens_of(new)
    left: set[int] = set()
    arrived: set[int] = set()
    for tag, a, b, c, d in opcodes(before, after):
        if tag == "equal" or _joined(before[a:b]) == _joined(after[c:d]):
            continue
        pairs = list(zip(range(a, b), range(c, d), strict=False)) if b - a == d - c else []
        typos = [(i, j) for i, j in pairs if _typo(before[i].key, after[j].key, real)]
        left |= set(range(a, b)) - {i for i, _ in typos}
        arrived |= set(range(c, d)) - {j for _, j in typos}
    removed, added = _unmoved(before, after, left, arrived)
    return Comparison(
        before, after, removed, added, left=frozenset(left), arrived=frozenset(arrived)
    )


def _joined(tokens: tuple[Token, ...]) -> str:
    return "".join(each.key for each in tokens)


def _typo(one: str, other: str, real: Collection[str]) -> bool:
    """Whether two words differ by one letter, which is taken for spelling; numbers never are."""
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST_TYPO or (one in real and other in real):
        return False
    return not any(each.isdigit() for each in one + other) and _one_edit(one, other)


def _one_edit(one: str, other: str) -> bool:
    """Whether one letter put in, left out or changed, or two swapped, make one word of the other."""
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return abs(len(one) - len(other)) == 1
    one, other = one[start:], other[start:]
    swapped = one[:2] == other[1::-1] and one[2:] == other[2:]
    return swapped or one[1:] == other[1:] or one[1:] == other or one == other[1:]


def _unmoved(
    before: tuple[Token, ...], after: tuple[Token, ...], left: set[int], arrived: set[int]
) -> tuple[frozenset[int], frozenset[int]]:
    """``left`` and ``arrived`` without the words that are in both."""
    places: dict[str, list[int]] = {}
    for each in sorted(arrived, reverse=True):
        places.setdefault(after[each].key, []).append(each)
    removed, added = set(left), set(arrived)
    for each in sorted(left):
        partners = places.get(before[each].key)
        if partners:
            added.discard(partners.pop())
            removed.discard(each)
    return frozenset(removed), frozenset(added)


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


def shortened_pair(old: str, new: str, longest: int) -> tuple[str, str]:
    """``old`` and ``new`` in at most ``longest`` characters each, and an ellipsis, cut so that both show where they differ."""
    before, after = old.split(), new.split()
    if max(len(" ".join(before)), len(" ".join(after))) <= longest:
        return " ".join(before), " ".join(after)
    same = 0
    if before and after:
        pairs = zip(before, after, strict=False)
        same = next((at for at, (one, other) in enumerate(pairs) if one != other), 0)
    start = max(0, same - _WORDS_AHEAD)
    return _cut(before, start, longest), _cut(after, start, longest)


def _cut(words: list[str], start: int, longest: int) -> str:
    """``words`` from ``start`` on, as many as go into ``longest`` characters."""
    text = " ".join(words[start:])
    if len(text) > longest:
        text = f"{text[: longest - 1].rsplit(' ', 1)[0]}…"
    return f"… {text}" if start and text else text


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
