"""What the manifests of all SCORM versions share.

In: a Course and the names of the files beside the manifest. Out: ``imsmanifest.xml``, filled into a template.
It is byte-identical from one build to the next as long as title, mastery score and media stay: identifiers
come from the course's id, and nothing in it tells a version or a digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from coursegen import resources
from coursegen.export.markup import plain_text
from coursegen.export.templates import fill
from coursegen.model.course import Course
from coursegen.model.package import PackageContext

__all__ = ["decimal", "exit_data", "is_scored", "manifest", "shortened", "status_words"]

_TITLE_LENGTH = 200


def manifest(
    template: str,
    course: Course,
    names: Iterable[str],
    values: Mapping[str, str],
    project: Path | None = None,
) -> str:
    """The shipped ``template`` for a package that holds ``names``; ``values`` are what a version adds."""
    shared = {
        "course": f"course-{course.outline.id}",
        "title": escape(shortened(plain_text(course.outline.title))),
        "files": "".join(f"      <file href={quoteattr(name)}/>\n" for name in sorted(names)),
    }
    return fill(resources.read_text(template, project), shared | dict(values))


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


def status_words(course: Course) -> str:
    """The statuses that a learner can come to under the course's completion rule."""
    if course.outline.assessment is None or not course.assessment_items():
        return "incomplete or completed (no assessment)"
    return {
        "viewed": "incomplete or completed (when all is viewed)",
        "passed": "incomplete, failed or passed (by the assessment)",
        "viewed_and_passed": "incomplete, failed or passed (all viewed, assessment passed)",
    }[course.outline.completion]


def decimal(course: Course) -> str:
    """The mastery score as manifests write it, 0 to 1 with at most four decimals."""
    return format(round(course.outline.mastery_score, 4), "f").rstrip("0").rstrip(".")


def exit_data(context: PackageContext) -> dict[str, str]:
    """What the player is told of leaving a finished course, where the LMS is not as most are."""
    wanted = context.profile.exit_when_done
    return {} if wanted == "normal" else {"exit": wanted}


def shortened(title: str) -> str:
    """``title`` within the 200 characters that LMSs keep, cut at a word where there is one."""
    if len(title) <= _TITLE_LENGTH:
        return title
    return title[: _TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"
