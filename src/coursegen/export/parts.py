"""What an LMS launches: the course as one, or each module and the final test for itself.

In: a Course and the ``units`` of its PackageContext. Out: Parts, each with the page that opens it. Ids and pages
are made from the ids of the units alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from coursegen.export.markup import plain_text
from coursegen.model.course import Course
from coursegen.model.package import PackageContext

__all__ = ["Part", "is_scored", "parts_of", "shortened"]

_TITLE_LENGTH = 200


@dataclass(frozen=True)
class Part:
    """Something to launch. ``id`` is empty for the whole course; ``scored`` says that a score decides it."""

    id: str
    title: str
    page: str
    scored: bool
    is_test: bool = False


def parts_of(course: Course, context: PackageContext) -> tuple[Part, ...]:
    """The parts of ``course`` in its order; the test is the last."""
    outline = course.outline
    if context.units == "course":
        title = shortened(plain_text(outline.title))
        return (Part("", title, "index.html", is_scored(course)),)
    parts = [
        Part(each.id, shortened(plain_text(each.title)), f"{each.id}.html", scored=False)
        for each in course.modules
    ]
    if outline.assessment is not None and course.assessment_items():
        test = outline.assessment
        title = shortened(plain_text(test.title))
        parts.append(Part(test.id, title, f"{test.id}.html", is_scored(course), is_test=True))
    return tuple(parts)


def is_scored(course: Course) -> bool:
    """Whether a score decides, and is reported.

    Only then may a manifest state a mastery score: an LMS overrides the status by it.
    """
    outline = course.outline
    return (
        outline.assessment is not None
        and bool(course.assessment_items())
        and outline.completion != "viewed"
        and outline.tracking != "none"
    )


def shortened(title: str) -> str:
    """``title`` within the 200 characters that LMSs keep, cut at a word where there is one."""
    if len(title) <= _TITLE_LENGTH:
        return title
    return title[: _TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"
