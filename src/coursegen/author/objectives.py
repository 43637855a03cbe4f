"""Objectives follow the rules that their words are about: none states what no rule of its module says any more.

In: the outline of a course whose sources changed, its modules on disk, the scope now. Out: the outline with other words
in the objectives of rules that changed; a rule that is gone leaves an objective on the module as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from coursegen.change.objectives import behind, followed
from coursegen.change.sentences import sentence_pairs
from coursegen.check.modality import strengths_in
from coursegen.check.numbers import foreign_amounts
from coursegen.check.vocabulary import fold
from coursegen.index.normalise import normalise
from coursegen.language.data import load
from coursegen.model.blocks import Citation, citations_of
from coursegen.model.course import Brief, Course, Module, Objective, Outline
from coursegen.model.passage import Index, Statement

__all__ = ["Ground", "with_objectives"]

_WEAK = frozenset({"can", "unsure"})


@dataclass(frozen=True)
class Ground:
    """What the objectives stand on: the passages now, those in the place of each that changed, what can be taught.

    ``held`` are objectives and modules that a person pinned or changed: they stay as they are.
    """

    index: Index
    statements: Sequence[Statement]
    successor: Mapping[str, str | None]
    parts: Mapping[str, tuple[str, ...]]
    held: Collection[str] = ()

    def now(self, passage: str) -> tuple[str, ...]:
        """The passages in the place of ``passage``; none where it is gone."""
        new = self.successor.get(passage, passage)
        return tuple(self.parts.get(passage, (new,) if new else ()))

    def lost(self, cite: Citation) -> bool:
        """Whether the passage that ``cite`` quotes does not stand any more."""
        return self.successor.get(cite.passage, cite.passage) != cite.passage


def with_objectives(outline: Outline, on_disk: Course, ground: Ground) -> Outline:
    """``outline`` whose objectives say of changed rules what these say now."""
    modules = {each.id: each for each in on_disk.modules}
    told = {each.id: each for each in outline.objectives}
    for brief in outline.modules:
        module = modules.get(brief.id)
        if module is None or brief.id in ground.held or not _is_touched(module, ground):
            continue
        turn = _Turn(outline, brief, module, ground)
        for key in brief.objectives:
            if key in told and key not in ground.held:
                others = {each.text for each in told.values()}
                told[key] = turn.told(told[key], others)
    return outline.model_copy(
        update={"objectives": tuple(told[each.id] for each in outline.objectives)}
    )


def _is_touched(module: Module, ground: Ground) -> bool:
    return any(ground.lost(each) for each in citations_of(module))


class _Turn:
    """The objectives of one module."""

    def __init__(self, outline: Outline, brief: Brief, module: Module, ground: Ground) -> None:
        self.language, self.address = outline.language, outline.address
        self.brief, self.ground = brief, ground
        self.cites = list(dict.fromkeys(citations_of(module)))

    def told(self, old: Objective, others: Collection[str]) -> Objective:
        """``old`` as its rule is now; on the whole module where that cannot be told, or there is no rule any more."""
        text = self._without_strengths(old.text)
        rule = behind(text, self.cites)
        if rule and all(map(self.ground.lost, rule)):
            text = self._followed(text, rule[0])
        if self._is_foreign(text, self._stands) and self._is_foreign(old.text, self.brief.passages):
            text = ""
        if text == old.text:
            return old
        return old.model_copy(update={"text": text or self._on_all(others)})

    def _is_foreign(self, text: str, passages: Collection[str]) -> bool:
        """Whether ``text`` names an amount that no one of ``passages`` has."""
        return bool(text and foreign_amounts(text, passages, self.ground.index, self.language))

    @cached_property
    def _stands(self) -> frozenset[str]:
        """The passages of the module, and those in the place of what it quotes."""
        quoted = (new for one in self.cites for new in self.ground.now(one.passage))
        return frozenset((*self.brief.passages, *quoted))

    def _followed(self, text: str, rule: Citation) -> str:
        """``text`` by what stands in the place of ``rule`` now; empty where that cannot be told."""
        passages = self.ground.index.passage_by_id
        now = [passages[each] for each in self.ground.now(rule.passage) if each in passages]
        pairs = [
            (one, other)
            for each in now
            for one, other in sentence_pairs(normalise(rule.quote), each.text, each.language)
            if one
        ]
        if not pairs:
            return text if now else ""
        cited = [Citation(passage=rule.passage, quote=one) for one, _ in pairs]
        about = {each.quote for each in behind(text, cited)}
        for old, new in pairs:
            if old not in about and len(pairs) > 1:
                continue
            told = followed(text, old, new) if new else None
            if told is None or self._speaks_otherwise(told, old, new):
                return ""
            text = told
        return text

    def _speaks_otherwise(self, text: str, old: str, new: str) -> bool:
        """Whether ``text`` still has the strength that ``old`` had and ``new`` has not."""
        told = self._strengths(text) & self._strengths(old)
        return bool(told) and not told & self._strengths(new)

    def _strengths(self, text: str) -> frozenset[str]:
        return strengths_in(fold(text), self.language) - _WEAK

    def _without_strengths(self, text: str) -> str:
        """``text`` without the names of strengths that no rule of the module has any more; empty where all it names went."""
        phrases = load(self.language, "phrases")
        names: Mapping[str, str] = phrases.get("categories", {})
        if not names:
            return text
        link = phrases["titles"]["link"]
        one = "|".join(sorted(map(re.escape, names.values()), key=len, reverse=True))
        series = re.compile(rf"(?<!\w)(?:{one})(?:(?:, | {link} )(?:{one}))*(?!\w)")
        found = series.search(text)
        if found is None:
            return text
        named = re.findall(one, found[0])
        gone = {names.get(each) for each in self._gone}
        kept = [each for each in named if each not in gone]
        if not kept or kept == named:
            return "" if named and not kept else text
        told = f"{', '.join(kept[:-1])} {link} {kept[-1]}" if len(kept) > 1 else kept[0]
        return text[: found.start()] + told + text[found.end() :]

    @cached_property
    def _gone(self) -> frozenset[str]:
        """The strengths that a rule of the module had and none has now."""
        here = set(self.brief.passages)
        stands = {"must"} | {  # a duty needs no marker
            f"{each.strength}_not" if each.negated else each.strength
            for each in self.ground.statements
            if any(ref.passage in here for ref in each.evidence)
        }
        passages = self.ground.index.passage_by_id
        for key in here & passages.keys():
            stands |= _of(self._strengths(each) for each in passages[key].sentences)
        was = _of(self._strengths(each.quote) for each in self.cites if self.ground.lost(each))
        return was - stands

    def _on_all(self, others: Collection[str]) -> str:
        """An objective on the module as a whole, another than ``others`` where there is one."""
        words = load(self.language, "course") or load("en", "course")
        whole: list[str] = [
            each.format(topic=self.brief.topic, Address=self.address.capitalize())
            for each in words["objectives"]
        ]
        return next((each for each in whole if each not in others), whole[0])


def _of(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)
