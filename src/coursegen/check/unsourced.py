"""The rule on texts without a source: a situation, a story or an author's own text states no rule.

In: a CheckContext. Out: Findings, all of them warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from coursegen.check.alignment import quoted_sentences
from coursegen.check.amounts import Amount, agrees, amounts_of
from coursegen.check.claims import Claim
from coursegen.check.context import CheckContext
from coursegen.check.modality import strengths_of
from coursegen.check.prose import sentences_of
from coursegen.check.vocabulary import SPEECH, fold
from coursegen.model.finding import Finding

__all__ = ["unsourced_rule"]

_SPEAKING = frozenset({"story", "teaching", "summary", "key", "feedback", "rationale"})
_RULING = frozenset({"must", "must_not", "may", "need_not", "should", "should_not"})
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’")


def unsourced_rule(context: CheckContext) -> Iterable[Finding]:
    """A text that is not the source's states no duty, permission, term or limit of its own.

    Meant are situations, scenes and whatever has origin template, model or author. A rule that a citation
    in reach carries is no rule of its own; times of day, cases, questions and what people say are free.
    Why: learners keep the story. A duty or deadline in it is learned as if the source had said it.
    Mend: take the rule out of the text, or cite the passage that says it.
    """
    for claim in context.claims:
        if claim.origin == "source" or claim.role not in _SPEAKING or "choices." in claim.field:
            continue
        for sentence in sentences_of(claim.text, context.language, claim.lead):
            reason = _rule_in(context, claim, sentence)
            if reason:
                yield context.at(
                    claim,
                    "unsourced-rule",
                    "warning",
                    f"This text has no source and states {reason}: “{sentence}”",
                    "Take the rule out, or cite the passage that says it.",
                )


def _rule_in(context: CheckContext, claim: Claim, sentence: str) -> str:
    """What kind of rule ``sentence`` states without a citation; empty where it states none."""
    folded = SPEECH.sub(" ", fold(_QUOTED.sub(" ", sentence)))
    if folded.rstrip().endswith("?"):
        return ""
    duty = context.words.learner_duty.search(folded) or context.words.rule_words.search(folded)
    timed = [each for each in amounts_of(folded, context.language) if _is_term(each)]
    if timed and (duty or context.words.terms.search(folded)):
        uncited = not all(_stands(context, claim, each) for each in timed)
        if uncited:
            return f"a term, “{timed[0].text}”"
    if duty and not _same_strength(context, claim, folded):
        return f"a rule, “{duty[0]}”"
    return ""


def _is_term(amount: Amount) -> bool:
    if amount.weak or amount.bound == "every":
        return bool(amount.bound) and amount.bound != "every"
    return amount.unit not in ("", "clock", "date")


def _stands(context: CheckContext, claim: Claim, amount: Amount) -> bool:
    return any(
        agrees(amount, each)
        for citation in claim.citations
        for quoted in quoted_sentences(context, citation)
        for each in amounts_of(quoted.text, quoted.language)
    )


def _same_strength(context: CheckContext, claim: Claim, folded: str) -> bool:
    """Does a citation in reach speak as strongly as the sentence?"""
    said = strengths_of(folded, context.language) & _RULING
    return any(
        said <= quoted.strengths or not quoted.strengths
        for citation in claim.citations
        for quoted in quoted_sentences(context, citation)
    )
