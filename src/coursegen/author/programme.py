"""One course, or several: a course that is too long for its minutes becomes a programme of parts.

In: the course as generated, with the minutes of each module, and the room that the settings give. Out: the course
within its minutes: in parts, or without the modules that weigh least.

What learners may have begun stays: a module never leaves its part by itself, a course that grows keeps its id for
the part that holds what it was, and the number of a part is never used again. Only changed settings divide anew
what has become too long.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from coursegen.author.homes import A_MODULES_OWN, LEAST_MINUTES
from coursegen.author.requests import Scope
from coursegen.author.split import split
from coursegen.language.data import load
from coursegen.model.base import Programme, programme_from
from coursegen.model.course import Course, Module, Outline, Part
from coursegen.model.lock import Lock

__all__ = [
    "Fitted",
    "Frame",
    "beyond",
    "fitted",
    "is_longer",
    "lightest",
    "living_parts",
    "place_of",
]

_ROUNDING = 0.5
"""Minutes are told in whole ones: 20.4 is 20."""
_MORE = 1.2
"""So many times its minutes a course that stands may take with what came into its sources; less than makes it several."""
_WEIGHTS = {"must": 3.0, "should": 1.5, "may": 1.0, "none": 1.0}
_LONGEST_ID = 70
"""Characters of a course's id that the ids of its parts begin with."""

Place = tuple[str, ...]
"""Where a module's matter begins: document and heading path."""


@dataclass(frozen=True)
class Frame:
    """What the fitting goes by.

    ``found`` are the modules on disk before this build, ``held`` those of them that a person pinned or changed;
    ``parts`` are those on disk.
    ``replan``: the settings of scope are others than those of the build before.
    """

    minutes: float
    programme: Programme
    scope: Scope
    before: Lock | None = None
    parts: tuple[Part, ...] = ()
    found: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    replan: bool = False


@dataclass(frozen=True)
class Fitted:
    """The course within its minutes, and the passages of modules that there was no room for."""

    course: Course
    no_room: frozenset[str] = frozenset()


def fitted(course: Course, frame: Frame) -> Fitted:
    """``course`` in parts, or without what there is no room for."""
    parts = living_parts(frame.parts, {each.id for each in course.modules})
    if frame.programme == "never" and frame.replan:
        parts = ()
    if parts:
        return Fitted(_with_parts(course, _placed(course, parts, frame)))
    total = sum(each.minutes for each in course.modules)
    new = {each.id for each in course.modules} - frame.found
    if not is_longer(total, frame.minutes) or not (new or frame.replan):
        return Fitted(_with_parts(course, ()))
    if total < programme_from(frame.programme, frame.minutes, written=True):
        return _shortened(course, frame)
    old = tuple(each.id for each in course.modules if each.id in frame.found)
    if not old:
        return Fitted(_with_parts(course, _placed(course, (), frame)))
    first = Part(id=course.outline.id, title=_numbered(course.outline, 1), modules=old)
    return Fitted(_with_parts(course, _placed(course, (first,), frame)))


def beyond(new: float, beside: float, spent: float, minutes: float) -> float:
    """The minutes that what is new may take, ``new`` by itself, in a course of ``minutes`` that is ``spent`` already.

    A rule that came into the sources is taught even where the course is full: then it takes up to a fifth more than its
    minutes. Too little for a module makes one with what was left out ``beside`` it.
    """
    if not new or new + beside < A_MODULES_OWN:
        return 0.0
    return max(min(max(new, LEAST_MINUTES), _MORE * minutes - spent), 0.0)


def is_longer(total: float, minutes: float) -> bool:
    """Whether ``total`` is told as more minutes than ``minutes``."""
    return total >= minutes + _ROUNDING


def _most(frame: Frame) -> float:
    """Minutes beyond which modules are left out: more for a course that stands and grows."""
    grows = frame.found and not frame.replan
    return programme_from("auto", frame.minutes, written=True) if grows else frame.minutes


def living_parts(found: Sequence[Part], known: Collection[str]) -> tuple[Part, ...]:
    """Those of the parts ``found`` that still have modules among ``known``, with those."""
    parts = [(each, tuple(key for key in each.modules if key in known)) for each in found]
    return tuple(each.model_copy(update={"modules": left}) for each, left in parts if left)


def _placed(course: Course, parts: Sequence[Part], frame: Frame) -> tuple[Part, ...]:
    """``parts`` with every module in one of them, none longer than the minutes but by what was in it before.

    A module that is not placed yet joins the part that holds its document, or the last, where there is room;
    what is left becomes parts of its own.
    """
    minutes = {each.id: each.minutes for each in course.modules}
    held = [list(each.modules) for each in parts]
    loose = _shed(held, minutes, frame)
    loose += [key for key in minutes if not any(key in each for each in [*held, loose])]
    documents = {key: place_of(course, key, frame.scope)[:1] for key in minutes}
    homeless: list[str] = []
    for key in loose:
        home = _home(key, held, documents, minutes, frame.minutes)
        if home is None:
            homeless.append(key)
        else:
            held[home].append(key)
    runs = split(
        [(key, minutes[key], place_of(course, key, frame.scope)) for key in homeless],
        frame.minutes + _ROUNDING,
    )
    found = [
        each.model_copy(update={"modules": tuple(keys)})
        for each, keys in zip(parts, held, strict=True)
    ]
    return (*found, *_new_parts(course, parts, runs, frame))


def _shed(held: list[list[str]], minutes: Mapping[str, float], frame: Frame) -> list[str]:
    """Take the last modules off parts that changed settings made too long; none where nothing changed."""
    loose: list[str] = []
    for keys in held if frame.replan else ():
        while len(keys) > 1 and is_longer(sum(minutes[key] for key in keys), frame.minutes):
            loose.insert(0, keys.pop())
    return loose


