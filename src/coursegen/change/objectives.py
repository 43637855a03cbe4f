"""What an objective rests on, and how it reads once that changed. An objective cites nothing: its words tell.

In: the text of an objective; the quotes of its module, or a rule as it was and as it is now. Out: the citations of the
rule that the objective is about; or the objective with what changed in the rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from coursegen.change.words import Token, opcodes, tokens_of
from coursegen.model.blocks import Citation

__all__ = ["behind", "followed"]

_OWN, _FEWEST = 0.5, 2
"""Share of an objective's words that stand in the rule, and words at least: *Apply the rules on passwords* is about no one."""
_SHORTEST, _STEM = 4, 5
"""Letters of a word that tells what a sentence is about; letters by which two forms of a word are one."""
_MOST_NEW = 4
"""Words that come into an objective at a place, at most: more is another rule."""

Words = Sequence[Token]


def behind(text: str, citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Those of ``citations`` that quote what ``text`` is about, the ones most like it; none where it is about no one rule."""
    own = _telling(text)
    best, found = (0.0, 0.0), list[Citation]()
    for each in citations:
        quoted = _telling(each.quote)
        common = sum(any(_same(one, other) for other in quoted) for one in own)
        if common < max(_FEWEST, _OWN * len(own)):
            continue
        alike = (common / len(own), 2 * common / (len(own) + len(quoted)))
        if alike > best:
            best, found = alike, []
        if alike == best:
            found.append(each)
    return tuple(dict.fromkeys(found))


def _telling(text: str) -> list[str]:
    """The words of ``text`` that tell what it is about, each once: numbers and the longer ones."""
    keys = dict.fromkeys(each.key for each in tokens_of(text))
    return [each for each in keys if len(each) >= _SHORTEST or each[:1].isdigit()]


def _same(one: str, other: str) -> bool:
    return one == other or (
        len(one) > _STEM and len(other) > _STEM and one[:_STEM] == other[:_STEM]
    )


def followed(text: str, old: str, new: str) -> str | None:
    """``text``, an objective on the rule ``old``, as it is by the rule ``new``: what it says of the words that changed.

    None where it says these in other words, or more than a few are new: then it cannot be told word by word.
    """
    mine, base, now = tokens_of(text), tokens_of(old), tokens_of(new)
    places = _places(base, mine)
    edits: list[tuple[int, int, str]] = []
    for tag, a, b, c, d in opcodes(base, now):
        if tag == "equal":
            continue
        words = new[now[c].start : now[d - 1].end] if d > c else ""
        if tag == "insert":
            span = _between(places, mine, a)
        else:
            here = [places[each] for each in range(a, b) if each in places]
            if not here:
                continue
            if len(here) < b - a or here != list(range(here[0], here[0] + len(here))):
                return None
            span = mine[here[0]].start, mine[here[-1]].end
        if span is not None and d - c > _MOST_NEW:
            return None
        if span is not None:
            edits.append((*span, words))
    return _with(text, edits)


def _places(base: Words, mine: Words) -> Mapping[int, int]:
    """Where each word of ``base`` stands in ``mine``; a number also where the order is another."""
    found = {
        a + step: c + step
        for tag, a, b, c, _ in opcodes(base, mine)
        if tag == "equal"
        for step in range(b - a)
    }
    for at, each in enumerate(base):
        left = [n for n, one in enumerate(mine) if one.key == each.key and n not in found.values()]
        if at not in found and each.key[:1].isdigit() and len(left) == 1:
            found[at] = left[0]
    return found


def _between(places: Mapping[int, int], mine: Words, at: int) -> tuple[int, int] | None:
    """Where in ``mine`` stands what is new before word ``at`` of the rule; None where that is not said."""
    left, right = places.get(at - 1), places.get(at)
    if left is None or right is None or right != left + 1:
        return None
    return mine[right].start, mine[right].start


def _with(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """``text`` with other words at places of it, from ``start`` to ``end``."""
    for start, end, words in sorted(edits, reverse=True):
        told = words[:1].upper() + words[1:] if start == 0 else words
        if not words and text[end : end + 1] == " ":
            end += 1  # noqa: PLW2901 - the space behind what goes
        space = " " if start == end else ""
        text = text[:start] + told + space + text[end:]
    return " ".join(text.split())
