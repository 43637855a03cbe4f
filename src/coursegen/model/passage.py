"""From blocks to what can be cited and claimed: Passage, Occurrence, Statement, Index."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field

from coursegen.model.base import Language, Noun, PassageId
from coursegen.model.source import Document, Locator

__all__ = [
    "Index",
    "Occurrence",
    "Passage",
    "Quantity",
    "SentenceRef",
    "Statement",
    "StatementKind",
    "Strength",
]

StatementKind = Literal[
    "obligation",
    "prohibition",
    "permission",
    "no_obligation",
    "recommendation",
    "entitlement",
    "quantity",
    "definition",
    "step",
    "consequence",
    "fact",
]
"""What a statement does. A deadline is an obligation (or another kind) with ``deadline`` filled; ``fact``
is a declarative rule without a marker that stands under a policy heading."""

Strength = Literal["must", "should", "may", "none"]
"""Strength on the scale of the source: must (verplicht, MUST), should ((zeer) aanbevolen, SHOULD),
may (optioneel, MAY); none where the kind has no strength. The words as written stay in ``marker``."""


class Passage(Noun):
    """The smallest citable unit. ``id`` is a digest of the normalised text (DESIGN section 7).

    ``text`` is normalised: NFC, white space collapsed, markup removed. ``sentences`` are substrings of
    ``text``, in order; a citation quotes whole sentences. A table row is one passage, its cells joined
    by `` | ``, each non-empty cell split into sentences of its own. ``sketch`` is a 128-bit similarity
    hash as 32 hex characters.
    """

    id: PassageId
    kind: Literal["paragraph", "list_item", "row", "definition", "figure", "cue", "note"]
    text: str
    sentences: tuple[str, ...]
    language: Language
    sketch: str


class Occurrence(Noun):
    """Where a passage stands. ``document`` is the path of its Source.

    ``lead`` is the passage that introduces it: the stub that ends in a colon before a list, or the item
    that a nested item hangs under. ``header`` holds a table's column names for a row; ``number`` the
    position in an ordered list; ``level`` the list depth; ``term`` the term of a definition.
    """

    passage: PassageId
    document: str
    locator: Locator
    position: int = Field(ge=0, description="Counts the passages of the document from 0")
    lead: PassageId | None = None
    header: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    number: int | None = None
    level: int = 0
    term: str = ""


class SentenceRef(Noun):
    """One sentence of a passage, counted from 0."""

    passage: PassageId
    sentence: int = Field(ge=0)


class Quantity(Noun):
    """A number with its unit: ``text`` as written (``within 24 hours``), ``value`` and ``unit`` as data.

    ``unit`` is a singular English name for units of time (minute, hour, day, working day, week, month,
    quarter, year) and ``percent``; otherwise the noun as written. ``bound`` says how the number bounds.
    """

    text: str
    value: float
    unit: str
    bound: Literal[
        "within", "at least", "at most", "after", "before", "every", "exactly", "over"
    ] = "exactly"


class Statement(Noun):
    """A claim inside a passage that a learner may need.

    ``text`` is the claim as a full sentence in the source's words (a list item joined with its lead-in).
    ``evidence`` names the sentences that carry it, with its condition and exception. All parts are
    substrings of ``text``; empty where the source has none. ``actor`` is as written, without article.
    ``action`` is the verb phrase in the infinitive as the source has it after the modal (English) or
    rejoined (Dutch: ``intrekken``), with its objects. ``rule_code`` is the name a source gives its rule
    (TLS004, 19.2.12). ``group`` ties the steps of one procedure together, ``number`` orders them.

    Three fields say what it rests on that ``text`` does not hold. They are no substrings of it:
    ``above``: the condition that holds for it and stands above it, in the lead-in of its list or in its heading
    (``If a device is lost:``). ``addressee``: whom its section speaks to, by the heading (``Managers: what you
    need to do``), where the statement names no actor. ``dangling``: the first words of ``text`` that refer to
    something outside of it (``this phase``, ``Daarin``); such a statement is clear where it stands and cannot
    be asked or told by itself.
    """

    id: str = Field(description="Digest of kind and evidence, 12 hex characters")
    kind: StatementKind
    text: str
    language: Language
    document: str
    heading: tuple[str, ...] = ()
    position: int = Field(ge=0, description="Position of the first passage in its document")
    evidence: tuple[SentenceRef, ...] = Field(min_length=1)
    strength: Strength = "none"
    marker: str = ""
    actor: str = ""
    action: str = ""
    object: str = ""
    condition: str = ""
    exception: str = ""
    quantities: tuple[Quantity, ...] = ()
    deadline: Quantity | None = None
    immediate: bool = Field(default=False, description="At once, immediately, onmiddellijk, direct")
    negated: bool = False
    passive: bool = Field(
        default=False, description="The thing acted on is the subject; nobody is named"
    )
    term: str = ""
    effective: str = ""
    rule_code: str = ""
    group: str = ""
    number: int | None = None
    above: str = ""
    addressee: str = ""
    dangling: str = ""

    @property
    def by_itself(self) -> bool:
        """Whether ``text`` can be understood without what stands around it in its source."""
        return not (self.dangling or self.above)


class Index(Noun):
    """All that the sources say, in order: documents, passages, occurrences, statements.

    ``occurrences`` stand in the order of the documents (sorted by path) and of their blocks. A passage
    that stands twice has one entry in ``passages`` and two occurrences.
    """

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    occurrences: tuple[Occurrence, ...]
    statements: tuple[Statement, ...]

    @cached_property
    def passage_by_id(self) -> dict[str, Passage]:
        """Each passage under its id."""
        return {each.id: each for each in self.passages}

    @cached_property
    def occurrences_by_passage(self) -> dict[str, list[Occurrence]]:
        """The places of each passage, in order."""
        result: dict[str, list[Occurrence]] = {}
        for each in self.occurrences:
            result.setdefault(each.passage, []).append(each)
        return result

    @cached_property
    def titles(self) -> dict[str, str]:
        """The title of each document under its path."""
        return {each.source.path: each.title for each in self.documents}

    def names_over(self, passage: str) -> list[str]:
        """The titles of the documents that ``passage`` stands in and the headings over it, place by place."""
        places = self.occurrences_by_passage.get(passage, ())
        return [
            name
            for each in places
            for name in (self.titles.get(each.document, ""), *each.locator.heading)
        ]
