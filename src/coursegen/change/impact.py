"""From changed passages to what rests on them, and to what may be concerned beyond that.

In: the changes, the course (and the one before, where it is known), the Index. Out: the changes with the units that
rest on them, and Reviews: units that only share a term, a norm, a scope or a reference with a change.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Literal

from coursegen.change.objectives import behind
from coursegen.index.normalise import normalise
from coursegen.language.data import load
from coursegen.model.base import Noun
from coursegen.model.blocks import Citation, citations_of
from coursegen.model.course import Course, Module
from coursegen.model.diff import Review, SourceChange, Touched
from coursegen.model.passage import Index, Statement

__all__ = ["Resting", "quotes_of", "resting_units", "reviews", "with_units"]

_WORDS = ("stem", "title", "text", "prompt", "topic", "debrief")
_NORM = re.compile(r"^(?P<name>\S*[A-ZÀ-Þ]\S*)[\s:,-]+(?P<year>(?:19|20)\d\d)$")
_VERSIONED = re.compile(r"^\S*[A-ZÀ-Þ]\S*\s\d[\w.:-]*$")
_SECTION = re.compile(r"^\W*(?P<number>\d+(?:\.\d+)*)[.)]?\s")
Why = Literal["term", "norm", "scope", "reference"]


@dataclass(frozen=True)
class Resting:
    """A unit, or a part of a scenario, with what it cites and all its words.

    ``asks`` is the objective of an item or scenario, ``plan`` the passages that a module was planned on.
    """

    touched: Touched
    citations: tuple[Citation, ...]
    text: str
    asks: str = ""
    plan: tuple[str, ...] = ()

    @cached_property
    def passages(self) -> frozenset[str]:
        """The passages it cites."""
        return frozenset(each.passage for each in self.citations)


def quotes_of(course: Course) -> dict[str, list[str]]:
    """What the course quotes of each passage, each quote once, in reading order."""
    found: dict[str, dict[str, None]] = {}
    for each in citations_of(course):
        found.setdefault(each.passage, {})[each.quote] = None
    return {passage: list(quotes) for passage, quotes in found.items()}


def resting_units(course: Course, retired_from: Course | None = None) -> list[Resting]:
    """Every unit of ``course`` in reading order, then those that only ``retired_from`` has."""
    found = list(_units(course))
    known = {each.touched.id for each in found}
    for each in _units(retired_from) if retired_from else ():
        if each.touched.id not in known:
            touched = each.touched.model_copy(update={"retired": True})
            found.append(Resting(touched, each.citations, each.text, each.asks, each.plan))
    return found


def _units(course: Course) -> Iterator[Resting]:
    briefs = {each.id: each for each in course.outline.modules}
    for objective in course.outline.objectives:
        module = next((each for each in course.modules if objective.id in each.objectives), None)
        own = _resting("objective", objective, module)
        told = behind(objective.text, citations_of(module)) if module else ()
        yield replace(own, citations=(*own.citations, *told))
    for module in course.modules:
        brief = briefs.get(module.id)
        plan = brief.passages if brief else ()
        yield Resting(_touched("module", module, module), (), module.title, plan=plan)
        for block in module.blocks:
            yield _resting("block", block, module)
        for item in module.items:
            yield _resting("item", item, module, item.objective)
        if module.scenario is not None:
            scenario = module.scenario
            yield _resting("scenario", scenario, module, scenario.objective or "")
            for scene in scenario.scenes:
                yield _resting("scene", scene, module)
            for ending in scenario.endings:
                yield _resting("ending", ending, module)


def _resting(kind: str, noun: Noun, module: Module | None, asks: str = "") -> Resting:
    return Resting(
        _touched(kind, noun, module), tuple(citations_of(noun)), " ".join(_texts(noun)), asks
    )


def _touched(kind: str, noun: Noun, module: Module | None) -> Touched:
    words = next((str(value) for name in _WORDS if (value := getattr(noun, name, ""))), "")
    points = getattr(noun, "points", None) or getattr(noun, "cards", None)
    if not words and points:
        words = str(getattr(points[0], "front", points[0]))
    return Touched(
        id=str(vars(noun)["id"]),
        kind=kind,
        module=module.id if module else "",
        module_title=module.title if module else "",
        words=" ".join(words.split()),
    )


def _texts(value: object) -> Iterator[str]:
    """All words of a noun that a learner may read, with its quotes; no ids."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, Noun):
        for name in type(value).model_fields:
            if name not in {"id", "objective", "passage", "to", "start", "type", "meta"}:
                yield from _texts(getattr(value, name))


def with_units(
    changes: Iterable[SourceChange], units: Sequence[Resting]
) -> tuple[SourceChange, ...]:
    """``changes``, each with the units that rest on its passages, old or new."""
    return tuple(each.model_copy(update={"units": _on(each, units)}) for each in changes)


def _on(change: SourceChange, units: Sequence[Resting]) -> tuple[Touched, ...]:
    wanted = {*change.before, *change.after}
    found: dict[str, Touched] = {}
    asked: dict[str, bool] = {}
    for unit in units:
        if wanted & unit.passages:
            stands = _stands(change, unit)
            found[unit.touched.id] = unit.touched.model_copy(update={"stands": stands})
            if unit.asks:
                asked[unit.asks] = asked.get(unit.asks, True) and stands
    for unit in units:
        if unit.touched.id in asked and unit.touched.id not in found and not unit.citations:
            stands = asked[unit.touched.id]
            found[unit.touched.id] = unit.touched.model_copy(update={"stands": stands})
    modules = {each.module for each in found.values()}
    for unit in units:
        if wanted & set(unit.plan) and unit.touched.id not in modules:
            found[unit.touched.id] = unit.touched
    order = {unit.touched.id: at for at, unit in enumerate(units)}
    return tuple(sorted(found.values(), key=lambda each: order[each.id]))


