"""The embedding model of an OpenAI-compatible endpoint: texts in, vectors out.

What ``[generate.redact]`` hides is masked in what is embedded too. A call that fails in a way that may pass is made
again; one that fails for good ends in a GeneratorError.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from coursegen.errors import GeneratorError
from coursegen.generate.openai.client import (
    LostError,
    PassingError,
    TooLongError,
    TooManyError,
    in_our_words,
    open_client,
)
from coursegen.generate.openai.patience import patiently
from coursegen.generate.openai.redact import Mask
from coursegen.ids import digest
from coursegen.model.generation import GenerateSettings
from coursegen.model.retrieval import EmbeddingSettings

if TYPE_CHECKING:
    from openai import AsyncOpenAI

__all__ = ["EndpointEmbedder"]

_TRIES = 5


class EndpointEmbedder:
    """Asks the endpoint of ``settings``, or where that names none, of ``generate``."""

    def __init__(
        self, settings: EmbeddingSettings, generate: GenerateSettings, first_pause: float = 1.0
    ) -> None:
        """``first_pause`` is in seconds and doubles."""
        self.batch = settings.batch
        self.recipe = settings.model
        if generate.redact.kinds or generate.redact.patterns:
            masked = digest(generate.redact.model_dump(mode="json"), 8)
            self.recipe += f" masked {masked}"
        self._settings = generate.model_copy(
            update={
                "model": settings.model,
                "base_url": settings.base_url or generate.base_url,
                "api_key_env": settings.api_key_env or generate.api_key_env,
            }
        )
        self._mask = Mask(generate.redact)
        self._first_pause = first_pause

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """One vector a text, in their order. Raises ConfigError without a key, GeneratorError at a failure."""
        return asyncio.run(self._embed([self._mask.hide(each) for each in texts]))

    async def _embed(self, texts: list[str]) -> list[list[float]]:
        client = open_client(self._settings)
        try:
            return await patiently(lambda: self._once(client, texts), _TRIES, self._first_pause)
        except TooLongError as error:
            raise self._failed(client, f"a text is too long for it: {error}") from None
        except (PassingError, TooManyError) as error:
            raise self._failed(client, str(error)) from None
        finally:
            await client.close()

    async def _once(self, client: AsyncOpenAI, texts: list[str]) -> list[list[float]]:
        with in_our_words(client):
            found = await client.embeddings.create(
                model=self._settings.model, input=texts, encoding_format="float"
            )
            given = {
                each.index: [float(number) for number in each.embedding] for each in found.data
            }
        if sorted(given) != list(range(len(texts))):
            raise LostError(f"the endpoint gave {len(given)} vectors for {len(texts)} texts")
        return [given[at] for at in range(len(texts))]

    def _failed(self, client: AsyncOpenAI, problem: str) -> GeneratorError:
        return GeneratorError(
            f"the embedding model {self._settings.model} failed: {problem}",
            where=str(client.base_url),
            hint="What it gave before is kept: run the build again, and only the rest is embedded.",
        )
