"""A language's words for the checks, compiled. In: a language tag. Out: a Vocabulary.

The words stand in ``language/data/<language>/checks.yaml``, number words and the
decimal mark in ``quantities.yaml`` beside it.
A language without ``checks.yaml`` has an empty vocabulary: the rules that need words then find nothing, and
``language-known`` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from coursegen.language.data import load

__all__ = ["SPEECH", "Vocabulary", "content_words", "fold", "vocabulary"]

SPEECH = re.compile(r"(?<!\w)'[^']{2,}'(?!\w)|\"[^\"]{2,}\"|«[^»]+»")
"""What somebody says in a story, in folded text."""

_NEVER = re.compile(r"(?!)")
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['-][^\W_]+)*")
_STEMMERS = {"en": "english", "nl": "dutch", "de": "german", "fr": "french"}
_PREFIX = 6  # letters that stand for a word in a language without a stemmer
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "\u00a0": " "})


@dataclass(frozen=True)
class Vocabulary:
    """Patterns and word lists of one language; see the comments in the English file."""

    language: str
    known: bool
    numbers: dict[str, int]
    one: frozenset[str]
    one_weak: frozenset[str]
    decimal_mark: str
    units: dict[str, str]
    unit_stops: frozenset[str]
    months: dict[str, int]
    frequency: re.Pattern[str]
    adverbs: dict[str, tuple[int, str]]
    labels: re.Pattern[str]
    bounds: tuple[tuple[str, re.Pattern[str]], ...]
    terms: re.Pattern[str]
    modality: tuple[tuple[str, re.Pattern[str]], ...]
    subordinate: re.Pattern[str]
    negation: re.Pattern[str]
    plain_negation: re.Pattern[str]
    refusal: re.Pattern[str]
    pointing: re.Pattern[str]
    strong_conditions: re.Pattern[str]
    weak_conditions: re.Pattern[str]
    only: re.Pattern[str]
    without: re.Pattern[str]
    limits: re.Pattern[str]
    learner: re.Pattern[str]
    learner_duty: re.Pattern[str]
    subject_of_duty: re.Pattern[str]
    articles: frozenset[str]
    stop_words: frozenset[str]
    bare_feedback: frozenset[str]
    all_none: re.Pattern[str]
    negative_stem: re.Pattern[str]
    generic_stem: re.Pattern[str]
    absolutes: re.Pattern[str]
    vague_quantities: re.Pattern[str]
    question_words: re.Pattern[str]
    choosing: re.Pattern[str]
    unmeasurable: re.Pattern[str]
    rule_words: re.Pattern[str]
    empty_link: re.Pattern[str]
    poor_alt: re.Pattern[str]
    article_endings: dict[str, re.Pattern[str]] = field(default_factory=dict)
    address: dict[str, re.Pattern[str]] = field(default_factory=dict)


@cache
def vocabulary(language: str) -> Vocabulary:
    """The Vocabulary of ``language``; empty where no data file is there."""
    data = load(language, "checks")
    bounds, endings = data.get("bounds", {}), data.get("article_endings", {})
    conditions = data.get("conditions", {})
    limiting = {each: _pattern(conditions, each) for each in ("only", "without")}
    of_rules = ("limits", "learner", "learner_duty", "subject_of_duty")
    return Vocabulary(
        language=language,
        known=bool(data),
        numbers=_number_words(language) if data else {},
        one=frozenset(data.get("one_words", ())),
        one_weak=frozenset(data.get("one_words_weak", ())),
        decimal_mark=load(language, "quantities").get("decimal", "."),
        units={word: unit for unit, words in data.get("units", {}).items() for word in words},
        unit_stops=frozenset(data.get("unit_stops", ())),
        months=data.get("months", {}),
        frequency=_pattern(data, "frequency"),
        adverbs=_adverbs(language) if data else {},
        labels=_pattern(data, "labels"),
        bounds=tuple((name, _any_of(patterns)) for name, patterns in bounds.items()),
        terms=_any_of(data.get("terms", ())),
        modality=tuple((name, re.compile(text)) for name, text in data.get("modality", ())),
        subordinate=_pattern(data, "subordinate"),
        negation=_pattern(data, "negation"),
        plain_negation=_pattern(data, "plain_negation"),
        refusal=_pattern(data, "refusal"),
        pointing=_pattern(data, "pointing"),
        strong_conditions=_pattern(conditions, "strong"),
        weak_conditions=_pattern(conditions, "weak"),
        **limiting,
        **{each: _pattern(data, each) for each in of_rules},
        articles=frozenset(data.get("articles", ())),
        stop_words=frozenset(data.get("stop_words", ())),
        bare_feedback=frozenset(data.get("bare_feedback", ())),
        all_none=_pattern(data, "all_none_options"),
        negative_stem=_pattern(data, "negative_stem"),
        generic_stem=_pattern(data, "generic_stem"),
        absolutes=_pattern(data, "absolutes"),
        vague_quantities=_pattern(data, "vague_quantities"),
        question_words=_pattern(data, "question_words"),
        choosing=_pattern(data, "choosing"),
        unmeasurable=_pattern(data, "unmeasurable"),
        rule_words=_pattern(data, "rule_words"),
        empty_link=_pattern(data, "empty_link"),
        poor_alt=_pattern(data, "poor_alt"),
        article_endings={word: re.compile(text) for word, text in endings.items()},
        address={form: re.compile(text) for form, text in data.get("address", {}).items()},
    )


def _number_words(language: str) -> dict[str, int]:
    """Single words for numbers from two on; "one" and articles count as one only before a unit."""
    words: dict[str, int] = load(language, "quantities").get("numbers", {})
    return {word: value for word, value in words.items() if value > 1 and " " not in word}


def _adverbs(language: str) -> dict[str, tuple[int, str]]:
    """Single words that say how often: ``annually`` is once in 1 year."""
    listed = load(language, "quantities").get("adverbs", {})
    return {word: (value, unit) for word, (value, unit) in listed.items() if " " not in word}


def _pattern(data: dict[str, Any], name: str) -> re.Pattern[str]:
    text = data.get(name)
    return re.compile(text) if text else _NEVER


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    joined = "|".join(patterns)
    return re.compile(joined) if joined else _NEVER


def fold(text: str) -> str:
    """``text`` in lower case with straight quotation marks and single spaces: what patterns see."""
    return " ".join(text.lower().translate(_STRAIGHT).split())


@cache
def _stemmer(language: str) -> Any:
    name = _STEMMERS.get(language.partition("-")[0])
    if name is None:
        return None
    import snowballstemmer

    return snowballstemmer.stemmer(name)


@cache
def _stem(word: str, language: str) -> str:
    stemmer = _stemmer(language)
    return str(stemmer.stemWord(word)) if stemmer else word[:_PREFIX]


@cache
def content_words(text: str, language: str) -> frozenset[str]:
    """Stems of the words of ``text`` that carry meaning; numbers count as words."""
    stop = vocabulary(language).stop_words
    return frozenset(
        _stem(word, language) for word in _WORD.findall(fold(text)) if word not in stop
    )
