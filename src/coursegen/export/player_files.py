"""The files of the player for one course: what every package for a browser holds.

In: a Course, its PackageContext and the names of the tracking scripts. Out: path to bytes: ``index.html``,
``course.js``, ``player/*``, ``theme/*`` and ``media/*``. The scripts of the player are one file in a package.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
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
_JOINED = "player.js"
_SCRIPT = re.compile(r'<script src="player/([^"]+)"></script>\n')
_SCRIPTS = re.compile(f"(?:{_SCRIPT.pattern})+")
_WHOLE = Part("", "", "index.html", scored=False)


def player_files(
    course: Course,
    context: PackageContext,
    tracking: Sequence[str],
    project: Path | None = None,
    more: dict[str, Any] | None = None,
    *,
    tracked: bool = True,
    own: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """The player with ``course`` in it, tracking through the scripts ``player/tracking-<name>.js``.

    ``tracking`` names them in the order in which they are loaded; the last one is the adapter. ``more`` is
    further data for it, in ``course.js``; ``own`` further files of the player, by name. There is a page for
    each part that an LMS launches; without an LMS (``tracked`` false) one for the whole. Raises ExportError for
    a course without a module, media or a script that is not there, a unit without a slot, or a language
    without strings.
    """
    if not course.modules:
        raise ExportError(
            "the course has no module, so there is nothing to export", where=course.outline.id
        )
    data = player_data(course, context, project) | (more or {})
    player = _player(tracking, project) | dict(own or {})
    page, names = _page(tracking, project)
    missing = [name for name in names if name not in player]
    if missing:
        raise ExportError(
            f"the page names a script that is not there: player/{missing[0]}",
            where=f"{_FOLDER}/index.html",
            hint="add the script to exports/player, or take it out of the page",
        )
    values = {
        "language": course.outline.language,
        "title": data["title"],
        "no_javascript": data["strings"]["no_javascript"],
    }
    told = {name: html.escape(value) for name, value in values.items()}
    files = {"course.js": course_script(data).encode()}
    for part in parts_of(course, context) if tracked else [_WHOLE]:
        named = f' data-part="{part.id}"' if part.id else ""
        files[part.page] = fill(page, told | {"part": named}).encode()
    if names:
        files[f"player/{_JOINED}"] = b"\n".join(player.pop(name) for name in names)
    files |= {f"player/{name}": data for name, data in player.items()}
    return files | theme_files(context) | media_files(course, context)


def _page(tracking: Sequence[str], project: Path | None) -> tuple[str, list[str]]:
    """The template of the page with one script in place of the player's list of them, and that list.

    One request, not twenty: that halves the time to the first view on a slow device.
    """
    page = resources.read_text(f"{_FOLDER}/index.html", project)
    scripts = "".join(f'<script src="player/tracking-{name}.js"></script>\n' for name in tracking)
    page = page.replace("{{tracking}}", scripts)
    listed = _SCRIPTS.search(page)
    if listed is None:  # a project's own page, which loads no script of the player
        return page, []
    one = f'<script src="player/{_JOINED}"></script>\n'
    return page.replace(listed[0], one, 1), _SCRIPT.findall(listed[0])


def _player(tracking: Sequence[str], project: Path | None) -> dict[str, bytes]:
    """The files of ``exports/player`` that this package uses, by name."""
    files = {}
    for path in resources.list_files(_FOLDER, project):
        name = path.removeprefix(f"{_FOLDER}/")
        if name == "index.html" or name.startswith("strings/") or _is_other(name, tracking):
            continue
        files[name] = resources.read_bytes(path, project)
    return files


def _is_other(name: str, tracking: Sequence[str]) -> bool:
    """Whether ``name`` is a tracking script that this package does not use."""
    used = {"tracking-none.js"} | {f"tracking-{each}.js" for each in tracking}
    return name.startswith("tracking-") and name not in used
