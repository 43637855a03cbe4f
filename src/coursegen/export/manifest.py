"""What the manifests of all SCORM versions share.

In: a Course and the names of the files beside the manifest. Out: ``imsmanifest.xml``, filled into a template.
It is byte-identical from one build to the next as long as title, mastery score and media stay: identifiers
come from the course's id, and nothing in it tells a version or a digest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from coursegen import resources
from coursegen.export.markup import plain_text
from coursegen.export.parts import Part, parts_of, shortened
from coursegen.export.templates import fill
from coursegen.model.course import Course
from coursegen.model.package import PackageContext

__all__ = ["decimal", "exit_data", "manifest", "status_words"]


def manifest(
    template: str,
    course: Course,
    context: PackageContext,
    names: Iterable[str],
    inside: Callable[[Part], str],
    *,
    kind: str,
    values: Mapping[str, str] | None = None,
    project: Path | None = None,
) -> str:
    """The shipped ``template`` for a package that holds ``names``.

    ``inside`` gives what a version says within the item of a part, ``kind`` is its attribute for a SCO or an
    asset, ``values`` are what else it fills in.
    """
    identifier = f"course-{course.outline.id}"
    parts = parts_of(course, context)
    shared = {
        "course": identifier,
        "title": escape(shortened(plain_text(course.outline.title))),
        "items": "".join(_item(identifier, each, inside(each)) for each in parts),
        "resources": _resources(identifier, parts, sorted(names), kind),
    }
    return fill(resources.read_text(template, project), shared | dict(values or {}))


def _item(course: str, part: Part, inside: str) -> str:
    own = f"{course}-{part.id}" if part.id else f"{course}-item"
    return (
        f'      <item identifier="{own}" identifierref="{_resource(course, part)}" isvisible="true">\n'
        f"        <title>{escape(part.title)}</title>\n{inside}      </item>\n"
    )


def _resource(course: str, part: Part) -> str:
    return f"{course}-{part.id}-resource" if part.id else f"{course}-resource"


def _resources(course: str, parts: Sequence[Part], names: Sequence[str], kind: str) -> str:
    """One resource a part; what several parts use is one more, which they depend on."""
    pages = [each.page for each in parts]
    shared = f"{course}-shared"
    alone = len(parts) == 1 and not parts[0].id
    result = ""
    for part in parts:
        files = names if alone else [part.page]
        end = "" if alone else f'      <dependency identifierref="{shared}"/>\n'
        result += (
            f'    <resource identifier="{_resource(course, part)}" type="webcontent" {kind}="sco"'
            f" href={quoteattr(part.page)}>\n{_files(files)}{end}    </resource>\n"
        )
    if alone:
        return result
    others = [name for name in names if name not in pages]
    return (
        f'{result}    <resource identifier="{shared}" type="webcontent" {kind}="asset">\n'
        f"{_files(others)}    </resource>\n"
    )


def _files(names: Iterable[str]) -> str:
    return "".join(f"      <file href={quoteattr(name)}/>\n" for name in names)


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
