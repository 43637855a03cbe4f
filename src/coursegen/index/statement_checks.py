"""Checks that only repeat a rule. In: the statements of a document. Out: those without such checks.

Under ``How to test`` a standard turns each requirement into ``Check that ...``. That is the reviewer's list: a
learner who reads both reads everything twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursegen.index.statement_sections import content_of
from coursegen.language.lexicon import Lexicon
from coursegen.model.passage import Statement

__all__ = ["without_repeated_checks"]

_SHARED = 0.6
"""Share of a check's words that the rule has too, from which on it repeats that rule."""
_RULES = frozenset({"obligation", "prohibition", "recommendation", "no_obligation", "permission"})


def without_repeated_checks(statements: Sequence[Statement], lex: Lexicon) -> list[Statement]:
    """``statements`` without the checks under a heading of tests that say what a rule with a marker says."""
    ruled = [
        content_of(each.text, lex) for each in statements if each.marker and each.kind in _RULES
    ]
    heading, opening = lex.section("tests"), lex.pattern("checking")
    return [
        each
        for each in statements
        if not (
            each.heading
            and heading.fullmatch(re.sub(r"^[\d.\s]+", "", each.heading[-1]).strip(" :.*"))
            and not each.marker
            and (found := opening.match(each.text))
            and _repeats(content_of(each.text[found.end() :], lex), ruled)
        )
    ]


def _repeats(check: set[str], ruled: Sequence[set[str]]) -> bool:
    return bool(check) and any(len(check & each) >= _SHARED * len(check) for each in ruled)
