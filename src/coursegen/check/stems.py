"""Rules on stems: a stem asks something, plainly, and takes nothing for granted that the source does not say.

In: a CheckContext. Out: Findings, all of them warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from coursegen.check.alignment import quoted_sentences
from coursegen.check.claims import Claim
from coursegen.check.context import CheckContext
from coursegen.check.modality import main_clause, strengths_of, subject_words
from coursegen.check.prose import sentences_of
from coursegen.check.vocabulary import fold, vocabulary
from coursegen.model.finding import Finding
from coursegen.model.items import MultipleChoice, SingleChoice

__all__ = ["question_presumes", "stem_asks", "stem_negative"]

_EMPHASIS = re.compile(r"\b[A-Z]{3,}\b|\*\*?\w+\*\*?|(?<!\w)_\w+_(?!\w)")
_OPEN_END = (":", "…", "...", "___")
_PRESUMED: dict[str, frozenset[str]] = {
    "must": frozenset({"should", "may", "need_not", "optional"}),
    "may": frozenset({"must", "must_not"}),
    "need_not": frozenset({"must", "must_not"}),
    "must_not": frozenset({"may", "need_not", "should"}),
}
"""What a question says -> what it gets wrong where the quoted sentence says only that.

"What should you do?" asks about a duty as well, so "should" presumes nothing.
"""


def stem_asks(context: CheckContext) -> Iterable[Finding]:
    """A stem can be answered with the options covered: it asks something, at its end.

    Why: "Which is true?" makes the learner judge three sentences about anything, and tests reading.
    Mend: put what the options share into the stem, and end it with the question.
    """
    for module, item in context.items:
        if not isinstance(item, (SingleChoice, MultipleChoice)):
            continue
        stem = " ".join(item.stem.split())
        asked = [each for each in re.split(r"(?<=[.!?])\s+", stem) if each.endswith("?")]
        if context.words.generic_stem.search(fold(asked[-1] if asked else stem)):
            message = f"The stem asks nothing of its own: “{item.stem}”"
            if len(stem.split()) > len((asked[-1] if asked else stem).split()):
                continue  # a case is told first: the question is about it
        elif (
            "?" in stem
            and item.type == "single_choice"
            and not re.search(r"\?[\s\"'”’)*]*(?:\([^)]*\)\.?|[\"“‘'].*)?$", stem)
        ):
            message = f"The question does not stand at the end: “{item.stem}”"
        elif "?" not in stem and not stem.rstrip().endswith(_OPEN_END) and not _completes(item):
            message = f"The stem asks nothing: “{item.stem}”"
        else:
            continue
        yield Finding(
            rule="stem-asks",
            severity="warning",
            message=message,
            hint="Put what the options share into the stem, and end it with the question.",
            module=module.id,
            unit=item.id,
            field="stem",
        )


def _completes(item: SingleChoice | MultipleChoice) -> bool:
    """Does every option go on where the stem stops, in small letters, or does the stem tell what to do?"""
    if all(each.text[:1].islower() for each in item.options):
        return not item.stem.rstrip().endswith(".")
    return isinstance(item, MultipleChoice) and item.stem.rstrip().endswith(".")


def stem_negative(context: CheckContext) -> Iterable[Finding]:
    """A stem that asks for what is not so says it with emphasis: NOT.

    Why: learners who know the matter read over a small "not" and are marked wrong.
    Mend: ask for what is so; where that is impossible, write **not**.
    """
    for module, item in context.items:
        if not isinstance(item, (SingleChoice, MultipleChoice)):
            continue
        for sentence in sentences_of(item.stem, context.language):
            if not sentence.endswith("?"):
                continue
            clause = main_clause(fold(sentence), context.language)
            match = context.words.negative_stem.search(clause)
            if match and not _EMPHASIS.search(item.stem):
                yield Finding(
                    rule="stem-negative",
                    severity="warning",
                    message=f"A small word turns the question round: “{sentence}”",
                    hint="Ask for what is so, or emphasise the word: **not**.",
                    module=module.id,
                    unit=item.id,
                    field="stem",
                )
                break


def question_presumes(context: CheckContext) -> Iterable[Finding]:
    """A question takes no other strength for granted than the source's, in stems and in reveals.

    Why: "By when must you reply?" teaches a duty, whatever the answer says.
    Mend: ask with the word of the source: must, should, may, need not.
    """
    for claim in context.claims:
        asks = claim.role == "stem" or claim.field == "prompt"
        if not asks or claim.origin != "source" or not claim.citations:
            continue
        for sentence in sentences_of(claim.text, context.language):
            wrong = _presumed(context, claim, sentence)
            if wrong:
                yield context.at(
                    claim,
                    "question-presumes",
                    "warning",
                    f"The question takes “{wrong[0]}” for granted: “{sentence}”. "
                    f"The source: “{wrong[1]}”",
                    "Ask with the word of the source.",
                )


def _presumed(context: CheckContext, claim: Claim, sentence: str) -> tuple[str, str] | None:
    """What ``sentence`` presumes, and the quoted sentence that says otherwise."""
    folded = fold(sentence)
    if not sentence.endswith("?") or not context.words.question_words.search(folded):
        return None
    opened = context.words.question_words.sub("", folded)
    said = strengths_of(opened, context.language) - {"can"}
    words = subject_words(sentence, context.language)
    if len(said) != 1 or not said <= _PRESUMED.keys():
        return None
    quoted = [each for one in claim.citations for each in quoted_sentences(context, one)]
    shares = [len(words & each.words) / max(len(words), 1) for each in quoted]
    limit = context.settings.same_sentence_share
    near = [each for each, share in zip(quoted, shares, strict=True) if share >= limit]
    [word] = said
    if not near or any(
        not each.strengths
        or not each.strengths <= _PRESUMED[word]
        or vocabulary(each.language).strong_conditions.search(fold(each.text))
        for each in near
    ):
        return None
    return word.replace("_", " "), near[0].own
