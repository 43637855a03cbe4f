"""Draft blocks to blocks: labels become citations, ids are minted, clips find their recording.

In: a ModuleDraft's blocks and their request. Out: blocks as they stand in a module's file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from coursegen.author.citations import DraftError, citations, passage_ids
from coursegen.author.foreign import refuse_foreign
from coursegen.author.mint import Mint
from coursegen.model.base import Origin
from coursegen.model.blocks import (
    Block,
    Callout,
    Citation,
    Clip,
    Flashcard,
    Flashcards,
    Reveal,
    Steps,
    Summary,
    Table,
    TextBlock,
)
from coursegen.model.drafts import (
    DraftBlock,
    DraftCallout,
    DraftClip,
    DraftFlashcards,
    DraftReveal,
    DraftSteps,
    DraftSummary,
    DraftTable,
    DraftText,
)
from coursegen.model.request import Request

__all__ = ["blocks_from_draft"]


class _Blocks:
    """Turns the blocks of one request; ``story`` is the origin that a situation gets."""

    def __init__(
        self, request: Request, mint: Mint, story: Origin, captions: Mapping[str, str]
    ) -> None:
        self.request, self.mint, self.story = request, mint, story
        self.captions = captions

    def cite(self, labels: list[str]) -> tuple[Citation, ...]:
        return citations(labels, self.request.passages)

    def identifier(self, kind: str, words: str, cites: tuple[Citation, ...]) -> str:
        return self.mint("block", words or kind, (*passage_ids(cites), kind))

    def text(self, draft: DraftText) -> TextBlock:
        cites = self.cite(draft.cites)
        origin: Origin = self.story if draft.origin == "story" else "source"
        return TextBlock(
            id=self.identifier("text", draft.title or draft.text, cites),
            type="text",
            origin=origin,
            title=draft.title,
            text=draft.text,
            citations=cites,
        )

    def callout(self, draft: DraftCallout) -> Callout:
        cites = self.cite(draft.cites)
        return Callout(
            id=self.identifier("callout", draft.title or draft.text, cites),
            type="callout",
            style=draft.style,
            title=draft.title,
            text=draft.text,
            citations=cites,
        )

    def steps(self, draft: DraftSteps) -> Steps:
        cites = self.cite(draft.cites)
        return Steps(
            id=self.identifier("steps", draft.title, cites),
            type="steps",
            title=draft.title,
            intro=draft.intro,
            steps=tuple(draft.steps),
            citations=cites,
        )

    def table(self, draft: DraftTable) -> Table:
        cites = self.cite(draft.cites)
        return Table(
            id=self.identifier("table", draft.title, cites),
            type="table",
            title=draft.title,
            columns=tuple(draft.columns),
            rows=tuple(tuple(row) for row in draft.rows),
            note=draft.note,
            citations=cites,
        )

    def flashcards(self, draft: DraftFlashcards) -> Flashcards:
        cards = tuple(
            Flashcard(front=each.front, back=each.back, citations=self.cite(each.cites))
            for each in draft.cards
        )
        cites = tuple(cite for card in cards for cite in card.citations)
        return Flashcards(
            id=self.identifier("flashcards", draft.title, cites),
            type="flashcards",
            title=draft.title,
            cards=cards,
        )

    def reveal(self, draft: DraftReveal) -> Reveal:
        cites = self.cite(draft.cites)
        return Reveal(
            id=self.identifier("reveal", draft.prompt, cites),
            type="reveal",
            prompt=draft.prompt,
            text=draft.text,
            citations=cites,
        )

    def clip(self, draft: DraftClip) -> Clip:
        cites = self.cite(draft.cites)
        cited = set(passage_ids(cites))
        places = [each for each in self.request.occurrences if each.passage in cited]
        starts = [each.locator.start for each in places if each.locator.start is not None]
        ends = [each.locator.end for each in places if each.locator.end is not None]
        if not starts or not ends or len({each.document for each in places}) != 1:
            raise DraftError("a clip must cite sentences of one recording")
        return Clip(
            id=self.identifier("clip", draft.title, cites),
            type="clip",
            title=draft.title,
            media=places[0].document,
            start=min(starts),
            end=max(ends),
            captions=self.captions.get(places[0].document, ""),
            transcript=" ".join(each.quote for each in cites),
            citations=cites,
        )

    def summary(self, draft: DraftSummary) -> Summary:
        cites = self.cite(draft.cites)
        return Summary(
            id=self.identifier("summary", draft.title or "summary", cites),
            type="summary",
            title=draft.title,
            points=tuple(draft.points),
            citations=cites,
        )


def blocks_from_draft(
    drafts: list[DraftBlock],
    request: Request,
    mint: Mint,
    story: Origin,
    captions: Mapping[str, str],
) -> tuple[Block, ...]:
    """Blocks of ``drafts`` in their order; ``captions`` maps a recording to its caption file.

    Raises DraftError or pydantic's ValidationError.
    """
    turn = _Blocks(request, mint, story, captions)
    by_type: dict[str, Callable[[Any], Block]] = {
        "text": turn.text,
        "callout": turn.callout,
        "steps": turn.steps,
        "table": turn.table,
        "flashcards": turn.flashcards,
        "reveal": turn.reveal,
        "clip": turn.clip,
        "summary": turn.summary,
    }
    made = tuple(by_type[each.type](each) for each in drafts)
    for each in made:
        refuse_foreign(each, request)
    return made
