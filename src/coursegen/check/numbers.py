"""The rule on numbers: each stands in the quotes that its text rests on.

In: a CheckContext. Out: Findings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from coursegen.check.alignment import pairings
from coursegen.check.amounts import Amount, agrees, amounts_of
from coursegen.check.claims import STATING, Claim
from coursegen.check.context import CheckContext
from coursegen.check.modality import strengths_of
from coursegen.check.prose import sentences_of
from coursegen.check.vocabulary import fold
from coursegen.model.blocks import citations_of
from coursegen.model.finding import Finding, Severity
from coursegen.model.passage import Index

__all__ = ["foreign_amounts", "numbers_agree"]

_BY_RULE_ONLY = frozenset({"consequence", "debrief", "distractor_feedback"})
_SURE = 0.75  # share of its words by which a sentence comes from a quote
_OTHER_SIDE = {"most": "least", "least": "most", "more": "less", "less": "more"}
"""Bounds that exclude each other; "a day is more than the 4 hours" contradicts no limit."""
_ASKED = frozenset({"key", "right_choice", "feedback", "rationale", "distractor_feedback"})


def numbers_agree(context: CheckContext) -> Iterable[Finding]:
    """Every number, term, date, percentage and time of day stands in the quotes that its text cites.

    So does one in the right choice of a scene. Number words count; ``24 hours`` is not ``24 days``, ``at least`` is not ``at most``. In consequences,
    debriefs and the feedback of wrong options only sentences that state a rule are held to this. A number in an
    objective stands in a passage of its module.
    Why: a wrong number is the error that does most harm at work, and the one a reader overlooks.
    Mend: write the number as the source has it, or cite the passage that it comes from.
    """
    for claim in context.claims:
        if _is_held(claim):
            for sentence, amount, reason in _unsupported(context, claim):
                severity: Severity = "warning" if amount.bound == "every" else "error"
                yield _finding(context, claim, severity, f"“{amount.text}” {reason}: “{sentence}”")
            yield from _from_elsewhere(context, claim)
    yield from _in_objectives(context)


def _in_objectives(context: CheckContext) -> Iterator[Finding]:
    """Numbers of objectives that stand in no passage of a module that has the objective."""
    for objective in context.course.outline.objectives:
        modules = [each for each in context.course.modules if objective.id in each.objectives]
        briefs = [
            each for each in context.course.outline.modules if objective.id in each.objectives
        ]
        passages = {each.passage for module in modules for each in citations_of(module)}
        passages.update(key for each in briefs for key in each.passages)
        passages.update(each.passage for each in objective.citations)
        if not passages:
            continue
        for amount in foreign_amounts(objective.text, passages, context.index, context.language):
            yield Finding(
                rule="numbers-agree",
                severity="error" if amount.unit and amount.bound != "every" else "warning",
                message=f"“{amount.text}” stands in no passage of the module: “{objective.text}”",
                hint="Write it as the source has it, or leave the number out.",
                module=modules[0].id if modules else "",
                unit=objective.id,
                field="text",
            )


def foreign_amounts(
    text: str, passages: Collection[str], index: Index, language: str
) -> list[Amount]:
    """The amounts of ``text``, an objective in ``language``, that no one of ``passages`` has, nor what these stand under."""
    stands: list[Amount] = []
    for each in sorted(passages):
        passage = index.passage_by_id.get(each)
        spoken = passage.language if passage else language
        for told in ([passage.text] if passage else []) + index.names_over(each):
            stands.extend(amounts_of(told, spoken))
    claimed = [each for each in amounts_of(text, language) if _counts(each)]
    return [each for each in claimed if not any(agrees(each, one) for one in stands)]


def _finding(context: CheckContext, claim: Claim, severity: Severity, message: str) -> Finding:
    hint = "Write it as the source has it, or cite the passage that it comes from."
    return context.at(claim, "numbers-agree", severity, message, hint)


def _from_elsewhere(context: CheckContext, claim: Claim) -> Iterator[Finding]:
    """A sentence's one number that stands in another quote than the one the sentence comes from."""
    told = amounts_of(claim.context, context.language)
    for pairing in pairings(context, claim):
        amounts = [each for each in amounts_of(pairing.sentence, context.language) if _counts(each)]
        if pairing.share < _SURE or len(amounts) != 1 or not amounts[0].unit:
            continue
        amount, quoted = amounts[0], pairing.quoted
        here = [each for each in amounts_of(quoted.text, quoted.language) if each.unit]
        anywhere = [*_quoted(context, claim), *told]
        if not here or any(agrees(amount, each) for each in here):
            continue
        if any(agrees(amount, each) for each in anywhere):
            message = f"“{amount.text}” stands in a quote about something else"
            yield _finding(context, claim, "warning", f"{message}: “{pairing.sentence}”")


