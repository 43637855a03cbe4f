"""Rules on modality, actor and condition: a sentence says it as strongly as the source does.

In: a CheckContext. Out: Findings. Sentences are held against the quoted sentence they come from
(``alignment``); where that is not sure, the finding is a warning, or there is none.
"""

from __future__ import annotations

from collections.abc import Iterable

from coursegen.check.alignment import Pairing, Quoted, pairings
from coursegen.check.claims import STATING
from coursegen.check.context import CheckContext
from coursegen.check.strengths import strengths_of
from coursegen.check.vocabulary import fold, vocabulary
from coursegen.model.finding import Finding, Severity

__all__ = ["strength_agrees"]

_COMPATIBLE: dict[str, frozenset[str]] = {
    "must": frozenset({"must"}),
    "must_not": frozenset({"must_not"}),
    "should": frozenset({"should"}),
    "should_not": frozenset({"should_not"}),
    "may": frozenset({"may", "optional"}),
    "need_not": frozenset({"need_not", "optional"}),
    "optional": frozenset({"optional", "may", "need_not"}),
}
_WITH_EXCEPTION = {
    "must_not": frozenset({"may"}),
    "may": frozenset({"must", "must_not"}),
    "must": frozenset({"need_not"}),
}
"""What a rule with an exception also says: "must not, unless ..." permits something."""

_HELD = STATING | {"consequence", "debrief", "distractor_feedback"}
_PLAIN = {
    "must": "must",
    "must_not": "must not",
    "should_not": "should not",
    "need_not": "need not",
}
_SURE = 0.8
_CELLS = " | "
_HINT = "Say it as strongly as the source does, or cite the sentence that says it so."


def strength_agrees(context: CheckContext) -> Iterable[Finding]:
    """Must, should, may, must not and need not are the source's, and so is every "not".

    Why: "may" for "must" makes a duty a choice; a lost "not" teaches the opposite.
    Mend: say it as strongly as the cited sentence does, or cite the sentence that says it so.
    """
    for claim in context.claims:
        if claim.role not in _HELD or claim.origin != "source":
            continue
        for pairing in pairings(context, claim):
            flaw = _flaw(context, pairing)
            if flaw:
                severity, message = flaw
                yield context.at(
                    claim,
                    "strength-agrees",
                    severity,
                    f"{message}: “{pairing.sentence}” rests on “{pairing.quoted.text}”",
                    _HINT,
                )


def _flaw(context: CheckContext, pairing: Pairing) -> tuple[Severity, str] | None:
    own = strengths_of(pairing.sentence, context.language)
    if "unsure" in own:
        return None
    said = own - {"can"}
    if pairing.share < context.settings.same_sentence_share:
        return _against_all(said, pairing) if pairing.claim.role in STATING else None
    quoted = pairing.quoted.strengths
    if "unsure" in quoted:
        return None
    if not said:
        return _lost_negation(context, pairing, own)
    stands = quoted - {"can"}
    if not stands:
        return _against_plain(context, said, pairing)
    allowed = _allowed(stands, pairing)
    if _CELLS in pairing.sentence or pairing.claim.lead or "\n" in pairing.claim.text:
        allowed |= pairing.quoted.around
    if said & stands & {"should", "may"}:
        allowed |= {"need_not"}  # "recommended, not required" says what "recommended" says
    wrong = sorted(said - allowed)
    if not wrong or _refuses(context, said, stands, pairing):
        return None
    severity: Severity = "error" if len(said) == 1 and pairing.share >= _SURE else "warning"
    return severity, f"The text says {_named(wrong)}, the source {_named(sorted(stands))}"


def _named(strengths: Iterable[str]) -> str:
    return " and ".join(f"“{_PLAIN.get(each, each)}”" for each in strengths)


def _allowed(stands: Iterable[str], pairing: Pairing) -> frozenset[str]:
    """What a sentence may say where the quoted one says ``stands``.

    An exception that the quote has and the sentence has not may be what the sentence is about.
    """
    words = vocabulary(pairing.quoted.language)
    exception = words.strong_conditions.search(fold(pairing.quoted.text))
    kept = words.strong_conditions.search(fold(pairing.sentence))
    allowed: set[str] = set()
    for each in stands:
        allowed |= _COMPATIBLE.get(each, frozenset())
        if exception and not kept:
            allowed |= _WITH_EXCEPTION.get(each, frozenset())
    return frozenset(allowed)


def _refuses(
    context: CheckContext, said: frozenset[str], stands: frozenset[str], pairing: Pairing
) -> bool:
    """Is it "You must refuse", which says what "must not" says?"""
    if said != {"must"} or stands != {"must_not"}:
        return False
    words = context.words.refusal.findall(fold(pairing.sentence))
    quoted = fold(pairing.quoted.text).split()
    return any(word not in quoted for word in words)


def _lost_negation(
    context: CheckContext, pairing: Pairing, own: frozenset[str]
) -> tuple[Severity, str] | None:
    """A prohibition told without any word of refusal."""
    quoted = pairing.quoted
    words = vocabulary(quoted.language)
    if quoted.strengths != {"must_not"}:
        return None
    if words.strong_conditions.search(fold(quoted.text)):
        return None
    around = f"{pairing.claim.context} {pairing.claim.lead} {pairing.claim.text}"
    if context.words.negation.search(fold(around)):
        return None
    severity: Severity = "error" if "can" in own else "warning"
    return severity, "The source forbids this, the text does not say so"


def _against_plain(
    context: CheckContext, said: frozenset[str], pairing: Pairing
) -> tuple[Severity, str] | None:
    """The quoted sentence has no marker: a plain rule ("are removed after 90 days") or a step."""
    negated = vocabulary(pairing.quoted.language).negation.search(fold(pairing.quoted.text))
    if said & {"may", "need_not", "optional"}:
        if "can" in pairing.quoted.strengths:
            return None
        return "warning", f"The text says {_named(sorted(said))}, the source states it plainly"
    if "must_not" in said and not negated:
        return "warning", "The text forbids what the source states plainly"
    if said == {"must"} and negated and not context.words.negation.search(fold(pairing.sentence)):
        return "warning", "The text makes a duty of what the source denies"
    return None


def _against_all(said: frozenset[str], pairing: Pairing) -> tuple[Severity, str] | None:
    """Without a quoted sentence that is surely meant: does any quote speak as strongly?"""
    everywhere: set[str] = set()
    for each in pairing.others:
        if "unsure" in each.strengths or not each.strengths:
            return None
        everywhere |= _allowed(each.strengths, _with(pairing, each)) | each.strengths
    if not said or said & everywhere or "must" in said:
        return None
    return "warning", f"The text says {_named(sorted(said))}, which no cited sentence does"


def _with(pairing: Pairing, quoted: Quoted) -> Pairing:
    return Pairing(pairing.claim, pairing.sentence, quoted, pairing.share, pairing.others)
