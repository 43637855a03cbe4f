"""Where llama-index searches vectors: in memory, or in a server that is configured.

In: the name of the store, a name for the table, the length of a vector. Out: an empty or filled vector store of
llama-index. A store is never a record of truth: it is filled from the vectors on disk, under a name that says what is in
it, so that one that was left half filled, or holds other passages, is never searched.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from coursegen.errors import ConfigError, GeneratorError
from coursegen.model.retrieval import EmbeddingSettings

__all__ = ["open_store"]


def open_store(settings: EmbeddingSettings, name: str, numbers: int) -> Any:
    """The vector store of ``settings`` for the table ``name``, of vectors of so many ``numbers``.

    Raises ConfigError where its package or its address is missing, GeneratorError where it cannot be reached.
    """
    if settings.store == "memory":
        from llama_index.core.vector_stores.simple import SimpleVectorStore

        return SimpleVectorStore()
    address = os.environ.get(settings.store_env, "")
    if not address:
        raise ConfigError(
            f"there is no address in the environment variable {settings.store_env}",
            where="coursegen.toml, index.embeddings.store",
            hint=f"Set it: export {settings.store_env}=... (an address with a password never goes into a file).",
        )
    try:
        return _STORES[settings.store](address, name, numbers)
    except ImportError as error:
        raise ConfigError(
            f"the package for the vector store {settings.store!r} is not installed",
            where="coursegen.toml, index.embeddings.store",
            hint=f"Install it: pip install llama-index-vector-stores-{settings.store}",
        ) from error
    except Exception as error:
        raise unreachable(settings, error) from error


def unreachable(settings: EmbeddingSettings, error: Exception) -> GeneratorError:
    """What is said of a server that failed; without its address, which may hold a password."""
    return GeneratorError(
        f"the vector store failed: {type(error).__name__}",
        where=f"index.embeddings.store = {settings.store!r}, ${settings.store_env}",
        hint="Is the server up, and is the address right? Vectors are kept on disk: nothing is embedded twice.",
    )


def _qdrant(address: str, name: str, _numbers: int) -> Any:
    store = import_module("llama_index.vector_stores.qdrant")
    client = import_module("qdrant_client").QdrantClient
    place = {"location": address} if address == ":memory:" else {"url": address}
    return store.QdrantVectorStore(client=client(**place), collection_name=name)


def _postgres(address: str, name: str, numbers: int) -> Any:
    store = import_module("llama_index.vector_stores.postgres")
    parts = urlsplit(address)
    return store.PGVectorStore.from_params(
        host=parts.hostname,
        port=str(parts.port or 5432),
        database=parts.path.lstrip("/"),
        user=parts.username,
        password=parts.password,
        table_name=name,
        embed_dim=numbers,
    )


_STORES: dict[str, Callable[[str, str, int], Any]] = {"qdrant": _qdrant, "postgres": _postgres}
