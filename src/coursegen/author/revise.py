"""The outline follows its sources: written once, from then on revised by alignment.

In: the outline on disk, the lock of the build before, the scope now. Out: a Revision. Untouched modules keep
every byte; a touched one keeps the units whose passages all still stand (DESIGN section 7).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from coursegen.author.requests import Scope
from coursegen.change.align import Alignment, align
from coursegen.model.blocks import Block, citations_of
from coursegen.model.course import Brief, Module, Outline
from coursegen.model.items import Item
from coursegen.model.lock import Lock

__all__ = ["Revision", "keep_untouched", "revise_outline"]

Unit = TypeVar("Unit", bound=Block | Item)


@dataclass(frozen=True)
class Revision:
    """An outline and the modules of it that must be written: ``fresh``.

    ``stale`` are passages cited in the course before that no longer stand; ``homeless`` new passages in
    scope that no module could take up.
    """

    outline: Outline | None = None
    fresh: frozenset[str] = frozenset()
    stale: frozenset[str] = frozenset()
    homeless: tuple[str, ...] = ()
    retired: tuple[str, ...] = field(default=())


def revise_outline(
    outline: Outline, before: Lock, scope: Scope, refresh: frozenset[str] = frozenset()
) -> Revision:
    """Move each brief to the passages in the place of its old ones; give new passages a home.

    A new passage in scope joins the module of the nearest passage before it in its document, or after it
    where there is none before. A brief whose passages are all gone retires with its module.
    """
    alignment = align(before, scope.index)
    homes, homeless = _homes(outline, alignment, scope)
    briefs: list[Brief] = []
    fresh: set[str] = set()
    for brief in outline.modules:
        passages = _moved(brief, alignment, scope, homes.get(brief.id, []))
        if not passages:
            continue
        if passages != brief.passages or brief.id in refresh:
            fresh.add(brief.id)
        briefs.append(brief.model_copy(update={"passages": passages}))
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
        stale=frozenset(old for old, new in alignment.successor.items() if new != old),
        homeless=homeless,
        retired=tuple(each.id for each in outline.modules if each.id not in kept),
    )


def _moved(brief: Brief, alignment: Alignment, scope: Scope, added: list[str]) -> tuple[str, ...]:
    kept = [alignment.successor.get(each, None) for each in brief.passages]
    moved = dict.fromkeys([each for each in kept if each] + added)
    if tuple(moved) == brief.passages:
        return brief.passages
    order = {each.passage: at for at, each in reversed(list(enumerate(scope.index.occurrences)))}
    return tuple(sorted(moved, key=lambda each: order[each]))


def _homes(
    outline: Outline, alignment: Alignment, scope: Scope
) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    home = {
        new: brief.id
        for brief in outline.modules
        for old in brief.passages
        if (new := alignment.successor.get(old))
    }
    homes: dict[str, list[str]] = {}
    homeless: list[str] = []
    for passage, previous in alignment.added:
        if previous in home:
            home[passage] = home[previous]
        if passage not in scope.taught_passages:
            continue
        if passage in home:
            homes.setdefault(home[passage], []).append(passage)
        else:
            homeless.append(passage)
    return homes, tuple(homeless)


def keep_untouched(made: Module, old: Module, revision: Revision, before: Lock) -> Module:
    """Keep the units of ``old`` that rest on passages which all still stand; take the rest from ``made``.

    A unit of ``made`` comes in where it replaces a touched unit of the same id, or rests on a passage
    that is new. The order is that of ``old``, new units at the end (a summary stays last).
    """
    scenario = old.scenario
    if scenario is None or _touched(scenario, revision):
        scenario = made.scenario
    blocks = _merged(old.blocks, made.blocks, revision, before)
    return made.model_copy(
        update={
            "title": old.title,
            "blocks": tuple(sorted(blocks, key=lambda each: each.type == "summary")),
            "items": _merged(old.items, made.items, revision, before),
            "scenario": scenario,
            "image": old.image,
            "meta": old.meta,
        }
    )


def _touched(unit: object, revision: Revision) -> bool:
    return any(each.passage in revision.stale for each in citations_of(unit))


def _merged(
    old: tuple[Unit, ...], made: tuple[Unit, ...], revision: Revision, before: Lock
) -> tuple[Unit, ...]:
    replacements: Mapping[str, Unit] = {each.id: each for each in made}
    result: list[Unit] = []
    for unit in old:
        if unit.pinned or unit.origin == "author" or not _touched(unit, revision):
            result.append(unit)
        elif unit.id in replacements:
            result.append(replacements[unit.id])
    here = {each.id for each in old}
    known = set(before.passages)
    result.extend(
        each
        for each in made
        if each.id not in here and any(c.passage not in known for c in citations_of(each))
    )
    return tuple(result)
