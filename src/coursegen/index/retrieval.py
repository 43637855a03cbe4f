"""Retrieval: a question, or passages, in; the passages that say most of it out.

Found by words (SQLite's FTS5) always. With vectors, llama-index searches those too and fuses both by rank (reciprocal
rank fusion), so that a passage that both find stands before one that either finds. Without vectors llama-index is
never loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from coursegen.index.search import Search
from coursegen.model.passage import Index, Passage

if TYPE_CHECKING:
    from coursegen.index.fusion import Fusion

__all__ = ["Retrieval"]

_DEPTH = 20
"""Passages that each way of searching gives to a fusion."""

_RANK = 60
"""Of reciprocal rank fusion (Cormack et al., 2009): what keeps one first place from deciding alone."""


class Retrieval:
    """Finds passages of one Index, by words alone or, with ``fusion``, by words and vectors."""

    def __init__(
        self, index: Index, fusion: Callable[[Index, Search], Fusion] | None = None
    ) -> None:
        self._index = index
        self._search = Search(index)
        self._open = fusion

    @cached_property
    def _fusion(self) -> Fusion | None:
        return self._open(self._index, self._search) if self._open else None

    def find(self, question: str, limit: int = 10, language: str = "en") -> list[str]:
        """Up to ``limit`` passage ids for ``question``, written in ``language``, best first."""
        if self._fusion is not None:
            return self._fusion.find(question, max(limit, _DEPTH), language)[:limit]
        return [each for each, _ in self._search.find(question, limit, language)]

    def like(
        self, passages: Sequence[str], among: Collection[str], limit: int = 10
    ) -> list[Passage]:
        """Up to ``limit`` of the passages ``among`` that are most like ``passages`` (ids), best first.

        None of ``passages`` themselves. What several of them are like comes first.
        """
        known = self._index.passage_by_id
        asked = [known[each] for each in passages if each in known]
        scores: dict[str, float] = {}
        for each in asked:
            found = (it for it in self._like(each) if it in among and it not in passages)
            for rank, identifier in enumerate(found):
                scores[identifier] = scores.get(identifier, 0) + 1 / (_RANK + rank)
        order = {each.id: at for at, each in enumerate(self._index.passages)}
        best = sorted(scores, key=lambda each: (-scores[each], order[each]))
        return [known[each] for each in best[:limit]]

    def _like(self, passage: Passage) -> Iterable[str]:
        if self._fusion is not None:
            return self._fusion.like(passage, _DEPTH)
        return [each for each, _ in self._search.find(passage.text, _DEPTH, passage.language)]
