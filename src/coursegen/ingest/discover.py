"""Which files are sources: glob patterns in, sorted paths out.

In: the project's folder and the patterns of ``[sources]``. Out: paths relative to that folder, with
forward slashes, in an order that depends on nothing but their names.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from coursegen.ingest.registry import readers, supported_suffixes

__all__ = ["Listing", "discover", "listing"]

_CAPTIONS = (".srt", ".vtt")
_IMAGES = frozenset({".avif", ".bmp", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp"})


@dataclass(frozen=True)
class Listing:
    """Files that patterns name, each list sorted.

    ``sources`` are those that a reader knows, ``excluded`` those of them that are left out, ``skipped`` those that
    no reader knows; pictures are not listed there: they go with a text.
    """

    sources: list[str]
    excluded: list[str]
    skipped: list[str]


def discover(root: Path, include: Sequence[str], exclude: Sequence[str] = ()) -> list[str]:
    """Files that a reader knows, matching ``include`` and not ``exclude``.

    A pattern is a file, a folder (all that is in it) or a glob, relative to ``root``; it may start with
    ``../`` or be absolute. Hidden files are left out, and so are captions that belong to a recording.
    """
    return listing(root, include, exclude).sources


def listing(root: Path, include: Sequence[str], exclude: Sequence[str] = ()) -> Listing:
    """What ``include`` and ``exclude``, patterns as ``discover`` takes them, name below ``root``."""
    every = _matches(root, include)
    found = every - _matches(root, exclude)
    passed_over = {*supported_suffixes(), *_CAPTIONS, *_IMAGES}
    sources = _readable(root, found)
    return Listing(
        sources=sorted(sources),
        excluded=sorted(_readable(root, every) - sources) if every != found else [],
        skipped=sorted(
            each for each in found if PurePosixPath(each).suffix.lower() not in passed_over
        ),
    )


def _readable(root: Path, found: set[str]) -> set[str]:
    known = supported_suffixes()
    readable = {each for each in found if PurePosixPath(each).suffix.lower() in known}
    return readable - _companions(root, readable)


def _matches(root: Path, patterns: Iterable[str]) -> set[str]:
    return {each for pattern in patterns for each in _expand(root, pattern)}


def _expand(root: Path, pattern: str) -> list[str]:
    literal = root / pattern
    if literal.is_file():  # a real name may hold brackets, which a glob would read as a choice
        return [_relative(root, pattern)]
    if literal.is_dir():
        pattern = f"{glob.escape(pattern.rstrip('/'))}/**"
    names = glob.glob(pattern, root_dir=root, recursive=True)  # noqa: PTH207 - takes ../ patterns
    return [_relative(root, each) for each in names if (root / each).is_file()]


def _relative(root: Path, name: str) -> str:
    if Path(name).is_absolute():
        name = os.path.relpath(name, root)
    return Path(os.path.normpath(name)).as_posix()


def _companions(root: Path, found: Iterable[str]) -> set[str]:
    """Files among the sources that another source is read with."""
    by_suffix = {suffix: reader for reader in readers() for suffix in reader.suffixes}
    result: set[str] = set()
    for each in found:
        reader = by_suffix[PurePosixPath(each).suffix.lower()]
        for companion in reader.companions(root / each):
            result.add(PurePosixPath(each).with_name(companion.name).as_posix())
    return result
