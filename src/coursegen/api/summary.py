"""The closing summary of a build. In: the course and the finished Build. Out: the parts of a BuildReport."""

from __future__ import annotations

from coursegen.api.leaving_out import Causes, files_left_out, outside_left_out, untaught_left_out
from coursegen.api.project import Project
from coursegen.api.reports import BuildReport, CoverageLine, LeftOut, ModuleLine, PartLine
from coursegen.author.record import units_of
from coursegen.author.requests import Scope
from coursegen.check.coverage import Coverage, coverage
from coursegen.model.base import Noun
from coursegen.model.course import Course
from coursegen.model.lock import Lock
from coursegen.pipeline import Build

__all__ = [
    "coverage_of",
    "left_out_among",
    "left_out_of",
    "parts_of",
    "report_on",
    "taken_out",
    "units_changed",
    "whole_coverage_of",
]


def report_on(course: Course) -> BuildReport:
    """What the course is, without what a build did."""
    return BuildReport(
        course=course.outline.id,
        title=course.outline.title,
        language=course.outline.language,
        modules=[
            ModuleLine(
                id=each.id,
                title=each.title,
                minutes=each.minutes,
                items=len(each.items),
                scenario=each.scenario is not None,
            )
            for each in course.modules
        ],
        bank=len(course.assessment_items()),
        parts=parts_of(course),
        audience=course.outline.audience.aliases,
        audience_name=course.outline.audience.name,
    )


def coverage_of(build: Build) -> CoverageLine:
    """Counts of the statements in scope, of those taught and of those asked."""
    found = whole_coverage_of(build)
    return CoverageLine(len(found.in_scope), len(found.taught), len(found.asked))


def units_changed(before: Course, now: Course) -> int:
    """How many blocks, items and scenarios are new, gone or other than ``before``."""
    old, new = _units(before), _units(now)
    return sum(old.get(key) != new.get(key) for key in {*old, *new})


def _units(course: Course) -> dict[str, Noun]:
    kinds = ("block", "item", "scenario")
    return {key: noun for kind, key, _, noun in units_of(course) if kind in kinds}


def left_out_of(build: Build, project: Project, lock: Lock) -> list[LeftOut]:
    """What the course, of which ``lock`` is the record, does not hold: files not read, what is out of scope, what is in scope and not taught."""
    assert build.course is not None
    planned = {each for brief in build.course.outline.modules for each in brief.passages}
    again = build.before is not None
    causes = Causes(build.no_room, planned, again=again, removed=taken_out(lock))
    return left_out_among(project, build.course, build.scope, whole_coverage_of(build), causes)


def taken_out(lock: Lock | None) -> frozenset[str]:
    """The passages of what people took out of the course."""
    retired = lock.retired.values() if lock else ()
    return frozenset(passage for each in retired for passage in each.passages)


def left_out_among(
    project: Project, course: Course, scope: Scope, covered: Coverage, causes: Causes
) -> list[LeftOut]:
    """The same of a course that is there, with its coverage; the last as ``untaught_left_out`` has them."""
    taught = set(covered.taught)
    untaught = [each for each in scope.inside if each.id not in taught]
    language, minutes = course.outline.language, project.config.course.minutes
    return [
        *files_left_out(project),
        *outside_left_out(scope, project.config, course.outline.audience, language),
        *untaught_left_out(untaught, minutes, language, causes),
    ]


def parts_of(course: Course) -> list[PartLine]:
    """The courses of a programme; none where it is one course."""
    return [
        PartLine(
            id=each.outline.id,
            title=each.outline.title,
            minutes=sum(module.minutes for module in each.modules),
            modules=[module.id for module in each.modules],
        )
        for each in course.courses()
        if course.outline.parts
    ]


def whole_coverage_of(build: Build) -> Coverage:
    """What the course holds of the statements in scope; looked up once a build."""
    assert build.course is not None
    if build.coverage is None:
        build.coverage = coverage(build.course, build.scope.index, build.scope.inside)
    return build.coverage
