"""The rule on strength: a sentence says it as strongly as the source does, and denies what it denies.

In: a CheckContext. Out: Findings. Sentences are held against the quoted sentence they come from
(``alignment``); where that is not sure, the finding is a warning, or there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from coursegen.check.alignment import CELLS, Pairing, pairings
from coursegen.check.claims import STATING
from coursegen.check.context import CheckContext
from coursegen.check.modality import COMPATIBLE, strengths_of, subject_words
from coursegen.check.vocabulary import fold, vocabulary
from coursegen.model.finding import Finding, Severity

__all__ = ["strength_agrees"]

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
_FEWEST_WORDS = 3
_MOST_DENIALS = 2  # more in one sentence are told in other ways
_CLAUSE = re.compile(r"[,;:]\s+")
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
    said = own - {"can", "unsure"}
    points = context.words.pointing.search(fold(pairing.sentence))
    if points and len(pairing.words) < _FEWEST_WORDS:
        return None  # "That one need not": said of something the source does not speak of
    if pairing.share < context.settings.same_sentence_share:
        return _against_all(own, pairing) if pairing.claim.role in STATING else None
    quoted = pairing.quoted.strengths
    stands = quoted - {"can", "unsure"}
    if not said and "unsure" in own:
        return _possibility_for_rule(context, quoted, pairing)
    if not said:
        return _lost_negation(context, pairing, own)
    if not stands:
        return None if "unsure" in quoted else _against_plain(context, said, pairing)
    wrong = sorted(said - _allowed_around(said, pairing))
    if wrong and not _refuses(context, said, stands, pairing):
        severity: Severity = "error" if len(said) == 1 and pairing.share >= _SURE else "warning"
        return severity, _says(wrong, stands)
    return None if wrong else _clause_flaw(context, pairing)


def _says(wrong: Iterable[str], stands: Iterable[str]) -> str:
    return f"The text says {_named(wrong)}, the source {_named(sorted(stands))}"


def _allowed_around(said: frozenset[str], pairing: Pairing) -> frozenset[str]:
    """What the sentence may say, with what its list's lead-in and its row's other cells allow."""
    quoted = pairing.quoted
    allowed = _allowed(quoted.strengths, pairing)
    if CELLS in pairing.sentence or pairing.claim.lead or "\n" in pairing.claim.text:
        allowed |= quoted.around
    if said & quoted.strengths & {"should", "may"}:
        allowed |= {"need_not"}  # "recommended, not required" says what "recommended" says
    if "unsure" in quoted.strengths:
        allowed |= {"may", "must_not", "need_not", "optional"}
    return allowed


def _possibility_for_rule(
    context: CheckContext, quoted: frozenset[str], pairing: Pairing
) -> tuple[Severity, str] | None:
    """Find "may be reviewed" where the source says "must be reviewed"."""
    if not quoted or quoted & {"may", "can", "unsure", "optional"}:
        return None
    if "must_not" in quoted and _denies_as_often(context, pairing.sentence, pairing):
        return None  # "may not be on a stick" forbids it too
    severity: Severity = "error" if pairing.share >= _SURE else "warning"
    return severity, _says(["may"], quoted)


def _clause_flaw(context: CheckContext, pairing: Pairing) -> tuple[Severity, str] | None:
    """In "1.2 is mandatory, 1.3 is recommended" each clause has its own strength."""
    if len(pairing.quoted.strengths - {"can", "unsure"}) < 2:
        return None
    quoted = [
        (subject_words(each, pairing.quoted.language), strengths_of(each, pairing.quoted.language))
        for each in _CLAUSE.split(pairing.quoted.text)
    ]
    for clause in _CLAUSE.split(pairing.sentence):
        said = strengths_of(clause, context.language) - {"can", "unsure"}
        words = subject_words(clause, context.language)
        if not said or len(words) < 2:
            continue
        shares = [len(words & each) / len(words) for each, _ in quoted]
        best = max(range(len(quoted)), key=lambda place: (shares[place], -place))
        stands = quoted[best][1]
        if shares[best] < context.settings.same_sentence_share or not stands or "unsure" in stands:
            continue
        allowed = frozenset().union(*(COMPATIBLE.get(each, frozenset()) for each in stands))
        if said & stands & {"should", "may"}:
            allowed |= {"need_not"}
        if said - allowed:
            return "warning", _says(sorted(said - allowed), stands)
    return None


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
        allowed |= COMPATIBLE.get(each, frozenset())
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
    if _only_with(context, pairing):
        return None
    around = f"{pairing.claim.context} {pairing.claim.lead} {pairing.claim.text}"
    if _denies_as_often(context, around, pairing):
        return None
    severity: Severity = "error" if "can" in own else "warning"
    return severity, "The source forbids this, the text does not say so"


def _only_with(context: CheckContext, pairing: Pairing) -> bool:
    """Is it "only with approval", which says what "not without approval" says?"""
    said = fold(pairing.sentence)
    without = vocabulary(pairing.quoted.language).without.search(fold(pairing.quoted.text))
    return bool(
        without and context.words.only.search(said) and not context.words.without.search(said)
    )


def _denies_as_often(context: CheckContext, text: str, pairing: Pairing) -> bool:
    """Has ``text`` a word of denial for each that the quoted sentence has, "in violation of" included?"""
    quoted = vocabulary(pairing.quoted.language).negation.findall(fold(pairing.quoted.own))
    said = context.words.negation.findall(fold(text))
    return bool(said) and len(said) >= min(len(quoted), _MOST_DENIALS)


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


def _against_all(own: frozenset[str], pairing: Pairing) -> tuple[Severity, str] | None:
    """Without a quoted sentence that is surely meant: does any quote speak as strongly?"""
    if "unsure" in own:
        return None
    said = own - {"can"}
    everywhere: set[str] = set()
    for each in pairing.others:
        if "unsure" in each.strengths or not each.strengths:
            return None
        everywhere |= _allowed(each.strengths, replace(pairing, quoted=each)) | each.strengths
    if not said or said & everywhere or "must" in said:
        return None
    return "warning", f"The text says {_named(sorted(said))}, which no cited sentence does"
