"""A course against what learners got before: the class of the new version, and what it means for them.

In: a Course, the record of the last export, the digest of the passages rested on. Out: a Republication: the
version by rule (patch: other words; minor: other content; major: another key, mastery score, objective or
structure), why, which units count anew, and the record for the next time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from coursegen.change.meaning import difference
from coursegen.export.units_told import units_told
from coursegen.ids import digest
from coursegen.model.course import Course
from coursegen.model.lock import ExportedUnit, ExportRecord, TargetRecord
from coursegen.model.package import Package
from coursegen.model.profile import Release

__all__ = ["Republication", "republication", "target_record"]

MANIFESTS = ("imsmanifest.xml", "tincan.xml", "cmi5.xml")
_GRAVITY: dict[str, int] = {"": 0, "patch": 1, "minor": 2, "major": 3}


@dataclass(frozen=True)
class Republication:
    """What the new version is to those who know the old one.

    ``release`` is empty where nothing changed, and before the first export, when ``before`` is empty too.
    ``reasons`` are pairs of a release and a sentence. ``again`` are units that learners did and must do
    again, ``new`` and ``gone`` those that came and went; ``kept`` is how many keep what was done.
    """

    version: str
    before: str
    release: Release | None
    reasons: tuple[tuple[Release, str], ...] = ()
    again: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    kept: int = 0
    units: dict[str, ExportedUnit] = field(default_factory=dict)
    record: ExportRecord = field(default_factory=lambda: ExportRecord(version="1.0.0"))

    def as_major(self, reason: str, said: str) -> Republication:
        """The same as a major release for ``reason``; ``said`` is the version in ``course.yaml``."""
        version = _raised(self.before, "major", said)
        return replace(
            self,
            version=version,
            release="major",
            reasons=(*self.reasons, ("major", reason)),
            record=self.record.model_copy(update={"version": version}),
        )

    def revisions(self) -> dict[str, int]:
        """How often the meaning of each unit changed, for those where it did."""
        return {key: unit.revision for key, unit in self.units.items() if unit.revision}


def republication(
    course: Course,
    record: ExportRecord | None,
    known: Mapping[str, ExportedUnit],
    stamp: str,
) -> Republication:
    """``course`` beside ``record`` and the units ``known`` of the last export; None is the first.

    The version is the one of the record, raised by the release; a higher one in ``course.yaml`` stands.
    """
    told = units_told(course)
    now = ExportRecord(
        version=course.outline.version,
        settings=_settings(course),
        modules=tuple(each.id for each in course.modules),
        stamp=stamp,
    )
    if record is None:
        return Republication(now.version, "", None, units=told, record=now)
    told = _with_revisions(told, known, course.outline.language)
    reasons = tuple(_reasons(record, now, known, told))
    release = max((each for each, _ in reasons), key=_GRAVITY.__getitem__, default=None)
    version = _raised(record.version, release, course.outline.version)
    done = [key for key, unit in told.items() if key in known and unit.mark]
    again = tuple(key for key in done if _counts_anew(known[key], told[key]))
    return Republication(
        version=version,
        before=record.version,
        release=release,
        reasons=reasons,
        again=again,
        new=tuple(key for key, unit in told.items() if unit.mark and key not in known),
        gone=tuple(key for key, unit in known.items() if unit.mark and key not in told),
        kept=len(done) - len(again),
        units=told,
        record=now.model_copy(update={"version": version, "targets": record.targets}),
    )


def target_record(package: Package) -> TargetRecord:
    """Digests of the names in ``package`` and of its manifest, empty where it has none."""
    manifest = next((package.files[name] for name in MANIFESTS if name in package.files), b"")
    return TargetRecord(
        names=digest(sorted(package.files), 16), manifest=digest(manifest, 16) if manifest else ""
    )


def _settings(course: Course) -> dict[str, str | int | float | bool | None]:
    """What decides a learner's result."""
    outline = course.outline
    test = outline.assessment
    return {
        "completion": outline.completion,
        "mastery_score": outline.mastery_score,
        "tracking": outline.tracking,
        "draw": test.draw if test else None,
        "attempts": test.attempts if test else None,
        "title": outline.title,
        "language": outline.language,
    }


