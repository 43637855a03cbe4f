"""xAPI by a Tin Can launch: the player and ``tincan.xml`` at the root.

In: a Course and its PackageContext. Out: a Package. The launch gives endpoint, credentials, learner and
registration in the address; statements and the saved state go to that record store.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from coursegen import resources
from coursegen.export.archive import check_names
from coursegen.export.manifest import status_words
from coursegen.export.markup import plain_text
from coursegen.export.metadata import METADATA, metadata
from coursegen.export.parts import shortened
from coursegen.export.player_files import player_files
from coursegen.export.templates import fill
from coursegen.ids import iri
from coursegen.model.course import Course
from coursegen.model.package import Package, PackageContext

__all__ = ["export"]

_TEMPLATE = "exports/xapi/tincan.xml"
_TRACKING = ("patterns", "lrs", "xapi")


def export(course: Course, context: PackageContext, project: Path | None = None) -> Package:
    """The xAPI package of ``course``. ``project`` may hold its own ``exports/``.

    Raises ExportError when media are missing, when a unit has no slot, when there is no module, or when the
    course's language has no interface strings.
    """
    files = player_files(course, context, _TRACKING, project, tracked=False)
    files[METADATA] = metadata(course, context, "xapi")
    values = {
        "id": escape(iri(course.outline.id)),
        "language": escape(course.outline.language),
        "title": escape(shortened(plain_text(course.outline.title))),
    }
    text = fill(resources.read_text(_TEMPLATE, project), values)
    notes = (f"statements: {status_words(course)}", "saved state: one document of the record store")
    package = Package(files=files | {"tincan.xml": text.encode()}, notes=notes)
    check_names(package)
    return package
