"""Draft items to items: citations, ids, key positions and pools.

In: an ItemsDraft and its request. Out: items as they stand in a module's file. Choices that look across
items (where the key stands, who goes into the assessment) are made here, once, when an item is minted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Any, Literal

from coursegen.author.citations import DraftError, citations, passage_ids
from coursegen.author.foreign import refuse_foreign
from coursegen.author.mint import Mint
from coursegen.ids import digest
from coursegen.language.quantities import quantities_in
from coursegen.model.base import MANY_ITEMS
from coursegen.model.blocks import Citation
from coursegen.model.drafts import (
    DraftCategorise,
    DraftChoice,
    DraftCloze,
    DraftItem,
    DraftMatching,
    DraftNumeric,
    DraftOption,
    DraftOrdering,
    DraftShortAnswer,
    DraftTrueFalse,
)
from coursegen.model.items import (
    Categorise,
    Category,
    Cloze,
    Entry,
    Gap,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Option,
    Ordering,
    OrderingStep,
    Pair,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from coursegen.model.request import Request

__all__ = [
    "KeyPositions",
    "cover_objectives",
    "item_from_draft",
    "magnitudes",
    "pools",
    "pools_beside",
]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_MINUTES = {
    "minute": 1,
    "hour": 60,
    "day": 1_440,
    "working day": 1_440,
    "week": 10_080,
    "month": 43_800,
    "quarter": 131_400,
    "year": 525_600,
}
"""Minutes in a unit of time; enough to put times in order."""


class KeyPositions:
    """Keeps key positions even over the bank: each new key goes where the fewest stand."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[int, int]] = Counter()

    def choose(self, options: int, seed: str) -> int:
        """Return a position in 0..options-1; equals are settled by the digest of ``seed``."""
        position = min(
            range(options), key=lambda at: (self._counts[options, at], digest([seed, at]))
        )
        self._counts[options, position] += 1
        return position


def magnitudes(texts: Sequence[str], language: str) -> list[float] | None:
    """What each option amounts to, where all are times or all count the same thing; else None."""
    if len({_NUMBER.sub("#", each) for each in texts}) == 1:
        numbers = [_NUMBER.findall(each) for each in texts]
        return [float(each[0].replace(",", ".")) for each in numbers] if all(numbers) else None
    found = [quantities_in(each, language) for each in texts]
    if any(len(each) != 1 for each in found):
        return None
    amounts = [each[0] for each in found]
    if all(each.unit in _MINUTES for each in amounts):
        return [each.value * _MINUTES[each.unit] for each in amounts]
    return [each.value for each in amounts] if len({each.unit for each in amounts}) == 1 else None


def _arrange(
    options: list[DraftOption], positions: KeyPositions, seed: str, language: str
) -> list[DraftOption]:
    """Numbers in ascending order; otherwise wrong options by digest, the key at an even position."""
    sizes = magnitudes([each.text for each in options], language)
    if sizes is not None:
        ascending = sorted(range(len(options)), key=lambda at: sizes[at])
        return [options[at] for at in ascending]
    wrong = sorted((o for o in options if not o.correct), key=lambda o: digest([seed, o.text]))
    keys = [each for each in options if each.correct]
    if len(keys) != 1:
        return sorted(options, key=lambda each: digest([seed, each.text]))
    wrong.insert(positions.choose(len(options), seed), keys[0])
    return wrong


