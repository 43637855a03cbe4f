"""What a rule came to ask more or less of. In: a rule as it was and as it is, word by word. Out: the words that came or went.

*Encrypt the laptop* that becomes *Encrypt the laptop and the phone* asks for more. Where other words stand in the place
of some it may be the same in other words: of that nothing is said here.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from coursegen.change.traits import Reading
from coursegen.change.words import Comparison, Token
from coursegen.language.data import load
from coursegen.model.diff import MeaningChange

__all__ = ["added_or_left_out"]

_SHORTEST = 3
"""Letters of a word that says what a rule is about."""
_RULES = frozenset({"modal", "imperative"})


def added_or_left_out(
    before: Reading, after: Reading, words: Comparison, language: str
) -> list[MeaningChange]:
    """The words that one side of a rule has more; none where either side has words for those of the other."""
    if not (_is_rule(before) and _is_rule(after)) or (words.removed and words.added):
        return []
    old = _told(before.text, words.old, words.removed, language)
    new = _told(after.text, words.new, words.added, language)
    return [MeaningChange(kind="object", old=old, new=new)] if old or new else []


def _is_rule(reading: Reading) -> bool:
    return reading.parts is not None and reading.parts.form in _RULES


def _told(text: str, tokens: tuple[Token, ...], places: Iterable[int], language: str) -> str:
    """The words at ``places`` as they stand in ``text``, where one of them says what the rule is about."""
    runs: list[list[Token]] = []
    last = -2
    for place in sorted(places):
        if place != last + 1:
            runs.append([])
        runs[-1].append(tokens[place])
        last = place
    small = _small(language)
    telling = [
        run
        for run in runs
        if any(len(each.key) >= _SHORTEST and each.key not in small for each in run)
    ]
    return " … ".join(text[run[0].start : run[-1].end] for run in telling)


@cache
def _small(language: str) -> frozenset[str]:
    """Words that come and go without another rule."""
    fillers = load(language, "meaning").get("fillers", ())
    return frozenset(map(str, (*load(language, "checks").get("stop_words", ()), *fillers)))
