"""Preview: the course as a web page on this machine, made anew when its files change.

In: a project's folder. Out: a server on 127.0.0.1 that holds the page in memory; a problem of the course files
is a page as well, and gives way to the course once it is mended. Sources are watched too: the page says when a
build is due.
"""

from __future__ import annotations

import html
import os
import re
import socketserver
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from threading import Lock
from urllib.parse import unquote, urlsplit

from coursegen import resources
from coursegen.api.freshness import is_behind
from coursegen.api.packing import context_of
from coursegen.api.project import open_project
from coursegen.errors import ConfigError, CoursegenError
from coursegen.export.archive import content_digest
from coursegen.export.html import preview_files
from coursegen.export.suspend import tracked_units
from coursegen.export.templates import fill
from coursegen.files import read_utf8
from coursegen.ingest.discover import discover
from coursegen.model.course import Course
from coursegen.model.package import Package, PackageContext

__all__ = ["Page", "Preview", "PreviewServer", "serve"]

FIRST_PORT = 8000
_PORTS = 100
_HOST = "127.0.0.1"
_WATCHED = ("coursegen.toml", "coursegen.lock", "course", "exports")
_UNIT = re.compile(r"(?:^|[\s{,-])id:\s*[\"']?([a-z0-9][a-z0-9-]*)")
_RANGE = re.compile(r"bytes=(\d+)-(\d*)$")
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".wav": "audio/wav",
}
"""Told here, as what the system says of a type differs from machine to machine."""

_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'"


@dataclass(frozen=True)
class Page:
    """What is served: files by path, a digest of them, and the problem that they tell of, if any.

    ``behind`` says that sources or settings changed since the course was built.
    """

    files: dict[str, bytes]
    revision: str
    problem: CoursegenError | None = None
    behind: bool = False


class Preview:
    """The page of the project in ``folder``, as of its files on disk."""

    def __init__(self, folder: Path, tell: Callable[[Page], None] = lambda _page: None) -> None:
        """Look at ``folder``; ``tell`` is called with each new page. ConfigError where there is no project."""
        self._folder = folder
        self._tell = tell
        self._lock = Lock()
        self._media: tuple[str, ...] = ()
        self._settings = open_project(folder).config.sources
        self._behind = False
        self._seen = self._look()
        self._page = self._make()

    def page(self, *, fresh: bool = True) -> Page:
        """The page; where ``fresh``, made anew if a file changed since."""
        with self._lock:
            if fresh and (now := self._look()) != self._seen:
                self._seen = now
                before, self._page = self._page, self._make()
                if self._page.revision != before.revision:
                    self._tell(self._page)
            return self._page

    def _look(self) -> tuple[tuple[str, int, int], ...]:
        """Path, time of change and size of each file that the page is made of."""
        return tuple(self._stamps())

    def _stamps(self) -> Iterator[tuple[str, int, int]]:
        sources = discover(self._folder, self._settings.include, self._settings.exclude)
        for name in (*_WATCHED, *self._media, *sources):
            top = self._folder / name
            files = sorted(top.rglob("*")) if top.is_dir() else [top]
            for file in files:
                try:
                    found = file.stat()
                except OSError:  # gone, or going, while we look
                    continue
                yield str(file), found.st_mtime_ns, found.st_size

    def _make(self) -> Page:
        problem = None
        try:
            files = self._course_files()
        except CoursegenError as error:
            problem, files = error, _problem_files(error, self._folder)
        revision = content_digest(Package(files=files))
        return Page(files, revision, problem, behind=problem is None and self._behind)

    def _course_files(self) -> dict[str, bytes]:
        project = open_project(self._folder)
        self._settings = project.config.sources
        course, lock = project.course(), project.require_lock()
        context = context_of(project, course, lock)
        self._media = tuple(sorted(context.media))
        units = _places_of_units(self._folder)
        self._behind = is_behind(project, lock)
        context = _with_slots(course, context)
        return preview_files(course, context, units, self._folder, behind=self._behind)


def _with_slots(course: Course, context: PackageContext) -> PackageContext:
    """``context`` with slots in the order of the page, over all parts; nothing is kept under them."""
    slots = {unit: at for at, unit in enumerate(tracked_units(course))}
    return context.model_copy(update={"slots": slots})


