"""How hard a text reads, and the rule on it. In: texts and their language. Out: a score, Findings.

English: Flesch reading ease, 206.835 - 1.015 x words per sentence - 84.6 x syllables per word (Flesch 1948).
Dutch: Flesch-Douma, 206.8 - 0.77 x syllables per 100 words - 0.93 x words per sentence (Douma 1960). Both run
from about 0 (hard) to 100 (easy). Elsewhere LIX, words per sentence + percentage of words over six letters
(Björnsson 1968), turned round as 100 - LIX so that more is easier everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from coursegen.check.claims import Claim
from coursegen.check.context import CheckContext
from coursegen.check.prose import sentences_of
from coursegen.model.finding import Finding

__all__ = ["FORMULAS", "module_ease", "reading_ease", "reading_level", "source_ease"]

FORMULAS = {"en": "Flesch", "nl": "Flesch-Douma"}
"""Name of the formula of a language; LIX, turned round, where none is named."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+")
_SILENT = re.compile(r"(?<![aeiouyl])e$|(?<=[^aeiouydt])ed$")
_LONG_WORD = 6
_FEWEST_WORDS = 100
_EASY = 50  # from here on a text is easy enough, whatever its source
_READ = frozenset({"teaching", "summary", "story"})


def reading_ease(sentences: Sequence[str], language: str) -> float | None:
    """Score of ``sentences``, more is easier; None under 100 words, where a score says little."""
    words = [word for each in sentences for word in _WORD.findall(each)]
    if len(words) < _FEWEST_WORDS or not sentences:
        return None
    length = len(words) / len(sentences)
    code = language.partition("-")[0]
    if code not in FORMULAS:
        long_words = sum(len(each) > _LONG_WORD for each in words)
        return round(100 - length - 100 * long_words / len(words), 1)
    syllables = sum(_syllables(each.lower(), code) for each in words) / len(words)
    if code == "nl":
        return round(206.8 - 77 * syllables - 0.93 * length, 1)
    return round(206.835 - 1.015 * length - 84.6 * syllables, 1)


@cache
def _syllables(word: str, code: str) -> int:
    """Groups of vowels; in English without the e that is not heard."""
    heard = _SILENT.sub("", word) if code == "en" else word
    return max(1, len(_VOWELS.findall(heard)))


def module_ease(claims: Iterable[Claim], language: str) -> float | None:
    """Score of what a learner reads in a module's blocks and scenes."""
    sentences = [
        sentence
        for claim in claims
        if claim.role in _READ and " | " not in claim.text
        for sentence in sentences_of(claim.text, language)
    ]
    return reading_ease(sentences, language)


def source_ease(context: CheckContext, module: str) -> float | None:
    """Score of the passages that ``module`` cites, lead-ins and rows aside."""
    cited = dict.fromkeys(
        each.citation.passage for each in context.citations if each.module == module
    )
    passages = [context.index.passage_by_id[each] for each in cited if each in context.index.passage_by_id]  # fmt: skip
    sentences = [
        sentence
        for passage in passages
        if passage.kind != "row" and passage.language == context.language
        for sentence in passage.sentences
    ]
    return reading_ease(sentences, context.language)


def reading_level(context: CheckContext) -> Iterable[Finding]:
    """A module reads no harder than its source, unless it reads easily anyway.

    Why: a course that is harder than the policy it explains has no reason to exist.
    Mend: shorter sentences, shorter words, one idea a sentence; "you" instead of the passive.
    """
    for module in context.course.modules:
        own = module_ease(context.claims_by_module.get(module.id, ()), context.language)
        source = source_ease(context, module.id)
        if own is None or source is None or own >= _EASY:
            continue
        if own < source - context.settings.reading_margin:
            formula = FORMULAS.get(context.language.partition("-")[0], "100 - LIX")
            yield Finding(
                rule="reading-level",
                severity="warning",
                message=f"The module reads harder than its source: {own:g} against {source:g} ({formula}).",
                hint="Write shorter sentences and shorter words, one idea a sentence.",
                module=module.id,
                unit=module.id,
            )
