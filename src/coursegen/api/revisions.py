"""Sources as they were: a git revision of a project's sources, laid out in a temporary folder.

In: a Project, a revision. Out: the same project at that revision, and what the commit says of itself. git runs as a
program of its own; nothing of the repository or its work tree is changed.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from coursegen.api.project import Project
from coursegen.errors import ConfigError, CoursegenError
from coursegen.ingest.registry import supported_suffixes
from coursegen.model.diff import Version

__all__ = ["Repositories", "at_revision", "sides_of_merge"]

_GLOB = frozenset("*?[")
_BESIDE = frozenset({".vtt", ".srt"})


def _git(folder: Path, *arguments: str, feed: bytes = b"", index: Path | None = None) -> bytes:
    """What git prints. Raises ConfigError where there is no git; CoursegenError with its words where it fails."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("GIT_")
    } | {
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_LFS_SKIP_SMUDGE": "1",
    }
    if index is not None:
        environment["GIT_INDEX_FILE"] = str(index)
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no option comes from outside
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - the git of the user's path
            input=feed,
            capture_output=True,
            check=False,
            env=environment,
        )
    except OSError as error:
        raise ConfigError(
            "git is needed to read sources as they were, and it cannot be run",
            hint="Install git, or leave out --from and --to to compare with the last build.",
        ) from error
    if done.returncode:
        words = done.stderr.decode(errors="replace").strip()
        raise CoursegenError(f"git {arguments[0]} failed: {words}", where=str(folder))
    return done.stdout


def sides_of_merge(file: Path) -> tuple[str, str, str] | None:
    """The text of ``file`` on both branches of a merge, ours first, and where they parted.

    The merge is the one under way, else the one that was committed last if nothing beside ``file`` was changed
    since; None where git tells of neither.
    """
    for ours, theirs in (("HEAD", "MERGE_HEAD"), ("HEAD^1", "HEAD^2")):
        with suppress(CoursegenError, UnicodeDecodeError):
            if ours != "HEAD":
                _git(file.parent, "diff", "--quiet", "HEAD", "--", ".")
            parted = _git(file.parent, "merge-base", ours, theirs).decode().strip()
            one, other, base = (
                _git(file.parent, "show", f"{each}:./{file.name}").decode()
                for each in (ours, theirs, parted)
            )
            return one, other, base
    return None


@dataclass(frozen=True)
class Repositories:
    """The git repositories that hold a project's sources, each with the places in it that are read."""

    project: Project

    @cached_property
    def folder(self) -> Path:
        """The project's folder, without symbolic links."""
        return self.project.folder.resolve()

    @cached_property
    def places(self) -> dict[Path, list[str]]:
        """The root of each repository, with the paths in it below which sources may stand.

        Empty where the sources are in none. Raises ConfigError where git cannot be run.
        """
        found: dict[Path, list[str]] = {}
        folders = [self._base(each) for each in self.project.config.sources.include]
        for base in dict.fromkeys(folders):
            root = _root(base)
            if root is not None:
                found.setdefault(root, []).append(base.relative_to(root).as_posix())
        return found

    def _base(self, pattern: str) -> Path:
        """The folder or file in which a pattern begins to choose."""
        parts = []
        for part in PurePosixPath(pattern).parts:
            if _GLOB & set(part):
                break
            parts.append(part)
        return Path(os.path.normpath(self.folder.joinpath(*parts)))

    def version(self, revision: str) -> Version:
        """The commit that ``revision`` names. Raises ConfigError where there is no git, or no such revision."""
        roots = list(self.places)
        if not roots:
            raise ConfigError(
                "the sources are in no git repository, so there is no earlier version to read",
                where=str(self.folder),
                hint="Leave out --from and --to to compare the files with the last build.",
            )
        commits = [_commit(root, revision) for root in roots]
        if not any(commits):
            raise ConfigError(
                f"git knows no revision {revision!r}",
                where=str(roots[0]),
                hint="Name a commit, a branch or a tag; `git log --oneline` lists commits.",
            )
        root, commit = next((r, c) for r, c in zip(roots, commits, strict=True) if c)
        date = _git(root, "log", "-1", "--format=%cs", commit).decode().strip()
        return Version(name=revision, commit=commit, date=date)

    def last_build(self) -> Version | None:
        """The commit that last changed the lock; None where git keeps none, or is not there."""
        try:
            if _root(self.folder) is None:
                return None
            log = ("log", "-1", "--format=%H %cs", "--", "coursegen.lock")
            found = _git(self.folder, *log).decode().split()
        except CoursegenError:
            return None
        return Version(name="the last build", commit=found[0], date=found[1]) if found else None

    def changed_on(self, path: str, revision: str = "") -> str:
        """The date of the last commit up to ``revision`` that changed the source ``path``; empty if unknown.

        Without a revision the file on disk is meant, which may hold changes that no commit has.
        """
        file = Path(os.path.normpath(self.folder / path))
        try:
            root = _root(file)
            if root is None:
                return ""
            name = file.relative_to(root).as_posix()
            if not revision and _git(root, "status", "--porcelain", "--", name).strip():
                return ""
            wanted = [revision] if revision else []
            return _git(root, "log", "-1", "--format=%cs", *wanted, "--", name).decode().strip()
        except CoursegenError:
            return ""


