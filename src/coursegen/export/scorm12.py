"""SCORM 1.2: one SCO, its manifest at the root.

In: a Course and its PackageContext. Out: a Package whose manifest is byte-identical from one build to the
next as long as title, mastery score and media stay: identifiers come from the course's id, no name holds a
digest of content, and the version stamp is in the content.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from coursegen import resources
from coursegen.errors import ExportError
from coursegen.export.archive import check_names
from coursegen.export.markup import plain_text
from coursegen.export.player_data import mastery_points
from coursegen.export.player_files import player_files
from coursegen.export.suspend import LIMIT, worst_case_length
from coursegen.export.templates import fill
from coursegen.model.course import Course
from coursegen.model.package import Package, PackageContext

__all__ = ["export", "manifest"]

_TEMPLATE = "exports/scorm12/imsmanifest.xml"
_TITLE_LENGTH = 200


def export(course: Course, context: PackageContext, project: Path | None = None) -> Package:
    """The SCORM 1.2 package of ``course``. ``project`` may hold its own ``exports/``.

    Raises ExportError when the learner's state could outgrow what SCORM 1.2 keeps, when media are missing,
    when a unit has no slot, when there is no module, or when the course's language has no interface strings.
    """
    length = worst_case_length(course, context)
    if length > LIMIT:
        raise ExportError(
            f"the learner's progress could take {length} characters; a SCORM 1.2 course may use {LIMIT}",
            where=course.outline.id,
            hint="Divide the course into two, or take items out of its largest modules.",
        )
    files = player_files(course, context, "scorm12", project)
    files["imsmanifest.xml"] = manifest(course, sorted(files), project).encode()
    package = Package(files=files)
    check_names(package)
    return package


def manifest(course: Course, names: list[str], project: Path | None = None) -> str:
    """``imsmanifest.xml`` for a package that holds ``names`` beside it.

    A mastery score is stated only where the course reports a score and passing counts: an LMS overrides the
    status by it (LMS that see a score and a mastery score set passed or failed themselves).
    """
    identifier = f"course-{course.outline.id}"
    title = _shortened(plain_text(course.outline.title))
    mastery = (
        f"        <adlcp:masteryscore>{mastery_points(course)}</adlcp:masteryscore>\n"
        if _is_scored(course)
        else ""
    )
    files = "".join(f"      <file href={quoteattr(name)}/>\n" for name in names)
    values = {"course": identifier, "title": escape(title), "mastery": mastery, "files": files}
    return fill(resources.read_text(_TEMPLATE, project), values)


def _is_scored(course: Course) -> bool:
    outline = course.outline
    return (
        outline.assessment is not None
        and bool(course.assessment_items())
        and outline.completion != "viewed"
        and outline.tracking != "none"
    )


def _shortened(title: str) -> str:
    """``title`` within the length that the schema allows, cut at a word."""
    if len(title) <= _TITLE_LENGTH:
        return title
    return title[: _TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"
