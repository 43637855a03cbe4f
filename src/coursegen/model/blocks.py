"""The blocks of a module, as they stand in its file. Text fields hold CommonMark without raw HTML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from coursegen.model.base import Identifier, Meta, Noun, Origin, PassageId, Text, Waiver

__all__ = [
    "Attestation",
    "Block",
    "Callout",
    "Citation",
    "Cited",
    "Clip",
    "Figure",
    "Flashcard",
    "Flashcards",
    "Reveal",
    "Steps",
    "Summary",
    "Table",
    "TextBlock",
    "citations_of",
]


class Citation(Noun):
    """The passage a text rests on, and the words of it: a substring of the normalised passage."""

    passage: PassageId
    quote: Annotated[str, Field(min_length=1)]


def citations_of(part: object) -> Iterator[Citation]:
    """Every citation in ``part``, a noun or tuple of nouns, in reading order."""
    if isinstance(part, Citation):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            if isinstance(each, (tuple, Noun)):
                yield from citations_of(each)
    elif isinstance(part, Noun):
        for value in vars(part).values():  # in the order of the fields
            if isinstance(value, (tuple, Noun)):
                yield from citations_of(value)


class Cited(Noun):
    """A unit with an id, an origin and its citations."""

    id: Identifier
    origin: Origin = "source"
    citations: tuple[Citation, ...] = ()
    pinned: bool = Field(default=False, description="A rebuild leaves a pinned unit as it is")
    waivers: tuple[Waiver, ...] = ()
    meta: Meta = Field(default_factory=dict)

    @model_validator(mode="after")
    def _source_needs_citation(self) -> Cited:
        if self.origin == "source" and not any(True for _ in citations_of(self)):
            raise ValueError(
                "origin is source, so a citation is required; cite a passage, or set `origin: author`"
            )
        return self


class TextBlock(Cited):
    """A short run of prose, one idea; a CommonMark list where it is a list."""

    type: Literal["text"]
    title: str = ""
    text: Text


class Callout(Cited):
    """A sentence or two set apart because they are easily missed."""

    type: Literal["callout"]
    style: Literal["note", "important", "exception"] = "note"
    title: str = ""
    text: Text


class Steps(Cited):
    """A procedure, each step one action, in order."""

    type: Literal["steps"]
    title: str = ""
    intro: str = ""
    steps: tuple[Text, ...] = Field(min_length=2)


class Table(Cited):
    """A table that stays a table. Every row has as many cells as there are columns."""

    type: Literal["table"]
    title: str = ""
    columns: tuple[str, ...] = Field(min_length=1)
    rows: tuple[tuple[str, ...], ...] = Field(min_length=1)
    note: str = ""

    @model_validator(mode="after")
    def _rows_fit_columns(self) -> Table:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise ValueError(f"row {number} has {len(row)} cells, not {len(self.columns)}")
        return self


class Flashcard(Noun):
    """A term or question, and what to know of it."""

    front: Text
    back: Text
    citations: tuple[Citation, ...] = ()


class Flashcards(Cited):
    """Cards to turn over, for definitions."""

    type: Literal["flashcards"]
    title: str = ""
    cards: tuple[Flashcard, ...] = Field(min_length=1)


class Reveal(Cited):
    """A question to think about first; the answer opens on request."""

    type: Literal["reveal"]
    prompt: Text
    text: Text


class Figure(Cited):
    """A picture of the project; ``image`` is its path relative to the project."""

    type: Literal["figure"]
    image: Annotated[str, Field(min_length=1)]
    alt: str = Field(description="What the picture says; empty only when it is decoration")
    caption: str = ""


class Clip(Cited):
    """A part of a recording: ``start`` and ``end`` in seconds; ``captions`` a WebVTT path or empty."""

    type: Literal["clip"]
    title: str = ""
    media: Annotated[str, Field(min_length=1)]
    start: float = Field(default=0, ge=0)
    end: float | None = Field(default=None, gt=0)
    captions: str = ""
    transcript: str = ""


class Attestation(Cited):
    """A declaration that the learner ticks; never ticked beforehand, tracked with its version."""

    type: Literal["attestation"]
    text: Text
    version: str = "1"


class Summary(Cited):
    """What to keep, in a few points."""

    type: Literal["summary"]
    title: str = ""
    points: tuple[Text, ...] = Field(min_length=1)


Block = Annotated[
    TextBlock
    | Callout
    | Steps
    | Table
    | Flashcards
    | Reveal
    | Figure
    | Clip
    | Attestation
    | Summary,
    Field(discriminator="type"),
]
