"""The door to llama-index: vectors of passages in, what words and vectors together find out.

Passages become nodes with their vectors in a vector store of llama-index; FTS5 stands beside it as a retriever of its
own; llama-index fuses both by reciprocal rank. No object of it is a record of truth: an id that it gives counts only
where the Index has the passage, and a store that lost one is filled anew or refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from coursegen.errors import ConfigError, GeneratorError
from coursegen.ids import digest
from coursegen.index.embedding import INSTALL, Embedder
from coursegen.index.search import Search
from coursegen.index.stores import open_store, unreachable
from coursegen.model.passage import Index, Passage
from coursegen.model.retrieval import EmbeddingSettings

if TYPE_CHECKING:
    from array import array

__all__ = ["Fusion"]

_WORDS = 3
"""Passages that FTS5 gives to a fusion: more of them push out what vectors find (measured: docs/retrieval.md)."""

_PASSAGE = "passage"
"""The key under which a node holds the id of its passage; part of its hash, so that equal texts stay two."""


class Fusion:
    """Finds passages of ``index`` by words and by vectors.

    ``vectors`` has one for each passage, of the model ``embedder``. Raises ConfigError where llama-index or a store is
    not installed, GeneratorError where a store cannot be filled.
    """

    def __init__(
        self,
        index: Index,
        search: Search,
        vectors: Mapping[str, array[float]],
        embedder: Embedder,
        settings: EmbeddingSettings,
    ) -> None:
        try:
            import llama_index.core  # noqa: F401 - whether it is here
        except ImportError as error:
            raise ConfigError(
                "the package for searching vectors is not installed",
                where="coursegen.toml, index.embeddings.model",
                hint=INSTALL,
            ) from error
        self._index, self._search, self._vectors = index, search, vectors
        self._embedder, self._settings = embedder, settings
        self._nodes = {each.id: _node(each, vectors[each.id]) for each in index.passages}
        self._vector_index = self._filled()

    def find(self, question: str, limit: int, language: str) -> list[str]:
        """Up to ``limit`` passage ids for ``question``, best first; one call of the embedding model."""
        vector = list(self._embedder.embed([question])[0])
        return self._fused(question, vector, limit, language)

    def like(self, passage: Passage, limit: int) -> list[str]:
        """Up to ``limit`` ids of the passages most like ``passage``, itself among them; asks no model."""
        vector = list(self._vectors[passage.id])
        return self._fused(passage.text, vector, limit, passage.language)

    def nearest(self, question: str, limit: int) -> list[str]:
        """Up to ``limit`` passage ids for ``question`` by vectors alone."""
        vector = list(self._embedder.embed([question])[0])
        return self._ids(self._by_vectors(limit).retrieve(_query(question, vector)), limit)

    def _fused(self, text: str, vector: list[float], limit: int, language: str) -> list[str]:
        from llama_index.core.llms.mock import MockLLM
        from llama_index.core.retrievers import QueryFusionRetriever
        from llama_index.core.retrievers.fusion_retriever import FUSION_MODES

        fusing = QueryFusionRetriever(
            [self._by_words(language), self._by_vectors(limit)],
            llm=MockLLM(),  # it would load one otherwise; none is asked, as there is one query
            mode=FUSION_MODES.RECIPROCAL_RANK,
            similarity_top_k=limit,
            num_queries=1,
            use_async=False,
        )
        return self._ids(fusing.retrieve(_query(text, vector)), limit)

    def _by_vectors(self, limit: int) -> Any:
        return self._vector_index.as_retriever(similarity_top_k=limit)

    def _by_words(self, language: str) -> Any:
        from llama_index.core.retrievers import BaseRetriever
        from llama_index.core.schema import NodeWithScore

        search, nodes = self._search, self._nodes

        class ByWords(BaseRetriever):  # type: ignore[misc]
            """FTS5 as a retriever of llama-index."""

            def _retrieve(self, query_bundle: Any) -> list[Any]:
                found = search.find(query_bundle.query_str, _WORDS, language)
                return [NodeWithScore(node=nodes[each], score=score) for each, score in found]

        return ByWords()

    def _ids(self, found: Sequence[Any], limit: int) -> list[str]:
        """The passages found that there are, each once."""
        ids = [each.node.metadata[_PASSAGE] for each in found]
        return [each for each in dict.fromkeys(ids) if each in self._nodes][:limit]

    def _filled(self) -> Any:
        """A vector index over all passages. Raises GeneratorError where the store lost one."""
        from llama_index.core import MockEmbedding, StorageContext, VectorStoreIndex
        from llama_index.core.schema import TransformComponent

        class AsItIs(TransformComponent):  # type: ignore[misc]
            """Passages are the nodes; without it llama-index would set up a splitter of its own."""

            def __call__(self, nodes: Any, **_: Any) -> Any:
                return nodes

        numbers = len(next(iter(self._vectors.values()), ()))
        name = f"coursegen_{digest([self._embedder.recipe, sorted(self._nodes)], 24)}"
        store = open_store(self._settings, name, numbers)
        frame = {
            "embed_model": MockEmbedding(
                embed_dim=numbers
            ),  # every node and query brings its vector
            "transformations": [AsItIs()],
        }
        try:
            if self._settings.store != "memory" and self._whole(store):
                return VectorStoreIndex.from_vector_store(store, **frame)
            context = StorageContext.from_defaults(vector_store=store)
            made = VectorStoreIndex(list(self._nodes.values()), storage_context=context, **frame)
            whole = self._whole(store)
        except Exception as error:
            if self._settings.store == "memory":
                raise
            raise unreachable(self._settings, error) from error
        if not whole:
            raise GeneratorError(
                "the vector store lost passages",
                where=f"index.embeddings.store = {self._settings.store!r}",
                hint='Run the build again; `store = "memory"` needs no server.',
            )
        return made

    def _whole(self, store: Any) -> bool:
        """Whether ``store`` holds every passage."""
        wanted = {_node_id(each) for each in self._nodes}
        if self._settings.store == "memory":
            return set(store.data.embedding_dict) == wanted
        try:
            held = store.get_nodes(node_ids=sorted(wanted))
        except Exception:  # noqa: BLE001 - what a store raises for a table that is not there is its own
            return False
        return {each.node_id for each in held} == wanted


def _node_id(passage: str) -> str:
    """The id of a passage as a store has it: Qdrant takes nothing but UUIDs and numbers."""
    return str(UUID(hex=digest(passage, 32)))


def _node(passage: Passage, vector: array[float]) -> Any:
    from llama_index.core.schema import TextNode

    return TextNode(
        id_=_node_id(passage.id),
        text=passage.text,
        metadata={_PASSAGE: passage.id, "language": passage.language},
        embedding=list(vector),
    )


def _query(text: str, vector: list[float]) -> Any:
    from llama_index.core.schema import QueryBundle

    return QueryBundle(query_str=text, embedding=vector)
