"""Pictures and recordings on their way into a package.

In: the paths that a course names, and their bytes in the PackageContext. Out: package names that depend on
the path alone, so that a new edition of the course replaces the same files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursegen.errors import ExportError
from coursegen.ids import digest
from coursegen.model.blocks import Clip, Figure
from coursegen.model.course import Course
from coursegen.model.package import PackageContext

__all__ = ["media_files", "media_name", "media_paths"]

_PLAIN = re.compile(r"^[A-Za-z0-9_-][A-Za-z0-9._-]*$")
_OTHER = re.compile(r"[^A-Za-z0-9._-]+")


def media_paths(course: Course) -> tuple[str, ...]:
    """Project paths of all media that ``course`` shows, in course order, each once."""
    return tuple(dict.fromkeys(path for path in _paths(course) if path))


def media_name(path: str) -> str:
    """The name in a package of the project file ``path``.

    ``sources/media/a.png`` becomes ``media/sources-media-a.png``. Where a letter had to be replaced, six
    characters of the path's digest keep two paths apart.
    """
    joined = "-".join(part for part in path.split("/") if part not in {"", ".", ".."})
    if _PLAIN.match(joined):
        return f"media/{joined}"
    stem, dot, extension = joined.rpartition(".")
    plain = _OTHER.sub("-", stem or joined).strip("-.") or "file"
    ending = _OTHER.sub("", f"{dot}{extension}") if stem else ""
    return f"media/{plain}-{digest(path, 6)}{ending}"


def media_files(course: Course, context: PackageContext) -> dict[str, bytes]:
    """Package name to bytes of all media. Raises ExportError for a file the project does not hold."""
    result = {}
    for path in media_paths(course):
        if path not in context.media:
            raise ExportError(
                "the course shows this file, but the project does not hold it",
                where=path,
                hint="Put the file there, or take the block that shows it out of the module.",
            )
        result[media_name(path)] = context.media[path]
    return result


def _paths(course: Course) -> Iterator[str]:
    for module in course.modules:
        yield module.image
        for block in module.blocks:
            if isinstance(block, Figure):
                yield block.image
            elif isinstance(block, Clip):
                yield block.media
                yield block.captions
