"""Conflicts that last: what a person has and the sources went past, listed until a person settles it.

In: the stale records of the lock, the conflicts of this build, the units as they are now. Out: the stale
records to keep; or the conflicts that are open in a course. The whole life of one is told in docs/editing.md.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coursegen.build.digests import field_digests
from coursegen.change.merge import Conflict
from coursegen.change.values import value_at
from coursegen.model.base import Noun
from coursegen.model.blocks import citations_of
from coursegen.model.course import Brief, Course, Module
from coursegen.model.lock import Lock, StaleRecord

__all__ = [
    "Now",
    "followed",
    "nouns_by_id",
    "open_conflicts",
    "open_units",
    "overdue",
    "pinned_units",
    "split_key",
    "stale_key",
    "stale_pins",
    "waiting",
]

_Nouns = Mapping[str, Noun]
_NOWHERE = object()


def stale_key(unit: str, field: str) -> str:
    """The name of a place in the lock's table ``stale``."""
    return f"{unit}/{field}" if field else unit


def split_key(key: str) -> tuple[str, str]:
    """The unit and the path of the field that ``key`` names."""
    unit, _, field = key.partition("/")
    return unit, field


def nouns_by_id(course: Course) -> dict[str, Noun]:
    """Every unit of ``course`` that a person can edit, and its outline, by id."""
    nouns: dict[str, Noun] = {course.outline.id: course.outline}
    for module in course.modules:
        nouns.update({each.id: each for each in (module, *module.units)})
    return nouns


@dataclass(frozen=True)
class Now:
    """What this build made.

    The units to write and those generated, by id; the ones among them that it wrote anew; the passages that
    stand; the recorded digests of before.
    """

    units: _Nouns
    generated: _Nouns
    revised: Container[str]
    standing: Container[str]
    recorded: Mapping[str, Mapping[str, str]]


def followed(
    before: Mapping[str, StaleRecord], conflicts: Sequence[Conflict], now: Now
) -> dict[str, StaleRecord]:
    """The stale records after a build: those of ``before`` that are still open, and its new ``conflicts``.

    A conflict that comes again keeps the base that the person changed; where the sources went back to that
    base, it is settled.
    """
    new: dict[str, StaleRecord] = {}
    for each in conflicts:
        key = stale_key(each.unit, each.field)
        there = _digest(now.generated, each.unit, each.field)
        base = now.recorded.get(each.unit, {}).get(each.field, "") if each.field else ""
        if (old := before.get(key)) is not None and old.cause == each.cause:
            base = old.base
            if each.field and each.cause == "both" and there == base:
                continue
        new[key] = StaleRecord(cause=each.cause, base=base, proposal=each.proposal)
    whole = {unit for unit, field in map(split_key, new) if not field}
    touched = {stale_key(each.unit, each.field) for each in conflicts}
    kept = {
        key: each
        for key, each in before.items()
        if key not in touched
        and split_key(key)[0] not in whole
        and each.cause != "pinned"
        and _is_open(key, each, now)
    }
    return dict(sorted({**kept, **new}.items()))


def _is_open(key: str, record: StaleRecord, now: Now) -> bool:
    """Whether ``record``, which this build brought nothing new on, is still unsettled."""
    unit, field = split_key(key)
    if _is_settled(key, record, now.units, now.standing):
        return False
    agreed = _digest(now.generated, unit, field) == _digest(now.units, unit, field)
    return record.cause != "both" or unit not in now.revised or not agreed


def _is_settled(
    key: str, record: StaleRecord, units: _Nouns, standing: Container[str] | None = None
) -> bool:
    """Whether the unit or part went, has the proposal now, or rests on passages that stand again."""
    unit, field = split_key(key)
    here = _value(units, unit, field)
    if here is _NOWHERE:
        return True
    if record.cause == "both":
        return bool(here == record.proposal)
    if record.cause == "gone" and standing is not None and not field:
        cited = [each.passage for each in citations_of(units[unit])]
        return all(each in standing for each in cited)
    return False


