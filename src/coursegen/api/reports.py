"""What the verbs return: values for people and machines alike. ``as_data`` gives them as JSON-able data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from coursegen.api.estimating import Estimate
from coursegen.author.module import Dropped
from coursegen.change.merge import Conflict
from coursegen.model.finding import Finding

__all__ = [
    "BuildReport",
    "CoverageLine",
    "Growth",
    "LeftOut",
    "ModuleLine",
    "PartLine",
    "PlanLine",
    "PlanReport",
    "Reason",
    "SettleReport",
    "as_data",
]


@dataclass(frozen=True)
class ModuleLine:
    """One module in a summary."""

    id: str
    title: str
    minutes: float
    items: int
    scenario: bool


@dataclass(frozen=True)
class CoverageLine:
    """Statements for the audience: how many, how many the course teaches, how many it asks."""

    in_scope: int
    taught: int
    asked: int


Reason = Literal[
    "unread",
    "file",
    "source",
    "heading",
    "role",
    "actor",
    "edition",
    "decision",
    "language",
    "minutes",
    "few",
    "form",
    "untaught",
    "waiting",
    "removed",
]
"""Why something is left out.

The file cannot be read; no reader knows the file; [sources] excludes it; [course] leaves out its heading; it is
about a role left out, or about somebody else; a newer edition of its document is there; sources disagree on it, and
nobody decided, or for the other side; it is in another language than the course; the minutes leave no room;
too little can be asked about it for a module; it stands in a module, and no text could be made of it; one of the
last three, of a course built earlier; it is new or changed since the last build, which a build has yet to look at; a
person took out of the course what told it.
"""


@dataclass(frozen=True)
class LeftOut:
    """Something of the sources that the course does not hold, and why.

    ``what`` is a file, a section (document and headings, outermost first, set apart by " > ") or an actor;
    ``statements`` how many claims of it are left out, 0 for a file that was not read.
    """

    what: str
    why: str
    reason: Reason
    statements: int = 0


@dataclass(frozen=True)
class PartLine:
    """A course of a programme: its id, its title, and its modules by id. Before a build: documents."""

    id: str
    title: str
    minutes: float
    modules: list[str]


@dataclass(frozen=True)
class BuildReport:
    """What a build did and what the course is now.

    ``written`` are the files that changed, relative to the project; none where nothing was to do, and then
    ``coverage`` is None, as nothing was read. ``notices`` are what of a source could not be read, ``warnings``
    what went wrong beside the course, which is whole. ``parts`` are the courses of a programme, none where it is
    one course; ``most_minutes`` is what a course may take. ``actors`` are those named in the sources, with
    counts; ``audience`` the words by which the learners are known among them, empty where all are meant.
    ``retired`` are modules of which the sources hold nothing any more. ``joined`` tells that a merge had left two
    sides in the lock, and that they are one now. ``touched`` passages of the sources came or went since the build
    before, and ``changed`` blocks, items and scenarios did; None at the first build.
    """

    course: str
    title: str
    language: str
    modules: list[ModuleLine]
    bank: int
    written: list[str] = field(default_factory=list)
    touched: int | None = None
    changed: int | None = None
    requests: int = 0
    coverage: CoverageLine | None = None
    findings: list[Finding] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    actors: list[tuple[str, int]] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    settings_changed: bool = False
    parts: list[PartLine] = field(default_factory=list)
    most_minutes: int = 0
    joined: bool = False
    audience: tuple[str, ...] = ()
    audience_name: str = ""
    notices: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def minutes(self) -> float:
        """Minutes of the whole course."""
        return sum(each.minutes for each in self.modules)

    @property
    def items(self) -> int:
        """Items of all modules, practice and assessment."""
        return sum(each.items for each in self.modules)


@dataclass(frozen=True)
class PlanLine:
    """One unit that a build would touch: ``state`` is new, changed, outdated or stale.

    A stale one waits for a person, who may accept what is proposed or keep what is there; no build touches it.
    """

    unit: str
    kind: str
    state: str
    why: str


@dataclass(frozen=True)
class Growth:
    """A course that a build may take beyond its minutes.

    ``now`` are the minutes that it takes, ``minutes`` those that it may take then, about, ``most`` those that the settings
    give. ``several``: it may become a programme. ``least`` are titles of the modules there are now that bind the
    learner least and that would bring it back; what is new has no title yet and may change which they are. None of what
    the statements make a programme.
    """

    now: float
    minutes: float
    most: int
    several: bool
    least: tuple[str, ...]


@dataclass(frozen=True)
class PlanReport:
    """What a build would do, and what it would ask of the generator.

    ``parts`` are the courses of a programme: of the one that is built, or, where ``estimated``, as many as
    the statements in scope will need, with their documents. ``in_scope`` counts those statements,
    ``left_out`` says what is not among them; ``actors`` and ``audience`` as in BuildReport. ``translations`` counts,
    by language, the texts whose translation is lacking or of other words. ``growth`` is how far a build may take the course
    beyond its minutes; None where it keeps to them.
    """

    lines: list[PlanLine]
    generator: str
    requests: str
    sources: list[str]
    skipped: list[str]
    in_scope: int = 0
    parts: list[PartLine] = field(default_factory=list)
    minutes: float = 0
    most_minutes: int = 0
    estimated: bool = False
    left_out: list[LeftOut] = field(default_factory=list)
    actors: list[tuple[str, int]] = field(default_factory=list)
    audience: tuple[str, ...] = ()
    audience_name: str = ""
    notices: list[str] = field(default_factory=list)
    estimate: Estimate | None = None
    translations: list[tuple[str, int]] = field(default_factory=list)
    growth: Growth | None = None


@dataclass(frozen=True)
class SettleReport:
    """What was accepted or kept, what still waits, and the files that changed."""

    settled: list[Conflict]
    left: list[Conflict]
    written: list[str] = field(default_factory=list)


def as_data(value: Any) -> Any:
    """``value`` with dataclasses and nouns turned into plain data."""
    if isinstance(value, Conflict):
        return value._asdict()
    if isinstance(value, list | tuple):
        return [as_data(each) for each in value]
    if isinstance(value, dict):
        return {key: as_data(each) for key, each in value.items()}
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if hasattr(value, "__dataclass_fields__"):
        return as_data({name: getattr(value, name) for name in value.__dataclass_fields__})
    return value
