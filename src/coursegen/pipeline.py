"""The pipeline: sources to course as a literal list of named steps.

Each step takes the Build, fills in its own part and reads only the parts that earlier steps filled.
Data never flows back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from coursegen.author.anchor import anchored
from coursegen.author.edits import held_modules, held_objectives, held_units, merge_course
from coursegen.author.follow import follow_quotes, touched_modules
from coursegen.author.homes import minutes_of
from coursegen.author.module import Dropped
from coursegen.author.objectives import Ground, with_objectives
from coursegen.author.outline import Room, extend_outline, new_outline
from coursegen.author.programme import Frame, beyond, fitted
from coursegen.author.prune import prune
from coursegen.author.renumbered import numbers_of, with_numbers
from coursegen.author.repair import repaired
from coursegen.author.requests import Scope
from coursegen.author.rescope import changed_scope_settings, earlier_scope
from coursegen.author.revise import Limits, Revision, revise_outline, settled, with_small_seated
from coursegen.author.rounds import Rounds
from coursegen.author.scope import audience_of, scope_by
from coursegen.author.settings import follow_settings, settings_of
from coursegen.author.write import Minutes, Writing, Written, write_modules
from coursegen.build.memory import Memory
from coursegen.build.store import Store
from coursegen.change.merge import Conflict
from coursegen.change.stale import Now, followed, nouns_by_id, overdue, stale_pins, waiting
from coursegen.check.coverage import Coverage
from coursegen.check.disputes import disputed_units
from coursegen.check.run import run_checks
from coursegen.config import Config
from coursegen.errors import ConfigError, GeneratorError
from coursegen.generate.protocol import reads_prompts
from coursegen.index.index import build_index
from coursegen.index.retrieval import Retrieval
from coursegen.ingest.cache import read_documents
from coursegen.model.base import ids_in, programme_from
from coursegen.model.course import Course, Outline
from coursegen.model.finding import Finding
from coursegen.model.lock import Lock, StaleRecord
from coursegen.model.passage import Index
from coursegen.model.source import Document, Source

__all__ = ["STEPS", "Build", "Progress"]

Progress = Callable[[str, int, int], None]
"""Told the name of the work, how much of it is done, and how much there is."""


@dataclass
class Build:
    """One build: what goes in, and what each step adds.

    ``on_disk`` is the course as people left it, ``before`` the lock of the build before; both None at the
    first build. ``held`` are modules that stay when their sources go. ``refresh`` names modules to write anew. ``retrieval`` finds related passages for a generator that reads prompts. ``settings`` is the outline without modules that
    the configuration and the sources give. ``writing`` and ``written`` are the drafts and what they became,
    ``generated`` is the course as generated, ``made`` the units that are new in it, ``no_room`` the passages that its minutes
    left no room for, ``course`` the same with
    people's edits merged in, ``conflicts`` the fields where both changed, ``stale`` those and earlier ones
    that nobody has settled.
    """

    folder: Path
    config: Config
    sources: list[Source]
    rounds: Rounds
    store: Store
    progress: Progress
    memory: Memory = field(default_factory=Memory)
    retrieval: Callable[[Index], Retrieval] | None = None
    before: Lock | None = None
    on_disk: Course | None = None
    held: frozenset[str] = frozenset()
    refresh: frozenset[str] = frozenset()
    documents: list[Document] = field(default_factory=list)
    settings: Outline | None = None
    scope: Scope = field(default_factory=Scope.empty)
    revision: Revision = field(default_factory=Revision)
    writing: Writing | None = None
    written: Written | None = None
    generated: Course | None = None
    made: frozenset[str] = frozenset()
    course: Course | None = None
    conflicts: list[Conflict] = field(default_factory=list)
    stale: dict[str, StaleRecord] = field(default_factory=dict)
    gated: tuple[Course, list[Finding]] | None = None
    findings: list[Finding] = field(default_factory=list)
    coverage: Coverage | None = None
    dropped: list[Dropped] = field(default_factory=list)
    no_room: frozenset[str] = frozenset()


def read(build: Build) -> None:
    """Sources to documents, and the settings that they leave open."""
    build.documents = read_documents(build.folder, build.sources, build.store, build.progress)
    build.settings = settings_of(build.config, build.documents)


def index(build: Build) -> None:
    """Documents to passages and statements, divided by the audience."""
    assert build.settings is not None
    build.progress("index", 0, 1)
    found = build_index(build.documents, build.store)
    build.scope = scope_by(found, build.config, build.memory)
    if build.retrieval is not None:
        build.scope = replace(build.scope, retrieval=build.retrieval(build.scope.index))
    audience = audience_of(build.scope.index, build.config.audience)
    build.settings = build.settings.model_copy(update={"audience": audience})
    build.progress("index", 1, 1)


def outline(build: Build) -> None:
    """Passages to an outline: written once, from then on revised."""
    assert build.settings is not None
    if build.on_disk is None or build.before is None:
        room = Room(build.config.course.minutes, build.config.course.programme)
        build.revision = new_outline(build.rounds, build.scope, build.settings, room)
        build.dropped.extend(build.revision.dropped)
        return
    old, before = build.on_disk.outline, build.before
    revision = _revised(build, build.on_disk, before, build.settings)
    revision = with_small_seated(revision, build.scope, _limits(build))
    taken = frozenset(ids_in(build.on_disk)) | frozenset(build.before.retired)
    room = _room_left(build, revision)
    revision = extend_outline(build.rounds, build.scope, revision, taken, room)
    if reads_prompts(build.rounds.generator) and not revision.reconsidered:
        revision = replace(revision, left_over=())  # it left them out itself, or put them on cards
    left = _room_left(build, revision)
    revision = settled(revision, build.scope, _limits(build), left.own, left.minutes)
    build.revision = _with_todays_numbers(build, revision, old, before)
    build.dropped.extend(revision.dropped)


def _revised(build: Build, on_disk: Course, before: Lock, settings: Outline) -> Revision:
    """The outline after the change, and the course on disk with its quotes where they stand now."""
    build.held = held_modules(build.folder, on_disk, before)
    whole = on_disk.outline.model_copy(update={"parts": ()})  # the step programme divides it
    revision = revise_outline(
        follow_settings(whole, settings, before),
        before,
        build.scope,
        _limits(build),
        build.refresh,
        build.held,
        earlier_scope(build.scope.index, build.config, before),
    )
    late = overdue(before.stale, on_disk)
    earlier = {
        old: revision.successor.get(new, new) or None
        for each in before.stale.values()
        for old, new in each.follows.items()
    }
    successor = earlier | dict(revision.successor)
    build.on_disk, build.before = follow_quotes(
        on_disk, before, successor, revision.parts, build.scope.index
    )
    pinned = {each.id for each in on_disk.modules if each.pinned}
    late_modules = {before.units[key].module or key for key in late if key in before.units}
    disputed = _disputed(build, build.on_disk, build.before)
    touched = touched_modules(build.on_disk, revision.successor, disputed) | late_modules
    assert revision.outline is not None
    standing = build.scope.index.passage_by_id
    living = {
        each.id
        for each in revision.outline.modules
        if each.id not in pinned and any(passage in standing for passage in each.passages)
    }
    fresh = (revision.fresh | touched | _unwritten(revision.outline, on_disk, living)) & living
    return replace(
        revision,
        outline=anchored(revision.outline, successor, build.scope.index, revision.parts),
        successor=successor,
        fresh=fresh,
        disputed=disputed,
    )


def _with_todays_numbers(build: Build, revision: Revision, old: Outline, before: Lock) -> Revision:
    """``revision`` with names of modules by today's headings and objectives by today's rules; what is pinned keeps its own."""
    if revision.outline is None:
        return revision
    assert build.on_disk is not None
    pinned = {each.id for each in build.on_disk.modules if each.pinned}
    found = numbers_of(old, revision.outline, before, build.scope.index)
    numbers = {key: each for key, each in found.items() if key not in pinned}
    outline = with_numbers(revision.outline, numbers)
    ground = Ground(
        build.scope.index,
        build.scope.inside,
        revision.successor,
        revision.parts,
        pinned | held_objectives(build.on_disk.outline, before),
    )
    outline = with_objectives(outline, build.on_disk, ground)
    return replace(revision, outline=outline, numbers=numbers)


def _disputed(build: Build, on_disk: Course, before: Lock) -> frozenset[str]:
    """The units that rest on what the sources disagree on, but for those that are a person's to settle."""
    found = disputed_units(on_disk, build.scope.index, build.scope.disputes)
    return found - held_units(on_disk, before) if found else found


