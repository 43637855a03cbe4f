"""Requests for the units of a written module that the change of its sources touches, and for no others.

In: a module on disk, the revised outline, what of the module stays. Out: one request a touched block, item, scene or
ending, with its old text and what changed in the source; two more (teaching, questions) where a passage says what
no unit says yet. Requests of a module share their context, so that a model's prompt cache holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coursegen.author.keep import Keeper
from coursegen.author.redraft import block_draft, ending_draft, item_draft, scene_draft
from coursegen.author.requests import Scope, module_requests
from coursegen.change.sentences import sentence_pairs
from coursegen.index.normalise import normalise
from coursegen.model.base import Noun
from coursegen.model.blocks import Block, Citation, citations_of
from coursegen.model.course import Brief, Module, Outline
from coursegen.model.items import Item
from coursegen.model.passage import Index, Passage
from coursegen.model.request import Change, Request, Rewrite, Task
from coursegen.model.scenario import Ending, Scene

__all__ = ["Touched", "touched_units"]

Part = Block | Item | Scene | Ending


@dataclass(frozen=True)
class Touched:
    """What is asked of one module: requests by the id of the unit, scene or ending, and for what is new by task."""

    keeper: Keeper
    old: Module
    revisions: Mapping[str, Request] = field(default_factory=dict)
    additions: Mapping[Task, Request] = field(default_factory=dict)

    @property
    def requests(self) -> dict[str, Request]:
        """All of them, by their ids."""
        every = [*self.revisions.values(), *self.additions.values()]
        return {each.id: each for each in every}


def touched_units(
    scope: Scope, outline: Outline, brief: Brief, old: Module, keeper: Keeper
) -> Touched:
    """What to ask for ``brief``, whose module stands on disk as ``old``."""
    parts = list(_parts(old, keeper))
    places = _Places(keeper, scope.index)
    cited = {new for each in parts for cite in citations_of(each) for new in places.now(cite)}
    whole = brief.model_copy(
        update={"passages": (*brief.passages, *sorted(cited - set(brief.passages)))}
    )
    base: dict[Task, Request] = {each.task: each for each in module_requests(scope, outline, whole)}
    places.number(base["module"].passages)
    revisions = {
        str(vars(each)["id"]): request
        for each in parts
        if str(vars(each)["id"]) not in keeper.revision.disputed
        if (request := _revision(each, base, brief, places)) is not None
    }
    new = _additions(scope, brief, old, keeper, places)
    both: tuple[Task, ...] = ("module", "items")
    additions = {
        task: base[task].model_copy(update={"id": f"{base[task].id}+", "additions": tuple(new)})
        for task in both
        if new
    }
    return Touched(keeper, old, revisions, additions)


def _parts(old: Module, keeper: Keeper) -> Iterator[Part]:
    """The blocks, items, scenes and endings whose quotes do not all stand, but for what a person holds."""
    for unit in (*old.blocks, *old.items):
        if unit.origin != "author" and keeper.touched(unit):
            yield unit
    if old.scenario is not None and keeper.touched(old.scenario):
        scenes: tuple[Scene | Ending, ...] = (*old.scenario.scenes, *old.scenario.endings)
        yield from (each for each in scenes if keeper.outdated(each))


class _Places:
    """Where the sentences that were quoted stand now, as labels of one module's requests."""

    def __init__(self, keeper: Keeper, index: Index) -> None:
        self._keeper, self._index = keeper, index
        self._numbers: dict[str, int] = {}

    def number(self, passages: Sequence[Passage]) -> None:
        """Number ``passages`` from 1, as a request shows them."""
        self._numbers = {each.id: number for number, each in enumerate(passages, 1)}

    def now(self, cite: Citation) -> tuple[str, ...]:
        """The passages in the place of the one that ``cite`` quotes; none where it is gone."""
        found = self._keeper.in_place_of(cite.passage)
        return tuple(each for each in found if each in self._index.passage_by_id)

    def labels(self, cites: Iterable[Citation]) -> list[str]:
        """The labels of what ``cites`` quote, or of what stands in its place, each once."""
        found = [
            f"{self._numbers[passage]}.{at + 1}"
            for cite in cites
            for passage, at in self.sentences(cite)
            if passage in self._numbers
        ]
        return list(dict.fromkeys(found))

    def sentences(self, cite: Citation) -> list[tuple[str, int]]:
        """Passage and place, from 0, of each sentence that ``cite`` quotes, or that stands there now."""
        quote = normalise(cite.quote)
        found: list[tuple[str, int]] = []
        passages = [self._index.passage_by_id[each] for each in self.now(cite)]
        for passage in passages:
            pairs = sentence_pairs(quote, passage.text, passage.language)
            new = {other for one, other in pairs if one and other}
            found += [
                (passage.id, at)
                for at, each in enumerate(passage.sentences)
                if each in quote or quote in each or each in new
            ]
        return found or [(each.id, at) for each in passages for at, _ in enumerate(each.sentences)]

    def named(self, sentences: Iterable[tuple[str, int]]) -> list[str]:
        """The labels of ``sentences``, in the order of the request."""
        here = [(self._numbers[each], at) for each, at in sentences if each in self._numbers]
        return [f"{number}.{at + 1}" for number, at in sorted(here)]

    def changes(self, part: Noun) -> tuple[Change, ...]:
        """What of the quotes of ``part`` reads otherwise now, each once."""
        lost = [each for each in citations_of(part) if self._keeper.lost(each)]
        return tuple(
            Change(was=quote, now=tuple(self.labels(cites)))
            for quote, cites in {
                each.quote: [other for other in lost if other.quote == each.quote] for each in lost
            }.items()
        )


def _revision(
    part: Part, base: Mapping[Task, Request], brief: Brief, places: _Places
) -> Request | None:
    """The request to revise ``part``; None where nothing that it rests on is left, or no draft has its form."""
    if not any(places.now(each) for each in citations_of(part)):
        return None
    task, draft = _draft_of(part, brief, places)
    if draft is None:
        return None
    rewrite = Rewrite(part=draft, changes=places.changes(part))
    identifier = f"revise:{vars(part)['id']}"
    return base[task].model_copy(update={"id": identifier, "rewrite": rewrite})


def _draft_of(part: Part, brief: Brief, places: _Places) -> tuple[Task, dict[str, Any] | None]:
    if isinstance(part, Scene):
        return "scenario", scene_draft(part, places.labels)
    if isinstance(part, Ending):
        return "scenario", ending_draft(part, places.labels)
    objective = getattr(part, "objective", None)
    if objective is None:
        return "module", block_draft(part, places.labels)  # type: ignore[arg-type]
    known = objective in brief.objectives
    number = brief.objectives.index(objective) + 1 if known else 1
    return "items", item_draft(part, number, places.labels)  # type: ignore[arg-type]


def _additions(
    scope: Scope, brief: Brief, old: Module, keeper: Keeper, places: _Places
) -> list[str]:
    """Labels of the sentences in passages new to the module that carry a statement and that no unit says."""
    said = {place for cite in citations_of(old) for place in places.sentences(cite)}
    new = keeper.news & set(brief.passages) - keeper.refused
    wanted = {
        (ref.passage, ref.sentence)
        for each in scope.inside
        for ref in each.evidence
        if ref.passage in new
    }
    return places.named(wanted - said)
