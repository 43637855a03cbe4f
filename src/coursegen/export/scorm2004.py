"""SCORM 2004, what the 3rd and the 4th edition share: one SCO, its manifest at the root.

In: a Course, its PackageContext and an edition. Out: a Package. The editions differ in the name of the
edition in the manifest and in the room for the learner's state; sequencing is flow and choice, no more.
"""

from __future__ import annotations

from pathlib import Path

from coursegen.export.archive import check_names
from coursegen.export.manifest import is_scored, manifest
from coursegen.export.player_files import player_files
from coursegen.export.suspend import require_room
from coursegen.model.course import Course
from coursegen.model.package import Package, PackageContext

__all__ = ["package_of"]

_TEMPLATE = "exports/scorm2004/imsmanifest.xml"
_TRACKING = ("patterns", "scorm", "scorm2004")


def package_of(
    course: Course,
    context: PackageContext,
    edition: str,
    state_limit: int,
    project: Path | None = None,
) -> Package:
    """The package of ``course`` for ``edition``, such as ``2004 4th Edition``.

    ``state_limit`` is how many characters of saved state that edition keeps. Raises ExportError as
    ``scorm12.export`` does.
    """
    require_room(course, context, state_limit, f"SCORM {edition}")
    files = player_files(course, context, _TRACKING, project)
    values = {"edition": edition, "objective": _objective(course)}
    text = manifest(_TEMPLATE, course, files, values, project)
    package = Package(files=files | {"imsmanifest.xml": text.encode()})
    check_names(package)
    return package


def _objective(course: Course) -> str:
    """The primary objective: by the measure where a score decides, else as the content says."""
    if not is_scored(course):
        return '<imsss:primaryObjective objectiveID="primary"/>'
    score = format(round(course.outline.mastery_score, 4), "f").rstrip("0").rstrip(".")
    return (
        '<imsss:primaryObjective objectiveID="primary" satisfiedByMeasure="true">'
        f"<imsss:minNormalizedMeasure>{score}</imsss:minNormalizedMeasure>"
        "</imsss:primaryObjective>"
    )
