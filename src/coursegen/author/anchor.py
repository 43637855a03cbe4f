"""A quote that still stands keeps its unit: the citation moves to the passage in the old one's place.

In: a module as found on disk, the alignment, the Index. Out: the same module; only passage ids of citations
change, and only where the successor of the passage holds the quote, word for word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from coursegen.index.normalise import normalise
from coursegen.model.base import Noun
from coursegen.model.blocks import citations_of
from coursegen.model.passage import Index

__all__ = ["anchored"]

AnyNoun = TypeVar("AnyNoun", bound=Noun)


def anchored(noun: AnyNoun, successor: Mapping[str, str | None], index: Index) -> AnyNoun:
    """``noun`` with each citation whose quote stands in the successor of its passage moved there."""
    moves: dict[tuple[str, str], str] = {}
    for cite in citations_of(noun):
        new = successor.get(cite.passage)
        if new and new != cite.passage and normalise(cite.quote) in index.passage_by_id[new].text:
            moves[cite.passage, cite.quote] = new
    return type(noun).model_validate(_moved(noun.model_dump(), moves)) if moves else noun


def _moved(value: Any, moves: Mapping[tuple[str, str], str]) -> Any:
    if isinstance(value, list | tuple):
        return [_moved(each, moves) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"passage", "quote"}:
        return {**value, "passage": moves.get((value["passage"], value["quote"]), value["passage"])}
    return {key: _moved(each, moves) for key, each in value.items()}
