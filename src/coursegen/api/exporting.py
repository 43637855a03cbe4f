"""Export: course to packages in ``dist/``. In: a Project and names of targets. Out: the files written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coursegen.api.checking import check, gated
from coursegen.api.project import Project
from coursegen.errors import ExportError, GateError
from coursegen.export.archive import content_digest, zip_bytes
from coursegen.export.folder import write_folder
from coursegen.export.registry import exporter_for
from coursegen.files import write_atomically
from coursegen.ids import digest
from coursegen.model.blocks import Clip, Figure, citations_of
from coursegen.model.course import Course
from coursegen.model.finding import Severity
from coursegen.model.lock import Lock
from coursegen.model.package import PackageContext, Place, SourceNote

__all__ = ["Exported", "context_of", "export"]


@dataclass(frozen=True)
class Exported:
    """A package written: ``digest`` is over its uncompressed entries, equal on every machine.

    ``folder`` is the folder that holds the same files unpacked; empty for targets that need none.
    """

    target: str
    path: str
    bytes: int
    digest: str
    folder: str = ""


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
            Exported(name, str(path), len(data), content_digest(package), str(unpacked or ""))
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
        media=_media(project, course),
        stamp=digest(cited, 12),
    )


def _media(project: Project, course: Course) -> dict[str, bytes]:
    """The project's files that the course shows, by their path in the project."""
    wanted: set[str] = {each.image for each in course.modules if each.image}
    for module in course.modules:
        for block in module.blocks:
            if isinstance(block, Figure):
                wanted.add(block.image)
            elif isinstance(block, Clip):
                wanted.update(each for each in (block.media, block.captions) if each)
    found: dict[str, bytes] = {}
    for name in sorted(wanted):
        try:
            found[name] = (project.folder / name).read_bytes()
        except OSError as error:
            raise ExportError(
                f"a file that the course shows cannot be read ({error.strerror})",
                where=name,
                hint="Put the file back, or take the block out of the module.",
            ) from error
    return found
