"""The web page as one file: for a mail, a drive, a double click.

In: a Course and its PackageContext. Out: a Package with ``index.html`` alone, into which scripts, styles, pictures
and recordings are put. It asks for nothing: a Content-Security-Policy in the page allows its own scripts by
their digests and data within the page, and no address at all.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import mimetypes
import re
from pathlib import Path
from typing import Any

from coursegen.export.archive import check_names
from coursegen.export.metadata import metadata
from coursegen.export.player_data import course_script
from coursegen.export.player_files import player_files
from coursegen.model.course import Course
from coursegen.model.package import Package, PackageContext

__all__ = ["export"]

_PAGE = "index.html"
_DATA = re.compile(r"^window\.coursegenCourse = (.*);\n$", re.DOTALL)
_SCRIPT = re.compile(r'<script src="([^"]+)"></script>')
_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
_ADDRESS = re.compile(r"url\(\s*[\"']?(?!data:|#)([^)\"']+)[\"']?\s*\)")
_KINDS = {".vtt": "text/vtt", ".srt": "text/plain", ".woff2": "font/woff2"}


def export(course: Course, context: PackageContext, project: Path | None = None) -> Package:
    """The web page of ``course`` in one file. Raises ExportError as ``html.export`` does."""
    files = player_files(course, context, ("web",), project, tracked=False)
    data = _DATA.match(files["course.js"].decode())
    assert data is not None
    scripts = {"course.js": _course(json.loads(data[1]), files)}
    page = files[_PAGE].decode()
    digests: list[str] = []

    def script(match: re.Match[str]) -> str:
        text = scripts.get(match[1]) or files[match[1]].decode()
        text = text.replace("</script", "<\\/script").replace("<!--", "<\\!--")
        digests.append(_digest(text))
        return f"<script>{text}</script>"

    def sheet(match: re.Match[str]) -> str:
        return f"<style>{_styles(match[1], files)}</style>"

    page = _SCRIPT.sub(script, _SHEET.sub(sheet, page))
    policy = _policy(digests, page)
    about = metadata(course, context, "html-single").decode().replace("<", "\\u003c")
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy)}">\n'
        f'<script type="application/json" id="_about">{about}</script>\n'
    )
    page = page.replace("<title>", f"{head}<title>", 1)
    package = Package(
        files={_PAGE: page.encode()}, suffix=".html", single=True, notes=("nothing is reported",)
    )
    check_names(package)
    return package


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _policy(scripts: list[str], page: str) -> str:
    """No address; scripts and styles of the page alone, each by its digest."""
    styles = [_digest(each) for each in re.findall(r"<style>(.*?)</style>", page, re.DOTALL)]
    told = {
        "default-src": ["'none'"],
        "script-src": [f"'{each}'" for each in scripts],
        "style-src": [f"'{each}'" for each in styles],
        "img-src": ["data:"],
        "media-src": ["data:"],
        "font-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in told.items())


def _uri(name: str, files: dict[str, bytes]) -> str:
    """The file ``name`` as data in the page."""
    ending = Path(name).suffix.lower()
    kind = _KINDS.get(ending) or mimetypes.types_map.get(ending, "application/octet-stream")
    return f"data:{kind};base64,{base64.b64encode(files[name]).decode()}"


def _styles(name: str, files: dict[str, bytes]) -> str:
    """The style sheet ``name`` with the files it names in it."""
    folder = Path(name).parent

    def inlined(match: re.Match[str]) -> str:
        parts: list[str] = []
        for step in (folder / match[1]).parts:
            if step == "..":
                parts.pop()
            else:
                parts.append(step)
        return f"url({_uri('/'.join(parts), files)})"

    return _ADDRESS.sub(inlined, files[name].decode()).replace("</style", "<\\/style")


def _course(data: Any, files: dict[str, bytes]) -> str:
    """The course's data with each picture, recording and captions in it once, however often it is named."""
    names = sorted(name for name in files if name.startswith(("media/", "theme/")))
    used: list[str] = []
    text = course_script(_marked(data, frozenset(names), used))
    for number, name in enumerate(used):
        text = text.replace(json.dumps(_mark(name)), f"coursegenFiles[{number}]")
    uris = json.dumps([_uri(name, files) for name in used])
    return f"const coursegenFiles = {uris};\n{text}"


def _mark(name: str) -> str:
    return f"\x01{name}\x01"  # no text of a course holds this character


def _marked(value: Any, names: frozenset[str], used: list[str]) -> Any:
    """``value`` with a mark around each name of a file, which goes into ``used`` once."""
    if isinstance(value, dict):
        return {key: _marked(each, names, used) for key, each in value.items()}
    if isinstance(value, list):
        return [_marked(each, names, used) for each in value]
    if not isinstance(value, str) or value not in names:
        return value
    if value not in used:
        used.append(value)
    return _mark(value)
