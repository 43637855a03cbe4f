"""Amounts: numbers with their units, read from text. In: text, a language. Out: Amounts in reading order.

Digits and number words, dates, clock times, percentages and money. Names that hold digits (``IS-01``,
``TLS004``), ordinals and the numbers of steps are no amounts.

Apart from ``language.quantities`` on purpose. That one finds what binds in a source, and a generator
writes from what it found; were the check to read by it too, a number misread once would be misread on
both sides and agree with itself. This one also reads what binds nothing (a date, a price, a bare number).
The two share the number words and the decimal mark of a language: "twelve" is 12 to anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from coursegen.check.vocabulary import Vocabulary, fold, vocabulary

__all__ = ["Amount", "agrees", "amounts_of"]

_ISO_DATE = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_NUMERIC_DATE = re.compile(r"\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b")
_CLOCK = re.compile(
    r"\b(\d{1,2})(?::(\d{2})\b(?: ?(am|pm)\b)?|\.(\d{2})(?= ?(?:uur|u|h)\b)(?: ?(?:uur|u|h)\b)"
    r"|(?:[.:](\d{2}))? ?(am|pm|a\.m\.|p\.m\.|o'clock)(?!\w))"
)
_NAME = re.compile(r"\b[^\W\d_]+[-_]?\d[\w.-]*\b|\b\d+(?:st|nd|rd|th|ste|de|e)\b")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_NUMBER = re.compile(r"(?<![\w])(?:[€$£] ?)?\d+(?:[.,]\d+)*")
_TOKEN = re.compile(r"[\s-]*(?:\(\d+\)[\s-]*)?(%|[^\W\d_]+(?:'[^\W\d_]+)?)")
_BETWEEN = re.compile(r"\s*(?:-|–|/|to|or|and|tot(?: en met)?|t/m|of|en|à)\s*")
_TIMES = ("hour", "day", "working day", "week", "month", "quarter", "year")
_CURRENCY = {"€": "euro", "$": "dollar", "£": "pound"}
_WINDOW = 40  # characters before a number in which a bound is looked for
_REACH = 15  # characters that may stand between a bound and its number


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as read.

    ``value`` is canonical (``9400``, ``0.5``, ``1.2.3``; a date as ``2026-09-01``, with ``?`` for a year
    not given; a clock time as ``08:50``). ``unit`` is a canonical unit, ``date``, ``clock`` or empty;
    ``noun`` the word after it where the unit is empty. ``bound`` is ``most``, ``least``, ``more``, ``less``, ``every`` or empty.
    ``spelled`` says that it was written as a word. ``weak`` marks an article that counts as 1.
    """

    text: str
    value: str
    unit: str = ""
    noun: str = ""
    bound: str = ""
    start: int = 0
    end: int = 0
    spelled: bool = False
    weak: bool = False


def agrees(claimed: Amount, stands: Amount) -> bool:
    """Is ``claimed`` the same amount as ``stands``, which is read from a quote?

    Without a unit any unit will do; with one, the quote's must be the same, or its number must stand
    alone, as in a table's cell.
    """
    if claimed.unit == stands.unit == "date":
        return _same_date(claimed.value, stands.value)
    if claimed.value != stands.value:
        return False
    if not claimed.unit or claimed.unit == stands.unit:
        return True
    return not stands.unit and not stands.noun


def _same_date(one: str, other: str) -> bool:
    if one == other:
        return True
    return "?" in one + other and one.partition("-")[2] == other.partition("-")[2]


@lru_cache(maxsize=50_000)
def amounts_of(text: str, language: str) -> tuple[Amount, ...]:
    """All amounts of ``text``."""
    words = vocabulary(language)
    folded = fold(text)
    found: list[Amount] = []
    rest = folded
    for read in (_dates, _clocks, _frequencies):
        for amount in read(rest, words):
            found.append(amount)
            rest = rest[: amount.start] + "·" * (amount.end - amount.start) + rest[amount.end :]
    rest = words.labels.sub(lambda match: "·" * len(match[0]), rest)
    rest = _NAME.sub(lambda match: "·" * len(match[0]), rest)
    found.extend(_numbers(rest, words))
    found.extend(_words(rest, words))
    found.sort(key=lambda each: each.start)
    return tuple(_with_bound(each, folded, words) for each in _shared_units(found, folded))


def _dates(text: str, words: Vocabulary) -> Iterator[Amount]:
    for match in _ISO_DATE.finditer(text):
        yield _date(match, match[1], match[2], match[3])
    for match in _NUMERIC_DATE.finditer(text):
        yield _date(match, match[3], match[2], match[1])
    if not words.months:
        return
    day_first, month_first = _month_patterns(words.language)
    for match in day_first.finditer(text):
        yield _date(match, match[3] or "?", str(words.months[match[2]]), match[1])
    for match in month_first.finditer(text):
        if match[3] or match[1] != "may":  # "may 2" is far more often a permission than a date
            yield _date(match, match[3] or "?", str(words.months[match[1]]), match[2])


@lru_cache(maxsize=8)
def _month_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(vocabulary(language).months)
    return (
        re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({names})\b(?:,? (\d{{4}}))?"),
        re.compile(rf"\b({names}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?:,? (\d{{4}}))?"),
    )


def _date(match: re.Match[str], year: str, month: str, day: str) -> Amount:
    value = f"{year}-{int(month):02d}-{int(day):02d}"
    return Amount(match[0], value, "date", start=match.start(), end=match.end())


