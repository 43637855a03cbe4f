"""What a rule came to ask more or less of. In: a rule as it was and as it is, word by word. Out: the words that came or went.

*Encrypt the laptop* that becomes *Encrypt the laptop and the phone* asks for more; *report it to the porter* that becomes
*report it to the guard* asks for another. Where else other words stand in the place of some it may be the same in other
words: of that nothing is said here.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from coursegen.change.traits import Reading
from coursegen.change.words import Comparison, Token
from coursegen.language.data import load
from coursegen.language.lexicon import lexicon
from coursegen.model.diff import MeaningChange

__all__ = ["added_or_left_out"]

_SHORTEST = 3
"""Letters of a word that says what a rule is about."""
_RULES = frozenset({"modal", "imperative"})
_MOST = 3
"""Words of a name that comes in the place of another, at most."""
_AHEAD = 2
"""Words in front of a name that tell what it is in the rule: *to the*."""


def added_or_left_out(
    before: Reading, after: Reading, words: Comparison, language: str
) -> list[MeaningChange]:
    """The words that one side of a rule has more, or one name for another behind a preposition (*to the porter*)."""
    if not (_is_rule(before) and _is_rule(after)):
        return []
    replaced = bool(words.removed and words.added)
    if replaced and not _is_at_one_place(words, language):
        return []
    old = _told(before.text, words.old, words.removed, language)
    new = _told(after.text, words.new, words.added, language)
    found = (old and new) if replaced else (old or new)
    return [MeaningChange(kind="object", old=old, new=new)] if found else []


def _is_rule(reading: Reading) -> bool:
    return reading.parts is not None and reading.parts.form in _RULES


def _is_at_one_place(words: Comparison, language: str) -> bool:
    """Whether few words stand for few others behind the same preposition and article."""
    lex = lexicon(language)
    (first, last), (begin, end) = _ends(words.removed), _ends(words.added)
    if lex is None or max(last - first, end - begin) >= _MOST or min(first, begin) < _AHEAD:
        return False
    ahead = [each.key for each in words.old[first - _AHEAD : first]]
    same = ahead == [each.key for each in words.new[begin - _AHEAD : begin]]
    whole = len(words.removed) == last - first + 1 and len(words.added) == end - begin + 1
    preposition, article = ahead
    return (
        same
        and whole
        and preposition in lex.words("prepositions")
        and article in lex.words("determiners")
    )


def _ends(places: frozenset[int]) -> tuple[int, int]:
    return min(places), max(places)


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