def _value(units: _Nouns, unit: str, field: str) -> Any:
    try:
        return value_at(units[unit], field)
    except KeyError:
        return _NOWHERE


def _digest(units: _Nouns, unit: str, field: str) -> str:
    noun = units.get(unit)
    if noun is None:
        return ""
    found = field_digests(noun)
    return found.get(field, "") if field else str(found)


def open_conflicts(lock: Lock, course: Course) -> list[Conflict]:
    """What ``lock`` lists as stale and is not settled in ``course`` yet, in course order."""
    return waiting(lock.stale, course, lock.passages)


def waiting(
    stale: Mapping[str, StaleRecord], course: Course, standing: Container[str]
) -> list[Conflict]:
    """Those of ``stale`` that are not settled in ``course``, in its order; ``standing`` are the passages."""
    units = nouns_by_id(course)
    late = overdue(stale, course)
    found = [
        Conflict(*split_key(key), _value(units, *split_key(key)), each.proposal, each.cause)
        for key, each in stale.items()
        if key not in late and not _is_settled(key, each, units, standing)
    ]
    order = {identifier: place for place, identifier in enumerate(units)}
    return sorted(found, key=lambda each: (order[each.unit], each.field))


def open_units(stale: Mapping[str, StaleRecord]) -> frozenset[str]:
    """The units among ``stale`` that a person and the sources both changed, as a whole."""
    return frozenset(
        key for key, each in stale.items() if each.cause == "both" and not split_key(key)[1]
    )


def pinned_units(module: Module) -> list[Noun]:
    """The module where it is pinned, else the units of it that are."""
    if module.pinned:
        return [module]
    return [each for each in module.units if each.pinned]


def stale_pins(
    on_disk: Course,
    briefs: Mapping[str, Brief],
    before: Lock,
    successor: Mapping[str, str | None],
    standing: Container[str],
) -> dict[str, StaleRecord]:
    """A record for each pinned unit whose sources changed, with what now stands in their place.

    ``briefs`` are those of the revised outline: a pinned module that passages join is stale as well. One
    that a person has kept comes back only when its sources change again.
    """
    found: dict[str, StaleRecord] = {}
    old_briefs = {each.id: each for each in on_disk.outline.modules}
    for module in on_disk.modules:
        for unit in pinned_units(module):
            identifier = str(vars(unit)["id"])
            old = before.stale.get(identifier)
            known = old.follows if old is not None and old.cause == "pinned" else {}
            cited = dict.fromkeys(each.passage for each in citations_of(unit))
            gone = [each for each in cited if each not in standing]
            follows = {
                each: successor.get(each) or _heir(known.get(each), successor) for each in gone
            }
            news = any(each in before.passages for each in gone)
            if module.pinned and (brief := briefs.get(module.id)) is not None:
                joined = {*brief.passages} - {*old_briefs[module.id].passages, *cited}
                news = news or bool(joined)
            open_still = old is not None and old.cause == "pinned" and (gone or not known)
            if news or open_still:
                found[identifier] = StaleRecord(cause="pinned", follows=follows)
    return found


def _heir(passage: str | None, successor: Mapping[str, str | None]) -> str:
    return (successor.get(passage, passage) or "") if passage else ""


def overdue(stale: Mapping[str, StaleRecord], course: Course) -> dict[str, StaleRecord]:
    """Units that were pinned when their sources changed, and are pinned no more: the next build revises them."""
    pinned = {
        str(vars(unit)["id"]) for module in course.modules for unit in pinned_units(module)
    } | {
        each
        for module in course.modules
        if module.pinned
        for each in nouns_by_id(Course(outline=course.outline, modules=(module,)))
    }
    units = nouns_by_id(course)
    return {
        key: each
        for key, each in stale.items()
        if each.cause == "pinned" and key in units and key not in pinned
    }
