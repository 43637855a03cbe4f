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
_MARKS, _EDGE = re.compile(r"\W*"), re.compile(r"\b")


def meaning_of(rule: Rule) -> str:
    """What a definition says of its term, without the term."""
    return _meaning(rule.statement.term, rule.sentence)


def opens_with_term(rule: Rule) -> bool:
    """Whether the sentence opens with the whole of its term, marks aside."""
    end = _behind(rule.statement.term, rule.sentence)
    return end is not None and bool(_EDGE.match(rule.sentence, end))


@lru_cache(maxsize=5_000)
def _meaning(term: str, text: str) -> str:
    end = _behind(term, text)
    match = None if end is None else _MEANS.match(text, end)
    return capitalised((match[1] if match else text).strip().rstrip("."))


def _behind(term: str, text: str) -> int | None:
    """Where ``text`` goes on behind the term that it opens with; None where it opens otherwise."""
    told = _MARKS.sub("", term, count=1).lower()
    opened = _MARKS.match(text)
    start = opened.end() if opened else 0
    end = start + len(told)
    return end if text[start:end].lower() == told else None
