"""A folder that any web server serves, and that opens by a double click on ``index.html``.

In: a Course and its PackageContext. Out: a Package with the player and no learning system; progress lasts as
long as the page stays open. For ``coursegen preview`` the same files with the preview's own adapter.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from coursegen import resources
from coursegen.export.archive import check_names
from coursegen.export.metadata import METADATA, metadata
from coursegen.export.player_files import player_files
from coursegen.export.strings import interface_strings
from coursegen.model.course import Course
from coursegen.model.package import Package, PackageContext

__all__ = ["export", "preview_files"]

_PREVIEW = "exports/preview"


def export(course: Course, context: PackageContext, project: Path | None = None) -> Package:
    """The web page of ``course``. ``project`` may hold its own ``exports/``.

    Raises ExportError when there is no module, media are missing, a unit has no slot, or the course's
    language has no interface strings.
    """
    files = player_files(course, context, ("web",), project, tracked=False)
    files[METADATA] = metadata(course, context, "html")
    package = Package(files=files, folder=True, notes=("nothing is reported",))
    check_names(package)
    return package


def preview_files(
    course: Course,
    context: PackageContext,
    units: Mapping[str, str],
    project: Path | None = None,
    *,
    behind: bool = False,
) -> dict[str, bytes]:
    """The files of the web page for whoever writes the course: it can show where each unit stands.

    ``units`` is the file and line of each unit by its id; ``behind`` says that a build is due. Raises
    ExportError as ``export`` does.
    """
    words = interface_strings(
        course.outline.language, project, "preview", address=course.outline.address
    )
    more = {"preview": {"units": dict(units), "strings": words, "behind": behind}}
    names = {"tracking-preview.js": "preview.js", "preview.css": "preview.css"}
    own = {
        name: resources.read_bytes(f"{_PREVIEW}/{file}", project) for name, file in names.items()
    }
    return player_files(course, context, ("preview",), project, more, tracked=False, own=own)
