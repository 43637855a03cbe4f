"""The drafts of one module to a Module.

In: the brief, its requests and their replies. Out: a Module, and what had to be dropped, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import ValidationError

from coursegen.author.blocks import blocks_from_draft
from coursegen.author.citations import DraftError
from coursegen.author.glossary import cards_of, terms_on_cards
from coursegen.author.items import KeyPositions, item_from_draft, pools
from coursegen.author.mint import Mint
from coursegen.author.scenario import scenario_from_draft
from coursegen.check.time import estimate_minutes
from coursegen.model.base import Noun, Origin
from coursegen.model.blocks import Block
from coursegen.model.course import Brief, Module
from coursegen.model.drafts import ItemsDraft, ModuleDraft, ScenarioDraft
from coursegen.model.items import Item
from coursegen.model.part_drafts import GlossaryDraft
from coursegen.model.request import Reply, Request

__all__ = ["Dropped", "ModuleMaker", "draft_of", "first_line", "kept_short", "story_origin"]

_PRACTISED = 4
"""Practice items of which a module that takes too long can do with one less."""
Made = TypeVar("Made")
AnyDraft = TypeVar("AnyDraft", bound=Noun)


@dataclass(frozen=True)
class Dropped:
    """A draft that could not become part of the course: where it came from, and why.

    ``index`` is the part's place in its draft, from 0; None where it is the whole draft, or no draft.
    """

    request: str
    part: str
    reason: str
    index: int | None = None


def draft_of(kind: type[AnyDraft], reply: Reply) -> AnyDraft:
    """The reply's draft as a noun. Raises DraftError, in one line, where it is none of that kind."""
    if reply.problem:
        raise DraftError(reply.problem)
    try:
        return kind.model_validate(reply.draft)
    except ValidationError as error:
        raise DraftError(first_line(error)) from error


def kept_short(module: Module, longest: float) -> Module:
    """``module`` with its last practice items in the final assessment, as far as it takes longer than ``longest`` minutes; three stay."""
    while estimate_minutes(module) > longest:
        practice = [each for each in module.items if each.pool == "practice"]
        if len(practice) < _PRACTISED:
            break
        last = practice[-1].model_copy(update={"pool": "assessment"})
        items = tuple(last if each.id == last.id else each for each in module.items)
        module = module.model_copy(update={"items": items})
    return module


def first_line(error: ValidationError) -> str:
    """The first thing that is wrong, with its place, in one line."""
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else first["msg"]


@dataclass
class ModuleMaker:
    """Makes modules of one course; shares its ids and key positions between them.

    ``longest``: minutes of a module, at most; what it has no time for is asked in the final test.
    ``captions`` maps a recording to its caption file. ``places`` tells from which request, and which part
    of its draft (from 0), each block, item and scenario came.
    """

    mint: Mint
    longest: float
    captions: Mapping[str, str] = field(default_factory=dict)
    positions: KeyPositions = field(default_factory=KeyPositions)
    dropped: list[Dropped] = field(default_factory=list)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)

    def make(
        self, brief: Brief, requests: Mapping[str, Request], replies: Mapping[str, Reply]
    ) -> Module:
        """Return the module of ``brief``; ``requests`` and ``replies`` stand under their tasks."""
        title: str = brief.topic
        blocks: tuple[Block, ...] = ()
        teaching = self.draft(ModuleDraft, replies["module"])
        if teaching is not None:
            title = teaching.title or brief.topic
            blocks = self.blocks(teaching, requests["module"], story_origin(replies["module"]))
        if "glossary" in requests:
            blocks = self._with_cards(blocks, requests["glossary"], replies["glossary"])
        asked = self.draft(ItemsDraft, replies["items"])
        module = Module(
            id=brief.id,
            title=title,
            minutes=0,
            objectives=brief.objectives,
            blocks=blocks,
            items=tuple(pools(self.items(brief, requests["items"], asked))),
        )
        story = self.draft(ScenarioDraft, replies["scenario"])
        if story is not None:
            request = requests["scenario"]
            scenario = self.attempt(
                request.id,
                story.title,
                lambda: scenario_from_draft(
                    story, request, brief.objectives, self.mint, story_origin(replies["scenario"])
                ),
                0,
            )
            if scenario is not None:
                self.places[scenario.id] = request.id, 0
            module = module.model_copy(update={"scenario": scenario})
        module = kept_short(module, self.longest)
        return module.model_copy(update={"minutes": estimate_minutes(module)})

    def asking(self, brief: Brief, request: Request, reply: Reply) -> list[Item]:
        """The items of ``reply`` alone, which ask about the module of ``brief``."""
        return self.items(brief, request, self.draft(ItemsDraft, reply))

    def blocks(
        self, draft: ModuleDraft | None, request: Request, story: Origin
    ) -> tuple[Block, ...]:
        """The blocks of ``draft``; one that cannot become a block is dropped."""
        blocks: list[Block] = []
        for index, each in enumerate(draft.blocks if draft else ()):
            made = self.attempt(
                request.id,
                each.type,
                lambda each=each: blocks_from_draft(  # type: ignore[misc]
                    [each], request, self.mint, story, self.captions
                ),
                index,
            )
            self.places.update((block.id, (request.id, index)) for block in made or ())
            blocks.extend(made or ())
        return tuple(blocks)

    def _with_cards(
        self, blocks: tuple[Block, ...], request: Request, reply: Reply
    ) -> tuple[Block, ...]:
        """``blocks`` with the cards of the words that the module uses, before its summary."""
        draft = self.draft(GlossaryDraft, reply)
        if draft is None:
            return blocks
        known = terms_on_cards(blocks)

        def made() -> tuple[Block, ...]:
            cards = cards_of(draft, request, known)
            drafts = [cards] if cards else []
            return blocks_from_draft([*drafts], request, self.mint, "source", self.captions)

        cards = self.attempt(request.id, "the words used", made, 0) or ()
        self.places.update((each.id, (request.id, 0)) for each in cards)
        return tuple(sorted((*blocks, *cards), key=lambda each: each.type == "summary"))

    def items(self, brief: Brief, request: Request, draft: ItemsDraft | None) -> list[Item]:
        """The items of ``draft``; one that cannot become an item is dropped."""
        items: list[Item] = []
        for index, each in enumerate(draft.items if draft else ()):
            made = self.attempt(
                request.id,
                each.stem,
                lambda each=each: item_from_draft(  # type: ignore[misc]
                    each, request, brief.objectives, self.mint, self.positions
                ),
                index,
            )
            if made is not None:
                self.places[made.id] = request.id, index
                items.append(made)
        return items

    def draft(self, kind: type[AnyDraft], reply: Reply) -> AnyDraft | None:
        """The draft in ``reply``; one that is none of that kind is dropped whole."""
        return self.attempt(reply.request, "the whole draft", lambda: draft_of(kind, reply))

    def attempt(
        self, request: str, part: str, make: Callable[[], Made], index: int | None = None
    ) -> Made | None:
        """What ``make`` gives, or None where that cannot be used, which is then among the dropped."""
        try:
            return make()
        except ValidationError as error:
            self.dropped.append(Dropped(request, part, first_line(error), index))
        except DraftError as error:
            self.dropped.append(Dropped(request, part, str(error), index))
        return None


def story_origin(reply: Reply) -> Origin:
    """The origin of a situation in ``reply``: a situation is a template's where rules wrote it, a model's otherwise."""
    return "template" if reply.generator == "embedded" else "model"
