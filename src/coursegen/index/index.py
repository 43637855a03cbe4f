"""All that the sources say: Documents in, an Index of passages, occurrences and statements out."""

from __future__ import annotations

from collections.abc import Sequence

from coursegen.index.passages import passages_of
from coursegen.model.passage import Index, Occurrence, Passage, Statement
from coursegen.model.source import Document

__all__ = ["build_index"]


def build_index(documents: Sequence[Document]) -> Index:
    """The Index of ``documents``, which are taken in the order of their paths.

    A passage that stands in several documents is kept once, as the first of them has it.
    """
    from coursegen.index.statements import statements_of

    ordered = sorted(documents, key=lambda document: document.source.path)
    passages: dict[str, Passage] = {}
    occurrences: list[Occurrence] = []
    statements: list[Statement] = []
    for document in ordered:
        own, places = passages_of(document)
        for passage in own:
            passages.setdefault(passage.id, passage)
        occurrences.extend(places)
        statements.extend(statements_of(document, passages, places))
    return Index(
        documents=tuple(ordered),
        passages=tuple(passages.values()),
        occurrences=tuple(occurrences),
        statements=tuple(statements),
    )