def _unwritten(outline: Outline, on_disk: Course, living: set[str]) -> frozenset[str]:
    """The modules that are planned and not written. Raises ConfigError for one that rests on nothing."""
    written = {each.id for each in on_disk.modules}
    planned = frozenset(each.id for each in outline.modules if each.id not in written)
    for each in sorted(planned - living):
        raise ConfigError(
            f"the module {each} rests on no passage of the sources",
            where="course/course.yaml",
            hint="Give it passages of another module, or take it out.",
        )
    return planned


def _limits(build: Build) -> Limits:
    """How long modules may get; one that a person pinned takes nothing new."""
    assert build.on_disk is not None
    longest = build.config.check.longest_module
    minutes = {each.id: longest if each.pinned else each.minutes for each in build.on_disk.modules}
    return Limits(longest, minutes)


def _room_left(build: Build, revision: Revision) -> Room:
    """The minutes that are left, about; all that there is to add where the course is a programme, or becomes one."""
    assert build.on_disk is not None
    assert revision.outline is not None
    course = build.config.course
    if build.on_disk.outline.parts and course.programme != "never":
        return Room(course.minutes, "always", 0)
    minutes = {each.id: each.minutes for each in build.on_disk.modules}
    longest = build.config.check.longest_module
    added = [
        min(minutes_of(each.passages, build.scope), longest)
        for each in revision.outline.modules
        if each.id not in minutes
    ]
    spent = (
        minutes_of(revision.seated, build.scope)
        + sum(minutes[each.id] for each in revision.outline.modules if each.id in minutes)
        + sum(added)
    )
    if added and spent >= programme_from(course.programme, course.minutes, written=True):
        return Room(course.minutes, "always", 0)
    several_from = max(programme_from("auto", course.minutes) - spent, 0)
    own = max(course.minutes - spent, 0)
    new = minutes_of(revision.homeless, build.scope)
    beside = minutes_of(revision.left_over, build.scope)
    most = beyond(new, beside, spent, course.minutes)
    return Room(max(own, most), course.programme, several_from, own)


