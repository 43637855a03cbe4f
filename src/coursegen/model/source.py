"""From a file to its blocks: Source, Edition, Locator, SourceBlock, Document."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from coursegen.model.base import Language, Noun

__all__ = ["Document", "Edition", "Locator", "Source", "SourceBlock", "SourceKind"]

SourceKind = Annotated[
    str, Field(description="Name of the reader, such as markdown, docx, pdf or video")
]


class Source(Noun):
    """A file as given. ``path`` is relative to the project, with forward slashes.

    ``companions`` are files read with it, such as the captions of a recording; ``digest`` covers them.
    """

    path: str
    kind: SourceKind
    digest: str
    companions: tuple[str, ...] = ()


class Edition(Noun):
    """What a policy owner calls a version. All as written in the source; empty where it says nothing."""

    number: str = ""
    version: str = ""
    status: str = ""
    effective: str = Field(
        default="", description="Effective date, ISO 8601 where it could be read"
    )
    owner: str = ""
    approver: str = ""


class Locator(Noun):
    """Where a block stands in its document. Only what the format really has is filled."""

    heading: tuple[str, ...] = Field(default=(), description="Heading path, outermost first")
    page: int | None = Field(default=None, ge=1)
    slide: int | None = Field(default=None, ge=1)
    start: float | None = Field(default=None, ge=0, description="Seconds from the start")
    end: float | None = Field(default=None, ge=0, description="Seconds from the start")
    row: int | None = Field(
        default=None, ge=1, description="Row of the table, the header not counted"
    )


BlockKind = Literal[
    "heading", "paragraph", "list_item", "table", "definition", "figure", "cue", "note"
]


class SourceBlock(Noun):
    """One block of a document, in reading order, with markup removed.

    ``text`` is plain text. ``level`` is the heading level (1..6) or the depth of a list item (1 is
    outermost). ``number`` is the position of an item in an ordered list (counted, not as printed:
    sources number 1, 2, 3, 3, 4), None in a bullet list. A table has ``header`` and ``rows`` and no
    text; a definition has ``term``, its meaning in ``text`` and what is written between them in
    ``separator`` (`` - ``, ``: ``), so that it can be quoted as it stands; a figure has ``media`` (path
    relative to the project, or empty) and its alternative text in ``text``; a cue has a spoken
    sentence.
    """

    kind: BlockKind
    text: str = ""
    level: int = Field(default=0, ge=0)
    number: int | None = None
    term: str = ""
    separator: str = ""
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    media: str = ""
    locator: Locator = Locator()


class Document(Noun):
    """A parsed Source. ``notices`` say what of it could not be read, in words for people: pages, mostly."""

    source: Source
    title: str
    language: Language
    edition: Edition = Edition()
    blocks: tuple[SourceBlock, ...]
    notices: tuple[str, ...] = ()
