"""Export: course to packages in ``dist/``. In: a Project and names of targets. Out: the files written.

The version goes by rule, from the record of the last export in the lock; the lock then keeps the new one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from coursegen.api.checking import check, gated
from coursegen.api.cutting import cut_media
from coursegen.api.packing import context_of, places_of, stamp_of
from coursegen.api.project import Project
from coursegen.api.releasing import (
    Released,
    as_released,
    changed_targets,
    keep_record,
    raised_to_major,
)
from coursegen.api.translating import course_in
from coursegen.author.slots import moved_modules
from coursegen.errors import ConfigError, ExportError, GateError
from coursegen.export.archive import content_digest, zip_bytes
from coursegen.export.folder import write_folder
from coursegen.export.player_data import mastery_points
from coursegen.export.profiles import profile, profile_names, profile_warnings
from coursegen.export.registry import Exporter, exporter_for
from coursegen.export.republish import Republication, republication
from coursegen.export.theme import theme_notes
from coursegen.files import write_atomically
from coursegen.model.course import Course
from coursegen.model.finding import Severity
from coursegen.model.lock import Lock, MediaRecord
from coursegen.model.package import Package, PackageContext
from coursegen.model.profile import Profile

__all__ = ["Exported", "Exports", "export", "export_once"]


Units = Literal["course", "module"]
"""What an LMS launches: the course as one, or each module and the test for itself."""


@dataclass(frozen=True)
class Exported:
    """A package written: ``digest`` is over its uncompressed entries, equal on every machine.

    ``course`` is the id of the course in it, for a programme that of the part. ``folder`` is the folder that holds the same files unpacked; empty for targets that need none.
    ``notes`` say how the target writes the course's tracking, ``warnings`` what speaks against it in the LMS.
    """

    target: str
    path: str
    bytes: int
    digest: str
    folder: str = ""
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    course: str = ""


@dataclass(frozen=True)
class Exports:
    """All packages of one export, the tracking they share, and what the version is to earlier learners.

    ``notes`` are what was done that the designer should know of; ``overridden`` findings that were forced.
    """

    packages: list[Exported]
    tracking: str
    released: Released
    overridden: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def export(
    project: Project,
    targets: Sequence[str],
    folder: Path,
    *,
    gate: Severity | None = None,
    lms: str | None = None,
    force: bool = False,
    units: Units | None = None,
    language: str | None = None,
) -> Exports:
    """Write a package for each of ``targets`` into ``folder``; html and markdown also unpacked.

    ``language`` is that of a translation, which is exported in the place of the course in the version of the course,
    and of which no record is kept.

    ``lms`` is the profile and ``units`` what is launched, instead of the project's; ``force`` exports in spite
    of findings, which the packages then tell. Of a programme each part is a package; all have one version.
    Raises GateError, and writes nothing, where the check has findings at or above the
    gate; ConfigError for an unknown target or profile; ExportError where a package cannot be made or written.
    """
    exporters = [(name, exporter_for(name)) for name in targets]
    made_for = profile(lms or project.config.export.lms, project.folder)
    course, lock = project.course(), project.require_lock()
    overridden = _overridden(project, gate, force=force)
    _refuse_moved(project, course, lock)
    shown = course if language is None else course_in(project, course, language)
    told = {"overridden": overridden, **({"units": units} if units else {})}
    exports, found, packages = _exports(
        project, exporters, course, lock, folder, made_for, told, shown
    )
    if language is None:
        keep_record(project, lock, found, packages)
    return exports


def export_once(
    project: Project, targets: Sequence[str], course: Course, lock: Lock, folder: Path
) -> Exports:
    """Write a package of ``course`` for each of ``targets``, of which the project keeps no record.

    ``lock`` is that of ``course``, which need not be the project's. Raises ExportError, and ConfigError for an unknown
    target.
    """
    exporters = [(name, exporter_for(name)) for name in targets]
    made_for = profile(project.config.export.lms, project.folder)
    return _exports(project, exporters, course, lock, folder, made_for, {}, course)[0]


def _exports(
    project: Project,
    exporters: Sequence[tuple[str, Exporter]],
    course: Course,
    lock: Lock,
    folder: Path,
    made_for: Profile,
    told: Mapping[str, Any],
    shown: Course,
) -> tuple[Exports, Republication, dict[str, Package]]:
    """Make the packages and write them.

    ``shown`` is what is in them, ``course`` or a translation of it; ``told`` what else their context is to say.
    """
    update = {"profile": made_for, "units": project.config.export.units, **told}
    known = lock.exported.media if lock.exported else {}
    jobs, notes, media = [], [*theme_notes(project.config.theme)], dict[str, MediaRecord]()
    for each in shown.courses():
        parts = cut_media(project, each, places_of(each, lock), known)
        context = context_of(project, each, lock, parts.cut)
        context = context.model_copy(update=update | {"cuts": parts.cuts})
        jobs += [_Job(each, name, make, context) for name, make in exporters]
        notes += parts.notes
        media |= parts.records
    found, packages = _packages(project, jobs, course, lock)
    written = [_write(folder, job, packages[job.key(course)], job.name(course)) for job in jobs]
    exports = Exports(
        packages=written,
        tracking=_tracking(course),
        released=as_released(found, made_for, _known_profiles(project)),
        overridden=tuple(told.get("overridden", ())),
        notes=tuple(notes),
    )
    record = found.record.model_copy(update={"media": media})
    return exports, replace(found, record=record), packages


def _known_profiles(project: Project) -> list[Profile]:
    """Every profile of a named LMS that there is, the project's own too."""
    names = profile_names(project.folder)
    return [profile(each, project.folder) for each in names if each != "generic"]


