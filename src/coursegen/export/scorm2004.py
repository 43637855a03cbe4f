"""SCORM 2004, what the 3rd and the 4th edition share: one SCO, its manifest at the root.

In: a Course, its PackageContext and an edition. Out: a Package. The editions differ in the name of the
edition in the manifest and in the room for the learner's state; sequencing is flow and choice, no more.
"""

from __future__ import annotations

from pathlib import Path

from coursegen.export.archive import check_names
from coursegen.export.manifest import decimal, exit_data, is_scored, manifest, status_words
from coursegen.export.metadata import METADATA, metadata
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
    target: str,
    edition: str,
    state_limit: int,
    project: Path | None = None,
) -> Package:
    """The package of ``course`` as ``target`` for ``edition``, such as ``2004 4th Edition``.

    ``state_limit`` is how many characters of saved state that edition keeps. Raises ExportError as
    ``scorm12.export`` does.
    """
    room = require_room(course, context, target, state_limit)
    files = player_files(course, context, _TRACKING, project, exit_data(context))
    files[METADATA] = metadata(course, context, target)
    values = {"edition": edition, "objective": _objective(course)}
    text = manifest(_TEMPLATE, course, files, values, project)
    notes = (
        f"success_status and completion_status: {status_words(course)}",
        f"minNormalizedMeasure {decimal(course)}" if is_scored(course) else "no measure",
        room,
    )
    package = Package(files=files | {"imsmanifest.xml": text.encode()}, notes=notes)
    check_names(package)
    return package


def _objective(course: Course) -> str:
    """The primary objective: by the measure where a score decides, else as the content says."""
    if not is_scored(course):
        return '<imsss:primaryObjective objectiveID="primary"/>'
    return (
        '<imsss:primaryObjective objectiveID="primary" satisfiedByMeasure="true">'
        f"<imsss:minNormalizedMeasure>{decimal(course)}</imsss:minNormalizedMeasure>"
        "</imsss:primaryObjective>"
    )