def _home(
    key: str,
    held: Sequence[Sequence[str]],
    documents: Mapping[str, Place],
    minutes: Mapping[str, float],
    longest: float,
) -> int | None:
    """The place of the part with room that holds most of the module's document; else the last with room."""
    room = [
        at
        for at, keys in enumerate(held)
        if sum(minutes[each] for each in keys) + minutes[key] < longest + _ROUNDING
    ]
    if not room:
        return None
    return max(
        room, key=lambda at: (sum(documents[each] == documents[key] for each in held[at]), at)
    )


def _new_parts(
    course: Course, parts: Sequence[Part], runs: Sequence[Sequence[str]], frame: Frame
) -> list[Part]:
    outline = course.outline
    stem = outline.id[:_LONGEST_ID].rstrip("-")
    used = {each.id for each in parts} | set(frame.before.parts if frame.before else ())
    numbers = [1 if each == outline.id else _number(each) for each in used]
    first = max(numbers, default=0) + 1
    names = _names(course, [list(each.modules) for each in parts], runs, frame.scope)
    return [
        Part(
            id=f"{stem}-part-{number}",
            title=name or _numbered(outline, number),
            modules=tuple(keys),
        )
        for number, (keys, name) in enumerate(zip(runs, names, strict=True), first)
    ]


def _number(part: str) -> int:
    tail = part.rpartition("-part-")[2]
    return int(tail) if tail.isdigit() else 0


def _numbered(outline: Outline, number: int) -> str:
    words = load(outline.language, "course") or load("en", "course")
    return str(words["part"]).replace("{number}", str(number))


def _names(
    course: Course, held: Sequence[Sequence[str]], runs: Sequence[Sequence[str]], scope: Scope
) -> list[str]:
    """The document's title for each run that is of one document which no other part has; else nothing."""
    documents = [
        {place_of(course, key, scope)[0] for key in keys if place_of(course, key, scope)}
        for keys in [*held, *runs]
    ]
    names = []
    for at in range(len(held), len(documents)):
        own = documents[at]
        others = set().union(*documents[:at], *documents[at + 1 :])
        title = scope.index.titles.get(min(own), "") if len(own) == 1 and not own & others else ""
        names.append("" if title == course.outline.title else title)
    return [name if names.count(name) == 1 else "" for name in names]


def place_of(course: Course, module: str, scope: Scope) -> Place:
    """Document and heading path of the first place that the module rests on; nothing where it has none."""
    brief = next(each for each in course.outline.modules if each.id == module)
    for passage in brief.passages:
        for place in scope.index.occurrences_by_passage.get(passage, ()):
            return (place.document, *place.locator.heading)
    return ()


def _with_parts(course: Course, parts: tuple[Part, ...]) -> Course:
    """``course`` in ``parts``, its modules in the order of the parts."""
    order = {key: at for at, key in enumerate(key for each in parts for key in each.modules)}
    modules, briefs = list(course.modules), list(course.outline.modules)
    if parts:
        modules.sort(key=lambda each: order[each.id])
        briefs.sort(key=lambda each: order[each.id])
    outline = course.outline.model_copy(update={"modules": tuple(briefs), "parts": parts})
    return Course(outline=outline, modules=tuple(modules))


def _shortened(course: Course, frame: Frame) -> Fitted:
    """``course`` without the modules that weigh least; what stood on disk goes only by changed settings."""
    spared = frame.held if frame.replan else frame.found
    weight = {each.id: _weight(course, each, frame.scope) for each in course.modules}
    order = [each.id for each in course.modules]
    gone: list[str] = []
    left = sum(each.minutes for each in course.modules)
    lightest = sorted(
        (each for each in course.modules if each.id not in spared),
        key=lambda each: (weight[each.id], -order.index(each.id)),
    )
    for module in lightest:
        if not is_longer(left, _most(frame)) or len(gone) == len(course.modules) - 1:
            break
        gone.append(module.id)
        left -= module.minutes
    return Fitted(
        _with_parts(_without(course, frozenset(gone)), ()),
        frozenset(
            key for each in course.outline.modules if each.id in gone for key in each.passages
        ),
    )


def lightest(course: Course, minutes: float, scope: Scope) -> tuple[str, ...]:
    """Titles of the modules that bind the learner least, which bring ``course`` back to ``minutes``; none where it keeps to them.

    None either for a programme, as each of its courses has minutes of its own; and never all of them.
    """
    left = sum(each.minutes for each in course.modules)
    if course.outline.parts or not is_longer(left, minutes):
        return ()
    found: list[str] = []
    for module in sorted(course.modules, key=lambda each: _weight(course, each, scope))[:-1]:
        if not is_longer(left, minutes):
            break
        found.append(module.title)
        left -= module.minutes
    return tuple(found)


def _weight(course: Course, module: Module, scope: Scope) -> float:
    """How much the module binds its learner, a minute."""
    brief = next(each for each in course.outline.modules if each.id == module.id)
    here = set(brief.passages)
    own = [each for each in scope.inside if all(ref.passage in here for ref in each.evidence)]
    weight = sum(_WEIGHTS[each.strength] + 0.5 * (each.deadline is not None) for each in own)
    return weight / max(module.minutes, 1)


def _without(course: Course, gone: frozenset[str]) -> Course:
    modules = tuple(each for each in course.modules if each.id not in gone)
    used = {key for each in modules for key in each.objectives}
    lost = {key for each in course.modules if each.id in gone for key in each.objectives} - used
    outline = course.outline.model_copy(
        update={
            "modules": tuple(each for each in course.outline.modules if each.id not in gone),
            "objectives": tuple(each for each in course.outline.objectives if each.id not in lost),
        }
    )
    return Course(outline=outline, modules=modules)
