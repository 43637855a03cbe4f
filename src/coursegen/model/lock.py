"""``coursegen.lock``: what was built, from what, under which keys (DESIGN sections 5 and 7).

Not for people to edit. A person's edit is seen because a field's digest differs from the one here.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from coursegen.model.base import Noun, PassageId, Programme
from coursegen.model.course import Audience
from coursegen.model.source import Edition, Locator

__all__ = [
    "LOCK_FORMAT",
    "ExportRecord",
    "ExportedUnit",
    "Lock",
    "MediaRecord",
    "OccurrenceRecord",
    "PartRecord",
    "PassageRecord",
    "RetiredRecord",
    "ScopeRecord",
    "SourceRecord",
    "StaleCause",
    "StaleRecord",
    "TargetRecord",
    "UnitKind",
    "UnitRecord",
    "outline_only",
]

LOCK_FORMAT: Literal[2] = 2
"""2: sketches of 128 bits (32 hex characters). In 1 they may be of 64, by another measure: nothing is like those."""

UnitKind = Literal["outline", "objective", "module", "block", "item", "scenario", "assessment"]
StaleCause = Literal["both", "gone", "pinned"]


class SourceRecord(Noun):
    """A source at the built version; ``passages`` in reading order."""

    kind: str
    digest: str
    title: str
    language: str
    edition: Edition = Edition()
    passages: tuple[PassageId, ...] = ()


class OccurrenceRecord(Noun):
    """One place of a passage: the path of its source and the locator in it."""

    document: str
    locator: Locator


class PassageRecord(Noun):
    """A passage: its similarity sketch (32 hex characters), its places, and the code of its rule, if it has one."""

    sketch: str
    code: str = ""
    occurrences: tuple[OccurrenceRecord, ...]


class UnitRecord(Noun):
    """One generated unit.

    ``source_key`` digests the passages and brief it rests on: another key starts a rebuild.
    ``recipe_key`` digests prompt, draft schema, generator, model and code version: another key makes
    it outdated, no more. ``fields`` maps a field's path inside the unit to the digest of its generated
    value. ``slot`` is its tracking slot, where it has one.
    """

    kind: UnitKind
    module: str = Field(
        default="", description="Id of the module it stands in; empty for course units"
    )
    source_key: str
    recipe_key: str
    passages: tuple[PassageId, ...] = ()
    fields: dict[str, str] = Field(default_factory=dict)
    slot: int | None = Field(default=None, ge=0)


class RetiredRecord(Noun):
    """An id that is never used again, and the tracking slot it had.

    ``passages`` are kept where a person took the unit out: what it rested on, which no build brings back.
    """

    slot: int | None = None
    passages: tuple[PassageId, ...] = ()


class StaleRecord(Noun):
    """What a person has and the sources went past: listed until it is settled.

    ``cause`` is ``both`` where a person and the sources changed the same thing, ``gone`` where the sources no
    longer hold what a changed unit rests on, ``pinned`` where a pinned unit would have been revised. ``base``
    is the digest of the generated value that the person changed, ``proposal`` the generated value now, as
    JSON; None where the sources no longer give it. ``follows`` names each passage that a pinned unit rests on
    and that stands no more, with the one now in its place, empty for none.
    """

    cause: StaleCause
    base: str = ""
    proposal: Any = None
    follows: dict[str, str] = Field(default_factory=dict)


class TargetRecord(Noun):
    """A package that was exported: digests of its entry names and of its manifest."""

    names: str
    manifest: str


class MediaRecord(Noun):
    """A part of a recording that was packed: the digest of what it was cut from and how, and that of its bytes."""

    source: str
    digest: str


class ExportedUnit(Noun):
    """A unit as learners last got it.

    ``text`` is all that they read of it, ``mark`` what decides whether an earlier answer counts, ``place`` the
    module it stood in. ``revision`` counts the exports in which its meaning changed.
    """

    kind: UnitKind
    place: str = ""
    text: str = ""
    mark: str = ""
    revision: int = 0


class ExportRecord(Noun):
    """The last export: the version learners got, the settings that decide a result, the order of modules.

    ``media`` holds the parts of recordings by their names in the packages.
    """

    version: str
    settings: dict[str, str | int | float | bool | None] = Field(default_factory=dict)
    modules: tuple[str, ...] = ()
    stamp: str = ""
    targets: dict[str, TargetRecord] = Field(default_factory=dict)
    media: dict[str, MediaRecord] = Field(default_factory=dict)


class ScopeRecord(Noun):
    """The settings that decided what the course is about and how long it may be."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    audience: Audience = Audience()
    minutes: int
    programme: Programme = "never"
    decisions: dict[str, str | int | float | bool] = Field(default_factory=dict)


class PartRecord(Noun):
    """A part of a programme, living or gone: its modules, and the tracking slot its next unit gets."""

    modules: tuple[str, ...] = ()
    slots: int = Field(default=0, ge=0)


class Lock(Noun):
    """The whole lock. ``inputs`` digests the settings that decide what is built.

    ``scope`` is None in the lock of an early version. ``parts`` is empty where the course never was a
    programme; tracking slots then count through the course, else through each part.
    ``stale`` stands under the id of a unit, or that and the path of a field in it (``unit/options/x/text``).
    ``exported`` and ``exported_units`` are the record of the last export; None and empty before the first.
    """

    format: Literal[1, 2] = LOCK_FORMAT
    course: str
    inputs: str
    scope: ScopeRecord | None = None
    parts: dict[str, PartRecord] = Field(default_factory=dict)
    sources: dict[str, SourceRecord] = Field(default_factory=dict)
    passages: dict[str, PassageRecord] = Field(default_factory=dict)
    units: dict[str, UnitRecord] = Field(default_factory=dict)
    retired: dict[str, RetiredRecord] = Field(default_factory=dict)
    stale: dict[str, StaleRecord] = Field(default_factory=dict)
    exported: ExportRecord | None = None
    exported_units: dict[str, ExportedUnit] = Field(default_factory=dict)


def outline_only(lock: Lock) -> bool:
    """Whether ``lock`` is that of an outline whose modules are not written."""
    return not any(each.kind == "module" for each in lock.units.values())
