"""The ledger of one document: its passages, where they stand, its statements; by way of a store.

In: a document and a store. Out: a Ledger, read from the store where that has it under the digest of the document
and of the rules by which it was read. So a build parses only what changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Protocol

from pydantic import ValidationError

from coursegen.errors import ConfigError
from coursegen.ids import digest
from coursegen.index.passages import passages_of
from coursegen.model.base import Noun
from coursegen.model.passage import Occurrence, Passage, Statement
from coursegen.model.source import Document
from coursegen.resources import code_digest

__all__ = ["Ledger", "LedgerStore", "ledger_of", "statements_as_kept"]

_KIND = "ledgers"
_RULES = ("index", "language", "model")
"""Folders of the package whose files decide what a document says: another byte in them is another ledger."""


class LedgerStore(Protocol):
    """What is needed of a store: bytes under a digest."""

    def get(self, kind: str, digest: str) -> bytes | None:
        """Return the bytes, or None."""

    def put(self, kind: str, digest: str, data: bytes) -> None:
        """Keep the bytes."""


class Ledger(Noun):
    """What one document says, whatever other documents say."""

    passages: tuple[Passage, ...]
    occurrences: tuple[Occurrence, ...]
    statements: tuple[Statement, ...]


def ledger_of(document: Document, store: LedgerStore | None) -> Ledger:
    """The ledger of ``document``; kept in ``store``, where there is one."""
    return _kept(store, _key(document) if store else "", lambda: _made(document))


def statements_as_kept(
    document: Document, kept: dict[str, Passage], ledger: Ledger, store: LedgerStore | None
) -> tuple[Statement, ...]:
    """The statements of ``document``, where ``kept`` holds some of its passages as another document has them."""
    other = [
        kept[each.id]
        for each in ledger.passages
        if kept[each.id] is not each and kept[each.id] != each
    ]
    if not other:
        return ledger.statements
    key = digest([_key(document), [each.model_dump(mode="json") for each in other]])
    return _kept(
        store,
        key,
        lambda: Ledger(
            passages=(),
            occurrences=(),
            statements=tuple(_statements(document, kept, ledger.occurrences)),
        ),
    ).statements


def _kept(store: LedgerStore | None, key: str, make: Callable[[], Ledger]) -> Ledger:
    if store is None:
        return make()
    stored = store.get(_KIND, key)
    if stored is not None:
        with suppress(ValidationError):  # a damaged entry is a miss
            return Ledger.model_validate_json(stored)
    ledger = make()
    with suppress(ConfigError):  # a cache that cannot be written only costs time
        store.put(_KIND, key, ledger.model_dump_json(exclude_defaults=True).encode())
    return ledger


def _key(document: Document) -> str:
    return digest(f"{code_digest(*_RULES)}\n{document.model_dump_json()}")


def _made(document: Document) -> Ledger:
    passages, occurrences = passages_of(document)
    statements = _statements(document, {each.id: each for each in passages}, occurrences)
    return Ledger(
        passages=tuple(passages), occurrences=tuple(occurrences), statements=tuple(statements)
    )


def _statements(
    document: Document, passages: dict[str, Passage], occurrences: Sequence[Occurrence]
) -> list[Statement]:
    from coursegen.index.statements import statements_of

    return statements_of(document, passages, occurrences)
