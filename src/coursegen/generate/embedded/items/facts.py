"""Whether two items ask the same fact. In: their candidates, or two rules. Out: whether it is told twice over.

A source says one rule in two places, in nearly the same words: the ids differ, the fact does not.
"""

from __future__ import annotations

import re
from functools import lru_cache

from coursegen.generate.embedded.gates import stems
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.items.candidate import Candidate

__all__ = ["is_same_fact", "shared_facts"]

_SAME = 0.8
"""Share of all their words, from which two rules of one strength and with the same figures say the same."""


def shared_facts(one: Candidate, other: Candidate) -> bool:
    """Whether a rule of ``one`` says what a rule of ``other`` says."""
    return any(is_same_fact(each, rule) for each in one.rules for rule in other.rules)


def is_same_fact(one: Rule, other: Rule) -> bool:
    """Whether both are one rule, or say the same with one strength and the same figures."""
    if one.id == other.id:
        return True
    return one.modality == other.modality and _say_the_same(*sorted((one.sentence, other.sentence)))


@lru_cache(maxsize=20_000)
def _say_the_same(one: str, other: str) -> bool:
    if sorted(re.findall(r"\d+", one)) != sorted(re.findall(r"\d+", other)):
        return False
    first, second = stems(one), stems(other)
    return bool(first) and len(first & second) >= _SAME * len(first | second)
