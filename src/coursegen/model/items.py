"""Items: one question each, nine types, as they stand in a module's file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field, model_validator

from coursegen.model.base import Bloom, Identifier, Noun, Text
from coursegen.model.blocks import Citation, Cited

__all__ = [
    "Categorise",
    "Category",
    "Cloze",
    "Entry",
    "Gap",
    "Item",
    "ItemBase",
    "Matching",
    "MultipleChoice",
    "Numeric",
    "Option",
    "Ordering",
    "OrderingStep",
    "Pair",
    "ShortAnswer",
    "SingleChoice",
    "TrueFalse",
]


class ItemBase(Cited):
    """What every item has. ``rationale`` is why the key is the key.

    ``pool`` says where the item is asked: in its module, or in the final assessment's bank.
    """

    objective: Identifier
    bloom: Bloom
    stem: Text
    rationale: str = ""
    pool: Literal["practice", "assessment"] = "practice"


class Option(Noun):
    """One choice, with the feedback a learner gets for choosing it."""

    id: Identifier
    text: Text
    correct: bool = False
    feedback: Text
    citations: tuple[Citation, ...] = ()


class _Choice(ItemBase):
    options: tuple[Option, ...] = Field(min_length=2, max_length=8)


def _require_unique_ids(
    parts: Iterable[Option | Gap | Pair | OrderingStep | Category | Entry],
) -> None:
    seen: set[str] = set()
    for part in parts:
        if part.id in seen:
            raise ValueError(f"the id {part.id} stands twice in this item")
        seen.add(part.id)


class SingleChoice(_Choice):
    """Exactly one option is the key."""

    type: Literal["single_choice"]

    @model_validator(mode="after")
    def _one_key(self) -> SingleChoice:
        keys = sum(each.correct for each in self.options)
        if keys != 1:
            raise ValueError(f"exactly one option must have `correct: true`; {keys} have")
        _require_unique_ids(self.options)
        return self


class MultipleChoice(_Choice):
    """All keys and no other option must be chosen."""

    type: Literal["multiple_choice"]

    @model_validator(mode="after")
    def _some_key(self) -> MultipleChoice:
        if not any(each.correct for each in self.options):
            raise ValueError("at least one option must have `correct: true`; none has")
        _require_unique_ids(self.options)
        return self


class _Judged(ItemBase):
    """Items without options: one feedback for right, one for wrong."""

    feedback_right: Text
    feedback_wrong: Text


class TrueFalse(_Judged):
    """Is the statement in ``stem`` true?"""

    type: Literal["true_false"]
    answer: bool


class Gap(Noun):
    """One gap: the accepted answers, and where ``options`` are given, a list to choose from."""

    id: Identifier
    accept: tuple[Text, ...] = Field(min_length=1)
    options: tuple[Text, ...] = ()
    citations: tuple[Citation, ...] = ()


class Cloze(_Judged):
    """``text`` holds each gap as ``{{gap id}}``; ``stem`` says what to do."""

    type: Literal["cloze"]
    text: Text
    gaps: tuple[Gap, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _gaps_stand_in_text(self) -> Cloze:
        _require_unique_ids(self.gaps)
        for gap in self.gaps:
            if self.text.count("{{" + gap.id + "}}") != 1:
                raise ValueError(f"the text must hold {{{{{gap.id}}}}} exactly once")
            if gap.options and not set(gap.accept) <= set(gap.options):
                raise ValueError(f"gap {gap.id}: every accepted answer must be among its options")
        return self


class Numeric(_Judged):
    """A number is asked; right within ``tolerance`` of ``answer``, in ``unit``."""

    type: Literal["numeric"]
    answer: float
    tolerance: float = Field(default=0, ge=0)
    unit: str = ""


class Pair(Noun):
    """A left side and the right side that belongs to it."""

    id: Identifier
    left: Text
    right: Text
    citations: tuple[Citation, ...] = ()


class Matching(_Judged):
    """Each left side is matched with its right side; ``extra`` right sides belong to none."""

    type: Literal["matching"]
    pairs: tuple[Pair, ...] = Field(min_length=2)
    extra: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _sides_differ(self) -> Matching:
        _require_unique_ids(self.pairs)
        rights = [each.right for each in self.pairs] + list(self.extra)
        if len(set(rights)) != len(rights) or len({each.left for each in self.pairs}) != len(
            self.pairs
        ):
            raise ValueError("two left sides or two right sides are the same")
        return self


class OrderingStep(Noun):
    """One step of the order."""

    id: Identifier
    text: Text
    citations: tuple[Citation, ...] = ()


class Ordering(_Judged):
    """The steps in their right order; the player shuffles them."""

    type: Literal["ordering"]
    steps: tuple[OrderingStep, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _unique(self) -> Ordering:
        _require_unique_ids(self.steps)
        return self


class Category(Noun):
    """A group that entries belong to."""

    id: Identifier
    text: Text


class Entry(Noun):
    """A thing to put into its category (an id)."""

    id: Identifier
    text: Text
    category: Identifier
    citations: tuple[Citation, ...] = ()


class Categorise(_Judged):
    """Each entry is put into its category."""

    type: Literal["categorise"]
    categories: tuple[Category, ...] = Field(min_length=2)
    entries: tuple[Entry, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _categories_exist(self) -> Categorise:
        _require_unique_ids((*self.categories, *self.entries))
        known = {each.id for each in self.categories}
        for entry in self.entries:
            if entry.category not in known:
                raise ValueError(f"entry {entry.id} names the unknown category {entry.category}")
        return self


class ShortAnswer(_Judged):
    """A word or short phrase; compared without case, accents and outer white space."""

    type: Literal["short_answer"]
    accept: tuple[Text, ...] = Field(min_length=1)


Item = Annotated[
    SingleChoice
    | MultipleChoice
    | TrueFalse
    | Cloze
    | Numeric
    | Matching
    | Ordering
    | Categorise
    | ShortAnswer,
    Field(discriminator="type"),
]
