"""The files of the player for one course: what every package for a browser holds.

In: a Course, its PackageContext and the name of the tracking adapter. Out: path to bytes: ``index.html``,
``course.js``, ``player/*`` and ``media/*``.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

from coursegen import resources
from coursegen.errors import ExportError
from coursegen.export.media import media_files
from coursegen.export.player_data import course_script, player_data
from coursegen.export.strings import interface_strings
from coursegen.export.templates import fill
from coursegen.model.course import Course
from coursegen.model.package import PackageContext

__all__ = ["player_files"]

_FOLDER = "exports/player"


def player_files(
    course: Course,
    context: PackageContext,
    adapter: str,
    project: Path | None = None,
    more: dict[str, Any] | None = None,
) -> dict[str, bytes]:
    """The player with ``course`` in it, tracking through ``adapter`` (``scorm12``, ``web``).

    ``more`` is further data for the adapter, in ``course.js``. Raises ExportError for a course without a
    module, media that are not there, a unit without a slot, or a language without strings.
    """
    if not course.modules:
        raise ExportError(
            "the course has no module, so there is nothing to export", where=course.outline.id
        )
    data = player_data(course, context, project) | (more or {})
    page = resources.read_text(f"{_FOLDER}/index.html", project)
    values = {
        "language": course.outline.language,
        "title": data["title"],
        "adapter": adapter,
        "no_javascript": interface_strings(course.outline.language, project)["no_javascript"],
    }
    page = fill(page, {name: html.escape(value) for name, value in values.items()})
    files = {"index.html": page.encode(), "course.js": course_script(data).encode()}
    for name in resources.list_files(_FOLDER, project):
        inside = name.removeprefix(f"{_FOLDER}/")
        if inside == "index.html" or inside.startswith("strings/") or _is_other(inside, adapter):
            continue
        files[f"player/{inside}"] = resources.read_bytes(name, project)
    return files | media_files(course, context)


def _is_other(name: str, adapter: str) -> bool:
    """Whether ``name`` is a tracking adapter that this package does not use."""
    used = {"tracking-none.js", f"tracking-{adapter}.js"}
    return name.startswith("tracking-") and name not in used
