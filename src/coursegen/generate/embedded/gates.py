"""The gates: what a draft may not say. In: texts and rules. Out: yes or no, by plain comparison of words.

Words are compared by their first letters (a stem good enough to compare with), numbers exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from coursegen.generate.embedded.grammar.rule import Rule

__all__ = [
    "alike",
    "echoes",
    "gives_away",
    "holds_word",
    "is_made_for",
    "is_sound",
    "numbers",
    "stems",
    "word_count",
]

_SHORTEST_CLAUSE = 3
_FUNCTION_WORDS = frozenset(
    [
        "about",
        "after",
        "also",
        "because",
        "been",
        "before",
        "being",
        "between",
        "both",
        "does",
        "each",
        "else",
        "ever",
        "every",
        "from",
        "have",
        "into",
        "just",
        "many",
        "more",
        "most",
        "much",
        "must",
        "need",
        "only",
        "other",
        "over",
        "said",
        "same",
        "shall",
        "should",
        "some",
        "such",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "under",
        "unless",
        "until",
        "upon",
        "very",
        "what",
        "when",
        "where",
        "which",
        "while",
        "whom",
        "whose",
        "will",
        "with",
        "within",
        "without",
        "would",
        "your",
        "yours",
        "yourself",
        "aan",
        "alle",
        "alleen",
        "alles",
        "ander",
        "andere",
        "beide",
        "bent",
        "binnen",
        "daar",
        "daarna",
        "daarvoor",
        "deze",
        "door",
        "doen",
        "doet",
        "dient",
        "dienen",
        "echter",
        "eerst",
        "eigen",
        "elke",
        "enkele",
        "geen",
        "gaat",
        "haar",
        "hebben",
        "hebt",
        "heeft",
        "hier",
        "hoeft",
        "hoeven",
        "hoort",
        "iedere",
        "indien",
        "jouw",
        "kunnen",
        "kunt",
        "maar",
        "meer",
        "mits",
        "moet",
        "moeten",
        "mogen",
        "naar",
        "niet",
        "nodig",
        "nadat",
        "omdat",
        "onder",
        "ongeveer",
        "over",
        "stel",
        "tegen",
        "tenzij",
        "terwijl",
        "toch",
        "tussen",
        "uit",
        "veel",
        "volgens",
        "voor",
        "voordat",
        "waar",
        "waarom",
        "waarop",
        "wanneer",
        "wat",
        "welke",
        "werd",
        "wordt",
        "worden",
        "zelf",
        "zich",
        "zijn",
        "zoals",
        "zodra",
        "zonder",
        "zullen",
    ]
)


def word_count(text: str) -> int:
    """Number of words."""
    return len(text.split())


@lru_cache(maxsize=20_000)
def stems(text: str) -> frozenset[str]:
    """The content words of ``text``, cut to their first six letters."""
    words = re.findall(r"[^\W\d_]{4,}", text.lower())
    return frozenset(each[:6] for each in words if each not in _FUNCTION_WORDS)


@lru_cache(maxsize=20_000)
def numbers(text: str) -> tuple[str, ...]:
    """The numbers written in ``text``."""
    return tuple(re.findall(r"\d+(?:[.,]\d+)?", text))


def alike(one: str, other: str) -> float:
    """How much of the shorter text's words the other has, 0..1."""
    first, second = stems(one), stems(other)
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))


_ROOT = 5
"""Letters from which two words of one root are told apart: *policy* and *policies*, *register* and *registerhouder*."""


def echoes(name: str, text: str) -> bool:
    """Whether ``text`` holds the root of a content word of ``name``, by itself or in a compound."""
    words = re.findall(r"[^\W\d_]{4,}", name.lower())
    low = text.lower()
    return any(each[:_ROOT] in low for each in words if each not in _FUNCTION_WORDS)


def holds_word(words: Iterable[str], text: str) -> bool:
    """Whether one of ``words`` begins a word of ``text``."""
    told = tuple(words)
    return bool(told) and bool(_beginning(told).search(text.lower()))


def is_made_for(entry: Mapping[str, Any], text: str) -> bool:
    """Whether an entry of a bank fits ``text``: a word of its ``when`` is in it, where it has any, and none of its ``unless``."""
    fits = not entry.get("when") or holds_word(entry["when"], text)
    return fits and not holds_word(entry.get("unless") or (), text)


@lru_cache(maxsize=500)
def _beginning(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(each.lower()) for each in words)})")


_SCRAP = re.compile(
    r"(?:not|about|possible|applicable|needed|necessary|in|at|on|as|so|to|for|from|by|of|with|any|it|they|"
    r"this|that|these|niet|nodig|mogelijk|van toepassing|in|op|aan|om|dit|deze|het|ze)\b(?! [\w-]+ [\w-]+ [\w-]+)",
    re.IGNORECASE,
)


def is_sound(rule: Rule) -> bool:
    """Whether a rule's pieces are whole: no torn bracket, no scrap for a condition, no open ``it``."""
    text = rule.sentence
    if re.search(r"(?<!\[)\[[a-zë| ]{4,}\](?!\])", text):  # a template's open place
        return False
    if any(mark in text for mark in ";!…") or text.count("(") != text.count(")"):
        return False
    if any(
        each.count("(") != each.count(")") for each in (rule.task, rule.condition, rule.exception)
    ):
        return False
    if re.match(r"(?:it|they|he|she|this|that|hij|ze|zij|dit)\b", rule.condition, re.IGNORECASE):
        return False
    if re.match(r"\w{3,}ing\b(?! (?:is|are|has|takes) )", rule.condition):
        return False
    for clause in filter(None, (rule.condition, rule.exception)):
        if word_count(clause) < _SHORTEST_CLAUSE or _SCRAP.match(clause):
            return False
        if re.search(r",? (?:and|but|en|maar) (?:if|when|als|indien|wanneer)\b", clause):
            return False  # two cases with what holds between them
    opens = re.match(r"\S+ (?:it|them|this|that|these)\b", rule.task)
    return not (opens and not rule.condition)


def gives_away(stem: str, key: str, wrong: Iterable[str]) -> bool:
    """Whether the stem holds half of the key's words while the wrong options hold fewer."""
    answer = stems(key)
    if len(answer) < 2:
        return False
    shared = len(answer & stems(stem)) / len(answer)
    others = max(
        (len(stems(each) & stems(stem)) / max(1, len(stems(each))) for each in wrong), default=0
    )
    return shared >= 0.5 and others < 0.5
