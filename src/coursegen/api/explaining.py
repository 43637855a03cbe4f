"""Explain: from a unit's id to the passages it rests on, and where they stand. In: an id. Out: its trail."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from coursegen.api.project import Project
from coursegen.author.record import units_of
from coursegen.errors import ConfigError
from coursegen.model.base import Noun
from coursegen.model.blocks import citations_of
from coursegen.model.course import Course, Module, Outline
from coursegen.model.lock import Lock
from coursegen.model.source import Locator

__all__ = ["Explanation", "Trail", "explain", "place_words"]


@dataclass(frozen=True)
class Trail:
    """A passage that a unit rests on: what is quoted of it, empty where nothing is, and its places."""

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
    known = _known(course)
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
        trails=_trails(lock, noun, _planned(course, noun)),
    )


def _known(course: Course) -> dict[str, tuple[str, str, Noun]]:
    """What has an id: its kind in words, its module's id, the noun. A unit goes before a part of another."""
    units = list(units_of(course))
    known: dict[str, tuple[str, str, Noun]] = {
        key: (kind, module, noun) for kind, key, module, noun in units
    }
    for kind, _, module, noun in reversed(units):  # an option belongs to its item before its module
        article = "an" if kind[0] in "aeiou" else "a"
        for key, part in _parts(noun):
            known.setdefault(key, (f"part of {article} {kind}", module, part))
    return known


def _planned(course: Course, noun: Noun) -> list[str]:
    """Passages that a module was planned on; for the outline those of all its modules."""
    if not isinstance(noun, (Module, Outline)):
        return []
    briefs = [each for each in course.outline.modules if noun.id in (each.id, course.outline.id)]
    return list(dict.fromkeys(passage for brief in briefs for passage in brief.passages))


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


def _trails(lock: Lock, noun: Noun, planned: Sequence[str]) -> list[Trail]:
    """The quotes in ``noun`` by passage, and the planned passages, which come first, quoted or not."""
    cited = dict.fromkeys((each.passage, each.quote) for each in citations_of(noun))
    quotes: dict[str, list[str]] = {passage: [] for passage in planned}
    for passage, quote in cited:
        quotes.setdefault(passage, []).append(quote)
    trails: list[Trail] = []
    for passage, found in quotes.items():
        record = lock.passages.get(passage)
        places = (
            []
            if record is None
            else [f"{each.document}{place_words(each.locator)}" for each in record.occurrences]
        )
        trails.extend(Trail(passage, quote, places) for quote in found or [""])
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
