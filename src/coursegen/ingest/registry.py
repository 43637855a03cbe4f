"""From a path to its Document: which reader knows the ending, and what can go wrong in any of them.

In: the folder of a project and a path relative to it. Out: a Source (hashed, not parsed) or a Document.
Readers come by the entry point group ``coursegen.readers``, built-in ones like a third party's.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from coursegen.errors import SourceError
from coursegen.ids import digest
from coursegen.ingest.reader import Reader
from coursegen.model.source import Document, Source
from coursegen.plugins import load_plugin, not_usable

__all__ = ["GROUP", "read_source", "reader_for", "readers", "source_of", "supported_suffixes"]

GROUP = "coursegen.readers"
"""Entry point group; each entry names a module attribute that is a Reader."""


@cache
def readers() -> tuple[Reader, ...]:
    """All installed readers, by the name of their entry point. Raises ConfigError naming one that is broken."""
    found = sorted(entry_points(group=GROUP), key=lambda each: (each.name, each.value))
    return tuple(_loaded(each) for each in found)


def _loaded(entry: EntryPoint) -> Reader:
    reader = load_plugin(entry)
    if not isinstance(reader, Reader):
        raise not_usable(entry, "it names no Reader")
    return reader


@cache
def _by_suffix() -> dict[str, Reader]:
    result: dict[str, Reader] = {}
    for reader in readers():
        for suffix in reader.suffixes:
            result.setdefault(suffix, reader)
    return result


def supported_suffixes() -> tuple[str, ...]:
    """The file endings that some reader knows, sorted, each with its dot."""
    return tuple(sorted(_by_suffix()))


def reader_for(path: Path) -> Reader:
    """The reader for the ending of ``path``. Raises SourceError naming the endings that are known."""
    reader = _by_suffix().get(path.suffix.lower())
    if reader is None:
        ending = f"the ending {path.suffix}" if path.suffix else "a name without an ending"
        raise SourceError(
            f"no reader knows {ending}",
            where=path.as_posix(),
            hint=f"Endings that can be read: {', '.join(supported_suffixes())}.",
        )
    return reader


def source_of(root: Path, relative: str, language: str = "") -> Source:
    """The Source at ``relative`` under ``root``: its kind and digest, without parsing it.

    Of several companions the one named for ``language`` (``talk.nl.vtt``) comes first, and is the one read.

    The digest is the SHA-256 of the file's bytes; where the reader reads companions with it, of the
    digests of all of them. Raises SourceError when the file is missing, empty or of unknown ending.
    """
    reader = reader_for(Path(relative))
    folder = Path(relative).parent
    wanted = f".{language.partition('-')[0].lower()}." if language else ""
    beside = sorted(
        reader.companions(root / relative),
        key=lambda each: not wanted or wanted not in each.name.lower(),
    )
    companions = tuple((folder / each.name).as_posix() for each in beside)
    digests = [_file_digest(root / name, name) for name in (relative, *companions)]
    return Source(
        path=Path(relative).as_posix(),
        kind=reader.kind,
        digest=digests[0] if len(digests) == 1 else digest(digests),
        companions=companions,
    )


def _file_digest(path: Path, relative: str) -> str:
    try:
        if path.stat().st_size == 0:
            raise SourceError(
                "the file is empty",
                where=relative,
                hint="Put the text back, or leave the file out with `exclude` under [sources].",
            )
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        raise SourceError(
            "there is no such file", where=relative, hint="Check the path under [sources]."
        ) from None
    except OSError as error:
        raise SourceError(
            f"the file cannot be opened ({error.strerror})",
            where=relative,
            hint="Check that it is a file and that you may read it.",
        ) from error


def read_source(root: Path, relative: str, source: Source | None = None) -> Document:
    """Parse the file at ``relative`` (forward slashes) under ``root``, as ``source`` where it is known already.

    Whatever a format's library raises on a damaged file arrives as a SourceError that says what, where
    and what to do.
    """
    source = source or source_of(root, relative)
    reader = reader_for(Path(relative))
    try:
        return reader.read(root / relative, source)
    except SourceError:
        raise
    except UnicodeDecodeError as error:
        raise SourceError(
            f"the text is not UTF-8 (byte {error.start})",
            where=relative,
            hint="Save the file with the encoding UTF-8 and try again.",
        ) from error
    except Exception as error:
        raise SourceError(
            f"the file cannot be read as {reader.kind} ({type(error).__name__}: {error})",
            where=relative,
            hint="Open it in the program that made it, save it again, or leave it out with `exclude`.",
        ) from error
