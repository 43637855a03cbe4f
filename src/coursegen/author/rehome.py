"""What a person moved to another module is revised there.

In: the fresh modules as drafted, the course on disk, the alignment. Out: the same drafts, each unit that takes the
place of a moved one in the draft of the module that holds that now, so that it is merged there and not made twice.
"""

from __future__ import annotations

from collections.abc import Mapping

from coursegen.author.adopt import best_heir
from coursegen.author.revise import Revision
from coursegen.model.base import Noun
from coursegen.model.blocks import Block, citations_of
from coursegen.model.course import Module, Outline
from coursegen.model.items import Item, ItemBase
from coursegen.model.lock import Lock
from coursegen.model.scenario import Scenario

__all__ = ["asks_again", "moved_here", "passages_of", "rehomed", "standing_now"]


def moved_here(module: Module, before: Lock) -> frozenset[str]:
    """Units that a person moved into ``module``: its record is of another, or it rests on nothing of this one."""
    home = before.units.get(module.id)
    rested = set(home.passages) if home else set()
    records = [(each.id, before.units.get(each.id)) for each in module.units]
    return frozenset(
        key
        for key, record in records
        if record is not None
        and (record.module != module.id or (record.passages and rested.isdisjoint(record.passages)))
    )


def asks_again(module: Module, outline: Outline, before: Lock) -> frozenset[str]:
    """Practice questions of ``module`` on the objective of an earlier one: generated there, as one that is asked again."""
    ids = [each.id for each in outline.modules]
    earlier = outline.modules[: ids.index(module.id)] if module.id in ids else ()
    aims = {aim for each in earlier for aim in each.objectives} - set(module.objectives)
    return frozenset(
        each.id
        for each in module.items
        if each.objective in aims and each.pool == "practice" and each.id in before.units
        if before.units[each.id].module == module.id
    )


def standing_now(unit: Noun, revision: Revision) -> frozenset[str]:
    """The passages that stand where those that ``unit`` cites stood."""
    found: set[str] = set()
    for each in passages_of(unit):
        new = revision.successor.get(each, each)
        found.update(revision.parts.get(each, (new,) if new else ()))
    return frozenset(found)


def passages_of(unit: Noun) -> frozenset[str]:
    """The passages that ``unit`` cites."""
    return frozenset(each.passage for each in citations_of(unit))


def rehomed(
    drafts: Mapping[str, Module], old: Mapping[str, Module], revision: Revision, before: Lock
) -> dict[str, Module]:
    """``drafts`` by module, with the heirs of moved units where these are; ``old`` are the modules on disk."""
    result = dict(drafts)
    for target in (old[key] for key in drafts if key in old):
        moved = moved_here(target, before)
        for unit in target.units:
            now = standing_now(unit, revision)
            if isinstance(unit, Scenario) or unit.id not in moved or now == passages_of(unit):
                continue
            _hand_over(unit, now, target.id, result)
    return result


def _hand_over(
    unit: Block | Item, passages: frozenset[str], target: str, drafts: dict[str, Module]
) -> None:
    """Take the heir of ``unit`` out of the draft that has one, and put it into that of ``target``."""
    kind = "items" if isinstance(unit, ItemBase) else "blocks"
    at_home: tuple[Block | Item, ...] = getattr(drafts[target], kind)
    if best_heir(unit, passages, [(each, passages_of(each)) for each in at_home]) is not None:
        return
    for name, draft in drafts.items():
        own: tuple[Block | Item, ...] = getattr(draft, kind)
        heir = best_heir(unit, passages, [(each, passages_of(each)) for each in own])
        if name != target and heir is not None:
            left = tuple(each for each in own if each is not heir)
            drafts[name] = draft.model_copy(update={kind: left})
            there = (*getattr(drafts[target], kind), heir)
            drafts[target] = drafts[target].model_copy(update={kind: there})
            return
