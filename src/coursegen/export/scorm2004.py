"""SCORM 2004, what the 3rd and the 4th edition share: one SCO, or one a module, the manifest at the root.

In: a Course, its PackageContext and an edition. Out: a Package. The editions differ in the name of the
edition in the manifest and in the room for the learner's state; sequencing is flow and choice, no more.
"""

from __future__ import annotations

from pathlib import Path

from coursegen.export.archive import check_names
from coursegen.export.manifest import decimal, exit_data, manifest, status_words
from coursegen.export.metadata import METADATA, metadata
from coursegen.export.parts import Part, is_scored
from coursegen.export.player_files import player_files
from coursegen.export.suspend import keeps_answers, require_room
from coursegen.model.course import Course
from coursegen.model.package import Package, PackageContext

__all__ = ["package_of"]

_TEMPLATE = "exports/scorm2004/imsmanifest.xml"
_HIDDEN = ("previous", "continue", "exit", "exitAll", "abandon", "abandonAll")
_HIDDEN_OF_PARTS = ("exit", "abandon", "abandonAll")
_TRACKING = ("patterns", "scorm", "scorm2004")


def package_of(
    course: Course,
    context: PackageContext,
    target: str,
    edition: str,
    project: Path | None = None,
) -> Package:
    """The package of ``course`` as ``target`` for ``edition``, such as ``2004 4th Edition``.

    Raises ExportError as ``scorm12.export`` does.
    """
    room = require_room(course, context, target)
    more = exit_data(context) | {"recall": keeps_answers(course, context, target)}
    files = player_files(course, context, _TRACKING, project, more)
    files[METADATA] = metadata(course, context, target)
    text = manifest(
        _TEMPLATE,
        course,
        context,
        files,
        lambda part: _sequencing(course, part),
        kind="adlcp:scormType",
        values={"edition": edition},
        project=project,
    )
    notes = (
        f"success_status and completion_status: {status_words(course)}",
        f"minNormalizedMeasure {decimal(course)}" if is_scored(course) else "no measure",
        room,
    )
    package = Package(files=files | {"imsmanifest.xml": text.encode()}, notes=notes)
    check_names(package)
    return package


def _sequencing(course: Course, part: Part) -> str:
    """What the LMS is told of a part: its objective, and which of its own buttons it hides.

    Of several parts only the test counts for success.
    """
    rollup = ""
    if part.id and not part.scored:
        rollup = (
            '          <imsss:rollupRules rollupObjectiveSatisfied="false"'
            ' objectiveMeasureWeight="0"/>\n'
        )
    hidden = _HIDDEN_OF_PARTS if part.id else _HIDDEN
    buttons = "".join(
        f"            <adlnav:hideLMSUI>{each}</adlnav:hideLMSUI>\n" for each in hidden
    )
    return (
        "        <imsss:sequencing>\n"
        f"{rollup}"
        f"          <imsss:objectives>{_objective(course, part)}</imsss:objectives>\n"
        '          <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>\n'
        "        </imsss:sequencing>\n"
        "        <adlnav:presentation>\n"
        "          <adlnav:navigationInterface>\n"
        f"{buttons}"
        "          </adlnav:navigationInterface>\n"
        "        </adlnav:presentation>\n"
    )


def _objective(course: Course, part: Part) -> str:
    """The primary objective: by the measure where a score decides, else as the content says."""
    if not part.scored:
        return '<imsss:primaryObjective objectiveID="primary"/>'
    return (
        '<imsss:primaryObjective objectiveID="primary" satisfiedByMeasure="true">'
        f"<imsss:minNormalizedMeasure>{decimal(course)}</imsss:minNormalizedMeasure>"
        "</imsss:primaryObjective>"
    )
