"""What an exporter needs beside the course. In: a Project, a Course, its Lock. Out: a PackageContext.

It holds the places and titles of what is cited, tracking slots, and the bytes of each picture and recording shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from coursegen.api.project import Project
from coursegen.errors import ExportError
from coursegen.ids import digest
from coursegen.ingest.registry import reader_for
from coursegen.model.blocks import Clip, Figure, citations_of
from coursegen.model.course import Course
from coursegen.model.lock import Lock
from coursegen.model.package import PackageContext, Place, SourceNote

__all__ = ["context_of", "places_of", "stamp_of"]


def stamp_of(course: Course) -> str:
    """Digest of the passages that the course rests on."""
    return digest(sorted({each.passage for each in citations_of(course)}), 12)


def places_of(course: Course, lock: Lock) -> dict[str, Place]:
    """The first place of each passage that the course cites."""
    cited = sorted({each.passage for each in citations_of(course)})
    places = {}
    for passage in cited:
        record = lock.passages.get(passage)
        if record is not None:
            first = record.occurrences[0]
            places[passage] = Place(document=first.document, locator=first.locator)
    return places


def context_of(
    project: Project, course: Course, lock: Lock, left_out: Collection[str] = ()
) -> PackageContext:
    """What an exporter needs, from the lock and the project's folder; not the bytes of the files ``left_out``.

    Raises ExportError for a file that is not there or stands outside the project.
    """
    places = places_of(course, lock)
    used = {each.document for each in places.values()}
    return PackageContext(
        places=places,
        sources={
            path: SourceNote(title=each.title, edition=each.edition)
            for path, each in lock.sources.items()
            if path in used
        },
        slots={key: unit.slot for key, unit in lock.units.items() if unit.slot is not None},
        media=_media(project, course, lock, left_out),
        stamp=stamp_of(course),
        theme=project.config.theme,
    )


def _media(
    project: Project, course: Course, lock: Lock, left_out: Collection[str]
) -> dict[str, bytes]:
    """The files that the course shows, by their path seen from the project."""
    found: dict[str, bytes] = {}
    theme = ((path, f"theme.{key}", "") for key, path in project.config.theme.files().items())
    for name, unit, recording in sorted([*_shown(course), *theme]):
        _refuse_outside(project, lock, name, unit, recording)
        if name in found or name in left_out:
            continue
        try:
            found[name] = (project.folder / name).read_bytes()
        except OSError as error:
            raise ExportError(
                f"a file that the course shows cannot be read ({error.strerror})",
                where=f"{unit}: {name}",
                hint="Put the file back, or take out what names it.",
            ) from error
    return found


def _shown(course: Course) -> Iterator[tuple[str, str, str]]:
    """Each file shown: its path, the unit that shows it, and the recording it belongs to or nothing."""
    for module in course.modules:
        if module.image:
            yield module.image, module.id, ""
        for block in module.blocks:
            if isinstance(block, Figure):
                yield block.image, block.id, ""
            elif isinstance(block, Clip):
                yield block.media, block.id, block.media
                if block.captions:
                    yield block.captions, block.id, block.media


def _refuse_outside(project: Project, lock: Lock, name: str, unit: str, recording: str) -> None:
    """Let no file outside the project into a package but a recording that is a source, and its captions.

    A course file may come from somebody else, and a package is published: links are followed before it is
    said where a file is. Raises ExportError naming the unit and the path.
    """
    path = project.folder / name
    if not Path(name).is_absolute() and path.resolve().is_relative_to(project.folder.resolve()):
        return
    if recording in lock.sources:
        beside = reader_for(Path(recording)).companions(project.folder / recording)
        if name == recording or path in beside:
            return
    raise ExportError(
        "the file is outside the project, and would be published with the course",
        where=f"{unit}: {name}",
        hint="Copy it into the project's folder and name it by its path from there.",
    )