def _is_held(claim: Claim) -> bool:
    if not claim.citations:
        return False  # citation-missing says so
    if claim.role in ("consequence", "debrief", "right_choice"):
        return True
    return claim.origin == "source" and (
        claim.role in STATING or claim.role in ("title", "distractor_feedback")
    )


def _unsupported(context: CheckContext, claim: Claim) -> Iterator[tuple[str, Amount, str]]:
    """Sentence, amount and what is wrong with it, for each amount of ``claim`` that no quote has."""
    stands = _quoted(context, claim)
    told = list(amounts_of(claim.context, context.language)) if claim.context else []
    for sentence in sentences_of(_stated(context, claim), context.language, claim.lead):
        amounts = [each for each in amounts_of(sentence, context.language) if _counts(each)]
        if amounts and claim.role in _BY_RULE_ONLY:
            if not _states_rule(context, sentence):
                told += amounts
                continue
            amounts = [each for each in amounts if not each.weak]
        for amount in amounts:
            if _follows_from_case(context, claim, amount, stands):
                continue
            if any(_same_told(amount, each) for each in told):
                continue
            support = [each for each in stands if agrees(amount, each)]
            if not support:
                yield sentence, amount, "stands in no quote that this text cites"
            elif _turned(amount, support):
                yield sentence, amount, "is a limit to the other side in the quote"


def _follows_from_case(
    context: CheckContext, claim: Claim, amount: Amount, stands: list[Amount]
) -> bool:
    """Is ``amount`` a time or day worked out from the case in the stem, or a case itself?"""
    told = amounts_of(claim.context, context.language) if claim.role in _ASKED else ()
    if amount.unit in ("clock", "date") and any(each.unit == amount.unit for each in told):
        return True
    return claim.role == "key" and _is_a_case(context, claim, amount, stands)


def _is_a_case(context: CheckContext, claim: Claim, amount: Amount, stands: list[Amount]) -> bool:
    """Is ``amount`` a case that keeps within a limit of the source: "Which length is enough?" "14"?"""
    asked = sentences_of(claim.context, context.language)
    if amount.bound or not asked or not context.words.choosing.search(fold(asked[-1])):
        return False
    return any(
        _within(float(amount.value), float(each.value), each.bound)
        for each in stands
        if (each.unit or each.noun) and (each.unit, each.noun[:4]) == (amount.unit, amount.noun[:4])
        if _is_plain(amount.value) and _is_plain(each.value)
    )


def _is_plain(value: str) -> bool:
    return value.replace(".", "", 1).isdigit()


def _within(value: float, limit: float, bound: str) -> bool:
    sides = {
        "most": value <= limit,
        "least": value >= limit,
        "more": value > limit,
        "less": value < limit,
    }
    return sides.get(bound, False)


def _counts(amount: Amount) -> bool:
    """Number words count with a unit only: "two sides" may sum up; an article only after a bound."""
    if amount.weak:
        return bool(amount.bound)
    return bool(amount.unit) or not amount.spelled


def _same_told(amount: Amount, told: Amount) -> bool:
    return amount.value == told.value and amount.unit == told.unit


def _turned(amount: Amount, support: list[Amount]) -> bool:
    """True when the amount bounds to one side and every quoted one to the other."""
    other_side = _OTHER_SIDE.get(amount.bound)
    return bool(other_side) and all(each.bound == other_side for each in support)


def _quoted(context: CheckContext, claim: Claim) -> list[Amount]:
    found: list[Amount] = []
    for citation in claim.citations:
        passage = context.index.passage_by_id.get(citation.passage)
        language = passage.language if passage else context.language
        found.extend(amounts_of(citation.quote, language))
        if claim.role == "title":  # a title may name what its sources are called: *Travel 101*
            for name in context.index.names_over(citation.passage):
                found.extend(amounts_of(name, language))
    return found


def _stated(context: CheckContext, claim: Claim) -> str:
    """The text of ``claim``; of a row of a table without the cells that are, word for word, a heading of its source."""
    if not claim.field.startswith("rows."):
        return claim.text
    names = {
        " ".join(name.split())
        for citation in claim.citations
        for name in context.index.names_over(citation.passage)
    }
    return " | ".join(
        cell for cell in claim.text.split(" | ") if " ".join(cell.split()) not in names
    )


def _states_rule(context: CheckContext, sentence: str) -> bool:
    if context.words.terms.search(fold(sentence)):
        return True
    return bool(strengths_of(sentence, context.language) - {"can", "unsure"})
