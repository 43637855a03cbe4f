"""SCORM 1.2: one SCO, or one a module, the manifest at the root.

In: a Course and its PackageContext. Out: a Package whose manifest is byte-identical from one build to the
next as long as title, mastery score and media stay.
"""

from __future__ import annotations

from pathlib import Path

from coursegen.export.archive import check_names
from coursegen.export.manifest import exit_data, manifest, status_words
from coursegen.export.metadata import METADATA, metadata
from coursegen.export.parts import is_scored
from coursegen.export.player_data import mastery_points
from coursegen.export.player_files import player_files
from coursegen.export.suspend import keeps_answers, require_room
from coursegen.model.course import Course
from coursegen.model.package import Package, PackageContext

__all__ = ["export"]

_TEMPLATE = "exports/scorm12/imsmanifest.xml"
_TRACKING = ("scorm", "scorm12")


def export(course: Course, context: PackageContext, project: Path | None = None) -> Package:
    """The SCORM 1.2 package of ``course``. ``project`` may hold its own ``exports/``.

    Raises ExportError when the learner's state could outgrow what SCORM 1.2 keeps, when media are missing,
    when a unit has no slot, when there is no module, or when the course's language has no interface strings.
    """
    room = require_room(course, context, "scorm12")
    more = exit_data(context) | {"recall": keeps_answers(course, context, "scorm12")}
    files = player_files(course, context, _TRACKING, project, more)
    files[METADATA] = metadata(course, context, "scorm12")
    mastery = f"        <adlcp:masteryscore>{mastery_points(course)}</adlcp:masteryscore>\n"
    text = manifest(
        _TEMPLATE,
        course,
        context,
        files,
        lambda part: mastery if part.scored else "",
        kind="adlcp:scormtype",
        project=project,
    )
    notes = (
        f"lesson_status {status_words(course)}",
        f"masteryscore {mastery_points(course)}" if is_scored(course) else "no masteryscore",
        room,
    )
    package = Package(files=files | {"imsmanifest.xml": text.encode()}, notes=notes)
    check_names(package)
    return package
