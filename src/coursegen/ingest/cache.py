"""Documents by way of the store: a source is parsed once for each of its digests.

In: sources and the store. Out: documents, in the order of the sources. All that cannot be read is named in
one error.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from coursegen import __version__
from coursegen.errors import ConfigError, SourceError
from coursegen.ids import digest
from coursegen.ingest.registry import read_source
from coursegen.model.source import Document, Source

__all__ = ["DocumentStore", "read_documents", "stored_document"]

_KIND = "documents"


class DocumentStore(Protocol):
    """What is needed of a store: bytes under a digest."""

    def get(self, kind: str, digest: str) -> bytes | None:
        """Return the bytes, or None."""

    def put(self, kind: str, digest: str, data: bytes) -> None:
        """Keep the bytes."""


def read_documents(
    root: Path,
    sources: Sequence[Source],
    store: DocumentStore,
    progress: Callable[[str, int, int], None],
) -> list[Document]:
    """Parse ``sources`` under ``root``, or take them from the store.

    Raises one SourceError that names every source that cannot be read.
    """
    documents: list[Document] = []
    failures: list[SourceError] = []
    for number, source in enumerate(sources):
        progress("read", number, len(sources))
        try:
            documents.append(_read(root, source, store))
        except SourceError as error:
            failures.append(error)
    progress("read", len(sources), len(sources))
    if failures:
        raise SourceError.of_all(failures)
    return documents


def stored_document(source: Source, store: DocumentStore) -> Document | None:
    """What ``source`` was parsed to before, without reading it; None where the store does not know it."""
    stored = store.get(_KIND, _key(source))
    if stored is None:
        return None
    try:
        return Document.model_validate_json(stored)
    except ValidationError:
        return None  # a damaged entry is a miss


def _key(source: Source) -> str:
    return digest([__version__, source.kind, source.digest, source.path])


def _read(root: Path, source: Source, store: DocumentStore) -> Document:
    stored = stored_document(source, store)
    if stored is not None:
        return stored
    document = read_source(root, source.path, source)
    with suppress(ConfigError):  # a cache that cannot be written only costs time
        store.put(_KIND, _key(source), document.model_dump_json(exclude_defaults=True).encode())
    return document