def _stands(change: SourceChange, unit: Resting) -> bool:
    """Whether all that the unit quotes of the change stands in both texts, as far as they are known."""
    if not change.new:
        return False
    passages = {*change.before, *change.after}
    texts = [change.new, *([change.old] if change.old_known == "text" else [])]
    quotes = [normalise(each.quote) for each in unit.citations if each.passage in passages]
    return all(quote in text for quote in quotes for text in texts)


@dataclass(frozen=True)
class _Subject:
    """What others may share with a change: what to look for, in words, and where it counts.

    With ``own``, the passages of its document, only what stands there or names ``title`` counts: each document has a
    section 4.
    """

    why: Why
    name: str
    document: str
    pattern: re.Pattern[str] | None = None
    passages: set[str] = field(default_factory=set)
    own: frozenset[str] = frozenset()
    title: str = ""


def reviews(
    changes: Sequence[SourceChange],
    units: Sequence[Resting],
    index: Index,
    old_statements: Mapping[str, Sequence[Statement]],
) -> tuple[Review, ...]:
    """Units to look at beyond those that rest on a change, grouped by what they share with it."""
    touched = {each.id for change in changes for each in change.units if not each.stands}
    subjects: dict[tuple[Why, str], _Subject] = {}
    for change in changes:
        if change.severity == "none":
            continue
        for subject in _subjects(change, index, old_statements):
            subjects.setdefault((subject.why, subject.name), subject)
    found = []
    for subject in subjects.values():
        sharing = _sharing(subject, units, index, touched)
        if sharing:
            found.append(
                Review(why=subject.why, name=subject.name, document=subject.document, units=sharing)
            )
    return tuple(sorted(found, key=lambda each: (_ORDER.index(each.why), each.name)))


_ORDER: tuple[Why, ...] = ("norm", "term", "scope", "reference")


def _subjects(
    change: SourceChange, index: Index, old_statements: Mapping[str, Sequence[Statement]]
) -> Iterator[_Subject]:
    statements = [
        *(each for passage in change.before for each in old_statements.get(passage, ())),
        *(
            each
            for each in index.statements
            if any(ref.passage in change.after for ref in each.evidence)
        ),
    ]
    for each in statements:
        if each.kind == "definition" and each.term:
            yield _Subject("term", each.term, change.document, _word(each.term, endings=True))
        if each.rule_code:
            yield _Subject("reference", each.rule_code, change.document, _word(each.rule_code))
    yield from _norms(change)
    if _is_scope(change):
        yield _Subject("scope", change.title, change.document, passages=_standing(change, index))
    heading = change.locator.heading[-1] if change.locator.heading else ""
    if found := _SECTION.match(heading):
        pattern = _reference(found["number"], change.language)
        own = frozenset(_standing(change, index))
        yield _Subject("reference", heading, change.document, pattern, own=own, title=change.title)


def _standing(change: SourceChange, index: Index) -> set[str]:
    """The passages of the document in which the change stands."""
    return {each.passage for each in index.occurrences if each.document == change.document}


def _norms(change: SourceChange) -> Iterator[_Subject]:
    """An external norm that got another year or version. A year: whatever names the norm; else that version."""
    for each in change.meaning:
        if each.kind != "term":
            continue
        for words in dict.fromkeys([each.old, each.new]):
            if found := _NORM.match(words):
                yield _Subject("norm", found["name"], change.document, _word(found["name"]))
            elif _VERSIONED.match(words):
                yield _Subject("norm", words, change.document, _word(words))


def _word(words: str, *, endings: bool = False) -> re.Pattern[str]:
    tail = r"\w{0,2}" if endings else ""
    return re.compile(rf"(?<!\w){re.escape(words)}{tail}(?![\w])", re.IGNORECASE if endings else 0)


@cache
def _reference(number: str, language: str) -> re.Pattern[str]:
    words = load(language, "meaning").get("references") or "(?!)"
    return re.compile(rf"(?<!\w)(?:{words})\.? {re.escape(number)}(?![\w.]*\d)", re.IGNORECASE)


def _is_scope(change: SourceChange) -> bool:
    pattern = load(change.language, "meaning").get("scope_headings") or "(?!)"
    return any(
        re.fullmatch(rf"[\W\d]*(?:{pattern})\W*", each, re.IGNORECASE)
        for each in change.locator.heading
    )


def _sharing(
    subject: _Subject, units: Sequence[Resting], index: Index, touched: set[str]
) -> tuple[Touched, ...]:
    named = set(subject.passages)
    if subject.pattern is not None:
        named |= {each.id for each in index.passages if _means(subject, each.text, {each.id})}
    found = []
    for unit in units:
        if unit.touched.id in touched or unit.touched.retired or not unit.citations:
            continue
        if _means(subject, unit.text, unit.passages) or named & unit.passages:
            found.append(unit.touched)
    return tuple(found)


def _means(subject: _Subject, text: str, passages: Collection[str]) -> bool:
    """Whether ``text``, which stands in or cites ``passages``, names what is looked for."""
    if subject.pattern is None or not subject.pattern.search(text):
        return False
    return not subject.own or not subject.own.isdisjoint(passages) or subject.title in text