def _places_of_units(folder: Path) -> dict[str, str]:
    """File and line of each unit by its id; the outline's line only for what stands nowhere else."""
    places: dict[str, str] = {}
    files = [*sorted((folder / "course" / "modules").glob("*.yaml"))]
    for file in [*files, folder / "course" / "course.yaml"]:
        name = file.relative_to(folder).as_posix()
        for number, line in enumerate(read_utf8(file).splitlines(), 1):
            for unit in _UNIT.findall(line):
                places.setdefault(unit, f"{name}:{number}")
    return places


def _problem_files(error: CoursegenError, folder: Path) -> dict[str, bytes]:
    """The page that tells of ``error``, with paths from ``folder`` on. It looks the same in every project."""
    told = {"where": error.where, "what": error.what, "hint": error.hint}
    page = fill(
        resources.read_text("exports/preview/problem.html"),
        {name: html.escape(text.replace(f"{folder}{os.sep}", "")) for name, text in told.items()},
    )
    shipped = {
        "player/player.css": "exports/player/player.css",
        "player/preview.css": "exports/preview/preview.css",
        "player/tracking-preview.js": "exports/preview/preview.js",
    }
    files = {inside: resources.read_bytes(name) for inside, name in shipped.items()}
    return files | {"index.html": page.encode()}


class PreviewServer(ThreadingHTTPServer):
    """Serves a Preview to this machine alone; ``address`` is where."""

    allow_reuse_address = os.name != "nt"  # there it would let two servers share a port

    def __init__(self, preview: Preview, port: int) -> None:
        self.preview = preview
        super().__init__((_HOST, port), _Handler)

    def server_bind(self) -> None:
        """Bind without asking a name server for this machine's name, as the parent does."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = _HOST, int(self.server_address[1])

    @property
    def address(self) -> str:
        """The address to open in a browser."""
        return f"http://{_HOST}:{self.server_port}/"


def serve(preview: Preview, port: int | None = None) -> PreviewServer:
    """A server at ``port``, or at the first that is free from 8000 on; call its ``serve_forever``.

    Raises ConfigError where the port cannot be had.
    """
    wanted = range(FIRST_PORT, FIRST_PORT + _PORTS) if port is None else [port]
    for each in wanted:
        try:
            return PreviewServer(preview, each)
        except OSError as error:
            reason = error.strerror or type(error).__name__
    raise ConfigError(
        f"no server can be started at this port: {reason}",
        where=f"{_HOST}:{wanted[0]}" + (f"-{wanted[-1]}" if len(wanted) > 1 else ""),
        hint="Choose another with --port, or leave it out for the next free one.",
    )


class _Handler(BaseHTTPRequestHandler):
    """Answers from memory: a path that is no file of the page is not there."""

    server: PreviewServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """One file, a part of one, or the revision."""
        host = self.headers.get("Host", "").rpartition(":")[0]
        if host not in {_HOST, "localhost"}:  # a page elsewhere must not read the course
            self._answer(HTTPStatus.FORBIDDEN, b"", "text/plain")
            return
        name = unquote(urlsplit(self.path).path).removeprefix("/") or "index.html"
        if name == "preview/revision":
            revision = self.server.preview.page().revision
            self._answer(HTTPStatus.OK, revision.encode(), "text/plain")
            return
        page = self.server.preview.page(fresh=name == "index.html")
        data = page.files.get(name)
        if data is None:
            self._answer(HTTPStatus.NOT_FOUND, b"There is no such file.", "text/plain")
            return
        kind = _TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
        self._send(data, kind)

    do_HEAD = do_GET  # noqa: N815 - the name that the parent calls

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        """Say nothing of each request."""

    def _send(self, data: bytes, kind: str) -> None:
        """``data``, or the part of it that a player of recordings asks for."""
        part = _RANGE.match(self.headers.get("Range", ""))
        first = int(part[1]) if part else 0
        if part is None or first >= len(data):
            self._answer(HTTPStatus.OK, data, kind)
            return
        last = min(int(part[2]) if part[2] else len(data) - 1, len(data) - 1)
        span = {"Content-Range": f"bytes {first}-{last}/{len(data)}"}
        self._answer(HTTPStatus.PARTIAL_CONTENT, data[first : last + 1], kind, span)

    def _answer(
        self, status: HTTPStatus, data: bytes, kind: str, more: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(data)),
            "Cache-Control": "no-store",
            "Accept-Ranges": "bytes",
            "Content-Security-Policy": _POLICY,
            "X-Content-Type-Options": "nosniff",
            **(more or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)
