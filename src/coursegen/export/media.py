"""Pictures and recordings on their way into a package.

In: the paths that a course names, and their bytes in the PackageContext; of recordings the parts that are shown,
where they could be cut. Out: package names that depend on the path and the id of the clip alone, so that a new
edition of the course replaces the same files.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from coursegen.errors import ExportError
from coursegen.export.cues import caption_cues, shifted, webvtt
from coursegen.ids import digest
from coursegen.model.blocks import Clip, Figure
from coursegen.model.course import Course
from coursegen.model.package import Cut, PackageContext

__all__ = ["captions_name", "clip_cues", "cut_name", "media_files", "media_name", "media_paths"]

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


def cut_name(path: str, part: str, suffix: str) -> str:
    """The name in a package of a part of the recording ``path``: that of the whole, and ``part`` before ``suffix``."""
    whole = media_name(path)
    stem = whole.rpartition(".")[0] if "." in whole.removeprefix("media/") else whole
    return f"{stem}-{part}{suffix}"


def captions_name(cut: Cut) -> str:
    """The name in a package of the captions of ``cut``."""
    return f"{cut.name.rpartition('.')[0]}.vtt"


def clip_cues(clip: Clip, context: PackageContext) -> list[tuple[float, float, str]]:
    """The captions of ``clip`` as cues, their times those of the file that the package holds."""
    data = context.media.get(clip.captions, b"")
    cues = caption_cues(data, clip.start, clip.end)
    cut = context.cuts.get(clip.id)
    return shifted(cues, cut) if cut else cues


def media_files(course: Course, context: PackageContext) -> dict[str, bytes]:
    """Package name to bytes of all media. Raises ExportError for a file the project does not hold."""
    result = {each.name: each.data for each in context.cuts.values()}
    for module in course.modules:
        for block in module.blocks:
            if isinstance(block, Clip) and block.captions and (cut := context.cuts.get(block.id)):
                result[captions_name(cut)] = webvtt(clip_cues(block, context))
    whole = dict.fromkeys(path for path in _paths(course, context.cuts) if path)
    for path in whole:
        if path not in context.media:
            raise ExportError(
                "the course shows this file, but the project does not hold it",
                where=path,
                hint="Put the file there, or take the block that shows it out of the module.",
            )
        result[media_name(path)] = context.media[path]
    return result


def _paths(course: Course, cuts: Collection[str] = ()) -> Iterator[str]:
    """The files shown, without those of clips whose part stands in ``cuts``."""
    for module in course.modules:
        yield module.image
        for block in module.blocks:
            if isinstance(block, Figure):
                yield block.image
            elif isinstance(block, Clip) and block.id not in cuts:
                yield block.media
                yield block.captions
