"""The files of the player for one course: what every package for a browser holds.

In: a Course, its PackageContext and the names of the tracking scripts. Out: path to bytes: ``index.html``,
``course.js``, ``player/*``, ``theme/*`` and ``media/*``.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from coursegen import resources
from coursegen.errors import ExportError
from coursegen.export.media import media_files
from coursegen.export.parts import Part, parts_of
from coursegen.export.player_data import course_script, player_data
from coursegen.export.templates import fill
from coursegen.export.theme import theme_files
from coursegen.model.course import Course
from coursegen.model.package import PackageContext

__all__ = ["player_files"]

_FOLDER = "exports/player"
_WHOLE = Part("", "", "index.html", scored=False)


def player_files(
    course: Course,
    context: PackageContext,
    tracking: Sequence[str],
    project: Path | None = None,
    more: dict[str, Any] | None = None,
    *,
    tracked: bool = True,
) -> dict[str, bytes]:
    """The player with ``course`` in it, tracking through the scripts ``player/tracking-<name>.js``.

    ``tracking`` names them in the order in which they are loaded; the last one is the adapter. ``more`` is
    further data for it, in ``course.js``. There is a page for each part that an LMS launches; without an
    LMS (``tracked`` false) one for the whole. Raises ExportError for a course without a
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
        "no_javascript": data["strings"]["no_javascript"],
    }
    scripts = "".join(f'<script src="player/tracking-{name}.js"></script>\n' for name in tracking)
    told = {name: html.escape(value) for name, value in values.items()} | {"tracking": scripts}
    files = {"course.js": course_script(data).encode()}
    for part in parts_of(course, context) if tracked else [_WHOLE]:
        named = f' data-part="{part.id}"' if part.id else ""
        files[part.page] = fill(page, told | {"part": named}).encode()
    for name in resources.list_files(_FOLDER, project):
        inside = name.removeprefix(f"{_FOLDER}/")
        if inside == "index.html" or inside.startswith("strings/") or _is_other(inside, tracking):
            continue
        files[f"player/{inside}"] = resources.read_bytes(name, project)
    return files | theme_files(context) | media_files(course, context)


def _is_other(name: str, tracking: Sequence[str]) -> bool:
    """Whether ``name`` is a tracking script that this package does not use."""
    used = {"tracking-none.js"} | {f"tracking-{each}.js" for each in tracking}
    return name.startswith("tracking-") and name not in used