@dataclass(frozen=True)
class _Job:
    """A package to make: the course in it, a part or the whole; its target and that target's exporter."""

    course: Course
    target: str
    make: Exporter
    context: PackageContext

    def name(self, whole: Course) -> str:
        """What its file is called: by the id of the course, the language of a translation, the target."""
        own = self.course.outline
        language = "" if own.language == whole.outline.language else f"-{own.language}"
        return f"{own.id}{language}-{self.target}"

    def key(self, whole: Course) -> str:
        """Its name among the packages of an export: the target, for a part behind the id of that."""
        own = self.course.outline.id
        return self.target if own == whole.outline.id else f"{own}-{self.target}"


def _packages(
    project: Project, jobs: Sequence[_Job], course: Course, lock: Lock
) -> tuple[Republication, dict[str, Package]]:
    """The packages in their version; made anew as a major one where the files alone demand it."""

    def made(found: Republication) -> dict[str, Package]:
        revisions = {"revisions": found.revisions()}
        return {
            job.key(course): job.make(
                _in_version(job.course, found.version),
                job.context.model_copy(update=revisions),
                project.folder,
            )
            for job in jobs
        }

    found = republication(course, lock.exported, lock.exported_units, stamp_of(course))
    packages = made(found)
    translation = any(each.course.outline.language != course.outline.language for each in jobs)
    others = [] if translation else changed_targets(lock, packages)
    if others and found.release != "major":
        found = raised_to_major(found, others, course)
        packages = made(found)
    return found, packages


def _in_version(course: Course, version: str) -> Course:
    outline = course.outline.model_copy(update={"version": version})
    return course.model_copy(update={"outline": outline})


def _refuse_moved(project: Project, course: Course, lock: Lock) -> None:
    """Refuse a module that a person moved to another part: it has no slot there before the next build."""
    if moved := moved_modules(course.outline, lock):
        raise ConfigError(
            "the parts are not those of the last build, so progress could not be kept",
            where=f"{project.folder / 'course' / 'course.yaml'}: {moved[0]}",
            hint="Run `coursegen build` first.",
        )


def _write(folder: Path, job: _Job, package: Package, name: str) -> Exported:
    """Write ``package`` into ``folder``, as a file with its suffix and, where people use it so, as a folder."""
    place = folder / name
    data = next(iter(package.files.values())) if package.single else zip_bytes(package)
    path = place.with_name(place.name + package.suffix)
    write_atomically(path, data, failure=ExportError)
    if package.folder:
        write_folder(place, package)
    return Exported(
        target=job.target,
        path=str(path),
        bytes=len(data),
        digest=content_digest(package),
        folder=str(place) if package.folder else "",
        notes=package.notes,
        warnings=profile_warnings(job.context.profile, job.target, len(data)),
        course=job.course.outline.id,
    )


def _tracking(course: Course) -> str:
    """The one value in the course that every target converts."""
    outline = course.outline
    if outline.assessment is None or not course.assessment_items():
        return f"complete when viewed (no assessment); reported: {outline.tracking}"
    rule = {
        "viewed": "complete when all is viewed",
        "passed": "complete when the assessment is passed",
        "viewed_and_passed": "complete when all is viewed and the assessment is passed",
    }[outline.completion]
    tries = outline.assessment.attempts
    return (
        f"{rule}; pass mark {mastery_points(course)} %; attempts {tries or 'without limit'};"
        f" reported: {outline.tracking}"
    )


def _overridden(project: Project, gate: Severity | None, *, force: bool) -> tuple[str, ...]:
    """The findings at or above the gate in spite of which a package is made.

    Raises GateError where there are any and it is not forced.
    """
    bad = gated(project, check(project), gate)
    told = tuple(f"{each.rule} ({each.unit or each.module}): {each.message}" for each in bad)
    if bad and not force:
        raise GateError(
            f"the check has {len(bad)} finding(s) at or above the gate; no package was written",
            hint="\n  ".join([*told[:10], "Run `coursegen check` for all of them."]),
        )
    return told
