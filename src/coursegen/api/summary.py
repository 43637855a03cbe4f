"""The closing summary of a build. In: the course and the finished Build. Out: the parts of a BuildReport."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from coursegen.api.reports import BuildReport, CoverageLine, LeftOut, ModuleLine
from coursegen.check.coverage import coverage
from coursegen.model.course import Course
from coursegen.model.passage import Statement
from coursegen.pipeline import Build

__all__ = ["coverage_of", "left_out_of", "report_on"]


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
        audience=course.outline.audience.aliases,
    )


def coverage_of(build: Build) -> CoverageLine:
    """Counts of the statements in scope, of those taught and of those asked."""
    assert build.course is not None
    found = coverage(build.course, build.scope.index, build.scope.inside)
    return CoverageLine(len(found.in_scope), len(found.taught), len(found.asked))


def left_out_of(build: Build, skipped: Sequence[str], excluded: Sequence[str]) -> list[LeftOut]:
    """What the course does not hold: unread files, sections without a module, duties of others, drafts."""
    assert build.course is not None
    found = coverage(build.course, build.scope.index, build.scope.inside)
    taught = set(found.taught)
    lines = [LeftOut(path, "no reader knows this kind of file") for path in skipped]
    lines += [LeftOut(path, "excluded in coursegen.toml") for path in excluded]
    lines += _sections([each for each in build.scope.inside if each.id not in taught])
    others = Counter(each.actor or "nobody named" for each in build.scope.outside)
    for actor, count in sorted(others.items(), key=lambda each: (-each[1], each[0])):
        lines.append(
            LeftOut(f"{count} statement(s) about {actor}", "not for this audience, or excluded")
        )
    return lines


def _sections(untaught: Sequence[Statement]) -> list[LeftOut]:
    counts: Counter[str] = Counter(" > ".join((each.document, *each.heading)) for each in untaught)
    return [
        LeftOut(
            section, f"{count} statement(s) not taught: no room in the minutes, or no plain form"
        )
        for section, count in sorted(counts.items())
    ]
