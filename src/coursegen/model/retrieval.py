"""How passages are found by what they mean: ``[index.embeddings]`` of coursegen.toml.

Keys and addresses with a password are never part of it, only the names of environment variables that have them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from coursegen.model.base import Noun

__all__ = ["EmbeddingSettings", "IndexSettings"]


class EmbeddingSettings(Noun):
    """``[index.embeddings]``: the model that turns texts into vectors, and where those are searched.

    ``model`` empty: none, passages are found by their words alone; ``local``: the encoder of the extra
    ``[embeddings]``, on this machine; else its name at the endpoint ``base_url`` (empty: that of ``[generate]``,
    as is ``api_key_env``). ``batch`` is the number of texts a call takes. ``store`` is where llama-index searches:
    in memory, or a Qdrant or PostgreSQL server, whose address the environment variable ``store_env`` holds.
    """

    model: str = ""
    base_url: str = ""
    api_key_env: str = ""
    batch: Annotated[int, Field(ge=1, le=2048)] = 64
    store: Literal["memory", "qdrant", "postgres"] = "memory"
    store_env: Annotated[str, Field(min_length=1)] = "COURSEGEN_VECTOR_STORE"


class IndexSettings(Noun):
    """``[index]``: how passages are found."""

    embeddings: EmbeddingSettings = EmbeddingSettings()
