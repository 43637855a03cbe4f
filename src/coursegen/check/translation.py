"""Does a translation say what its original says? In: two texts and their languages. Out: what is wrong, in words.

Numbers with their units, dates, times, percentages, strength and negation carry over, and so do gaps and addresses. Read by
the words of both languages where there are such (``checks.yaml``); of others only digits are compared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from coursegen.check.amounts import Amount, amounts_of
from coursegen.check.modality import COMPATIBLE, strengths_of
from coursegen.check.prose import sentences_of
from coursegen.check.vocabulary import fold, vocabulary
from coursegen.language.data import languages

__all__ = ["Pair", "flaws_of"]

_GAP = re.compile(r"\{\{[^}]*\}\}")
_ADDRESS = re.compile(r"https?://[^\s)>\]]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MARKUP = re.compile(r"<[a-zA-Z/][^>]*>")
_DIGITS = re.compile(r"\d+")
_LEFT_AS_IT_IS = 5
"""Words from which on a text that is the same in both languages was not translated."""
_PLAIN = {"must_not": "must not", "should_not": "should not", "need_not": "need not"}
_DENIED = frozenset({"must_not", "should_not", "need_not"})


@dataclass(frozen=True)
class Pair:
    """A text and its translation, each with its language."""

    text: str
    language: str
    translated: str
    into: str


def flaws_of(pair: Pair, glossary: Mapping[str, str] | None = None) -> list[str]:
    """What of ``pair`` does not carry over; ``glossary`` maps words of the text to those that stand for them."""
    if not pair.translated.strip():
        return ["it is empty"]
    found = [*_marks(pair), *_words(pair, glossary or {})]
    if _known(pair.language) and _known(pair.into):
        return [*found, *_amounts(pair), *_strength(pair), *_negation(pair)]
    return [*found, *_digits(pair)]


def _known(language: str) -> bool:
    return language.split("-", maxsplit=1)[0] in languages("checks")


def _marks(pair: Pair) -> list[str]:
    found = []
    for what, pattern in (("the gap", _GAP), ("the address", _ADDRESS), ("the markup", _MARKUP)):
        before, after = (Counter(pattern.findall(each)) for each in (pair.text, pair.translated))
        found += [f"{what} {each} is not in it" for each in sorted(before - after)]
        found += [f"{what} {each} is not in the original" for each in sorted(after - before)]
    same = fold(pair.text) == fold(pair.translated)
    if same and len(pair.text.split()) >= _LEFT_AS_IT_IS:
        found.append("it is not translated")
    return found


def _words(pair: Pair, glossary: Mapping[str, str]) -> list[str]:
    text, translated = fold(pair.text), fold(pair.translated)
    return [
        f"the glossary has {target!r} for {word!r}"
        for word, target in sorted(glossary.items())
        if re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", text)
        and fold(target) not in translated
    ]


def _digits(pair: Pair) -> list[str]:
    before, after = (set(_DIGITS.findall(each)) for each in (pair.text, pair.translated))
    return [f"the number {each} is not in it" for each in sorted(before - after)] + [
        f"the number {each} is not in the original" for each in sorted(after - before)
    ]


def _amounts(pair: Pair) -> list[str]:
    before = _counted(pair.text, pair.language)
    after = _counted(pair.translated, pair.into)
    lost = [each for key, each in before.items() if key not in after and _is_said(each, after)]
    new = [each for key, each in after.items() if key not in before and _is_said(each, before)]
    turned = [
        f"{each.text!r} bounds to the other side"
        for key, each in after.items()
        if key in before and _turned(before[key], each)
    ]
    return [
        *(f"{each.text!r} is not in it" for each in lost),
        *(f"{each.text!r} is not in the original" for each in new),
        *turned,
    ]


def _is_said(amount: Amount, others: Mapping[tuple[str, str], Amount]) -> bool:
    """Whether the other text must have ``amount``; "once a year" is told in too many ways to miss it."""
    if not (amount.spelled and amount.bound == "every"):
        return True
    return any(each.bound == "every" for each in others.values())


def _counted(text: str, language: str) -> dict[tuple[str, str], Amount]:
    """The amounts that must carry over, by value and unit; a number word alone may be told in other ways."""
    return {
        (each.value, each.unit): each
        for each in amounts_of(text, language)
        if not each.weak and (each.unit or not each.spelled)
    }


def _turned(one: Amount, other: Amount) -> bool:
    sides = {"most": "least", "least": "most", "more": "less", "less": "more"}
    return bool(one.bound) and sides.get(one.bound) == other.bound


def _strength(pair: Pair) -> list[str]:
    """Where both say how strongly, and one says what the other does not."""
    said, says = _strengths(pair.text, pair.language), _strengths(pair.translated, pair.into)
    if not said or not says:
        return []
    allowed = frozenset().union(*(COMPATIBLE[each] for each in said))
    wanted = frozenset().union(*(COMPATIBLE[each] for each in says))
    if says <= allowed and said <= wanted:
        return []
    return [f"it says {_named(says)}, the original {_named(said)}"]


def _strengths(text: str, language: str) -> frozenset[str]:
    found = [strengths_of(each, language) for each in sentences_of(text, language)]
    return frozenset().union(*found) - {"can", "unsure"}


def _named(strengths: frozenset[str]) -> str:
    return " and ".join(f"“{_PLAIN.get(each, each)}”" for each in sorted(strengths))


def _negation(pair: Pair) -> list[str]:
    """A plain "not" that one of the two has and the other has nothing like."""
    said, says = _denies(pair.text, pair.language), _denies(pair.translated, pair.into)
    if _strengths(pair.text, pair.language) & _DENIED and not says:
        return ["it denies nothing, the original does"]
    if _strengths(pair.translated, pair.into) & _DENIED and not said:
        return ["it denies something, the original does not"]
    plain = vocabulary(pair.language).plain_negation.search(_unbound(pair.text, pair.language))
    if plain and not says:
        return ["it denies nothing, the original does"]
    plain = vocabulary(pair.into).plain_negation.search(_unbound(pair.translated, pair.into))
    if plain and not said:
        return ["it denies something, the original does not"]
    return []


def _denies(text: str, language: str) -> bool:
    """Whether ``text`` has any word of denial, or of doing otherwise."""
    return bool(vocabulary(language).negation.search(_unbound(text, language)))


def _unbound(text: str, language: str) -> str:
    """``text`` without bounds such as ``no later than``, which deny nothing."""
    rest = fold(text)
    for _, pattern in vocabulary(language).bounds:
        rest = pattern.sub(" ", rest)
    return rest
