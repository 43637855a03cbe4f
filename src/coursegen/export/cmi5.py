"""cmi5: the course structure at the root and one assignable unit (AU) that is the whole course.

In: a Course and its PackageContext. Out: a Package. ``moveOn`` says of the AU what the player really sends
under the course's completion rule. Nothing in it tells of modules or objectives: their wording may change in a
minor version, which keeps the structure byte for byte.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from coursegen import resources
from coursegen.export.archive import check_names
from coursegen.export.manifest import decimal, is_scored, shortened
from coursegen.export.markup import plain_text
from coursegen.export.metadata import METADATA, metadata
from coursegen.export.player_files import player_files
from coursegen.export.templates import fill
from coursegen.ids import iri
from coursegen.model.course import Course
from coursegen.model.package import Package, PackageContext

__all__ = ["export"]

_TEMPLATE = "exports/cmi5/cmi5.xml"
_TRACKING = ("patterns", "lrs", "cmi5")
_MOVE_ON = {
    "viewed": "Completed",
    "passed": "Passed",
    "viewed_and_passed": "CompletedAndPassed",
}


def export(course: Course, context: PackageContext, project: Path | None = None) -> Package:
    """The cmi5 package of ``course``. ``project`` may hold its own ``exports/``.

    Raises ExportError when media are missing, when a unit has no slot, when there is no module, or when the
    course's language has no interface strings.
    """
    outline = course.outline
    files = player_files(course, context, _TRACKING, project)
    files[METADATA] = metadata(course, context, "cmi5")
    values = {
        "id": escape(iri(outline.id)),
        "language": escape(outline.language),
        "title": escape(shortened(plain_text(outline.title))),
        "units": _unit(course),
    }
    text = fill(resources.read_text(_TEMPLATE, project), values)
    mastery = f"masteryScore {decimal(course)}" if is_scored(course) else "no masteryScore"
    notes = (f"moveOn {_move_on(course)}", mastery, "saved state: one document of the record store")
    package = Package(files=files | {"cmi5.xml": text.encode()}, notes=notes)
    check_names(package)
    return package


def _unit(course: Course) -> str:
    """The one AU: what counts as done, and the pass mark where a score decides."""
    mastery = f' masteryScore="{decimal(course)}"' if is_scored(course) else ""
    return (
        f"  <au id={quoteattr(iri(course.outline.id, 'course'))}"
        f' moveOn="{_move_on(course)}"{mastery} launchMethod="AnyWindow">\n'
        f"{_told('title', course.outline.title, course)}"
        f"{_told('description', course.outline.title, course)}"
        "    <url>index.html</url>\n  </au>\n"
    )


def _told(element: str, text: str, course: Course) -> str:
    words = escape(shortened(plain_text(text)))
    language = quoteattr(course.outline.language)
    return f"    <{element}><langstring lang={language}>{words}</langstring></{element}>\n"


def _move_on(course: Course) -> str:
    has_test = course.outline.assessment is not None and bool(course.assessment_items())
    return _MOVE_ON[course.outline.completion if has_test else "viewed"]
