"""Statements read as rules. In: statements in order, a grammar, its learner, what is read so far. Out: rules, whole or leaning.

A trial of a module reads what the trial before it has read: the same words, of which the same are names, are read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from coursegen.generate.embedded.gates import is_sound
from coursegen.generate.embedded.grammar.rule import Grammar, Learner, Rule
from coursegen.model.passage import Statement

__all__ = ["Readings", "rules_of"]

Readings = dict[tuple[str, frozenset[str], frozenset[str]], Rule]
"""Rules under the id of their statement, the names known in it, and the aliases that are set apart."""


@lru_cache(maxsize=50_000)
def _perhaps_names(text: str) -> frozenset[str]:
    """The words of ``text`` with a capital first letter: what of a learner's names its reading may ask for."""
    return frozenset(each[:1].upper() + each[1:] for each in re.findall(r"[\w-]+", text))


_KNOWN = re.compile(r"^(?:[\w-]+ )?(?:the|de|het|dat|die) ([^\W\d_]+)\b", re.IGNORECASE)
_NEW = r"\b(?:an?|any|some|suspicious|een|elk|elke|eventuele) (?:[\w-]+ ){0,3}"


def _points_back(rule: Rule, before: Statement | None) -> bool:
    """Whether the rule is on *the* message of the sentence before it, which alone says which one."""
    match = _KNOWN.match(rule.task)
    if not match or before is None or rule.condition or before.document != rule.statement.document:
        return False
    near = rule.statement.position - before.position <= 1
    return near and bool(re.search(_NEW + re.escape(match[1]) + r"\b", before.text, re.IGNORECASE))


def rules_of(
    statements: Iterable[Statement], grammar: Grammar, learner: Learner, known: Readings
) -> Iterator[Rule]:
    """Each of ``statements`` taken apart, without its labels; ``known`` grows by what is read."""
    before: Statement | None = None
    for each in statements:
        rule = _reading(each, grammar, learner, known)
        leaning = rule.leaning or _points_back(rule, before)
        before = each
        yield replace(rule, leaning=leaning) if leaning != rule.leaning else rule


def _reading(statement: Statement, grammar: Grammar, learner: Learner, known: Readings) -> Rule:
    key = (statement.id, learner.names & _perhaps_names(statement.text), learner.apart)
    found = known.get(key)
    if found is None or found.statement != statement:
        rule = grammar.read(statement)
        leaning = rule.leaning or not is_sound(rule) or not rule.by_itself
        found = known[key] = replace(rule, leaning=leaning)
    return found
