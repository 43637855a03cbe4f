"""Markdown as one file: for a reviewer, a model, a word processor.

In: a Course and its PackageContext. Out: a Package with one CommonMark file: the course, its modules with their
questions, the answers at the end, and all footnotes. Pictures stand in it as data; of recordings the title and
the transcript.
"""

from __future__ import annotations

import base64
import mimetypes
import re
from pathlib import Path

from coursegen.errors import ExportError
from coursegen.export.archive import check_names
from coursegen.export.commonmark import safe_line
from coursegen.export.markdown import answers_of, course_matter, index_body, module_body
from coursegen.export.markdown_blocks import joined
from coursegen.export.markdown_page import Page
from coursegen.export.media import media_files, media_name
from coursegen.export.strings import interface_strings
from coursegen.model.blocks import Clip
from coursegen.model.course import Course
from coursegen.model.package import Package, PackageContext

__all__ = ["export"]

_FENCE = re.compile(r"^\s*(?:>\s*)*(```|~~~)")
_HEADING = re.compile(r"^#{1,5} ")


class _WholePage(Page):
    """All in one file: pictures are data in it, other media a name that leads nowhere."""

    def media(self, path: str) -> str:
        kind = mimetypes.types_map.get(Path(path).suffix.lower(), "")
        if not kind.startswith("image/"):
            return f"#{media_name(path).removeprefix('media/')}"
        data = base64.b64encode(self.context.media[path]).decode()
        return f"data:{kind};base64,{data}"

    def clip(self, clip: Clip) -> tuple[str, float, float | None]:
        return self.media(clip.media), clip.start, clip.end


def export(course: Course, context: PackageContext, project: Path | None = None) -> Package:
    """The course as one Markdown file. Raises ExportError as ``markdown.export`` does."""
    if not course.modules:
        raise ExportError(
            "the course has no module, so there is nothing to export", where=course.outline.id
        )
    media_files(course, context)  # names what is missing
    language, address = course.outline.language, course.outline.address
    strings = interface_strings(language, project, address=address)
    strings |= interface_strings(language, project, "markdown", address=address)
    page = _WholePage(context, strings)
    modules = [
        _below(joined(f"# {safe_line(module.title)}", module_body(course, module, page)))
        for module in course.modules
    ]
    answers = answers_of(course, page)
    text = joined(
        course_matter(course, page),
        index_body(course, page),
        *modules,
        _below(joined(f"# {page.words('answers')}", answers)) if answers else "",
        page.footnotes(),
    )
    package = Package(
        files={"course.md": f"{text}\n".encode()},
        suffix=".md",
        single=True,
        notes=("nothing is reported",),
    )
    check_names(package)
    return package


def _below(text: str) -> str:
    """``text`` with its headings one level deeper, code left alone."""
    lines, fenced = [], False
    for line in text.split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
        lines.append(f"#{line}" if not fenced and _HEADING.match(line) else line)
    return "\n".join(lines)