def _root(path: Path) -> Path | None:
    """The root of the repository that holds ``path``, which itself need not be there any more."""
    there = path
    while not there.is_dir() and there != there.parent:
        there = there.parent
    try:
        found = _git(there, "rev-parse", "--show-toplevel").decode().strip()
    except ConfigError:
        raise
    except CoursegenError:
        return None
    root = Path(found).resolve()
    return root if path.resolve().is_relative_to(root) else None


def _commit(root: Path, revision: str) -> str:
    wanted = f"{revision}^{{commit}}"
    try:
        return _git(root, "rev-parse", "--verify", "--end-of-options", wanted).decode().strip()
    except ConfigError:
        raise
    except CoursegenError:
        return ""


@contextmanager
def at_revision(project: Project, revision: str) -> Iterator[Project]:
    """The project as it was at ``revision``, in a folder that is gone afterwards; settings are today's.

    Its sources are there, and its course and lock where git kept them. Raises ConfigError as ``version`` does.
    """
    repositories = Repositories(project)
    repositories.version(revision)
    with tempfile.TemporaryDirectory(prefix="coursegen-") as name:
        top = Path(name).resolve()
        roots = [*repositories.places, repositories.folder]
        common = Path(os.path.commonpath([str(each) for each in roots]))
        for root, places in repositories.places.items():
            wanted = [*places, *_project_files(repositories.folder, root)]
            _check_out(root, revision, wanted, top / root.relative_to(common), top)
        own = _root(repositories.folder)
        if own is not None and own not in repositories.places:
            files = _project_files(repositories.folder, own)
            _check_out(own, revision, files, top / own.relative_to(common), top)
        folder = top / repositories.folder.relative_to(common)
        folder.mkdir(parents=True, exist_ok=True)
        yield _moved(project, repositories.folder, folder)


def _project_files(folder: Path, root: Path) -> list[str]:
    if not folder.is_relative_to(root):
        return []
    return [(folder / each).relative_to(root).as_posix() for each in ("course", "coursegen.lock")]


def _check_out(root: Path, revision: str, wanted: Sequence[str], target: Path, top: Path) -> None:
    """Put the files of ``wanted`` as they were at ``revision`` below ``target``, by an index of our own."""
    commit = _commit(root, revision)
    if not commit:
        return
    target.mkdir(parents=True, exist_ok=True)
    known = {*supported_suffixes(), *_BESIDE, ".yaml", ".lock"}
    below = [] if "." in wanted else ["--", *wanted]
    listed = _git(root, "ls-tree", "-r", "-z", "--name-only", commit, *below)
    names = [
        each
        for each in listed.split(b"\0")
        if each and PurePosixPath(os.fsdecode(each)).suffix.lower() in known
    ]
    index = top / f".index-{len(list(top.iterdir()))}"
    _git(root, "read-tree", commit, index=index)
    prefix = f"--prefix={target.as_posix()}/"
    _git(root, "checkout-index", "-z", "--stdin", prefix, feed=b"\0".join(names), index=index)


def _moved(project: Project, old: Path, folder: Path) -> Project:
    """``project`` with its patterns seen from ``folder``; absolute ones become relative."""
    sources = project.config.sources

    def relative(pattern: str) -> str:
        return os.path.relpath(pattern, old) if Path(pattern).is_absolute() else pattern

    moved = sources.model_copy(
        update={
            "include": type(sources.include)(relative(each) for each in sources.include),
            "exclude": type(sources.exclude)(relative(each) for each in sources.exclude),
        }
    )
    return Project(folder=folder, config=project.config.model_copy(update={"sources": moved}))
