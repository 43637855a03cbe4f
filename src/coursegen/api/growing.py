"""Whether the next build may take a course beyond its minutes, told by ``plan`` before anything is asked.

In: what of the sources no module holds, the scope of today, the course on disk, the settings. Out: a Growth, or None.
Minutes of what is not written yet are told by its statements, about; of a module that is not planned yet no title is known.
"""

from __future__ import annotations

from collections.abc import Mapping

from coursegen.api.homeless import Homeless
from coursegen.api.reports import Growth
from coursegen.author.homes import LEAST_MINUTES, Homes, minutes_of
from coursegen.author.programme import beyond, is_longer, lightest
from coursegen.author.requests import Scope
from coursegen.author.revise import Limits
from coursegen.config import Config
from coursegen.model.base import programme_from
from coursegen.model.course import Course

__all__ = ["growth_of"]


def growth_of(
    waiting: Homeless, scope: Scope, course: Course, held: frozenset[str], config: Config
) -> Growth | None:
    """How far ``waiting`` may take ``course``; None where it keeps to its minutes, or where each of its parts does.

    ``held`` are modules that stay when nothing is left of what they rest on.
    """
    settings = config.course
    if not waiting.changed or (course.outline.parts and settings.programme != "never"):
        return None
    course = _as_it_stands(course, waiting.rests, held)
    longest = config.check.longest_module
    room = Limits(longest, {each.id: each.minutes for each in course.modules}).room
    homes = Homes(scope, course.outline.modules, room, longest)
    apart = [each for each in waiting.changed if not homes.beside(each)]
    new, beside = minutes_of(apart, scope), minutes_of(waiting.before, scope)
    spent = sum(each.minutes for each in course.modules)
    grown = spent + minutes_of(waiting.changed, scope) - new
    whole = grown + new + beside
    least = programme_from(settings.programme, settings.minutes)
    divided = whole >= max(least, settings.minutes)
    total = whole if divided else grown + _taken(new, beside, grown, settings.minutes)
    if not is_longer(total, settings.minutes):
        return None
    excess = total - spent
    return Growth(
        now=spent,
        minutes=total,
        most=settings.minutes,
        several=settings.programme != "never",
        least=() if divided else lightest(course, settings.minutes - excess, scope),
    )


def _taken(new: float, beside: float, spent: float, minutes: float) -> float:
    """The minutes that a build gives what joins no module that is there; ``new`` alone goes beyond those of the course."""
    left = max(minutes - spent, 0.0)
    most = beyond(new, beside, spent, minutes)
    if most > left:
        return most
    return min(new + beside, left) if left >= LEAST_MINUTES else 0.0


def _as_it_stands(
    course: Course, rests: Mapping[str, tuple[str, ...]], held: frozenset[str]
) -> Course:
    """``course`` on the passages of today, without the modules of which nothing is left."""
    gone = {key for key, passages in rests.items() if not passages} - held
    briefs = tuple(
        each.model_copy(update={"passages": rests.get(each.id) or each.passages})
        for each in course.outline.modules
        if each.id not in gone
    )
    modules = tuple(each for each in course.modules if each.id not in gone)
    return Course(outline=course.outline.model_copy(update={"modules": briefs}), modules=modules)