def _clocks(text: str, words: Vocabulary) -> Iterator[Amount]:
    del words
    for match in _CLOCK.finditer(text):
        hour = int(match[1])
        minute = match[2] or match[4] or match[5] or "00"
        half = (match[3] or match[6] or "").replace(".", "")
        if half == "pm" and hour < 12:
            hour += 12
        yield Amount(
            match[0], f"{hour:02d}:{minute}", "clock", start=match.start(), end=match.end()
        )


def _frequencies(text: str, words: Vocabulary) -> Iterator[Amount]:
    """``every week``, ``per year``, ``annually``: once in that time, told without a number."""
    for match in words.frequency.finditer(text):
        unit = words.units.get(match[1])
        if unit in _TIMES:
            yield Amount(match[0], "1", unit, "", "every", match.start(), match.end(), spelled=True)
    for match in _WORD.finditer(text):
        if match[0] in words.adverbs:
            value, unit = words.adverbs[match[0]]
            yield Amount(
                match[0], str(value), unit, "", "every", match.start(), match.end(), spelled=True
            )


def _numbers(text: str, words: Vocabulary) -> Iterator[Amount]:
    for match in _NUMBER.finditer(text):
        unit, noun, end = _unit_after(text, match.end(), words)
        attached = text[match.end() : match.end() + 1].isalpha()
        if attached and not unit:
            continue  # a name such as 2fa
        unit = _CURRENCY.get(match[0][0], unit)
        value = _canonical(match[0].lstrip("€$£ "), words.decimal_mark)
        yield Amount(text[match.start() : end], value, unit, noun, start=match.start(), end=end)


def _canonical(digits: str, decimal_mark: str) -> str:
    """``digits`` without thousands marks, with a point for decimals; versions stay as they are."""
    thousands = "," if decimal_mark == "." else "."
    if re.fullmatch(rf"\d{{1,3}}(?:\{thousands}\d{{3}})+(?:\{decimal_mark}\d+)?", digits):
        digits = digits.replace(thousands, "")
    digits = digits.replace(",", ".")
    if digits.count(".") == 1 and decimal_mark == ",":
        return digits
    if digits.count(".") == 1:
        whole, _, part = digits.partition(".")
        return f"{int(whole)}.{part}"
    return str(int(digits)) if "." not in digits else digits


def _words(text: str, words: Vocabulary) -> Iterator[Amount]:
    for match in _WORD.finditer(text):
        word = match[0]
        value = _number_word(word, words)
        weak = word in words.one_weak
        if value is None and (word in words.one or weak):
            value = 1
        if value is None:
            continue
        unit, noun, end = _unit_after(text, match.end(), words, farther=not weak)
        if value == 1 and not unit:
            continue
        yield Amount(
            text[match.start() : end],
            str(value),
            unit,
            noun,
            start=match.start(),
            end=end,
            spelled=True,
            weak=weak,
        )


def _number_word(word: str, words: Vocabulary) -> int | None:
    if word in words.numbers:
        return words.numbers[word]
    tens, _, ones = word.partition("-")
    if tens in words.numbers and (ones in words.numbers or ones in words.one):
        return words.numbers[tens] + words.numbers.get(ones, 1)
    return None


def _unit_after(
    text: str, position: int, words: Vocabulary, *, farther: bool = True
) -> tuple[str, str, int]:
    """Unit, noun and end of what follows a number that ends at ``position``.

    One word may stand between (``30 consecutive days``) where ``farther``, but no preposition.
    """
    tokens: list[tuple[str, int]] = []
    at = position
    while len(tokens) < 3:
        match = _TOKEN.match(text, at)
        if not match:
            break
        tokens.append((match[1], match.end()))
        at = match.end()
    for number in range(min(2 if farther else 1, len(tokens))):
        pair = " ".join(word for word, _ in tokens[number : number + 2])
        if number + 1 < len(tokens) and pair in words.units:
            return words.units[pair], "", tokens[number + 1][1]
        word, end = tokens[number]
        if word in words.units:
            return words.units[word], "", end
        if word in words.unit_stops:
            break
    noun = tokens[0][0] if tokens and tokens[0][0] not in words.unit_stops else ""
    return "", noun, position


def _shared_units(amounts: list[Amount], text: str) -> list[Amount]:
    """In ``2 to 4 weeks`` the first number has the second one's unit."""
    result = list(amounts)
    for place in range(len(result) - 2, -1, -1):
        this, following = result[place], result[place + 1]
        if not this.unit and following.unit and following.start >= this.end:
            between = text[this.end : following.start]
            if _BETWEEN.fullmatch(between):
                result[place] = replace(this, unit=following.unit, noun="")
    return result


def _with_bound(amount: Amount, text: str, words: Vocabulary) -> Amount:
    """``amount`` with the bound in the words right before it; the longest of several wins."""
    before = text[max(0, amount.start - _WINDOW) : amount.start]
    clause = re.split(r"[.;:|]", before)[-1]
    best, bound = (0, 0), ""
    for name, pattern in words.bounds:
        for match in pattern.finditer(clause):
            size = (match.end(), len(match[0]))
            if size > best and len(clause) - match.end() <= _REACH:
                best, bound = size, name
    return replace(amount, bound=bound or amount.bound)
