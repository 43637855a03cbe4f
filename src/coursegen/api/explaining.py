"""Explain: from a unit's id to the passages it rests on, and where they stand. In: an id. Out: its trail."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from coursegen.api.project import Project
from coursegen.author.record import units_of
from coursegen.errors import ConfigError
from coursegen.model.base import Noun
from coursegen.model.blocks import citations_of
from coursegen.model.lock import Lock
from coursegen.model.source import Locator

__all__ = ["Explanation", "Trail", "explain", "place_words"]


@dataclass(frozen=True)
class Trail:
    """One citation: the quote and where it stands."""

    passage: str
    quote: str
    places: list[str]


@dataclass(frozen=True)
class Explanation:
    """What a unit is, the file it stands in, and what it rests on."""

    unit: str
    kind: str
    file: str
    words: str
    trails: list[Trail]


def explain(project: Project, identifier: str) -> Explanation:
    """The trail of the unit ``identifier``; parts of a unit (an option, a scene) have ids too.

    Raises ConfigError naming the nearest ids where there is none such.
    """
    course, lock = project.course(), project.require_lock()
    known: dict[str, tuple[str, str, Noun]] = {}
    for kind, _, module, noun in units_of(course):
        for key, part in _parts(noun):
            known.setdefault(key, (kind if part is noun else f"part of a {kind}", module, part))
    if identifier not in known:
        near = difflib.get_close_matches(identifier, sorted(known), n=3, cutoff=0.4)
        raise ConfigError(
            f"there is no unit {identifier}",
            where=str(project.folder / "course"),
            hint=f"Did you mean {' or '.join(near)}?" if near else "Ids stand in course/modules.",
        )
    words, module, noun = known[identifier]
    return Explanation(
        unit=identifier,
        kind=words,
        file=f"course/modules/{module}.yaml" if module else "course/course.yaml",
        words=_words(noun),
        trails=_trails(lock, noun),
    )


def _parts(part: object) -> list[tuple[str, Noun]]:
    """The nouns with an id in ``part``, itself first; modules inside a course are units of their own."""
    if isinstance(part, tuple):
        return [each for element in part for each in _parts(element)]
    if not isinstance(part, Noun):
        return []
    inner = [each for name in type(part).model_fields for each in _parts(getattr(part, name))]
    identifier = getattr(part, "id", None)
    return [(identifier, part), *inner] if isinstance(identifier, str) else inner


def _words(noun: Noun) -> str:
    for name in ("stem", "title", "text", "prompt", "topic", "debrief"):
        value = getattr(noun, name, "")
        if value:
            return str(value)
    return ""


def _trails(lock: Lock, noun: Noun) -> list[Trail]:
    trails = []
    for cite in dict.fromkeys((each.passage, each.quote) for each in citations_of(noun)):
        record = lock.passages.get(cite[0])
        places = (
            []
            if record is None
            else [f"{each.document}{place_words(each.locator)}" for each in record.occurrences]
        )
        trails.append(Trail(cite[0], cite[1], places))
    return trails


def place_words(locator: Locator) -> str:
    """A locator in words: `` > heading > heading, page 3, 01:15-01:22``."""
    words = "".join(f" > {each}" for each in locator.heading)
    for name, value in (("page", locator.page), ("slide", locator.slide), ("row", locator.row)):
        if value is not None:
            words += f", {name} {value}"
    if locator.start is not None:
        words += f", {_clock(locator.start)}"
        words += f"-{_clock(locator.end)}" if locator.end is not None else ""
    return words


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 60:02d}:{whole % 60:02d}"
