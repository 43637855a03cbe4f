"""cmi5: the course structure at the root and one assignable unit (AU), or one a module in a block.

In: a Course and its PackageContext. Out: a Package. ``moveOn`` says of the AU what the player really sends
under the course's completion rule. Nothing in it tells of modules or objectives: their wording may change in a
minor version, which keeps the structure byte for byte.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from coursegen import resources
from coursegen.export.archive import check_names
from coursegen.export.manifest import decimal
from coursegen.export.markup import plain_text
from coursegen.export.metadata import METADATA, metadata
from coursegen.export.parts import Part, is_scored, parts_of, shortened
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
        "units": _units(course, context),
    }
    text = fill(resources.read_text(_TEMPLATE, project), values)
    mastery = f"masteryScore {decimal(course)}" if is_scored(course) else "no masteryScore"
    notes = (
        "moveOn "
        + ", ".join(dict.fromkeys(_move_on(course, each) for each in parts_of(course, context))),
        mastery,
        "saved state: one document of the record store",
    )
    package = Package(files=files | {"cmi5.xml": text.encode()}, notes=notes)
    check_names(package)
    return package


def _units(course: Course, context: PackageContext) -> str:
    """The AUs: one, or one a module and the test in a block."""
    parts = parts_of(course, context)
    units = "".join(_unit(course, each) for each in parts)
    if context.units == "course":
        return units
    return (
        f"  <block id={quoteattr(iri(course.outline.id, 'block'))}>\n"
        f"{_told('title', course.outline.title, course)}"
        f"{_told('description', course.outline.title, course)}{units}  </block>\n"
    )


def _unit(course: Course, part: Part) -> str:
    """An AU: what counts as done, and the pass mark where a score decides."""
    mastery = f' masteryScore="{decimal(course)}"' if part.scored else ""
    return (
        f"  <au id={quoteattr(iri(course.outline.id, part.id or 'course'))}"
        f' moveOn="{_move_on(course, part)}"{mastery} launchMethod="AnyWindow">\n'
        f"{_told('title', part.title, course)}{_told('description', part.title, course)}"
        f"    <url>{escape(part.page)}</url>\n  </au>\n"
    )


def _move_on(course: Course, part: Part) -> str:
    """What the page of ``part`` really sends under the completion rule."""
    rule = course.outline.completion
    if part.is_test:
        return "NotApplicable" if rule == "viewed" else "Passed"
    if part.id:
        return "NotApplicable" if rule == "passed" and _has_test(course) else "Completed"
    return _MOVE_ON[rule if _has_test(course) else "viewed"]


def _has_test(course: Course) -> bool:
    return course.outline.assessment is not None and bool(course.assessment_items())


def _told(element: str, text: str, course: Course) -> str:
    words = escape(shortened(plain_text(text)))
    language = quoteattr(course.outline.language)
    return f"    <{element}><langstring lang={language}>{words}</langstring></{element}>\n"
