"""Replies about touched units to a module: each revised unit in the place of the one before, under its ids.

In: a module on disk, what was asked of it, the replies. Out: the module, in which every unit that was not asked for
is as it was. A unit whose revision cannot be used, or that its source carries no more, is dropped and named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from coursegen.author.adopt import adopt
from coursegen.author.blocks import blocks_from_draft
from coursegen.author.citations import DraftError
from coursegen.author.items import item_from_draft, pools
from coursegen.author.keep import merged_module
from coursegen.author.module import Dropped, ModuleMaker, draft_of, story_origin
from coursegen.author.scenario import ending_from_draft, scene_from_draft
from coursegen.author.touched import Touched
from coursegen.check.time import estimate_minutes
from coursegen.model.base import Noun
from coursegen.model.blocks import Block
from coursegen.model.course import Brief, Module
from coursegen.model.drafts import ItemsDraft, ModuleDraft, ScenarioDraft
from coursegen.model.items import Item
from coursegen.model.request import Reply, Request
from coursegen.model.scenario import Ending, Scenario, Scene

__all__ = ["revised_module"]


def revised_module(
    maker: ModuleMaker, brief: Brief, work: Touched, replies: Mapping[str, Reply]
) -> Module:
    """The module of ``brief`` with its touched units revised, and with what its new passages add."""
    turn = _Turn(maker, brief, work, replies)
    old = work.old
    heirs: dict[str, Noun] = {}
    for unit in (*old.blocks, *old.items):
        found = turn.unit(unit)
        if found is not None:
            heirs[unit.id] = found
    scenario = turn.scenario(old.scenario) if old.scenario is not None else None
    if scenario is not None:
        heirs[scenario.id] = scenario
    made = old.model_copy(
        update={
            "objectives": brief.objectives,
            "blocks": tuple([heirs[each.id] for each in old.blocks if each.id in heirs])
            + turn.new_blocks(),
            "items": tuple([heirs[each.id] for each in old.items if each.id in heirs])
            + turn.new_items(),
            "scenario": scenario,
        }
    )
    merged = merged_module(made, old, replace(work.keeper, heirs=heirs))
    if _content(merged) == _content(old):
        return merged
    return merged.model_copy(update={"minutes": estimate_minutes(merged)})


def _content(module: Module) -> tuple[Any, ...]:
    return module.blocks, module.items, module.scenario


class _Turn:
    """The revisions of one module."""

    def __init__(
        self, maker: ModuleMaker, brief: Brief, work: Touched, replies: Mapping[str, Reply]
    ) -> None:
        self.maker, self.brief, self.work, self.replies = maker, brief, work, replies

    def unit(self, old: Block | Item) -> Block | Item | None:
        """What replaces ``old``; None where nothing was asked, or nothing usable came."""
        request = self.work.revisions.get(old.id)
        if request is None:
            return None
        reply = self.replies[request.id]
        index = 0 if reply.draft.get("blocks") or reply.draft.get("items") else None
        made = self.maker.attempt(
            request.id, old.id, lambda: self._revised(old, request, reply), index
        )
        if made is not None:
            self.maker.places[old.id] = request.id, 0
        return made

    def _revised(self, old: Block | Item, request: Request, reply: Reply) -> Block | Item | None:
        new: Block | Item
        if request.task == "module":
            blocks = draft_of(ModuleDraft, reply).blocks
            if self._left_out(request, old.id, len(blocks)):
                return None
            (new,) = blocks_from_draft(
                blocks, request, self.maker.mint, story_origin(reply), self.maker.captions
            )
        else:
            items = draft_of(ItemsDraft, reply).items
            if self._left_out(request, old.id, len(items)):
                return None
            new = item_from_draft(
                items[0],
                request,
                self.brief.objectives,
                self.maker.mint,
                self.maker.positions,
            )
        if new.type != old.type:
            raise DraftError(f"it must stay a {old.type}, and the answer holds a {new.type}")
        kept = {name: getattr(old, name) for name in ("objective", "pool") if hasattr(old, name)}
        return adopt(new.model_copy(update=kept), old, self.work.keeper.in_place_of)

    def _left_out(self, request: Request, unit: str, parts: int) -> bool:
        """Whether the answer leaves the part out, which is named. Raises DraftError where it holds several."""
        if parts > 1:
            raise DraftError(f"it must be one part, and the answer holds {parts}")
        if parts == 0:
            why = "its source carries it no more, says the answer"
            self.maker.dropped.append(Dropped(request.id, unit, why))
        return parts == 0

    def scenario(self, old: Scenario) -> Scenario | None:
        """``old`` with its touched scenes and endings revised; None where one of them is lost."""
        every: tuple[Scene | Ending, ...] = (*old.scenes, *old.endings)
        names = {each.id: each.id for each in every}
        asked = names.keys() & self.work.revisions.keys()
        if not asked:
            return None
        scenes = [self._part(each, names) for each in old.scenes]
        endings = [self._part(each, names) for each in old.endings]
        if not all((*scenes, *endings)):
            return None
        parts = {"scenes": scenes, "endings": endings}
        first = self.work.revisions[min(asked)]
        return self.maker.attempt(
            first.id, old.title, lambda: Scenario.model_validate({**vars(old), **parts})
        )

    def _part(self, old: Scene | Ending, names: dict[str, str]) -> Scene | Ending | None:
        request = self.work.revisions.get(old.id)
        if request is None:
            return None if self.work.keeper.outdated(old) else old
        reply = self.replies[request.id]
        index = None if reply.problem else 0
        made = self.maker.attempt(
            request.id, old.id, lambda: self._revised_part(old, request, reply, names), index
        )
        if made is not None:
            self.maker.places[old.id] = request.id, 0
        return made

    def _revised_part(
        self, old: Scene | Ending, request: Request, reply: Reply, names: dict[str, str]
    ) -> Scene | Ending | None:
        draft = draft_of(ScenarioDraft, reply)
        parts = draft.scenes if isinstance(old, Scene) else draft.endings
        if self._left_out(request, old.id, len(parts)):
            return None
        named = parts[0].model_copy(update={"name": old.id})
        if isinstance(old, Scene):
            scene = scene_from_draft(named, names, request, self.maker.mint, old.origin)  # type: ignore[arg-type]
            now = self.work.keeper.in_place_of
            return adopt(scene.model_copy(update={"waivers": old.waivers}), old, now)
        ending = ending_from_draft(named, names, request)  # type: ignore[arg-type]
        return ending.model_copy(update={"waivers": old.waivers})

    def new_blocks(self) -> tuple[Block, ...]:
        """The blocks that new passages add."""
        request = self.work.additions.get("module")
        if request is None:
            return ()
        draft = self.maker.draft(ModuleDraft, self.replies[request.id])
        blocks = self.maker.blocks(draft, request, story_origin(self.replies[request.id]))
        return tuple(each for each in blocks if each.type != "summary" and each.origin == "source")

    def new_items(self) -> tuple[Item, ...]:
        """The items that new passages add."""
        request = self.work.additions.get("items")
        if request is None:
            return ()
        draft = self.maker.draft(ItemsDraft, self.replies[request.id])
        return tuple(pools(self.maker.items(self.brief, request, draft)))
