"""What a change of the sources means: from passages to what rests on them, for people and machines alike."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from coursegen.model.base import Language, Noun, PassageId
from coursegen.model.source import Edition, Locator

__all__ = [
    "ChangeSeverity",
    "EditionNotice",
    "MeaningChange",
    "MeaningKind",
    "Review",
    "SourceChange",
    "SourceDiff",
    "Touched",
    "Version",
]

MeaningKind = Literal[
    "number",
    "deadline",
    "date",
    "strength",
    "negation",
    "actor",
    "object",
    "condition",
    "exception",
    "term",
    "rule",
]
ChangeSeverity = Literal["meaning", "wording", "none"]
"""``meaning``: a rule says another thing; ``wording``: other words, for a person to read; ``none``: only white
space, markup, punctuation, spelling, order or place."""


class MeaningChange(Noun):
    """One change of meaning: its kind, and the words as they were and as they are; one may be empty."""

    kind: MeaningKind
    old: str = ""
    new: str = ""


class Version(Noun):
    """One side of a comparison: ``name`` as asked for or in words, the full ``commit`` if there is one."""

    name: str
    commit: str = ""
    date: str = Field(default="", description="Date of the commit, ISO 8601")


class Touched(Noun):
    """A unit, or a scene, choice or ending of one, that rests on a passage.

    ``words`` tell it to people: its stem, title or text. ``stands`` says that what it quotes stands in the old
    text and in the new, so that only its citation moves. ``retired`` that the course has it no more.
    """

    id: str
    kind: str
    module: str = ""
    module_title: str = ""
    words: str = ""
    stands: bool = False
    retired: bool = False


class SourceChange(Noun):
    """A passage, or a few that became one, and what that means.

    ``before`` and ``after`` are passage ids. ``old`` is the text as it was; where ``old_known`` is ``quotes``,
    only what the course quotes of it, and empty where it is ``nothing``. ``document`` is the path now, or before
    where it is gone. ``owners`` are whom the document names as responsible, ``actors`` whom its rules are about.
    ``since`` is from when it holds: the effective date where the edition was renewed, else the commit's date.
    """

    what: Literal["edited", "moved", "split", "merged", "added", "removed"]
    severity: ChangeSeverity
    document: str
    title: str
    language: Language
    locator: Locator = Locator()
    before: tuple[PassageId, ...] = ()
    after: tuple[PassageId, ...] = ()
    old: str = ""
    new: str = ""
    old_known: Literal["text", "quotes", "nothing"] = "text"
    meaning: tuple[MeaningChange, ...] = ()
    statements: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    since: str = ""
    units: tuple[Touched, ...] = ()


class Review(Noun):
    """Units that a change may concern although they do not rest on it: for a person to look at.

    ``why`` is what they share with it: a defined term, an external norm, the scope of their document, or a
    reference to the section or rule; ``name`` the term, norm, document or section.
    """

    why: Literal["term", "norm", "scope", "reference"]
    name: str
    document: str
    units: tuple[Touched, ...]


class EditionNotice(Noun):
    """A document whose rules changed ``changes`` times in meaning under the edition that it declared before."""

    document: str
    title: str
    edition: Edition
    changes: int


class SourceDiff(Noun):
    """All that changed in the sources between two versions.

    ``old_text`` says how much of the old wording is known: all of it, part, or only what the course quotes.
    ``renamed`` maps old paths to new ones; ``moved`` counts passages that only stand elsewhere; ``unchanged``
    those that stand where they stood.
    """

    course: str
    title: str
    language: Language
    before: Version
    after: Version
    old_text: Literal["all", "part", "quotes"] = "all"
    changes: tuple[SourceChange, ...] = ()
    reviews: tuple[Review, ...] = ()
    same_edition: tuple[EditionNotice, ...] = ()
    renamed: dict[str, str] = Field(default_factory=dict)
    moved: int = 0
    unchanged: int = 0

    def of(self, severity: ChangeSeverity) -> tuple[SourceChange, ...]:
        """The changes of that severity."""
        return tuple(each for each in self.changes if each.severity == severity)

    def touched(self) -> frozenset[str]:
        """Ids of the units that rest on words that are other words now; form is left aside."""
        return frozenset(
            each.id
            for change in self.changes
            for each in change.units
            if change.severity != "none" and not each.stands
        )
