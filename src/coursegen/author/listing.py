"""A block as the entries that it tells one by one.

In: a block. Out: a Listing: bullets, steps, rows, cards or sentences, with what stands above them, and the block that
holds other entries; None for a block of another kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from coursegen.language.sentences import split_sentences
from coursegen.model.base import Noun
from coursegen.model.blocks import (
    Callout,
    Citation,
    Flashcard,
    Flashcards,
    Steps,
    Table,
    TextBlock,
    citations_of,
)

__all__ = ["Entry", "Listing", "listing_of"]

_BULLET = re.compile(r"^ *- ")
_FEWEST_STEPS = 2


@dataclass(frozen=True)
class Entry:
    """One entry: ``words`` are its text, ``part`` is what the block holds for it, ``depth`` how far it is indented."""

    words: str
    part: Any
    depth: int = 0


@dataclass(frozen=True)
class Listing:
    """``block`` as ``entries`` under ``lead``; ``listed`` where each stands for itself, and the list may grow."""

    block: Noun
    lead: str
    entries: tuple[Entry, ...]
    listed: bool

    @property
    def title(self) -> str:
        """The title of the block; empty where it has none."""
        return str(getattr(self.block, "title", ""))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What the block quotes."""
        return tuple(dict.fromkeys(citations_of(self.block)))

    @property
    def fewest(self) -> int:
        """How many entries the block holds at least."""
        return _FEWEST_STEPS if isinstance(self.block, Steps) else 1

    def takes(self, other: Listing) -> bool:
        """Whether entries of ``other`` may stand in this one: a list of the same kind under the same words."""
        columns = [getattr(each.block, "columns", ()) for each in (self, other)]
        same = type(self.block) is type(other.block) and columns[0] == columns[1]
        return same and self.listed and other.listed and self.lead == other.lead

    def above(self, at: int) -> int | None:
        """The place of the entry under which the one at ``at`` hangs; None where it hangs under none."""
        depth = self.entries[at].depth
        found = (place for place in reversed(range(at)) if self.entries[place].depth < depth)
        return next(found, None)

    def untitled(self) -> Listing:
        """The same without a title."""
        return replace(self, block=self.block.model_copy(update={"title": ""}))

    def holding(
        self, entries: Sequence[Entry], citations: tuple[Citation, ...], title: str
    ) -> Listing:
        """The same with ``entries``, ``fewest`` or more, and ``citations``; with ``title`` where there is one and it had one."""
        changes = _held(self, entries)
        if not isinstance(self.block, Flashcards):
            changes["citations"] = citations
        if title and self.title:
            changes["title"] = title
        block = type(self.block).model_validate(self.block.model_copy(update=changes).model_dump())
        return replace(self, block=block, entries=tuple(entries))


def listing_of(block: Noun, language: str) -> Listing | None:
    """``block``, in ``language``, in entries; None where it cannot be told in parts."""
    if isinstance(block, Steps):
        return Listing(block, "", tuple(Entry(each, each) for each in block.steps), listed=True)
    if isinstance(block, Table):
        rows = tuple(Entry(" ".join(each), each) for each in block.rows)
        return Listing(block, "", rows, listed=True)
    if isinstance(block, Flashcards):
        cards = tuple(Entry(f"{each.front} {each.back}", each) for each in block.cards)
        return Listing(block, "", cards, listed=True)
    if isinstance(block, TextBlock | Callout) and block.citations:
        return _text(block, language)
    return None


def _text(block: TextBlock | Callout, language: str) -> Listing:
    """A CommonMark list under what stands above it, or sentences."""
    lines = block.text.split("\n")
    first = next((at for at, each in enumerate(lines) if _BULLET.match(each)), None)
    if first is None or not all(_BULLET.match(each) for each in lines[first:]):
        sentences = split_sentences(block.text, language)
        return Listing(block, "", tuple(Entry(each, each) for each in sentences), listed=False)
    entries = tuple(
        Entry(_BULLET.sub("", each), each, len(each) - len(each.lstrip(" ")))
        for each in lines[first:]
    )
    return Listing(block, "\n".join(lines[:first]).strip(), entries, listed=True)


def _held(listing: Listing, entries: Sequence[Entry]) -> dict[str, Any]:
    """The fields of the block that hold ``entries``."""
    parts = [each.part for each in entries]
    block = listing.block
    if isinstance(block, Steps):
        return {"steps": tuple(parts)}
    if isinstance(block, Table):
        return {"rows": tuple(parts)}
    if isinstance(block, Flashcards):
        return {"cards": tuple(each for each in parts if isinstance(each, Flashcard))}
    if not listing.listed:
        return {"text": " ".join(parts)}
    lines = "\n".join(parts)
    return {"text": f"{listing.lead}\n\n{lines}" if listing.lead else lines}