def modules(build: Build) -> None:
    """Briefs to modules; modules that nothing touched are taken as they are."""
    build.writing = write_modules(
        build.rounds,
        build.scope,
        build.revision,
        build.on_disk,
        build.before,
        Minutes(build.config.course.minutes, build.config.check.longest_module),
    )
    build.written = build.writing.written()


def repair(build: Build) -> None:
    """What fails goes back to the generator with the finding, as often as it takes repairs."""
    assert build.writing is not None
    assert build.written is not None
    build.written = repaired(
        build.rounds,
        build.writing,
        build.written,
        lambda course: _checked(build, course),
        build.rounds.generator.repairs,
    )


def _checked(build: Build, course: Course) -> list[Finding]:
    scope = build.scope
    return run_checks(
        course, scope.index, build.config.check, known=build.memory, disputes=scope.disputes
    )


def gate(build: Build) -> None:
    """Drop what was generated now and carries an error; it is counted and named."""
    assert build.written is not None
    build.progress("check", 0, 1)
    build.made = build.written.made
    build.dropped.extend(build.written.dropped)
    findings = _checked(build, build.written.course)
    build.gated = build.written.course, findings
    on_disk = {each.id for each in build.on_disk.modules} if build.on_disk else set()
    new = build.revision.fresh - on_disk
    build.generated, dropped = prune(build.written.course, findings, build.made, new)
    build.dropped.extend(dropped)
    if build.written.course.modules and not build.generated.modules:
        _require_answers(build)


def _require_answers(build: Build) -> None:
    """Raise GeneratorError where nothing is left of a course as requests for it got no draft: it is not finished."""
    assert build.writing is not None
    failed = [each for each in build.writing.replies.values() if each.problem]
    if failed:
        first = min(failed, key=lambda each: each.request)
        raise GeneratorError(
            f"no module could be written: {len(failed)} request(s) got no usable answer; "
            f"{first.request}: {first.problem}",
            hint="What was answered is kept: run the build again, and only the rest is asked.",
        )


def programme(build: Build) -> None:
    """Keep the course to its minutes: in parts, or without what there is no room for."""
    assert build.generated is not None
    course, before, on_disk = build.config.course, build.before, build.on_disk
    frame = Frame(minutes=course.minutes, programme=course.programme, scope=build.scope)
    if on_disk is not None and before is not None:
        frame = replace(
            frame,
            before=before,
            parts=on_disk.outline.parts,
            found=frozenset(each.id for each in on_disk.modules),
            held=build.held,
            replan=bool(changed_scope_settings(build.config, before)),
        )
    found = fitted(build.generated, frame)
    build.generated = found.course
    build.no_room = frozenset(build.revision.no_room) | found.no_room


def merge(build: Build) -> None:
    """People's edits over what was generated, field by field; both changed is a conflict."""
    assert build.generated is not None
    if build.on_disk is None or build.before is None:
        build.course = build.generated
        return
    assert build.settings is not None
    index = build.scope.index
    build.generated, build.course, build.conflicts = merge_course(
        build.generated, build.on_disk, build.before, build.settings, index.passage_by_id
    )
    now = Now(
        units=nouns_by_id(build.course),
        generated=nouns_by_id(build.generated),
        revised=build.made,
        standing=index.passage_by_id,
        recorded={key: each.fields for key, each in build.before.units.items()},
    )
    briefs = {each.id: each for each in build.course.outline.modules}
    build.stale = followed(build.before.stale, build.conflicts, now) | stale_pins(
        build.on_disk, briefs, build.before, build.revision.successor, index.passage_by_id
    )


def check(build: Build) -> None:
    """Course to findings."""
    assert build.course is not None
    stale = waiting(build.stale, build.course, build.scope.index.passage_by_id)
    if build.gated is not None and not stale and build.course == build.gated[0]:
        build.findings = build.gated[1]  # nothing was dropped or merged since
    else:
        index = build.scope.index
        build.findings = run_checks(
            build.course,
            index,
            build.config.check,
            stale=stale,
            known=build.memory,
            disputes=build.scope.disputes,
        )
    build.progress("check", 1, 1)


STEPS: tuple[tuple[str, Callable[[Build], None]], ...] = (
    ("read", read),
    ("index", index),
    ("outline", outline),
    ("modules", modules),
    ("repair", repair),
    ("gate", gate),
    ("programme", programme),
    ("merge", merge),
    ("check", check),
)
