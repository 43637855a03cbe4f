"""Export: course to packages in ``dist/``. In: a Project and names of targets. Out: the files written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coursegen.api.checking import check, gated
from coursegen.api.project import Project
from coursegen.errors import ExportError, GateError
from coursegen.export.archive import content_digest, zip_bytes
from coursegen.export.folder import write_folder
from coursegen.export.registry import exporter_for
from coursegen.export.theme import theme_notes
from coursegen.files import write_atomically
from coursegen.ids import digest
from coursegen.ingest.registry import reader_for
from coursegen.model.blocks import Clip, Figure, citations_of
from coursegen.model.course import Course
from coursegen.model.finding import Severity
from coursegen.model.lock import Lock
from coursegen.model.package import PackageContext, Place, SourceNote

__all__ = ["Exported", "context_of", "export"]


@dataclass(frozen=True)
class Exported:
    """A package written: ``digest`` is over its uncompressed entries, equal on every machine.

    ``folder`` is the folder that holds the same files unpacked; empty for targets that need none. ``notes``
    is what was done that the designer should know of.
    """

    target: str
    path: str
    bytes: int
    digest: str
    folder: str = ""
    notes: tuple[str, ...] = ()


def export(
    project: Project, targets: Sequence[str], folder: Path, *, gate: Severity | None = None
) -> list[Exported]:
    """Write a package for each of ``targets`` into ``folder``; html and markdown also unpacked.

    Raises GateError, and writes nothing, where the check has findings at or above the gate; ConfigError
    for an unknown target; ExportError where a package cannot be made or written.
    """
    exporters = [(name, exporter_for(name)) for name in targets]
    course, lock = project.course(), project.require_lock()
    _refuse(project, gate)
    context = context_of(project, course, lock)
    notes = theme_notes(project.config.theme)
    written = []
    for name, make in exporters:
        package = make(course, context, project.folder)
        data = zip_bytes(package)
        path = folder / f"{course.outline.id}-{name}{package.suffix}"
        write_atomically(path, data, failure=ExportError)
        unpacked = folder / f"{course.outline.id}-{name}" if package.folder else None
        if unpacked is not None:
            write_folder(unpacked, package)
        written.append(
            Exported(
                name, str(path), len(data), content_digest(package), str(unpacked or ""), notes
            )
        )
    return written


def _refuse(project: Project, gate: Severity | None) -> None:
    bad = gated(project, check(project), gate)
    if bad:
        raise GateError(
            f"the check has {len(bad)} finding(s) at or above the gate; no package was written",
            hint="\n  ".join(
                [f"{each.rule} ({each.unit or each.module}): {each.message}" for each in bad[:10]]
                + ["Run `coursegen check` for all of them."]
            ),
        )


def context_of(project: Project, course: Course, lock: Lock) -> PackageContext:
    """What an exporter needs beside the course, from the lock and the project's folder."""
    cited = sorted({each.passage for each in citations_of(course)})
    places = {}
    for passage in cited:
        record = lock.passages.get(passage)
        if record is not None:
            first = record.occurrences[0]
            places[passage] = Place(document=first.document, locator=first.locator)
    used = {each.document for each in places.values()}
    return PackageContext(
        places=places,
        sources={
            path: SourceNote(title=each.title, edition=each.edition)
            for path, each in lock.sources.items()
            if path in used
        },
        slots={key: unit.slot for key, unit in lock.units.items() if unit.slot is not None},
        media=_media(project, course, lock),
        stamp=digest(cited, 12),
        theme=project.config.theme,
    )


def _media(project: Project, course: Course, lock: Lock) -> dict[str, bytes]:
    """The files that the course shows, by their path seen from the project."""
    found: dict[str, bytes] = {}
    theme = ((path, f"theme.{key}", "") for key, path in project.config.theme.files().items())
    for name, unit, recording in sorted([*_shown(course), *theme]):
        _refuse_outside(project, lock, name, unit, recording)
        if name in found:
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