def _counts_anew(before: ExportedUnit, now: ExportedUnit) -> bool:
    return (before.mark, before.revision) != (now.mark, now.revision)


def _with_revisions(
    told: dict[str, ExportedUnit], known: Mapping[str, ExportedUnit], language: str
) -> dict[str, ExportedUnit]:
    """``told`` with the revisions of ``known``, one more where the meaning changed.

    A module's goes up with that of its blocks, and with a new block that states a rule: its page is then to
    be read again.
    """
    result, touched = dict(told), set()
    for key, unit in told.items():
        before = known.get(key)
        old = before.text if before else ""
        changed = unit.text != old and difference(old, unit.text, language).severity == "meaning"
        revision = (before.revision if before else 0) + int(changed and before is not None)
        result[key] = unit.model_copy(update={"revision": revision})
        if changed and unit.kind == "block":
            touched.add(unit.place)
    for place in sorted(touched & known.keys() & result.keys()):
        module = result[place]
        raised = max(module.revision, known[place].revision + 1)
        result[place] = module.model_copy(update={"revision": raised})
    return result


def _reasons(
    record: ExportRecord,
    now: ExportRecord,
    known: Mapping[str, ExportedUnit],
    told: Mapping[str, ExportedUnit],
) -> Iterator[tuple[Release, str]]:
    for name, value in now.settings.items():
        if record.settings.get(name) != value:
            yield "major", f"{name.replace('_', ' ')} was {record.settings.get(name)}, is {value}"
    if record.modules != now.modules:
        yield "major", _moved(record.modules, now.modules)
    for key, unit in told.items():
        before = known.get(key)
        if before is None:
            yield _came(unit), f"{unit.kind} {key} is new"
        else:
            yield from _changed(key, before, unit)
    for key, before in known.items():
        if key not in told and before.kind != "module":
            yield _came(before), f"{before.kind} {key} is gone"
    if record.stamp != now.stamp:
        yield "patch", "it rests on other wording of its sources"


def _came(unit: ExportedUnit) -> Release:
    return "major" if unit.kind in ("objective", "assessment", "module") else "minor"


def _changed(key: str, before: ExportedUnit, unit: ExportedUnit) -> Iterator[tuple[Release, str]]:
    if unit.kind == "item" and before.mark != unit.mark:
        yield "major", f"the key of {key} changed"
    elif _counts_anew(before, unit) and unit.kind != "module":
        yield (
            ("major" if unit.kind == "objective" else "minor"),
            f"{unit.kind} {key} says another thing",
        )
    elif before.text != unit.text:
        yield "patch", f"{unit.kind} {key} is worded otherwise"
    if unit.kind in ("item", "block", "scenario") and before.place != unit.place:
        yield "minor", f"{unit.kind} {key} moved to {unit.place}"


def _moved(before: tuple[str, ...], now: tuple[str, ...]) -> str:
    gone = [each for each in before if each not in now]
    new = [each for each in now if each not in before]
    if gone or new:
        parts = [f"{each} is gone" for each in gone] + [f"{each} is new" for each in new]
        return f"modules: {', '.join(parts)}"
    return "the modules are in another order"


def _raised(before: str, release: Release | None, said: str) -> str:
    """``before`` raised by ``release``, or the version a person ``said``, whichever is higher."""
    major, minor, patch = (int(each) for each in before.split("."))
    raised = {
        None: (major, minor, patch),
        "patch": (major, minor, patch + 1),
        "minor": (major, minor + 1, 0),
        "major": (major + 1, 0, 0),
    }[release]
    first, second, third = (int(each) for each in said.split("."))
    return ".".join(str(each) for each in max(raised, (first, second, third)))
