"""The outline follows its sources: written once, from then on revised by alignment.

In: the outline on disk, the lock of the build before, the scope now. Out: a Revision: what each module rests on
now, which are to be written, and which passages are still without a module (DESIGN section 7).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from coursegen.author.homes import A_MODULES_OWN, Homes, minutes_of
from coursegen.author.module import Dropped
from coursegen.author.record import outline_key
from coursegen.author.renumbered import Numbers
from coursegen.author.requests import Scope
from coursegen.author.rescope import changed_modules, decided_passages, rescoped
from coursegen.change.align import Alignment, align
from coursegen.model.course import Brief, Outline
from coursegen.model.lock import Lock
from coursegen.model.passage import Index

__all__ = ["Limits", "Revision", "revise_outline", "settled", "with_small_seated"]

_MOST_LEFT_OVER = 300
"""Passages left over by earlier builds that are considered again at once: the cost follows the change."""
_IN_ITS_FOLDER = 1
"""How far what stands in the folder of a changed document is from the change."""


@dataclass(frozen=True)
class Limits:
    """``longest``: minutes that a module may take; ``minutes``: what each module on disk takes."""

    longest: float
    minutes: Mapping[str, float]

    @property
    def room(self) -> dict[str, float]:
        """Minutes that each module on disk may grow by."""
        return {key: self.longest - each for key, each in self.minutes.items()}


@dataclass(frozen=True)
class Revision:
    """An outline and the modules of it that must be written: ``fresh``.

    ``successor`` maps each passage of the build before to the one in its place, or None, ``parts`` one that was
    split to all of its parts. ``seated`` are passages that joined a module; ``homeless`` new ones in scope
    that none could take up, ``left_over`` such passages of earlier builds. ``retired`` are the modules that
    nothing is left of, ``rewritten`` the fresh ones of which every unit is written anew, ``no_room`` the
    passages that could be taught, had the course more minutes, ``dropped`` what of a new outline could not be used.
    ``reconsidered``: a retired module or changed settings give what was left over another chance. ``disputed`` are
    units that rest on what the sources have come to disagree on: they do not stay, though all that they quote stands.
    ``numbers`` are those that went on in the headings of a module, which its title may name.
    """

    outline: Outline | None = None
    fresh: frozenset[str] = frozenset()
    successor: Mapping[str, str | None] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    seated: tuple[str, ...] = ()
    homeless: tuple[str, ...] = ()
    left_over: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    rewritten: frozenset[str] = frozenset()
    no_room: tuple[str, ...] = ()
    reconsidered: bool = False
    disputed: frozenset[str] = frozenset()
    numbers: Mapping[str, Numbers] = field(default_factory=dict)
    dropped: tuple[Dropped, ...] = ()


def revise_outline(
    outline: Outline,
    before: Lock,
    scope: Scope,
    limits: Limits,
    refresh: frozenset[str] = frozenset(),
    held: frozenset[str] = frozenset(),
    earlier: Scope | None = None,
) -> Revision:
    """Move each brief to the passages in the place of its old ones; give new passages a home.

    A new passage in scope joins the module that holds its section. A brief whose passages are all gone
    retires with its module, unless the module is among ``held``: those that a person pinned or changed.
    ``earlier`` is the scope by the settings of the build before, where they were others: what only it held is
    gone, and a module on a passage of which other statements are in scope now is written anew.
    """
    alignment = align(before, scope.index)
    if earlier is not None:
        alignment = rescoped(alignment, before, earlier, scope)
        refresh |= changed_modules(outline, earlier, scope)
    order = _order(scope.index)
    moved = {each.id: _moved(each, alignment, order) for each in outline.modules}
    kept = [each for each in outline.modules if moved[each.id] or each.id in held]
    briefs = [
        each.model_copy(update={"passages": moved[each.id] or each.passages}) for each in kept
    ]
    homes = Homes(scope, briefs, limits.room, limits.longest)
    placed = {passage for each in briefs for passage in each.passages}
    added = [each for each, _ in alignment.added if each in scope.taught_passages]
    homeless = tuple(each for each in added if each not in placed and not homes.beside(each))
    placed |= {passage for seated in homes.joined.values() for passage in seated}
    retired = tuple(each.id for each in outline.modules if each not in kept)
    anew, seated = earlier is not None, placed | set(homeless)
    freed = bool(retired) or minutes_of(homeless, scope) >= A_MODULES_OWN
    left_over = _left_over(outline, before, alignment, scope, seated, anew=anew, freed=freed)
    revision = Revision(
        outline=_of(briefs, outline),
        fresh=_fresh(kept, moved, refresh | _asking_again(outline, before, alignment)),
        successor=alignment.successor,
        parts=alignment.parts,
        homeless=homeless,
        left_over=_without_decided(left_over, homes, earlier, scope),
        retired=retired,
        reconsidered=bool(retired) or earlier is not None,
    )
    return _joined(replace(revision, rewritten=refresh & revision.fresh), homes)


def _without_decided(
    left_over: Sequence[str], homes: Homes, earlier: Scope | None, scope: Scope
) -> tuple[str, ...]:
    """``left_over`` without what a decision brought in and the module of its section has room for."""
    decided = decided_passages(earlier, scope) if earlier is not None else frozenset()
    return tuple(each for each in left_over if each not in decided or not homes.beside(each))


def _fresh(
    kept: Sequence[Brief], moved: Mapping[str, tuple[str, ...]], refresh: frozenset[str]
) -> frozenset[str]:
    """Modules that rest on other passages now, or are to be written anew."""
    return frozenset(
        each.id
        for each in kept
        if moved[each.id] and (moved[each.id] != each.passages or each.id in refresh)
    )


def _asking_again(outline: Outline, before: Lock, alignment: Alignment) -> frozenset[str]:
    """Modules with a unit that rests on what changed in another module: a question on an earlier one."""
    homes = {passage: each.id for each in outline.modules for passage in each.passages}
    changed = {passage for passage in homes if alignment.now(passage) != (passage,)}
    return frozenset(
        each.module
        for each in before.units.values()
        if any(homes[passage] != each.module for passage in changed.intersection(each.passages))
    )


def _of(briefs: Sequence[Brief], outline: Outline) -> Outline:
    """``outline`` with ``briefs``, and without the objectives of modules that are not among them."""
    kept = {each.id for each in briefs}
    live = {key for each in briefs for key in each.objectives}
    lost = {key for each in outline.modules if each.id not in kept for key in each.objectives}
    objectives = tuple(
        each for each in outline.objectives if each.id in live or each.id not in lost
    )
    return outline.model_copy(update={"modules": tuple(briefs), "objectives": objectives})


def settled(
    revision: Revision, scope: Scope, limits: Limits, left: float, most: float = 0.0
) -> Revision:
    """Seat what is still homeless with the nearest module; what was left over, with one that is touched.

    ``left`` are the minutes that the course may still grow by, ``most`` those by which what is homeless may have it grow.
    """
    outline = revision.outline
    if outline is None or not (revision.homeless or revision.left_over):
        return revision
    homes = Homes(scope, outline.modules, limits.room, limits.longest, max(left, most))
    everywhere = {each.id for each in outline.modules}
    homeless = tuple(each for each in revision.homeless if not homes.near(each, everywhere))
    homes.left -= max(most - left, 0.0)
    touched = revision.fresh | homes.joined.keys()
    left_over = tuple(each for each in revision.left_over if not homes.near(each, touched))
    return _joined(replace(revision, homeless=homeless, left_over=left_over), homes)


def with_small_seated(revision: Revision, scope: Scope, limits: Limits) -> Revision:
    """Seat what is new in a document and too little for a module of its own with the nearest of that document.

    Where earlier builds left so much of the document over that both together may make a module, it waits with that.
    """
    outline = revision.outline
    if outline is None or not revision.homeless:
        return revision
    places = scope.index.occurrences_by_passage

    def documents(passage: str) -> set[str]:
        return {each.document for each in places.get(passage, ())}

    unseated: dict[str, list[str]] = {}
    for each in (*revision.homeless, *revision.left_over):
        for name in documents(each):
            unseated.setdefault(name, []).append(each)
    small = {
        name for name, passages in unseated.items() if minutes_of(passages, scope) < A_MODULES_OWN
    }
    homes = Homes(scope, outline.modules, limits.room, limits.longest)
    everywhere = {each.id for each in outline.modules}
    homeless = tuple(
        each
        for each in revision.homeless
        if not (documents(each) <= small and homes.near(each, everywhere))
    )
    return _joined(replace(revision, homeless=homeless), homes)


def _joined(revision: Revision, homes: Homes) -> Revision:
    """``revision`` with the passages that ``homes`` seated; their modules are fresh."""
    outline = revision.outline
    assert outline is not None
    order = _order(homes.scope.index)
    briefs = [
        each.model_copy(
            update={"passages": _sorted([*each.passages, *homes.joined[each.id]], order)}
        )
        if each.id in homes.joined
        else each
        for each in outline.modules
    ]
    return replace(
        revision,
        outline=outline.model_copy(update={"modules": tuple(briefs)}),
        fresh=revision.fresh | homes.joined.keys(),
        seated=(*revision.seated, *(each for some in homes.joined.values() for each in some)),
    )


def _moved(brief: Brief, alignment: Alignment, order: Mapping[str, int]) -> tuple[str, ...]:
    """The brief's passages now. One that the lock does not know is the person's, and stays."""
    moved = tuple(dict.fromkeys(new for each in brief.passages for new in alignment.now(each)))
    return moved if moved == brief.passages else _sorted(moved, order)


def _order(index: Index) -> dict[str, int]:
    order: dict[str, int] = {}
    for at, each in enumerate(index.occurrences):
        order.setdefault(each.passage, at)
    return order


def _sorted(passages: Iterable[str], order: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(passages), key=lambda each: order.get(each, len(order))))


def _left_over(
    outline: Outline,
    before: Lock,
    alignment: Alignment,
    scope: Scope,
    placed: set[str],
    *,
    anew: bool,
    freed: bool,
) -> tuple[str, ...]:
    """Passages in scope that earlier builds had no module for.

    They are considered when what there is to teach changed: those of the documents that changed and, as small
    documents are gathered by their folder, of those beside them; all of them, nearest to the change first, where a
    module retires and leaves its minutes or where what is new may make a module, which they may join (``freed``), and
    where the settings of scope changed (``anew``). What a person took out of the course is not among them.
    """
    record = before.units.get(outline.id)
    same = record is None or record.source_key == outline_key(scope.taught_passages)
    if same and not anew:
        return ()
    here = {each.id for each in outline.modules}
    refused = {passage for each in before.retired.values() for passage in each.passages}
    for key, unit in before.units.items():
        if unit.kind == "module" and key not in here:
            refused |= {new for each in unit.passages for new in alignment.now(each)}
    waiting = {
        passage: far
        for passage, far in _distances(before, scope.index).items()
        if passage in scope.taught_passages
        and passage not in placed
        and passage not in refused
        and (anew or freed or far <= _IN_ITS_FOLDER)
    }
    if not (anew or freed or 0 in waiting.values()):
        return ()  # nothing waits in what changed
    most = len(waiting) if anew else _MOST_LEFT_OVER
    chosen = set(sorted(waiting, key=lambda each: waiting[each])[:most])
    return tuple(each for each in waiting if each in chosen)


def _distances(before: Lock, index: Index) -> dict[str, int]:
    """How far each passage stands from the change: 0 in a document that changed, 1 in its folder, 2 elsewhere."""
    changed = _changed_documents(before, index)
    folders = {each.rpartition("/")[0] for each in changed}
    distances: dict[str, int] = {}
    for place in index.occurrences:
        near = place.document.rpartition("/")[0] in folders
        far = 0 if place.document in changed else 1 if near else 2
        distances[place.passage] = min(far, distances.get(place.passage, far))
    return distances


def _changed_documents(before: Lock, index: Index) -> set[str]:
    """Documents whose passages are not those of the build before, new and gone ones among them."""
    now: dict[str, list[str]] = {}
    for each in index.occurrences:
        now.setdefault(each.document, []).append(each.passage)
    return {
        path
        for path in {*now, *before.sources}
        if path not in before.sources or list(before.sources[path].passages) != now.get(path, [])
    }
