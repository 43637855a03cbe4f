"""A quote that still stands keeps its unit: the citation moves to the passage in the old one's place.

In: a module as found on disk, the alignment, the Index. Out: the same module; only passage ids of citations
change, and only where what stands in the place of the passage holds the quote, word for word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from coursegen.index.normalise import normalise
from coursegen.model.base import Noun
from coursegen.model.blocks import citations_of
from coursegen.model.passage import Index

__all__ = ["Parts", "Successor", "anchored", "anchored_data"]

AnyNoun = TypeVar("AnyNoun", bound=Noun)
Successor = Mapping[str, str | None]
Parts = Mapping[str, tuple[str, ...]]


def anchored(
    noun: AnyNoun, successor: Successor, index: Index, parts: Parts | None = None
) -> AnyNoun:
    """``noun`` with each citation whose quote stands in the successor of its passage moved there.

    ``parts`` holds all that a passage was split into, where it was. A quote of a passage that the alignment does not
    know, and that one passage holds to the letter, moves there: two sides of a merge changed the passage. A copy
    elsewhere of what was edited is no place for it: that is another text, and may be another module's.
    """
    cited = {(each.passage, each.quote) for each in citations_of(noun)}
    moves = _moves(cited, successor, index, parts)
    return type(noun).model_validate(_moved(noun.model_dump(), moves)) if moves else noun


def anchored_data(
    value: Any, successor: Successor, index: Index, parts: Parts | None = None
) -> Any:
    """The same for a noun, or a part of one, as plain data."""
    moves = _moves(set(_citations_in(value)), successor, index, parts)
    return _moved(value, moves) if moves else value


def _moves(
    cited: set[tuple[str, str]], successor: Successor, index: Index, parts: Parts | None
) -> dict[tuple[str, str], str]:
    moves: dict[tuple[str, str], str] = {}
    for passage, quote in sorted(cited):
        for new in (parts or {}).get(passage) or (successor.get(passage),):
            if new and new != passage and normalise(quote) in index.passage_by_id[new].text:
                moves.setdefault((passage, quote), new)
        if passage not in successor and passage not in index.passage_by_id:
            only = _only_place(quote, index)
            if only:
                moves[passage, quote] = only
    return moves


def _only_place(quote: str, index: Index) -> str:
    """The one passage that holds ``quote`` to the letter; empty where none does, or several."""
    words = normalise(quote)
    found = [each.id for each in index.passage_by_id.values() if words in each.text]
    return found[0] if len(found) == 1 else ""


def _citations_in(value: Any) -> Iterator[tuple[str, str]]:
    """Passage and quote of each citation in plain data."""
    if isinstance(value, list | tuple):
        for each in value:
            yield from _citations_in(each)
    elif isinstance(value, dict) and value.keys() == {"passage", "quote"}:
        yield value["passage"], value["quote"]
    elif isinstance(value, dict):
        for each in value.values():
            yield from _citations_in(each)


def _moved(value: Any, moves: Mapping[tuple[str, str], str]) -> Any:
    if isinstance(value, list | tuple):
        return [_moved(each, moves) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"passage", "quote"}:
        return {**value, "passage": moves.get((value["passage"], value["quote"]), value["passage"])}
    return {key: _moved(each, moves) for key, each in value.items()}
