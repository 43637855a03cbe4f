"""Modules of what is left over. In: modules that are kept, sections of which too little can be asked. Out: both, as modules.

Small sections are gathered: those of one document, then of one folder, then of the course, nearest in name first, until
they make a module that stands by itself and that one title covers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from coursegen.generate.embedded.gates import alike
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.names import (
    folder_name,
    named_together,
    rest_name,
)
from coursegen.generate.embedded.outline.plan import Plan
from coursegen.generate.embedded.outline.room import LEAST, SHORTEST, TERM_MINUTES
from coursegen.generate.embedded.outline.sections import Section
from coursegen.generate.embedded.outline.weights import is_asked

__all__ = ["Gathering", "Planned", "gathered"]

Planned = tuple[Section, Plan]
_PAIR = 2
"""Items that a module has to have: one to practise, one for the final test."""
_GOOD = 4.5
"""Minutes from which a gathered module takes no more in."""
_TRIED = 4
"""Documents that are planned, in times the minutes that are left."""
_SLACK = 0.5
"""Minutes by which the parts of a module may misjudge it."""
_OWN = 3
"""What an obligation of the learner counts for, where one of another counts for one."""


@dataclass(frozen=True)
class Gathering:
    """How modules are gathered: how a Section is planned, the minutes of a module at most, those that are left."""

    material: Material
    plan_of: Callable[[Section], Plan]
    longest: float
    spare: float

    @property
    def adds(self) -> bool:
        """Whether the modules are added to a course that is there: what is left has fewer neighbours to be joined with."""
        return self.material.request.several_from is not None

    @property
    def shortest(self) -> float:
        """Minutes of a module at least."""
        return LEAST if self.adds else SHORTEST


@dataclass(frozen=True)
class _Unit:
    """What is left of a document, or a module too short to stand alone: the place of the latter, else -1."""

    section: Section
    plan: Plan
    name: str
    at: int = -1


Made = tuple[_Unit, list[_Unit]]
"""A module, and the units that it is made of."""


def gathered(
    how: Gathering, kept: Sequence[Planned], sections: Sequence[Section], *, spoken: bool
) -> list[Planned]:
    """``kept`` and the modules that ``sections``, which are in none of them, make together.

    What binds the learner most goes first; where an audience is ``spoken`` to, its own sections. A kept module that
    is too short is gathered as well.
    """
    if how.spare < how.shortest:
        return list(kept)
    found = _found(how, kept, sections, spoken=spoken)
    found.sort(key=lambda each: _rank(each[0], spoken=spoken))
    spare, gone = how.spare, set[int]()
    made: list[Planned] = []
    for unit, parts in found:
        extra = _cost(unit.plan) - sum(_cost(each.plan) for each in parts if each.at >= 0)
        if extra <= spare:
            made.append((unit.section, unit.plan))
            spare -= extra
            gone |= {each.at for each in parts if each.at >= 0}
    standing = [each for at, each in enumerate(kept) if at not in gone]
    return _in_order(how.material, standing, made)


def _in_order(
    material: Material, standing: Sequence[Planned], made: Sequence[Planned]
) -> list[Planned]:
    """Each of ``made`` behind the last of ``standing`` that opens before it in the sources."""
    result = list(standing)
    for each in sorted(made, key=lambda one: -_opens(material, one)):
        before = [
            at for at, one in enumerate(standing) if _opens(material, one) < _opens(material, each)
        ]
        result.insert(before[-1] + 1 if before else 0, each)
    return result


def _opens(material: Material, planned: Planned) -> int:
    return material.order[planned[0].rules[0].id]


def _found(
    how: Gathering, kept: Sequence[Planned], sections: Sequence[Section], *, spoken: bool
) -> list[Made]:
    """Every module that can be made of ``sections`` and the short ones of ``kept``, with its parts."""
    taken = [*how.material.request.titles, *(plan.brief.topic for _, plan in kept)]
    made: list[Made] = []
    waiting: list[_Unit] = []
    worth = _worth_planning(how, list(_documents(sections)), spoken=spoken)
    for unit in (each for one in worth for each in _units(how, one, kept, taken)):
        if _stands(how, unit.plan) and unit.name and unit.name not in taken:
            made.append((unit, [unit]))
            taken.append(unit.name)
        else:
            waiting.append(unit)
    waiting.sort(key=lambda each: _rank(each, spoken=spoken))
    waiting += [
        _Unit(section, plan, section.title or plan.brief.topic, at)
        for at, (section, plan) in enumerate(kept)
        if plan.minutes < SHORTEST and not section.matter
    ]
    for near in (folder_of, lambda _: ""):
        for unit, parts in _together(how, waiting, near, taken):
            made.append((unit, parts))
            taken.append(unit.name)
            waiting = [each for each in waiting if each not in parts]
    return made


def folder_of(unit: _Unit) -> str:
    """The folder that a unit is of."""
    return unit.section.document.rpartition("/")[0]


def _cost(plan: Plan) -> float:
    return plan.minutes + TERM_MINUTES


def _stands(how: Gathering, plan: Plan) -> bool:
    """Whether a plan makes a module by itself."""
    return plan.items >= _PAIR and how.shortest <= plan.minutes <= how.longest


def _rank(unit: _Unit, *, spoken: bool) -> tuple[bool, float]:
    """What binds the learner most a minute goes first, but for what does not speak to the audience."""
    return _ranked([unit.section], unit.plan.minutes, spoken=spoken)


def _ranked(sections: Sequence[Section], minutes: float, *, spoken: bool) -> tuple[bool, float]:
    rules = [rule for each in sections for rule in each.rules]
    bound = [each for each in rules if each.modality in ("must", "must_not")]
    weight = sum(_OWN if each.addressed else 1 for each in bound)
    own = any(each.own for each in sections)
    return (spoken and not own, -weight / max(minutes, 1.0))


def _worth_planning(
    how: Gathering, documents: Sequence[list[Section]], *, spoken: bool
) -> list[list[Section]]:
    """Those of ``documents`` that may find room, in their order: a plan writes a module as a trial."""
    left = _TRIED * how.spare
    kept: list[int] = []
    minutes = [sum(each.minutes for each in sections) for sections in documents]
    places = range(len(documents))
    for at in sorted(places, key=lambda at: _ranked(documents[at], minutes[at], spoken=spoken)):
        if left <= 0:
            break
        kept.append(at)
        left -= minutes[at]
    return [documents[at] for at in sorted(kept)]


def _documents(sections: Sequence[Section]) -> Iterator[list[Section]]:
    """The sections that say something by themselves, document by document."""
    found: dict[str, list[Section]] = {}
    for each in sections:
        if any(is_asked(rule) or not rule.leaning for rule in each.rules):
            found.setdefault(each.document, []).append(each)
    yield from found.values()


def _units(
    how: Gathering, parts: Sequence[Section], kept: Sequence[Planned], taken: Sequence[str]
) -> Iterator[_Unit]:
    """What is left of one document, in as many parts as its length asks for."""
    held = {rule.statement.document for section, _ in kept for rule in section.rules}
    held |= _mostly_taught(how.material, parts)
    whole = parts[0].document not in held
    unit = _unit(how, parts, taken, whole=whole)
    if unit.plan.minutes <= how.longest or len(parts) == 1:
        yield unit
        return
    half = unit.plan.minutes / 2
    passed, at = 0.0, 0
    share = unit.plan.minutes / (sum(each.minutes for each in parts) or 1.0)
    while at < len(parts) - 1 and passed < half:
        passed += parts[at].minutes * share
        at += 1
    for some in (parts[:at], parts[at:]):
        yield from _units(how, some, kept, taken) if some else ()


def _mostly_taught(material: Material, parts: Sequence[Section]) -> set[str]:
    """The document of ``parts``, where modules that are there teach as much of it as they do, or more."""
    document = parts[0].document
    taught = sum(each.document == document for each in material.request.related)
    return {document} if taught >= sum(len(each.rules) for each in parts) else set()


def _unit(how: Gathering, parts: Sequence[Section], taken: Sequence[str], *, whole: bool) -> _Unit:
    section = _one(how.material, parts)
    name = rest_name(how.material, section.rules, whole=whole, taken=taken)
    section = replace(section, title=name)
    return _Unit(section, how.plan_of(section), name)


def _one(material: Material, parts: Sequence[Section]) -> Section:
    """The rules of several sections as one, each under its own heading, in the order of the sources."""
    rules = {rule.id: rule for each in parts for rule in each.rules}
    told = sorted(rules.values(), key=lambda each: material.order[each.id])
    return replace(
        parts[0],
        rules=tuple(told),
        beside=any(each.beside for each in parts),
        named=sum(each.named for each in parts),
        also=(),
        topped=False,
    )


def _together(
    how: Gathering,
    units: Sequence[_Unit],
    place: Callable[[_Unit], str],
    taken: Iterable[str],
) -> Iterator[tuple[_Unit, list[_Unit]]]:
    """Units of one ``place`` as modules, the first with those nearest to it, each with its parts."""
    left = list(units)
    used = list(taken)
    while left:
        seed = left.pop(0)
        near = [each for each in left if place(each) == place(seed) and _may_join(seed, each)]
        near.sort(key=lambda each: _away(how, seed, each))
        parts = _chosen(how, seed, near, used)
        for at in range(1, len(near)) if how.adds else ():
            parts = parts or _chosen(how, seed, near[at:], used)
        while len(parts) > 1:
            name = _name(how, parts, used)
            whole = _one(how.material, [each.section for each in parts])
            section = replace(whole, title=name, gathered=True)
            plan = how.plan_of(section)
            if _stands(how, plan):
                yield _Unit(section, plan, name), parts
                used.append(name)
                left = [each for each in left if each not in parts]
                break
            if plan.minutes <= how.longest:
                break
            parts = parts[:-1]


def _may_join(one: _Unit, other: _Unit) -> bool:
    """Whether units may stand in one module: one that stands already takes in only what is near to it in name."""
    standing = one.at >= 0 or other.at >= 0
    return not standing or alike(one.name, other.name) > 0


def _away(how: Gathering, one: _Unit, other: _Unit) -> tuple[bool, bool, float, int]:
    """How far one unit is from another: for others than the learner, with nothing to ask, by name, by place."""
    order = how.material.order
    gap = abs(order[one.section.rules[0].id] - order[other.section.rules[0].id])
    apart = bool(one.section.own) != bool(other.section.own)
    return (
        apart,
        not (one.plan.items or other.plan.items),
        -round(alike(one.name, other.name), 3),
        gap,
    )


def _chosen(
    how: Gathering, seed: _Unit, near: Sequence[_Unit], taken: Sequence[str]
) -> list[_Unit]:
    """``seed`` and those of ``near`` that make a module with it; fewer than two where none do."""
    parts = [seed]
    for each in near:
        minutes = sum(one.plan.minutes for one in parts)
        items = sum(one.plan.items for one in parts)
        if minutes >= _GOOD and items >= _PAIR:
            break
        if minutes + each.plan.minutes <= how.longest and _name(how, [*parts, each], taken):
            parts.append(each)
    minutes = sum(each.plan.minutes for each in parts) + _SLACK
    enough = minutes >= how.shortest and any(each.plan.items for each in parts)
    return parts if enough else []


def _name(how: Gathering, parts: Sequence[_Unit], taken: Sequence[str]) -> str:
    """A title that covers the parts: their own names, else their folder's."""
    if any(not each.name for each in parts):
        return ""
    ordered = sorted(parts, key=lambda each: how.material.order[each.section.rules[0].id])
    name = named_together(how.material, [each.name for each in ordered])
    folders = {folder_of(each) for each in parts}
    if not name and len(folders) == 1:
        name = folder_name(parts[0].section.document)
    return "" if name in taken else name
