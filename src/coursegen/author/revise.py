"""The outline follows its sources: written once, from then on revised by alignment.

In: the outline on disk, the lock of the build before, the scope now. Out: a Revision. Untouched modules keep
every byte; a touched one keeps the units whose passages all still stand (DESIGN section 7).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from coursegen.author.adopt import adopt, best_heir, without_said
from coursegen.author.anchor import anchored
from coursegen.author.requests import Scope
from coursegen.change.align import Alignment, align
from coursegen.model.base import Noun
from coursegen.model.blocks import Block, citations_of
from coursegen.model.course import Brief, Module, Outline
from coursegen.model.items import Item
from coursegen.model.lock import Lock
from coursegen.model.passage import Index
from coursegen.model.scenario import Scenario

__all__ = ["Revision", "keep_untouched", "revise_outline"]

Unit = TypeVar("Unit", bound=Block | Item)


@dataclass(frozen=True)
class Revision:
    """An outline and the modules of it that must be written: ``fresh``.

    ``successor`` maps each passage of the build before to the one in its place, or None; ``homeless`` are
    new passages in scope that no module could take up; ``retired`` the modules that nothing is left of;
    ``rewritten`` the fresh modules of which every unit is written anew.
    """

    outline: Outline | None = None
    fresh: frozenset[str] = frozenset()
    successor: Mapping[str, str | None] = field(default_factory=dict)
    homeless: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    rewritten: frozenset[str] = frozenset()


def revise_outline(
    outline: Outline,
    before: Lock,
    scope: Scope,
    refresh: frozenset[str] = frozenset(),
    held: frozenset[str] = frozenset(),
) -> Revision:
    """Move each brief to the passages in the place of its old ones; give new passages a home.

    A new passage in scope joins the module of the nearest passage before it in its document. A brief whose
    passages are all gone retires with its module, unless the module is among ``held``: those that a person
    pinned or changed.
    """
    alignment = align(before, scope.index)
    homes, homeless = _homes(outline, alignment, scope)
    briefs: list[Brief] = []
    fresh: set[str] = set()
    for brief in outline.modules:
        passages = _moved(brief, alignment, scope, homes.get(brief.id, []))
        if not passages and brief.id not in held:
            continue
        if passages and (passages != brief.passages or brief.id in refresh):
            fresh.add(brief.id)
        briefs.append(brief.model_copy(update={"passages": passages or brief.passages}))
    kept = {each.id for each in briefs}
    used = {key for each in briefs for key in each.objectives}
    lost = {key for each in outline.modules if each.id not in kept for key in each.objectives}
    revised = outline.model_copy(
        update={
            "modules": tuple(briefs),
            "objectives": tuple(
                each for each in outline.objectives if each.id in used or each.id not in lost
            ),
        }
    )
    return Revision(
        outline=revised,
        fresh=frozenset(fresh),
        successor=alignment.successor,
        homeless=homeless,
        retired=tuple(each.id for each in outline.modules if each.id not in kept),
        rewritten=refresh & fresh,
    )


def _moved(brief: Brief, alignment: Alignment, scope: Scope, added: list[str]) -> tuple[str, ...]:
    """The brief's passages now. One that the lock does not know is the person's, and stays."""
    now = [alignment.successor.get(each, each) for each in brief.passages]
    moved = dict.fromkeys([each for each in now if each] + added)
    if tuple(moved) == brief.passages:
        return brief.passages
    order = {each.passage: at for at, each in reversed(list(enumerate(scope.index.occurrences)))}
    return tuple(sorted(moved, key=lambda each: order.get(each, len(order))))


def _homes(
    outline: Outline, alignment: Alignment, scope: Scope
) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """New passages by the module that takes them up, and those that none can take up."""
    home = {
        new: brief.id
        for brief in outline.modules
        for old in brief.passages
        if (new := alignment.successor.get(old, old))
    }
    placed = set(home)
    homes: dict[str, list[str]] = {}
    homeless: list[str] = []
    for passage, previous in alignment.added:
        if passage in placed:
            continue
        if previous in home:
            home[passage] = home[previous]
        if passage not in scope.taught_passages:
            continue
        if passage in home:
            homes.setdefault(home[passage], []).append(passage)
        else:
            homeless.append(passage)
    return homes, tuple(homeless)


@dataclass(frozen=True)
class _Keeper:
    """Decides, unit by unit, what of a module on disk stays and what a new draft replaces."""

    revision: Revision
    before: Lock
    all_anew: bool

    def merged(self, old: tuple[Unit, ...], made: tuple[Unit, ...]) -> tuple[Unit, ...]:
        """The units of ``old`` in their order, touched ones by their heirs; then what is new."""
        kept = [each for each in old if not self.touched(each)]
        candidates = without_said([(each, _passages(each)) for each in made], kept)
        result: list[Unit] = []
        for unit in old:
            if unit.origin == "author" or not self.touched(unit):
                result.append(unit)
                continue
            heir = best_heir(unit, self.now(unit), candidates)
            if heir is not None:
                candidates = [each for each in candidates if each[0] is not heir]
                result.append(_placed(adopt(heir, unit), unit))
        here = {each.id for each in result}
        known = {each for each in self.revision.successor.values() if each}
        known |= set(self.before.passages)
        result.extend(
            each
            for each, own in candidates
            if (self.all_anew or own - known) and each.id not in here
        )
        return tuple(result)

    def scenario(self, old: Scenario | None, made: Scenario | None) -> Scenario | None:
        """The scenario of ``old``, or what replaces it."""
        if old is None:
            return made if self.all_anew else None
        if not self.touched(old):
            return old
        return adopt(made, old) if made is not None else None

    def touched(self, unit: Block | Item | Scenario) -> bool:
        """Whether what the unit quotes does not stand any more, or all is written anew."""
        if unit.pinned:
            return False
        successor = self.revision.successor
        return self.all_anew or any(successor.get(each, each) != each for each in _passages(unit))

    def now(self, unit: Noun) -> frozenset[str]:
        """The passages that stand where those of ``unit`` stood."""
        successor = self.revision.successor
        return frozenset(new for each in _passages(unit) if (new := successor.get(each, each)))


def keep_untouched(
    made: Module, old: Module, revision: Revision, before: Lock, index: Index
) -> Module:
    """Keep the units of ``old`` whose quotes all still stand; take the rest from ``made``.

    A touched unit is replaced by the one of ``made`` that rests on what now stands in its place, under its
    id. A unit of ``made`` that replaces none comes in where it rests on a passage that is new. The order is
    that of ``old``, new units at the end (a summary stays last).
    """
    old = anchored(old, revision.successor, index)
    keeper = _Keeper(revision, before, all_anew=old.id in revision.rewritten)
    blocks = keeper.merged(old.blocks, made.blocks)
    return made.model_copy(
        update={
            "title": made.title if keeper.all_anew else old.title,
            "blocks": tuple(sorted(blocks, key=lambda each: each.type == "summary")),
            "items": keeper.merged(old.items, made.items),
            "scenario": keeper.scenario(old.scenario, made.scenario),
            "image": old.image,
            "pinned": old.pinned,
            "meta": old.meta,
        }
    )


def _passages(unit: Noun) -> frozenset[str]:
    return frozenset(each.passage for each in citations_of(unit))


def _placed(new: Unit, old: Unit) -> Unit:
    """``new`` in the pool of ``old``: a choice across units is made once."""
    pool = getattr(old, "pool", None)
    return cast("Unit", new.model_copy(update={"pool": pool})) if pool else new