class _Items:
    def __init__(
        self, request: Request, objectives: tuple[str, ...], mint: Mint, positions: KeyPositions
    ) -> None:
        self.request, self.objectives = request, objectives
        self.mint, self.positions = mint, positions

    def cite(self, labels: list[str]) -> tuple[Citation, ...]:
        return citations(labels, self.request.passages)

    def common(self, draft: Any) -> dict[str, Any]:
        if not 1 <= draft.objective <= len(self.objectives):
            raise DraftError(f"objective {draft.objective} is not one of the brief")
        cites = self.cite(draft.cites)
        return {
            "id": self.mint("item", draft.stem, (*passage_ids(cites), draft.type)),
            "type": draft.type,
            "objective": self.objectives[draft.objective - 1],
            "bloom": draft.bloom,
            "stem": draft.stem,
            "rationale": draft.rationale,
            "citations": cites,
        }

    def judged(self, draft: Any) -> dict[str, Any]:
        return {
            **self.common(draft),
            "feedback_right": draft.feedback_right,
            "feedback_wrong": draft.feedback_wrong,
        }

    def part(self, kind: str, text: str, item: str) -> str:
        return self.mint(kind, text, (item,))

    def _options(self, draft: DraftChoice) -> list[DraftOption]:
        """The options in their order: a revised item keeps the one that learners know."""
        if self.request.rewrite is not None:
            return draft.options
        return _arrange(draft.options, self.positions, draft.stem, self.request.style.language)

    def choice(self, draft: DraftChoice) -> SingleChoice | MultipleChoice:
        common = self.common(draft)
        options = tuple(
            Option(
                id=self.part("option", each.text, common["id"]),
                text=each.text,
                correct=each.correct,
                feedback=each.feedback,
                citations=self.cite(each.cites),
            )
            for each in self._options(draft)
        )
        make = SingleChoice if draft.type == "single_choice" else MultipleChoice
        return make(**common, options=options)

    def true_false(self, draft: DraftTrueFalse) -> TrueFalse:
        return TrueFalse(**self.judged(draft), answer=draft.answer)

    def cloze(self, draft: DraftCloze) -> Cloze:
        judged, text, gaps = self.judged(draft), draft.text, []
        for number, each in enumerate(draft.gaps, 1):
            gap = self.part("gap", f"gap {number}", judged["id"])
            text = text.replace("{{" + str(number) + "}}", "{{" + gap + "}}")
            gaps.append(Gap(id=gap, accept=tuple(each.accept), options=tuple(each.options)))
        return Cloze(**judged, text=text, gaps=tuple(gaps))

    def numeric(self, draft: DraftNumeric) -> Numeric:
        return Numeric(
            **self.judged(draft), answer=draft.answer, tolerance=draft.tolerance, unit=draft.unit
        )

    def matching(self, draft: DraftMatching) -> Matching:
        judged = self.judged(draft)
        pairs = tuple(
            Pair(
                id=self.part("pair", each.left, judged["id"]),
                left=each.left,
                right=each.right,
                citations=self.cite(each.cites),
            )
            for each in draft.pairs
        )
        return Matching(**judged, pairs=pairs, extra=tuple(draft.extra))

    def ordering(self, draft: DraftOrdering) -> Ordering:
        judged = self.judged(draft)
        steps = tuple(
            OrderingStep(
                id=self.part("step", each.text, judged["id"]),
                text=each.text,
                citations=self.cite(each.cites),
            )
            for each in draft.steps
        )
        return Ordering(**judged, steps=steps)

    def categorise(self, draft: DraftCategorise) -> Categorise:
        judged = self.judged(draft)
        names = {each: self.part("category", each, judged["id"]) for each in draft.categories}
        unknown = [each.category for each in draft.entries if each.category not in names]
        if unknown:
            raise DraftError(f"the category {unknown[0]!r} is not among the categories")
        entries = tuple(
            Entry(
                id=self.part("entry", each.text, judged["id"]),
                text=each.text,
                category=names[each.category],
                citations=self.cite(each.cites),
            )
            for each in draft.entries
        )
        categories = tuple(Category(id=key, text=text) for text, key in names.items())
        return Categorise(**judged, categories=categories, entries=entries)

    def short_answer(self, draft: DraftShortAnswer) -> ShortAnswer:
        return ShortAnswer(**self.judged(draft), accept=tuple(draft.accept))


def item_from_draft(
    draft: DraftItem,
    request: Request,
    objectives: tuple[str, ...],
    mint: Mint,
    positions: KeyPositions,
) -> Item:
    """One item. Raises DraftError or pydantic's ValidationError where the draft cannot become one."""
    turn = _Items(request, objectives, mint, positions)
    by_type: dict[str, Callable[[Any], Item]] = {
        "single_choice": turn.choice,
        "multiple_choice": turn.choice,
        "true_false": turn.true_false,
        "cloze": turn.cloze,
        "numeric": turn.numeric,
        "matching": turn.matching,
        "ordering": turn.ordering,
        "categorise": turn.categorise,
        "short_answer": turn.short_answer,
    }
    made = by_type[draft.type](draft)
    refuse_foreign(made, request)
    return made


def pools(items: list[Item]) -> list[Item]:
    """Share items (best first) between practice and the final assessment, objective by objective.

    The second best item of an objective goes to the assessment, the others are practice; of a module with many items
    every second one of an objective goes there. An objective with one item gives it to the assessment, which must
    cover every objective.
    """
    count = Counter(each.objective for each in items)
    seen: Counter[str] = Counter()
    result: list[Item] = []
    for each in items:
        turn = seen[each.objective]
        seen[each.objective] += 1
        alone = count[each.objective] == 1
        tested = alone or turn == 1 or (len(items) > MANY_ITEMS and turn % 2 == 1)
        pool: Literal["practice", "assessment"] = "assessment" if tested else "practice"
        result.append(each.model_copy(update={"pool": pool}))
    return result


def pools_beside(
    items: Sequence[Item], kept: Collection[str], own: Collection[str]
) -> tuple[Item, ...]:
    """``items`` of a module that grew: those ``kept`` in their pools, each other where ``pools`` would have it.

    The assessment gets an objective that it does not ask, and of many items every one that evens it with practice. A
    question on an objective that is not among the module's ``own`` asks again about another's: it is practice.
    """
    held = Counter((each.objective, each.pool) for each in items if each.id in kept)
    result: list[Item] = []
    for each in items:
        if each.id not in kept and each.objective in own:
            practised = held[each.objective, "practice"]
            tested = held[each.objective, "assessment"]
            test = not tested or (len(items) > MANY_ITEMS and practised > tested)
            pool: Literal["practice", "assessment"] = "assessment" if test else "practice"
            held[each.objective, pool] += 1
            each = each.model_copy(update={"pool": pool})  # noqa: PLW2901
        result.append(each)
    return tuple(result)


def cover_objectives(items: list[Item], own: Collection[str]) -> list[Item]:
    """Give the last item of each of the ``own`` objectives that the assessment lacks to it; touch no other."""
    covered = {each.objective for each in items if each.pool == "assessment"}
    last = {
        each.objective: each.id
        for each in items
        if each.objective in own and each.objective not in covered
    }
    return [
        each.model_copy(update={"pool": "assessment"})
        if last.get(each.objective) == each.id
        else each
        for each in items
    ]
