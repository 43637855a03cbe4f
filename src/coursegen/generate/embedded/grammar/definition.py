"""What a definition says of its term. In: a Rule of that kind. Out: its meaning, without the term.

No pattern is made of a term: a glossary has hundreds, each of which would be compiled for one sentence.
"""

from __future__ import annotations

import re
from functools import lru_cache

from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.wording import capitalised

__all__ = ["meaning_of", "opens_with_term"]

_MEANS = re.compile(
    r"\W*(?:means|is|are|betekent)?\s*[:\-–]*\s*(?:means )?\s*[:\-–]*\s*(.+)",
    re.IGNORECASE | re.DOTALL,
)
_IS = re.compile(r"\s+(?:is|are|zijn|means|betekent)\s+(.+)", re.IGNORECASE | re.DOTALL)
_ARTICLE = re.compile(r"(?:an?|the|de|het|een)\s+", re.IGNORECASE)
_SPELLED = re.compile(r"(?:[\w-]+\s+){1,7}?\((?P<short>[\w-]{2,})\)")
"""A name with its abbreviation: the term told again by what the letters stand for."""
_MARKS, _EDGE = re.compile(r"\W*"), re.compile(r"\b")


def meaning_of(rule: Rule) -> str:
    """What a definition says of its term, without the term."""
    return _meaning(rule.statement.term, rule.sentence)


def opens_with_term(rule: Rule) -> bool:
    """Whether the sentence opens with the whole of its term, marks and an article aside."""
    article = _ARTICLE.match(rule.sentence)
    for text in (rule.sentence, rule.sentence[article.end() :] if article else ""):
        end = _behind(rule.statement.term, text)
        if end is not None and _EDGE.match(text, end):
            return True
    return False


@lru_cache(maxsize=5_000)
def _meaning(term: str, text: str) -> str:
    end = _behind(term, text)
    match = None if end is None else _MEANS.match(text, end)
    meaning = (match[1] if match else text).strip()
    return capitalised(_without_name(term, meaning).rstrip("."))


def _without_name(term: str, meaning: str) -> str:
    """``meaning`` without the term that it says again: *The RoK is a list* and *A Register of Keys (RoK) is a list* are *a list*."""
    article = _ARTICLE.match(meaning)
    start = article.end() if article else 0
    end = _behind(term, meaning[start:])
    spelled = _SPELLED.match(meaning, start) if end is None else None
    if spelled and spelled["short"].lower() == term.lower():
        end = spelled.end() - start
    told = None if end is None else _IS.match(meaning, start + end)
    return told[1].strip() if told else meaning


def _behind(term: str, text: str) -> int | None:
    """Where ``text`` goes on behind the term that it opens with; None where it opens otherwise."""
    told = _MARKS.sub("", term, count=1).lower()
    opened = _MARKS.match(text)
    start = opened.end() if opened else 0
    end = start + len(told)
    return end if text[start:end].lower() == told else None
