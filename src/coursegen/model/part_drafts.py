"""Drafts that only a generator that reads prompts is asked for: of a part of a unit, or of something beside the course.

In: nothing. Out: the draft of each such task, under the rules of ``model.drafts``. Their schemas are no part of how the
embedded generator writes, so that a change of one makes none of its units outdated.
"""

from __future__ import annotations

from coursegen.model.base import Noun
from coursegen.model.drafts import DraftCard, JudgeDraft

__all__ = [
    "PART_DRAFTS",
    "DistractorsDraft",
    "GlossaryDraft",
    "RationaleDraft",
    "TranslateDraft",
]


class DraftWrong(Noun):
    """A wrong option, with the feedback for choosing it."""

    text: str
    feedback: str
    cites: list[str]


class DistractorsDraft(Noun):
    """Wrong options in the place of others; stem and key stay as they are."""

    options: list[DraftWrong]


class DraftFeedback(Noun):
    """What a learner reads after giving answer number ``answer``, as the question was shown."""

    answer: int
    feedback: str
    cites: list[str]


class RationaleDraft(Noun):
    """Feedback for the answers that lack it, and why the key is the key; nothing else of the question."""

    rationale: str
    answers: list[DraftFeedback]


class GlossaryDraft(Noun):
    """The words of a module that the sources define, a card each: the term, and what it means."""

    cards: list[DraftCard]


class DraftTranslation(Noun):
    """Text number ``number`` in the other language."""

    number: int
    text: str


class TranslateDraft(Noun):
    """The numbered texts in the other language, each once."""

    texts: list[DraftTranslation]


PART_DRAFTS: dict[str, type[Noun]] = {
    "distractors": DistractorsDraft,
    "glossary": GlossaryDraft,
    "judge": JudgeDraft,
    "rationale": RationaleDraft,
    "translate": TranslateDraft,
}
"""The draft of each task that is no unit's."""
