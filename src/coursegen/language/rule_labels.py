"""The number that a source sets before a rule. In: a sentence, its language. Out: the number, and the sentence without it.

``3.1 Employees must ...``, ``**3.1.** Employees``, ``§ 3.1 Employees``, ``Art. 3 - Employees``, ``(a) Employees`` and
``TLS-04: Providers`` are rules with a label. ``3.5 million users``, ``2.4 GHz``, ``3.1 is the current version`` and
``Article 6 GDPR`` are not: a label stands before a sentence, which opens with a capital and not with a unit or a law.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from coursegen.language.data import load
from coursegen.language.lexicon import lexicon

__all__ = ["RuleLabel", "is_place", "rule_label", "without_label"]

_NUMBER = r"\d{1,3}(?:\.\d{1,2})+[a-z]?"
_STARS = r"(?:\*\*|__|\*|_)?"
_CLOSED = r"(?:[.:)\]]{1,2}|\s+[-–—](?=\s))"
_PLACE = re.compile(r"\d[\d.]*[a-z]?")
_FIRST = re.compile(r"[\"'“‘«(\[]?(?P<word>[A-ZÀ-Þ][^\W\d_]*)")
_WORDS_OF_ONE = frozenset("AIUYÀ")
_SIGNS = re.compile(
    r"[KMGTP]?(?:Hz|HZ|Bit|bit|bps|Wh|VA|Ah)|[KMGTP][WVBb]|EUR|USD|GBP|CHF|AM|PM|LTS|FTE"
)
"""Signs of units that open with a capital."""
_NORMS = re.compile(
    r"(?:FY|CY|ISO|IEC|NEN|EN|DIN|RFC|FIPS|WCAG|SHA|AES|RSA|USB|COVID|CVE|PDF|HTML|IPV|SP)[-_]?\d"
)
"""Norms, standards and years: they are what the sentence speaks of, and not its name."""
_PLAIN = re.compile(rf"\\?{_STARS}[(\[]?(?P<code>{_NUMBER})(?P<closed>{_CLOSED})?{_STARS}:?\s+")
_LETTERED = re.compile(r"(?:[A-Z][-_]?\d{1,3}[.:)]|\((?:[a-z]|[ivx]{1,5}|\d{1,2})\)|[a-z]\))\s+")
_COUNTED = re.compile(rf"{_STARS}[1-9]\d{{0,2}}[.)]{_STARS}\s+(?!.*\s\d{{1,3}}\)\s)")
"""Not where the sentence counts on: ``1) a platform and 2) its parts``."""
_BARE = re.compile(r"[A-Z][-_]?\d{1,3}(?=[.:)])")
_SMALL = re.compile(r"(?P<word>[a-zà-ÿ]{2,})[\w'’-]* ")


@dataclass(frozen=True)
class RuleLabel:
    """``code`` is the name of the rule (empty for one that only counts: ``(a)``); ``length`` in characters."""

    code: str
    length: int


_NONE = RuleLabel("", 0)


def is_place(code: str) -> bool:
    """Whether ``code`` only says where a rule stands (``3.1``), so that another rule may bear it tomorrow."""
    return bool(_PLACE.fullmatch(code))


@lru_cache(maxsize=20_000)
def rule_label(sentence: str, language: str) -> RuleLabel:
    """The label that ``sentence`` opens with, with the white space behind it; one of no length where it has none."""
    lex = lexicon(language)
    if lex is None or not sentence:
        return _NONE
    if found := lex.section("code_prefix").match(sentence):
        norm = _NORMS.match(sentence)
        return _NONE if norm else RuleLabel(found["code"], found.end())
    if found := _worded(language).match(sentence):
        if _opens(sentence[found.end() :], language, of_law=not found["closed"]):
            return RuleLabel(found["code"] if "." in found["code"] else "", found.end())
        return _NONE
    if found := _PLAIN.match(sentence):
        rest = sentence[found.end() :]
        sure = found["closed"] or found["code"].count(".") > 1
        opens = _opens(rest[:1].upper() + rest[1:] if sure else rest, language)
        return RuleLabel(found["code"], found.end()) if opens else _NONE
    if found := _LETTERED.match(sentence) or _COUNTED.match(sentence):
        rest = sentence[found.end() :]
        small = _SMALL.match(rest) if sentence.startswith("(") else None
        if _opens(rest, language) or (small and small["word"] not in lex.words("conjunctions")):
            bare = _BARE.match(sentence)
            return RuleLabel(bare[0] if bare else "", found.end())
    return _NONE


def without_label(sentence: str, language: str) -> str:
    """``sentence`` as it is read: without the number of the rule."""
    return sentence[rule_label(sentence, language).length :]


@cache
def _worded(language: str) -> re.Pattern[str]:
    """``§ 3.1``, ``Art. 3.1``, ``Article 3.``: a single number needs a mark behind it."""
    names = load(language, "labels").get("names") or "(?!)"
    number = rf"{_NUMBER}|\d{{1,3}}[a-z]?(?=\s*{_CLOSED})"
    return re.compile(
        rf"\\?{_STARS}(?:§{{1,2}}\s*|(?:{names})\s+)(?P<code>{number})(?P<closed>{_CLOSED})?{_STARS}:?\s+"
    )


@cache
def _units(language: str) -> re.Pattern[str]:
    """What follows a decimal in its own right: a unit, a multiple, a sum of money, a month."""
    numbers, measures = load(language, "quantities"), load(language, "labels").get("measures")
    months = load(language, "documents").get("months", [])
    words = [*numbers.get("units", {}).values(), numbers.get("money"), *months, measures]
    return re.compile("|".join(each for each in words if each), re.IGNORECASE)


@cache
def _laws(language: str) -> re.Pattern[str]:
    """What the number of an article belongs to: ``Article 6 GDPR``, ``Artikel 2.1 Wet ...``, ``§ 3 Absatz 2``."""
    names = load(language, "labels").get("laws") or "(?!)"
    return re.compile(rf"{names}|[A-Z]{{2,}}[a-z]?")


def _opens(rest: str, language: str, *, of_law: bool = False) -> bool:
    """Whether ``rest`` opens a sentence; with ``of_law`` it must not go on with the law that an article stands in."""
    first = _FIRST.match(rest)
    if not first or " " not in rest:
        return False
    word = first["word"]
    if of_law and _laws(language).fullmatch(word):
        return False
    single = len(word) == 1 and word not in _WORDS_OF_ONE
    unit = _SIGNS.fullmatch(word) or (
        not word.isupper() and _units(language).fullmatch(word)  # HR is no hour
    )
    return not (single or unit)
