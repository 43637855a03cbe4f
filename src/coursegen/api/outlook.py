"""What a course is about before and after it is built: what is in, what is out and why, and its parts.

In: a Project, its scope, and its course where there is one. Out: the fields of a PlanReport that tell of it.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from coursegen.api.leaving_out import (
    Causes,
    files_left_out,
    notices_of,
    outside_left_out,
    untaught_left_out,
)
from coursegen.api.project import Project
from coursegen.api.reports import PartLine
from coursegen.api.summary import parts_of, taken_out
from coursegen.author.homes import MINUTES_A_STATEMENT
from coursegen.author.requests import Scope
from coursegen.author.scope import audience_of
from coursegen.author.settings import settings_of
from coursegen.author.split import split
from coursegen.check.coverage import coverage
from coursegen.index.scope import actors
from coursegen.model.base import programme_from
from coursegen.model.course import Course
from coursegen.model.lock import Lock

__all__ = ["outlook"]


def outlook(
    project: Project, scope: Scope, course: Course | None, before: Lock | None = None
) -> dict[str, Any]:
    """The fields of a PlanReport on the scope, the parts and what is left out; ``before`` is the lock of ``course``."""
    files = files_left_out(project)
    audience = audience_of(scope.index, project.config.audience)
    language = settings_of(project.config, scope.index.documents).language
    outside = outside_left_out(scope, project.config, audience, language)
    told: dict[str, Any] = {
        "notices": notices_of(scope.index.documents),
        "in_scope": len({each.id for each in scope.inside}),
        "most_minutes": project.config.course.minutes,
        "actors": actors(scope.index.statements),
        "audience": audience.aliases,
        "audience_name": project.config.audience.name,
        "left_out": [*files, *outside],
    }
    if course is None:
        parts, minutes = _estimated(project, scope)
        return told | {"parts": parts, "minutes": minutes, "estimated": True}
    taught = set(coverage(course, scope.index, scope.inside).taught)
    untaught = [each for each in scope.inside if each.id not in taught]
    waiting = scope.index.passage_by_id.keys() - before.passages.keys() if before else ()
    told["left_out"] += untaught_left_out(
        untaught,
        project.config.course.minutes,
        course.outline.language,
        Causes(waiting=waiting, removed=taken_out(before)),
    )
    minutes = sum(each.minutes for each in course.modules)
    return told | {"parts": parts_of(course), "minutes": minutes}


def _estimated(project: Project, scope: Scope) -> tuple[list[PartLine], float]:
    """The parts that the statements in scope will need, by document, and their minutes; about."""
    settings = project.config.course
    counts = Counter((each.document, *each.heading[:2]) for each in scope.inside)
    sized = [
        (" > ".join(place), count * MINUTES_A_STATEMENT, place) for place, count in counts.items()
    ]
    minutes = sum(each for _, each, _ in sized)
    least = programme_from(settings.programme, settings.minutes)
    if minutes < max(least, settings.minutes):
        return [], min(minutes, settings.minutes)
    lengths = {key: length for key, length, _ in sized}
    parts = []
    for number, keys in enumerate(split(sized, settings.minutes), 1):
        documents = dict.fromkeys(key.partition(" > ")[0] for key in keys)
        length = sum(lengths[key] for key in keys)
        parts.append(PartLine(f"part-{number}", f"Part {number}", length, list(documents)))
    return parts, minutes
