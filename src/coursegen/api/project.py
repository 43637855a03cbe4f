"""A user's project: its folder, settings, sources, lock and course.

In: a folder with a coursegen.toml. Out: a Project, from which every verb starts.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from coursegen.build.guard import guard
from coursegen.build.lock import read_lock
from coursegen.build.memory import Memory
from coursegen.build.store import Store
from coursegen.config import CONFIG_NAME, Config, load_config
from coursegen.coursefiles.course import outline_path, read_course
from coursegen.errors import ConfigError, SourceError
from coursegen.generate.protocol import Generator
from coursegen.ingest.cache import read_documents
from coursegen.ingest.discover import Listing, listing
from coursegen.ingest.registry import source_of, supported_suffixes
from coursegen.model.course import Course
from coursegen.model.generation import GenerateSettings
from coursegen.model.lock import Lock
from coursegen.model.source import Document, Source
from coursegen.plugins import load_plugin, not_usable
from coursegen.resources import code_digest

__all__ = ["Project", "Silent", "generator_entry", "generator_named", "open_project"]


_SHOWN = 5


class Silent:
    """Progress that nobody watches."""

    def __call__(self, name: str, done: int, total: int) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class Project:
    """A project as it stands on disk when it is opened; files are read when asked for.

    ``skip_unreadable``: go on without sources that cannot be read, but for those that the built course rests on.
    """

    folder: Path
    config: Config
    skip_unreadable: bool = False

    @property
    def lock_path(self) -> Path:
        """Where the lock stands."""
        return self.folder / "coursegen.lock"

    @property
    def pending_path(self) -> Path:
        """Where a build keeps the new lock until the course is written."""
        return self.folder / "coursegen.lock.next"

    @cached_property
    def store(self) -> Store:
        """The disposable store under ``.coursegen/``."""
        return Store(self.folder / ".coursegen")

    @cached_property
    def memory(self) -> Memory:
        """What was found out about the texts of the sources before; ``keep`` it when a verb is done."""
        return Memory(self.store, code_digest("check", "index", "language"))

    @cached_property
    def sources(self) -> list[Source]:
        """The sources by path, with their digests. Raises SourceError that names all that are bad."""
        found, failures = self._found
        if not failures:
            self._require_any(found)
            return found
        if self.skip_unreadable and found:
            return found
        raise SourceError.of_all([*failures.values(), *self._unreadable(found).values()])

    @cached_property
    def _found(self) -> tuple[list[Source], dict[str, SourceError]]:
        """The sources that can be opened, and what is wrong with the others, by path."""
        found: list[Source] = []
        failures: dict[str, SourceError] = {}
        for path in self._listing.sources:
            try:
                found.append(source_of(self.folder, path, self.config.course.language))
            except SourceError as error:
                failures[path] = error
        if self.skip_unreadable:
            failures |= self._unreadable(found)
            self._refuse_known(failures)
        return [each for each in found if each.path not in failures], failures

    def _require_any(self, found: list[Source]) -> None:
        if found:
            return
        hint = "Put policies or handbooks into sources/, or set `include` under [sources]."
        if self.skipped:
            named = ", ".join(self.skipped[:_SHOWN]) + (
                " ..." if len(self.skipped) > _SHOWN else ""
            )
            hint += (
                f"\n  There are {len(self.skipped)} file(s) of a kind that no reader knows: {named}"
                f"\n  Endings that can be read: {', '.join(supported_suffixes())}."
            )
        raise SourceError(
            "no source was found", where=", ".join(self.config.sources.include), hint=hint
        )

    def _refuse_known(self, failures: dict[str, SourceError]) -> None:
        """Refuse to go on without a source that the course rests on: its modules would be retired."""
        before = self.lock()
        known = [each for path, each in failures.items() if before and path in before.sources]
        if known:
            raise SourceError(
                f"the course rests on {len(known)} source(s) that cannot be read now; without them what was "
                "made of them would be retired",
                hint="\n  ".join(
                    [str(each).replace("\n", "\n  ") for each in known]
                    + ["Restore the file; or leave it out for good with `exclude` under [sources]."]
                ),
            )

    @cached_property
    def unread(self) -> list[SourceError]:
        """What is wrong with the sources that ``skip_unreadable`` passes over."""
        return list(self._found[1].values()) if self.skip_unreadable else []

    def _unreadable(self, sources: list[Source]) -> dict[str, SourceError]:
        """What is wrong with those of ``sources`` that cannot be parsed, so that all is said at once."""
        failures: dict[str, SourceError] = {}
        for each in sources:
            try:
                read_documents(self.folder, [each], self.store, Silent())
            except SourceError as error:
                failures[each.path] = error
        return failures

    @property
    def skipped(self) -> list[str]:
        """Files under the sources that no reader knows."""
        return self._listing.skipped

    @property
    def excluded(self) -> list[str]:
        """Files that a reader knows and ``exclude`` leaves out."""
        return self._listing.excluded

    @cached_property
    def _listing(self) -> Listing:
        """The files that the patterns name; the folders are walked once."""
        return listing(self.folder, self.config.sources.include, self.config.sources.exclude)

    def documents(self) -> list[Document]:
        """The parsed sources."""
        return read_documents(self.folder, self.sources, self.store, Silent())

    def lock(self) -> Lock | None:
        """The lock of the last build, or None before the first."""
        return read_lock(self.lock_path)

    def known_lock(self) -> Lock | None:
        """The lock, or None where nothing was built. Raises ConfigError where there is a course without a lock."""
        lock = self.lock()
        if lock is None and self.has_course():
            raise self.without_lock()
        return lock

    def without_lock(self) -> ConfigError:
        """What is wrong where there is a course without its lock."""
        return ConfigError(
            "there is a course, but no coursegen.lock to tell what a person changed in it",
            where=str(self.lock_path),
            hint="Restore the lock (git checkout HEAD -- coursegen.lock); or move course/ away to build anew.",
        )

    def has_course(self) -> bool:
        """Whether the project has a course on disk."""
        return outline_path(self.folder).is_file()

    def course(self, *, unwritten: bool = False) -> Course:
        """The course on disk; with ``unwritten`` also one of whose modules some are only planned.

        Raises ConfigError that lists every problem in its files.
        """
        return read_course(self.folder, unwritten=unwritten)

    def require_lock(self) -> Lock:
        """The lock. Raises ConfigError before the first build, and where a course has lost its lock."""
        lock = self.known_lock()
        if lock is None:
            raise ConfigError(
                "the course has not been built here",
                where=str(self.lock_path),
                hint="Run `coursegen build` first.",
            )
        return lock

    def generator(self, name: str | None = None) -> Generator:
        """The generator ``name``, or the one that is configured. Raises as ``generator_named`` does."""
        settings = self.config.generate
        batches = str(self.folder / settings.batches)
        settings = settings.model_copy(update={"batches": batches})
        if settings.recording:
            recording = str(self.folder / settings.recording)
            settings = settings.model_copy(update={"recording": recording})
        return generator_named(name or settings.generator, settings)

    @contextmanager
    def held(self, what: str = "build") -> Iterator[None]:
        """Hold the project for ``what``, so that nothing else writes into it meanwhile."""
        with guard(self.folder / ".coursegen", what):
            yield


def open_project(folder: Path, *, skip_unreadable: bool = False) -> Project:
    """Open the project in ``folder``. Raises ConfigError where its coursegen.toml cannot be used.

    With ``skip_unreadable`` sources that cannot be read are passed over, unless the course rests on them.
    """
    return Project(folder=folder, config=load_config(folder), skip_unreadable=skip_unreadable)


def generator_named(name: str, settings: GenerateSettings) -> Generator:
    """The generator registered as ``name``, made with ``settings``.

    Raises ConfigError for one unknown or that cannot be loaded, and for settings it cannot work with.
    """
    entry = generator_entry(name)
    create = load_plugin(entry)
    made = create(settings) if callable(create) else create
    if not isinstance(made, Generator):
        raise not_usable(entry, "it makes no Generator")
    return made


def generator_entry(name: str, *, where: str = CONFIG_NAME) -> EntryPoint:
    """The entry point registered as ``name``, not loaded, so that a name costs nothing to try.

    Raises ConfigError, naming the nearest and those that are there; ``where`` is what named it.
    """
    found = {each.name: each for each in entry_points(group="coursegen.generators")}
    if name not in found:
        near = difflib.get_close_matches(name, sorted(found), n=1)
        guess = f"Did you mean {near[0]}? " if near else ""
        raise ConfigError(
            f"there is no generator named {name!r}",
            where=where,
            hint=f"{guess}Known: {', '.join(sorted(found))}.",
        )
    return found[name]
