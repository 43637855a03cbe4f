"""Which modules there is room for. In: rank and minutes of each, and the request. Out: what is kept, what is not.

A course takes the heaviest modules that fit its minutes. A programme takes all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from coursegen.model.base import programme_from
from coursegen.model.request import Request

__all__ = [
    "LEAST",
    "SHORTEST",
    "TERM_MINUTES",
    "Ranked",
    "heaviest",
    "ranked",
    "spare_minutes",
    "worth_planning",
]

Ranked = tuple[tuple[bool, float], float]
"""The rank of a module, the least first, and the minutes that it takes."""
SHORTEST = 2.9
"""Minutes that a module takes at least, where it can be joined with another."""
LEAST, _FEWEST = 2.0, 3
"""Minutes of a module that is left out of a course that has so many modules without."""
TERM_MINUTES = 0.15
"""What the definitions of its terms add to a module."""
_TRIED = 3
"""Sections that are planned, in times the minutes of the course."""


def ranked(weight: float, minutes: float, *, last: bool) -> Ranked:
    """What is worth most a minute goes first, but for what goes ``last``: it does not speak to the learner."""
    return (last, -weight / max(minutes, SHORTEST)), minutes


def worth_planning(sections: Sequence[Ranked], request: Request) -> tuple[list[int], list[int]]:
    """Places, in order, of the sections worth a plan, and of those without hope of room.

    A plan writes a module as a trial, so that plans for all sections of a long source would cost most of a build;
    a programme needs them all.
    """
    places = range(len(sections))
    if request.programme != "never":
        return list(places), []
    left = _TRIED * request.minutes
    kept: set[int] = set()
    for at in sorted(places, key=lambda each: sections[each][0]):
        if left <= 0:
            break
        kept.add(at)
        left -= sections[at][1]
    return sorted(kept), [at for at in places if at not in kept]


def heaviest(modules: Sequence[Ranked], request: Request) -> tuple[list[int], list[int]]:
    """Places, in order, of the modules that are kept, and of those without room.

    At least one is kept, unless they are added to a course that is there. A module too short to be worth it is in
    neither.
    """
    adds = request.several_from is not None
    whole = sum(minutes + TERM_MINUTES for _, minutes in modules if minutes >= LEAST)
    left = math.inf if _is_programme(whole, request) else request.minutes
    kept: list[int] = []
    no_room: list[int] = []
    for at in sorted(range(len(modules)), key=lambda each: modules[each][0]):
        if modules[at][1] < LEAST and len(kept) >= _FEWEST:
            continue
        if modules[at][1] <= left or not (kept or adds):
            kept.append(at)
            left -= modules[at][1] + TERM_MINUTES
        else:
            no_room.append(at)
    return sorted(kept), sorted(no_room)


def spare_minutes(whole: Sequence[float], kept: Sequence[float], request: Request) -> float:
    """Minutes that the kept modules leave of the course's, of modules that take ``whole``; no end to a programme's."""
    every = sum(each + TERM_MINUTES for each in whole if each >= LEAST)
    if _is_programme(every, request):
        return math.inf
    return request.minutes - sum(each + TERM_MINUTES for each in kept)


def _is_programme(whole: float, request: Request) -> bool:
    """Whether what could be taught, beside what a course that is there takes already, makes several."""
    if request.programme == "auto" and request.several_from is not None:
        return whole >= request.several_from
    return whole >= programme_from(request.programme, request.minutes)
