"""The rule on when: a text keeps the condition and the exception of what it states.

In: a CheckContext. Out: Findings, all of them warnings: a condition may be told in other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from coursegen.check.actors import statements_at
from coursegen.check.alignment import CELLS, Pairing, pairings
from coursegen.check.claims import STATING
from coursegen.check.context import CheckContext
from coursegen.check.vocabulary import content_words, fold, vocabulary
from coursegen.model.finding import Finding

__all__ = ["condition_kept"]

_FEWEST_WORDS = 4
_FEWEST_NEEDED = 2
_FEWEST_RULES = 2  # sentences with a strength of their own that make a row one of several rules
_KEPT = 0.34  # share of a condition's words that must be there for it to count as kept


def condition_kept(context: CheckContext) -> Iterable[Finding]:
    """A sentence keeps the condition or exception of the source's sentence that it comes from.

    Why: "must report" for "must report if data are involved" makes a rule wider than it is.
    Mend: add the condition, or say it in the sentence beside it.
    """
    for claim in context.claims:
        if claim.role not in STATING or claim.origin != "source":
            continue
        for pairing in pairings(context, claim):
            lost = _lost_condition(context, _of_one_rule(pairing))
            if lost:
                yield context.at(
                    claim,
                    "condition-kept",
                    "warning",
                    f"The condition “{lost}” is lost: “{pairing.sentence}”",
                    "Add the condition, or say it in the sentence beside it.",
                )


def _of_one_rule(pairing: Pairing) -> Pairing:
    """``pairing`` with the nearest sentence of a row that holds several rules: the condition of one is not all's."""
    quoted = pairing.quoted
    if CELLS not in quoted.text:
        return pairing
    rules = [
        each
        for each in pairing.others
        if each.passage == quoted.passage and CELLS not in each.text and each.strengths
    ]
    if len(rules) < _FEWEST_RULES:
        return pairing
    words = pairing.words
    near = max(rules, key=lambda each: len(words & each.words) / len(words | each.words))
    return replace(pairing, quoted=near, share=len(words & near.words) / len(words))


def _lost_condition(context: CheckContext, pairing: Pairing) -> str:
    if pairing.share < context.settings.same_sentence_share:
        return ""
    own_words = content_words(pairing.sentence, context.language)
    if pairing.claim.context and len(own_words) < _FEWEST_WORDS:
        return ""  # a key such as "Within 7 days" leaves the rest to its stem
    told_before = pairing.claim.role == "summary" or bool(pairing.claim.context)
    return _by_word(context, pairing, told_before=told_before) or (
        "" if told_before else _by_statement(context, pairing)
    )


def _by_word(context: CheckContext, pairing: Pairing, *, told_before: bool) -> str:
    """The clause that opens with a conditional word in the quoted sentence and is not told."""
    words = vocabulary(pairing.quoted.language)
    folded = fold(pairing.quoted.own)
    strong = words.strong_conditions.search(folded)
    weak = None
    if not told_before and not context.words.limits.search(fold(pairing.sentence)):
        weak = words.weak_conditions.search(folded)
    match = strong or weak
    if match is None:
        return ""
    clause = re.split(r"[,;.]", folded[match.start() :], maxsplit=1)[0]
    needed = content_words(folded[match.end() : match.start() + len(clause)], words.language)
    if len(needed) < _FEWEST_NEEDED or _share_told(context, pairing, needed) >= _KEPT:
        return ""
    return clause.strip()


def _by_statement(context: CheckContext, pairing: Pairing) -> str:
    """The condition or exception that the ledger found in the quoted sentence and that is not told.

    What counts are its words that stand nowhere else in the sentence: the others are told anyway.
    """
    language = pairing.quoted.language
    own, with_lead = fold(pairing.quoted.own), fold(pairing.quoted.text)
    for statement in statements_at(context, pairing):
        for part in (statement.exception, statement.condition):
            clause = fold(part)
            quoted = own if clause in own else with_lead
            if not clause or clause not in quoted:
                continue
            rest = quoted.replace(clause, " ")
            needed = content_words(clause, language) - content_words(rest, language)
            if not needed or _limits(context, pairing.sentence) > _limits(context, rest):
                continue
            if _share_told(context, pairing, needed) < _KEPT:
                return clause.strip(" ,.;")
    return ""


def _share_told(context: CheckContext, pairing: Pairing, needed: frozenset[str]) -> float:
    """How much of ``needed`` the text, its lead and what was read before it say, 0..1."""
    claim = pairing.claim
    titles = " ".join(
        each.text
        for each in context.claims_by_module[claim.module]
        if each.role == "title" and each.unit in (claim.unit, claim.module)
    )
    around = f"{titles} {claim.context} {claim.lead} {claim.text}"
    return len(needed & content_words(around, context.language)) / len(needed)


def _limits(context: CheckContext, text: str) -> int:
    return len(context.words.limits.findall(fold(text)))
