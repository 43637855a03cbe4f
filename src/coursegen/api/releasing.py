"""What an export is to those who have the course already.

In: a Project, its Course and Lock, the packages made. Out: the version by rule, what it means for learners and
administrators in the profile of their LMS, and the lock with the record for the next export.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coursegen.api.project import Project
from coursegen.build.lock import write_lock
from coursegen.export.republish import Republication, target_record
from coursegen.model.course import Course
from coursegen.model.lock import Lock
from coursegen.model.package import Package
from coursegen.model.profile import Profile, Release

__all__ = ["Released", "as_released", "changed_targets", "keep_record", "raised_to_major"]


@dataclass(frozen=True)
class Released:
    """The version that was exported, and what it means.

    ``release`` is patch, minor or major; empty at the first export and where nothing changed. ``reasons`` are
    sentences, the gravest first. ``again``, ``new`` and ``gone`` are units; ``kept`` counts those that stay
    done. ``learner`` and ``administrator`` are what the profile of the LMS says of such a release, ``elsewhere`` what
    the other profiles say: their names, and what who is in the middle will see there.
    """

    version: str
    before: str
    release: str
    reasons: tuple[str, ...]
    again: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    kept: int
    lms: str
    learner: str = ""
    administrator: str = ""
    elsewhere: tuple[tuple[tuple[str, ...], str], ...] = ()


_ORDER: tuple[Release, ...] = ("major", "minor", "patch")


def as_released(found: Republication, lms: Profile, others: Iterable[Profile] = ()) -> Released:
    """``found`` in the words of ``lms``; ``others`` are the profiles of other LMSs, or it among them."""
    reasons = [text for each in _ORDER for release, text in found.reasons if release == each]
    return Released(
        version=found.version,
        before=found.before,
        release=found.release or "",
        reasons=tuple(reasons),
        again=found.again,
        new=found.new,
        gone=found.gone,
        kept=found.kept,
        lms=lms.name,
        learner=lms.learner.get(found.release, "") if found.release else "",
        administrator=lms.administrator.get(found.release, "") if found.release else "",
        elsewhere=_elsewhere(found.release, lms, others) if found.release else (),
    )


def _elsewhere(
    release: Release, lms: Profile, others: Iterable[Profile]
) -> tuple[tuple[tuple[str, ...], str], ...]:
    """What learners in the middle see in ``others``; those that say the same together."""
    told: dict[str, tuple[str, ...]] = {}
    for each in others:
        said = each.learner.get(release, "")
        if said and each.name != lms.name:
            told[said] = (*told.get(said, ()), each.name)
    return tuple((names, said) for said, names in told.items())


def changed_targets(lock: Lock, packages: Mapping[str, Package]) -> list[str]:
    """The targets whose list of files or whose manifest is not that of their last export."""
    known = lock.exported.targets if lock.exported else {}
    return [
        name
        for name, package in packages.items()
        if name in known and known[name] != target_record(package)
    ]


def raised_to_major(found: Republication, targets: list[str], course: Course) -> Republication:
    """``found`` as a major release, because an LMS could not replace the packages of ``targets`` in place."""
    return found.as_major(
        f"the list of files or the manifest of {', '.join(targets)} is another",
        course.outline.version,
    )


def keep_record(
    project: Project, lock: Lock, found: Republication, packages: Mapping[str, Package]
) -> None:
    """Put the record of this export into the lock, where it is not what stands there.

    What a build wrote into it since ``lock`` was read stays.
    """
    targets = found.record.targets | {
        name: target_record(package) for name, package in packages.items()
    }
    record = found.record.model_copy(update={"targets": targets})
    with project.held("export"):
        now = project.lock() or lock
        write_lock(
            project.lock_path,
            now.model_copy(update={"exported": record, "exported_units": found.units}),
        )
