"""In what two rules on one matter differ. In: two Matters. Out: their Contrast, or None.

A contrast is a number, a strength, an actor, an exception or a scope that cannot hold on both sides. A general
rule and its special case (a condition more, a heading for others, an amount in what it is about) have none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from coursegen.index.matters import Matter, pattern
from coursegen.language.data import load
from coursegen.language.nounphrases import stem
from coursegen.model.disagreement import DisagreementKind
from coursegen.model.passage import Quantity, Statement

__all__ = ["Contrast", "contrast", "said_by_all"]

_MOST_EXTRA = 2
"""Words that one side may have more, where the other has them in its headings."""
_MOST_RESTRICTION = 4
_CLOSE = 0.05
"""Share by which two periods may differ and be the same (30 days, a month)."""
_HOURS = {
    "second": 1 / 3600,
    "minute": 1 / 60,
    "hour": 1.0,
    "day": 24.0,
    "week": 168.0,
    "month": 730.0,
    "quarter": 2190.0,
    "year": 8760.0,
}
_BOUNDS = (
    frozenset({"within", "at most", "exactly", "before"}),
    frozenset({"at least", "exactly"}),
    frozenset({"every"}),
    frozenset({"over"}),
    frozenset({"after"}),
)
_GRADED = frozenset({"obligation", "prohibition", "recommendation", "permission", "no_obligation"})
_TOLD = frozenset({"obligation", "fact", "step"})
"""Kinds that tell who does it, whether with a marker or without."""
_LENIENT = frozenset({"permission", "no_obligation"})


@dataclass(frozen=True, slots=True)
class Contrast:
    """The kind of a disagreement, and the words in which each side differs."""

    kind: DisagreementKind
    one: str
    other: str


def contrast(one: Matter, other: Matter) -> Contrast | None:
    """In what ``one`` and ``other`` cannot both hold; None where they can, or are on other matters."""
    if one.statement.text == other.statement.text or not _same_people(one, other):
        return None
    if one.statement.above != other.statement.above or not _same_thresholds(one, other):
        return None
    tries: tuple[Callable[[Matter, Matter], Contrast | None], ...] = (
        _number,
        _strength,
        _exception,
        _actor,
        _scope,
    )
    return next((found for each in tries if (found := each(one, other))), None)


def _same_people(one: Matter, other: Matter) -> bool:
    """Whether neither stands in a part that is for others."""
    return one.persons == other.persons


def _fits(one: Matter, other: Matter) -> bool:
    """Whether both are on one matter: no word of the one is lacking in the other, or in its headings."""
    extra, other_extra = one.topic - other.topic, other.topic - one.topic
    if extra and other_extra:
        return False
    if len(extra) + len(other_extra) > _MOST_EXTRA:
        return False
    if not extra <= other.around or not other_extra <= one.around:
        return False
    return _is_specific(one, other)


def _is_specific(one: Matter, other: Matter) -> bool:
    """Whether what they share is enough to be one matter, given where they stand."""
    shared = one.topic & other.topic
    apart = bool(one.last and other.last and not one.last & other.last)
    if one.statement.document == other.statement.document:
        return bool(shared) and not apart
    vague = _vague(one.statement.language)
    if len(shared) > 1 or shared - vague:
        return True
    return bool(shared) and bool(one.around & other.around)


@cache
def _staff(language: str) -> frozenset[str]:
    return frozenset(
        stem(each, language) for each in load(language, "disagreements").get("staff", ())
    )


@cache
def _vague(language: str) -> frozenset[str]:
    """Things of which every department has its own: records, requests."""
    things = load(language, "disagreements").get("vague", ())
    return frozenset(stem(each, language) for each in things)


def _same_actor(one: Matter, other: Matter) -> bool:
    """Whether both bind the same: staff by any name, or nobody named, or the same role."""
    staff = _staff(one.statement.language)
    return one.actor - staff == other.actor - staff


def _is_threshold(quantity: Quantity, statement: Statement) -> bool:
    """Whether a number tells what the rule is about, and not what it asks: in the condition or the subject."""
    subject = "" if statement.actor and not statement.passive else statement.object
    in_condition = quantity.text in statement.condition
    return in_condition or (bool(subject) and quantity.text in subject)


def _size(quantity: Quantity) -> tuple[str, float]:
    """A number with its family of units: periods in hours."""
    if quantity.unit in _HOURS:
        return "time", quantity.value * _HOURS[quantity.unit]
    return quantity.unit.lower().removesuffix("s"), quantity.value


def _amounts(statement: Statement, *, threshold: bool) -> list[Quantity]:
    found = list(statement.quantities)
    return [each for each in found if _is_threshold(each, statement) == threshold]


def _same_thresholds(one: Matter, other: Matter) -> bool:
    sides = [
        sorted(_size(each) for each in _amounts(side.statement, threshold=True))
        for side in (one, other)
    ]
    return sides[0] == sides[1]


def _differ(one: Quantity, other: Quantity) -> bool:
    (family, size), (other_family, other_size) = _size(one), _size(other)
    if family != other_family:
        return {one.unit, other.unit} == {"day", "working day"}
    if not any(one.bound in each and other.bound in each for each in _BOUNDS):
        return False
    return abs(size - other_size) > _CLOSE * max(size, other_size)


def _number(one: Matter, other: Matter) -> Contrast | None:
    """One amount or period on each side, of one kind, that differ."""
    mine = _amounts(one.statement, threshold=False)
    theirs = _amounts(other.statement, threshold=False)
    if len(mine) != 1 or len(theirs) != 1 or one.statement.negated != other.statement.negated:
        return None
    if not _differ(mine[0], theirs[0]) or not _same_actor(one, other) or not _fits(one, other):
        return None
    if _run_from_others(one, other):
        return None
    return Contrast("number", mine[0].text, theirs[0].text)


def _run_from_others(one: Matter, other: Matter) -> bool:
    """Whether the two periods run from two events, each with a word of its own: a loss and a suspected incident."""
    own, others = one.event - other.event - other.topic, other.event - one.event - one.topic
    return bool(own and others)


def _equal_amounts(one: Matter, other: Matter) -> bool:
    mine = sorted(_size(each) for each in _amounts(one.statement, threshold=False))
    return mine == sorted(_size(each) for each in _amounts(other.statement, threshold=False))


def _grade(statement: Statement) -> tuple[str, bool]:
    """How strict the statement is: its kind, and whether its marker is emphasised (``zeer aanbevolen``)."""
    emphasis = load(statement.language, "meaning").get("emphasis") or "(?!)"
    emphasised = bool(re.search(rf"\b(?:{emphasis})\b", statement.marker, re.IGNORECASE))
    kind = "permission" if statement.kind in _LENIENT else statement.kind
    return kind, emphasised and kind == "recommendation"


def said_by_all(sides: Sequence[Statement]) -> tuple[str, ...]:
    """The ids of those of ``sides`` that say no more than what all say; empty where they differ in more than degree.

    *Recommended* and *strongly recommended* are both at least the first: that may be taught. What is required on one
    side and recommended on the other has nothing in common that is safe.
    """
    grades = {each.id: _grade(each) for each in sides}
    if {kind for kind, _ in grades.values()} != {"recommendation"}:
        return ()
    return tuple(each.id for each in sides if not grades[each.id][1])


def _strength(one: Matter, other: Matter) -> Contrast | None:
    """Two markers of strength that differ on the same act; commands without a marker have none."""
    read, held = one.statement, other.statement
    if read.kind not in _GRADED or held.kind not in _GRADED or not (read.marker and held.marker):
        return None
    if _grade(read) == _grade(held) or read.exception or held.exception:
        return None
    bare = not read.action or not held.action  # a thing with its status, named by no actor
    if not (bare or _same_actor(one, other)) or not _equal_amounts(one, other):
        return None
    if not _fits(one, other) or _restricts(read) or _restricts(held):
        return None
    return Contrast("strength", read.marker, held.marker)


def _restricts(statement: Statement) -> bool:
    return bool(pattern(statement.language, "only").search(statement.text))


def _same_strength(one: Matter, other: Matter) -> bool:
    return (one.statement.kind, one.statement.negated) == (
        other.statement.kind,
        other.statement.negated,
    )


def _exception(one: Matter, other: Matter) -> Contrast | None:
    """Other exceptions, or one that the other side rules out or does not know."""
    if not _same_strength(one, other) or not _same_actor(one, other):
        return None
    if not _equal_amounts(one, other) or not _fits(one, other):
        return None
    mine, theirs = one.statement.exception, other.statement.exception
    if mine and theirs:
        apart = not one.exception & other.exception
        return Contrast("exception", mine, theirs) if apart else None
    if not mine and not theirs:
        return None
    bare = other.statement if mine else one.statement
    found = pattern(bare.language, "no_exception").search(bare.text)
    elsewhere = one.statement.document != other.statement.document
    plain = len(one.topic) > 1 or bool(one.topic - _vague(bare.language))
    if not found and not (elsewhere and one.topic == other.topic and plain):
        return None
    none = found[0] if found else "-"
    return Contrast("exception", mine or none, theirs or none)


def _is_exclusive(matter: Matter) -> bool:
    acts = load(matter.statement.language, "disagreements").get("exclusive", ())
    return matter.act in {stem(each, matter.statement.language) for each in acts}


def _actor(one: Matter, other: Matter) -> Contrast | None:
    """Two roles for an act that one alone does."""
    told = {one.statement.kind, other.statement.kind} <= _TOLD
    alone = _is_exclusive(one) or (_restricts(one.statement) and _restricts(other.statement))
    if not alone or not (told or _same_strength(one, other)):
        return None
    if one.topic != other.topic:
        return None
    may = one.statement.kind in _LENIENT
    only = _restricts(one.statement) or _restricts(other.statement)
    if (may and not only) or not _equal_amounts(one, other):
        return None
    staff = _staff(one.statement.language)
    mine, theirs = one.actor - staff, other.actor - staff
    if not mine or not theirs or mine & theirs or not _fits(one, other):
        return None
    return Contrast("actor", one.statement.actor, other.statement.actor)


def _scope(one: Matter, other: Matter) -> Contrast | None:
    """One side holds for all, the other only for some."""
    if not _same_strength(one, other) or not _equal_amounts(one, other):
        return None
    for wide, narrow, turned in ((one, other, False), (other, one, True)):
        language = wide.statement.language
        universal = pattern(language, "universal").search(wide.statement.text)
        only = pattern(language, "only").search(narrow.statement.text)
        if not universal or not only or _restricts(wide.statement):
            continue
        more = narrow.topic - wide.topic
        same = wide.topic <= narrow.topic and len(more) <= _MOST_RESTRICTION
        if not same or not _is_specific(one, other) or wide.statement.condition:
            continue
        words = only[0], universal[0]
        return Contrast("scope", *(words if turned else words[::-1]))
    return None
