"""What of a module on disk stays when its passages change, and what a new draft replaces.

In: a module as found on disk and as drafted anew. Out: the module to write: units whose quotes all still stand
as they were, touched ones replaced under their ids, and new ones where they say what nothing kept says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

from coursegen.author.adopt import adopt, best_heir, without_said
from coursegen.author.anchor import anchored
from coursegen.author.items import pools_beside
from coursegen.author.pare import pared
from coursegen.author.record import is_reworded
from coursegen.author.rehome import passages_of, standing_now
from coursegen.author.renumbered import Numbers, entitled, retitled
from coursegen.author.revise import Revision
from coursegen.author.telling_once import TellingOnce
from coursegen.check.coverage import key_citations
from coursegen.index.normalise import normalise
from coursegen.model.base import Noun
from coursegen.model.blocks import Block, Citation, Summary, citations_of
from coursegen.model.course import Module
from coursegen.model.items import Item, ItemBase
from coursegen.model.lock import Lock
from coursegen.model.passage import Index
from coursegen.model.scenario import Scenario

__all__ = ["Keeper", "keep_untouched", "keeper_of", "merged_module", "retitled_module"]

Unit = TypeVar("Unit", bound=Block | Item)
Sentences = set[tuple[str, int]]
_TOLD_ANEW = 3
"""A block comes in for what it alone tells where that is one in so many of its sentences, or more."""


@dataclass(frozen=True)
class Keeper:
    """Decides, unit by unit, what of a module on disk stays and what a new draft replaces.

    ``news`` are the passages that the module did not rest on before, ``refused`` those of units that a
    person took out. ``heirs`` holds, under the id of a touched unit, what was written in its place; where it is
    None the heir is found among new drafts. ``numbers`` are those that went on in the headings of the module,
    ``edited`` the blocks that a person changed.
    """

    revision: Revision
    index: Index
    news: frozenset[str]
    refused: frozenset[str]
    all_anew: bool
    heirs: Mapping[str, Noun] | None = None
    numbers: Numbers = field(default_factory=dict)
    edited: frozenset[str] = frozenset()

    def merged(self, old: tuple[Unit, ...], made: tuple[Unit, ...]) -> tuple[Unit, ...]:
        """The units of ``old`` in their order, touched ones by their heirs; each new one where it was drafted."""
        kept = [each for each in old if not self.touched(each)]
        candidates = without_said([(each, passages_of(each)) for each in made], kept)
        result: list[Unit] = []
        heirs: dict[str, str] = {}
        for unit in old:
            mine = unit.pinned or unit.origin == "author"
            heir = None
            if self.touched(unit) or (mine and self.outdated(unit)):
                heir = self._heir(unit, candidates)
            if heir is not None:
                candidates = [each for each in candidates if each[0].id != heir.id]
                heirs[heir.id] = unit.id
            if mine or not self.touched(unit):  # what a person holds keeps its heir out
                result.append(self.titled(unit))
            elif heir is not None:
                result.append(_placed(adopt(heir, unit, self.in_place_of), unit))
            elif (rest := self._rest(unit)) is not None:
                result.append(rest)
        self._let_in(old, made, heirs, {each.id for each, _ in candidates}, result)
        return tuple(result)

    def titled(self, unit: Unit) -> Unit:
        """``unit`` with a title that holds today, that of its own heading where all of it is gone; as it is where a person holds it."""
        if unit.pinned or unit.origin == "author":
            return unit
        old = str(getattr(unit, "title", None) or "")
        title = retitled(old, self.numbers)
        if title == old:
            return unit
        headings = [
            place.locator.heading[-1]
            for each in citations_of(unit)
            for place in self.index.occurrences_by_passage.get(each.passage, ())
            if place.locator.heading
        ]
        named = unit.model_copy(update={"title": title or next(iter(headings), old)})
        return cast("Unit", named)

    def _rest(self, unit: Unit) -> Unit | None:
        """What still stands of a touched unit that nothing replaces; None where that is nothing whole."""
        if self.heirs is not None or self.all_anew or unit.id in self.revision.disputed:
            return None
        return cast("Unit | None", pared(unit, self.lost))

    def _heir(self, unit: Unit, candidates: Sequence[tuple[Unit, frozenset[str]]]) -> Unit | None:
        if self.heirs is None:
            found = best_heir(unit, self.now(unit), candidates)
            return found or self._new_summary(unit, candidates)
        return cast("Unit | None", self.heirs.get(unit.id))

    def _new_summary(
        self, unit: Unit, candidates: Sequence[tuple[Unit, frozenset[str]]]
    ) -> Unit | None:
        """What replaces a summary whatever rules it names: it is of the module, which has one; None for another unit.

        The points of one that a person changed stay until a decision, and with them what they rest on.
        """
        if not isinstance(unit, Summary):
            return None
        new = next((each for each, _ in candidates if isinstance(each, Summary)), None)
        if new is not None and unit.id in self.edited:
            own = [each for each in unit.citations if not self.lost(each)]
            cites = (*new.citations, *(each for each in own if each not in new.citations))
            new = new.model_copy(update={"citations": cites})
        return cast("Unit | None", new)

    def _let_in(
        self,
        old: tuple[Unit, ...],
        made: tuple[Unit, ...],
        heirs: dict[str, str],
        waiting: set[str],
        result: list[Unit],
    ) -> None:
        """Put into ``result`` those of ``made`` that say what is new, or what only a lost unit said.

        An item may also come in that asks what nothing kept asks, for one that was lost or as long as a new module
        would ask about more; and a block that tells what earlier builds lost.
        """
        wanted = self.sentences(old) | {
            (each, number)
            for each in self.news & self.index.passage_by_id.keys()
            for number, _ in enumerate(self.index.passage_by_id[each].sentences)
        }
        missing = wanted - self._told([*result, *(each for each in made if each.id in heirs)])
        items = any(isinstance(each, ItemBase) for each in (*old, *made))
        lost = len(old) - len(result) if items else 0
        wished = len(self.sentences(made)) if items else 0
        waiting = waiting - {each.id for each in result}
        after = len(result)
        for unit in made:
            if unit.id in heirs:
                after = [each.id for each in result].index(heirs[unit.id]) + 1
            elif unit.id in waiting and self._comes_in(
                unit,
                missing,
                result,
                instead=lost > 0 or len(self.sentences(result)) < wished,
            ):
                told = self._told(result) | self._unwanted()
                once = TellingOnce(self.index, told - missing, self._may_grow)
                missing -= self.sentences([unit])
                if self.heirs is not None:
                    after = self._place(unit, result)
                after = once.put(unit, result, after)
                lost -= 1

    def _may_grow(self, unit: Noun) -> bool:
        """Whether what is new may come into ``unit``: nobody pinned, wrote or changed it."""
        held = getattr(unit, "pinned", False) or getattr(unit, "origin", "") == "author"
        return not held and getattr(unit, "id", "") not in self.edited

    def _place(self, unit: Unit, result: Sequence[Unit]) -> int:
        """Behind the last of ``result`` that rests on what stands before it in the sources."""
        order = {each.passage: at for at, each in reversed(list(enumerate(self.index.occurrences)))}
        first = min((order.get(each, 0) for each in passages_of(unit)), default=0)
        before = [
            at
            for at, each in enumerate(result, 1)
            if any(order.get(key, first + 1) <= first for key in passages_of(each))
        ]
        return before[-1] if before else len(result)

    def _comes_in(
        self,
        unit: Block | Item,
        missing: Sentences,
        result: Sequence[Block | Item],
        *,
        instead: bool,
    ) -> bool:
        """Whether ``unit`` has a place beside ``result``; ``instead`` of a lost one what nothing asks will do.

        A block has one too, of which a third or more stands nowhere else: an edit may have taken what told it.
        """
        if self.all_anew:
            return True
        if isinstance(unit, Summary) and any(isinstance(each, Summary) for each in result):
            return False
        said = self.sentences([unit])
        if said & missing:
            return True
        untold = said - self._told(result) - self._unwanted()
        if isinstance(unit, ItemBase):
            return instead and untold == said
        return bool(untold) and len(untold) * _TOLD_ANEW >= len(said)

    def _told(self, units: Iterable[Block | Item]) -> Sentences:
        """The sentences that ``units`` teach or ask; a summary repeats what a block has to tell."""
        return self.sentences(each for each in units if not isinstance(each, Summary))

    def sentences(self, units: Iterable[Block | Item]) -> Sentences:
        """The sentences that ``units`` teach or ask, where they still stand."""
        found: Sentences = set()
        for unit in units:
            cites: Iterable[Citation] = (
                key_citations(unit) if isinstance(unit, ItemBase) else citations_of(unit)
            )
            for cite in cites:
                passage = self.index.passage_by_id.get(cite.passage)
                quote = normalise(cite.quote)
                found.update(
                    (cite.passage, number)
                    for number, each in enumerate(passage.sentences if passage else ())
                    if each in quote or quote in each
                )
        return found

    def _unwanted(self) -> Sentences:
        """The sentences of passages on which a person took a unit out."""
        passages = self.index.passage_by_id
        return {
            (each, number)
            for each in self.refused & passages.keys()
            for number, _ in enumerate(passages[each].sentences)
        }

    def scenario(self, old: Scenario | None, made: Scenario | None) -> Scenario | None:
        """The scenario of ``old``, or what replaces it; one of its own for a module that grew."""
        if old is None:
            grown = made is not None and bool(passages_of(made) & self.news - self.refused)
            return made if self.all_anew or grown else None
        if not self.touched(old):
            return old
        if self.heirs is not None:
            return cast("Scenario | None", self.heirs.get(old.id))
        return adopt(made, old, self.in_place_of) if made is not None else None

    def touched(self, unit: Block | Item | Scenario) -> bool:
        """Whether what the unit quotes does not stand any more or is disputed now, or all is written anew."""
        disputed = unit.id in self.revision.disputed
        return not unit.pinned and (self.all_anew or disputed or self.outdated(unit))

    def outdated(self, unit: Noun) -> bool:
        """Whether a passage that the unit quotes does not stand any more."""
        return any(self.lost(each) for each in citations_of(unit))

    def lost(self, cite: Citation) -> bool:
        """Whether the passage that ``cite`` quotes does not stand any more."""
        return self.revision.successor.get(cite.passage, cite.passage) != cite.passage

    def in_place_of(self, passage: str) -> tuple[str, ...]:
        """The passages that stand where ``passage`` stood; none where it is gone."""
        new = self.revision.successor.get(passage, passage)
        return self.revision.parts.get(passage, (new,) if new else ())

    def now(self, unit: Noun) -> frozenset[str]:
        """The passages that stand where those of ``unit`` stood."""
        return standing_now(unit, self.revision)


def keep_untouched(
    made: Module, old: Module, revision: Revision, before: Lock, index: Index
) -> Module:
    """Keep the units of ``old`` whose quotes all still stand; take the rest from ``made``.

    A touched unit is replaced by the one of ``made`` that rests on what now stands in its place, under its
    id. A unit of ``made`` that replaces none comes in where it says a sentence of a passage that the module
    did not rest on before, or one that only a unit said that is gone. The order is that of ``old`` (a summary
    stays last).
    """
    old = anchored(old, revision.successor, index, revision.parts)
    return merged_module(made, old, keeper_of(old, revision, before, index))


def keeper_of(old: Module, revision: Revision, before: Lock, index: Index) -> Keeper:
    """What decides about the units of ``old``, whose quotes stand where they stand now."""
    record = before.units.get(old.id)
    rested = frozenset(record.passages) if record else frozenset()
    assert revision.outline is not None
    brief = next(each for each in revision.outline.modules if each.id == old.id)
    news = frozenset(brief.passages) - rested
    refused = frozenset(key for each in before.retired.values() for key in each.passages)
    return Keeper(
        revision,
        index,
        news,
        refused,
        all_anew=old.id in revision.rewritten,
        numbers=revision.numbers.get(old.id, {}),
        edited=frozenset(each.id for each in old.blocks if is_reworded(each, before)),
    )


def merged_module(made: Module, old: Module, keeper: Keeper) -> Module:
    """``old`` with what ``keeper`` takes from ``made``."""
    blocks = keeper.merged(old.blocks, made.blocks)
    items = keeper.merged(old.items, made.items)
    if not keeper.all_anew:
        items = pools_beside(items, {each.id for each in old.items}, made.objectives)
    return made.model_copy(
        update={
            "title": made.title if keeper.all_anew else entitled(old.title, keeper.numbers),
            "blocks": tuple(sorted(blocks, key=lambda each: each.type == "summary")),
            "items": items,
            "scenario": keeper.scenario(old.scenario, made.scenario),
            "image": old.image,
            "pinned": old.pinned,
            "meta": old.meta,
        }
    )


def retitled_module(old: Module, revision: Revision, before: Lock, index: Index) -> Module:
    """``old``, which nothing touched, with the numbers that its headings have today in its titles; what a person holds stays."""
    keeper = keeper_of(old, revision, before, index)
    return old.model_copy(
        update={
            "title": entitled(old.title, keeper.numbers),
            "blocks": tuple(keeper.titled(each) for each in old.blocks),
            "items": tuple(keeper.titled(each) for each in old.items),
        }
    )


def _placed(new: Unit, old: Unit) -> Unit:
    """``new`` in the pool of ``old``: a choice across units is made once."""
    pool = getattr(old, "pool", None)
    return cast("Unit", new.model_copy(update={"pool": pool})) if pool else new
