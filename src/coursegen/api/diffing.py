"""Diff: what a change of the sources means, from one version of them to another.

In: a Project and two versions (a git revision, or nothing: from the last build, to the files on disk). Out: a
SourceDiff. Nothing is written. A fresh clone has no old text but what git and the course's quotes keep; the diff
says how much of it is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Literal

from coursegen.api.project import Project, Silent
from coursegen.api.revisions import Repositories, at_revision
from coursegen.author.record import passage_records, source_records
from coursegen.change.compare import OldSources, compare, old_sources
from coursegen.change.editions import same_editions
from coursegen.change.impact import quotes_of, resting_units, reviews, with_units
from coursegen.errors import ConfigError, SourceError
from coursegen.index.index import build_index
from coursegen.ingest.cache import read_documents, stored_document
from coursegen.model.course import Course
from coursegen.model.diff import SourceDiff, Version
from coursegen.model.lock import Lock
from coursegen.model.passage import Index
from coursegen.model.source import Document, Source

__all__ = ["Sides", "compared", "diff", "sides", "since_build"]

OldText = Literal["all", "part", "quotes"]


@dataclass(frozen=True)
class _Old:
    """The old side: what it is called, what is known of it, and the course of then where it is another."""

    version: Version
    sources: OldSources
    index: Index
    known: OldText
    course: Course | None = None


@dataclass(frozen=True)
class Sides:
    """Two versions of the sources, read. ``old_index`` holds the old documents, as far as they are others now."""

    old: _Old
    index: Index
    version: Version
    repositories: Repositories

    @property
    def old_index(self) -> Index:
        """All that the old documents say."""
        return self.old.index


def diff(project: Project, *, before: str = "", after: str = "") -> SourceDiff:
    """What changed in the sources from ``before`` to ``after``, and what rests on it.

    Both are git revisions; without ``before`` the sources as last built are meant, without ``after`` the files on
    disk. Raises ConfigError where there is no git or no such revision, or nothing was built yet to compare with;
    SourceError for sources that cannot be read.
    """
    with sides(project, before, after) as found:
        return compared(project, found)


@contextmanager
def sides(project: Project, before: str, after: str) -> Iterator[Sides]:
    """Both versions, as long as the files of the revisions are laid out. Raises as ``diff`` does."""
    repositories = Repositories(project)
    with ExitStack() as stack:
        now, version = _new_side(project, after, repositories, stack)
        old = (
            _from_revision(project, before, repositories)
            if before
            else _from_lock(project, repositories)
        )
        yield Sides(old, now, version, repositories)


def since_build(project: Project, index: Index) -> SourceDiff:
    """What changed from the last build to ``index``, which holds the files on disk. Raises as ``diff`` does."""
    repositories = Repositories(project)
    version = Version(name="the files on disk")
    old = _from_lock(project, repositories)
    return compared(project, Sides(old, index, version, repositories))


def _new_side(
    project: Project, after: str, repositories: Repositories, stack: ExitStack
) -> tuple[Index, Version]:
    if not after:
        return build_index(project.documents(), project.store), Version(name="the files on disk")
    version = repositories.version(after)
    there = stack.enter_context(at_revision(project, after))
    return build_index(_documents(there, project, after)), version


def _documents(there: Project, project: Project, revision: str) -> list[Document]:
    """The documents of a revision, by way of the store of the project itself."""
    try:
        return read_documents(there.folder, there.sources, project.store, Silent())
    except SourceError as error:
        raise SourceError(
            f"at {revision}: {error.what}", where=error.where, hint=error.hint
        ) from error


def _from_revision(project: Project, before: str, repositories: Repositories) -> _Old:
    version = repositories.version(before)
    with at_revision(project, before) as there:
        index = build_index(_documents(there, project, before))
        course = there.course() if there.has_course() else None
    records = Lock(
        course="", inputs="", sources=source_records(index), passages=passage_records(index)
    )
    return _Old(version, old_sources(records, index), index, "all", course)


def _from_lock(project: Project, repositories: Repositories) -> _Old:
    lock = project.known_lock()
    if lock is None or not project.has_course():
        raise ConfigError(
            "the course has not been built here, so there is nothing to compare the sources with",
            where=str(project.lock_path),
            hint="Run `coursegen build` first, or compare two versions: coursegen diff --from REV.",
        )
    version = repositories.last_build() or Version(name="the last build")
    documents, changed = _as_built(project, lock, version)
    index = build_index(documents)
    known: OldText = "quotes" if not documents else "part"
    if len(documents) == changed:
        known = "all"
    return _Old(version, old_sources(lock, index, quotes_of(project.course())), index, known)


def _as_built(project: Project, lock: Lock, version: Version) -> tuple[list[Document], int]:
    """The documents of the last build that are others now, as far as they can be had, and how many there are.

    They come from the store, or from git.
    """
    here = {each.path: each.digest for each in project.sources}
    wanted = {
        path: Source(path=path, kind=each.kind, digest=each.digest)
        for path, each in lock.sources.items()
        if here.get(path) != each.digest
    }
    stored = [stored_document(each, project.store) for each in wanted.values()]
    found = {each.source.path: each for each in stored if each is not None}
    if len(found) < len(wanted) and version.commit:
        with _readable(project, version.commit) as there:
            left = [
                each
                for each in (there.sources if there else ())
                if each.path not in found
                and each.path in wanted
                and wanted[each.path].digest == each.digest
            ]
            if there is not None:
                read = read_documents(there.folder, left, project.store, Silent())
                found |= {each.source.path: each for each in read}
    return [found[path] for path in sorted(found)], len(wanted)


@contextmanager
def _readable(project: Project, commit: str) -> Iterator[Project | None]:
    """The project at ``commit``; None where its sources cannot be read there: the quotes have to do."""
    with ExitStack() as stack:
        try:
            there = stack.enter_context(at_revision(project, commit))
            assert there.sources
        except (ConfigError, SourceError):
            there = None
        yield there


def compared(project: Project, found: Sides) -> SourceDiff:
    """What the two sides differ in, and what of the course rests on it."""
    old, now, version = found.old, found.index, found.version
    revision = version.commit
    differing = compare(
        old.sources, now, lambda path: found.repositories.changed_on(path, revision)
    )
    course = project.course() if project.has_course() else old.course
    units = resting_units(course, old.course) if course else []
    changes = with_units(differing.changes, units)
    editions = {each.source.path: each for each in now.documents}
    return SourceDiff(
        course=course.outline.id if course else "",
        title=course.outline.title if course else "",
        language=course.outline.language if course else _language(now.documents),
        before=old.version,
        after=version,
        old_text=old.known,
        changes=changes,
        reviews=reviews(changes, units, now, old.sources.statements),
        same_edition=same_editions(changes, old.sources.records, differing.renamed, editions),
        renamed=differing.renamed,
        moved=differing.moved,
        unchanged=differing.unchanged,
    )


def _language(documents: Sequence[Document]) -> str:
    return documents[0].language if documents else "en"
