"""All that the sources say: Documents in, an Index of passages, occurrences and statements out."""

from __future__ import annotations

from collections.abc import Sequence

from coursegen.index.ledger import LedgerStore, ledger_of, statements_as_kept
from coursegen.model.passage import Index, Occurrence, Passage, Statement
from coursegen.model.source import Document

__all__ = ["build_index"]


def build_index(documents: Sequence[Document], store: LedgerStore | None = None) -> Index:
    """The Index of ``documents``, which are taken in the order of their paths.

    A passage that stands in several documents is kept once, as the first of them has it. With a ``store`` the
    part of each document is made once for each digest of its source.
    """
    ordered = sorted(documents, key=lambda document: document.source.path)
    passages: dict[str, Passage] = {}
    occurrences: list[Occurrence] = []
    statements: list[Statement] = []
    for document in ordered:
        ledger = ledger_of(document, store)
        for passage in ledger.passages:
            passages.setdefault(passage.id, passage)
        occurrences.extend(ledger.occurrences)
        statements.extend(statements_as_kept(document, passages, ledger, store))
    return Index(
        documents=tuple(ordered),
        passages=tuple(passages.values()),
        occurrences=tuple(occurrences),
        statements=tuple(statements),
    )
