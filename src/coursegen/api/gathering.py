"""Which of the given files go into a project, and by which name in its ``sources/``.

In: files and folders as a person gave them, and the project's folder. Out: Gathered; nothing is written here.

A file keeps its name, a file in a folder its path below that folder. Two files that want one name are refused
rather than told apart by their folders: a source's path is part of what the lock and the citations rest on,
and a name that depends on what else was given would change with the next `make`.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coursegen.config import CONFIG_NAME
from coursegen.errors import ConfigError, SourceError
from coursegen.ingest.registry import reader_for
from coursegen.resources import OVERRIDABLE

__all__ = ["Gathered", "Taken", "gather"]

_MADE = (CONFIG_NAME, "coursegen.lock", "course", "dist")
"""What a project holds beside its sources; hidden files are left out anyway."""


@dataclass(frozen=True)
class Taken:
    """A file to copy: its path below ``sources/``, where it stands, and which given path it came by."""

    name: str
    origin: Path
    given: Path


@dataclass(frozen=True)
class Gathered:
    """``files`` by name; ``passed_over`` are folders inside those given that are projects themselves."""

    files: dict[str, Taken]
    passed_over: tuple[str, ...]


def gather(given: Sequence[Path], project: Path) -> Gathered:
    """The files of ``given`` that belong into ``project``/sources.

    Left out: hidden files, the project's own folder, any folder that holds a coursegen.toml, and what
    coursegen makes (course/, dist/, settings, lock) of a project that was given itself. Captions come with
    their recording. Raises ConfigError naming two files that want one name, SourceError for what is not
    there or cannot be listed.
    """
    files: dict[str, Taken] = {}
    folded: dict[str, Taken] = {}  # names that some file systems hold to be the same
    seen: set[str] = set()
    passed_over: list[str] = []
    for each in given:
        for origin in _files(each, project, passed_over):
            place = os.path.abspath(origin)  # noqa: PTH100 - a link is a file of its own
            if place in seen:
                continue
            seen.add(place)
            taken = Taken(_name(origin, each, project), origin, each)
            other = folded.setdefault(taken.name.casefold(), taken)
            if other.given != each or taken.name in files:
                raise _same_name(other, taken)
            files[taken.name] = taken
    return Gathered(dict(sorted(files.items())), tuple(sorted(set(passed_over))))


def _same_name(one: Taken, other: Taken) -> ConfigError:
    return ConfigError(
        f"two sources would be sources/{other.name}: {one.origin} and {other.origin}",
        hint="Rename one of them, or give the folder that holds both. Nothing was written.",
    )


def _name(origin: Path, given: Path, project: Path) -> str:
    """The path below sources/; a file that stands in the project's sources/ keeps its place."""
    home = (project / "sources").resolve()
    if (origin.parent.resolve() / origin.name).is_relative_to(home):
        return (origin.parent.resolve() / origin.name).relative_to(home).as_posix()
    name = origin.relative_to(given).as_posix() if given.is_dir() else origin.name
    return unicodedata.normalize("NFC", name)  # one name on every system: some take é apart


def _files(given: Path, project: Path, passed_over: list[str]) -> Iterator[Path]:
    """The file ``given`` and its companions, or the files below the folder ``given``, by name."""
    if given.is_dir():
        yield from _below(given, project, passed_over)
    elif given.exists():
        yield given
        yield from _companions(given)
    else:
        raise SourceError("there is no such file", where=str(given), hint="Check the path.")


def _below(given: Path, project: Path, passed_over: list[str]) -> Iterator[Path]:
    own = given.resolve() == project.resolve()
    parts = set(_MADE) if own or (given / CONFIG_NAME).is_file() else set()
    if own:
        parts |= {"sources", *OVERRIDABLE}  # the first are in their place, the others no sources
    for place, folders, names in os.walk(given, onerror=_unlisted):
        here = Path(place)
        left_out = parts if here == given else set()
        kept = []
        for each in sorted(folders):
            if each.startswith(".") or each in left_out:
                continue
            if (here / each).resolve() == project.resolve():
                continue
            if (here / each / CONFIG_NAME).is_file():
                passed_over.append((here / each).as_posix())
                continue
            kept.append(each)
        folders[:] = kept
        for each in sorted(names):
            if not each.startswith(".") and each not in left_out and (here / each).is_file():
                yield here / each


def _unlisted(error: OSError) -> None:
    raise SourceError(
        f"the folder cannot be opened ({error.strerror})",
        where=str(error.filename),
        hint="Check that you may read it.",
    ) from error


def _companions(path: Path) -> tuple[Path, ...]:
    """What the reader of ``path`` reads with it, such as the captions of a recording."""
    try:
        reader = reader_for(path)
    except SourceError:
        return ()  # a build says what becomes of a file that no reader knows
    return reader.companions(path)
