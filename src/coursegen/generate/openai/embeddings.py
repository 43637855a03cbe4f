"""The embedding model of an OpenAI-compatible endpoint: texts in, vectors out.

What ``[generate.redact]`` hides is masked in what is embedded too. A call that fails in a way that may pass is made
again; one that fails for good ends in a GeneratorError.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from coursegen.errors import ConfigError, GeneratorError
from coursegen.generate.budget import Budget
from coursegen.generate.openai.client import (
    LostError,
    PassingError,
    TooLongError,
    TooManyError,
    in_our_words,
    open_client,
)
from coursegen.generate.openai.messages import estimated_tokens
from coursegen.generate.openai.patience import patiently
from coursegen.generate.openai.redact import Mask
from coursegen.ids import digest
from coursegen.model.generation import GenerateSettings
from coursegen.model.request import Usage
from coursegen.model.retrieval import EmbeddingSettings

if TYPE_CHECKING:
    from openai import AsyncOpenAI

__all__ = ["EndpointEmbedder"]

_TRIES = 5


class EndpointEmbedder:
    """Asks the endpoint of ``settings``, or where that names none, of ``generate``."""

    def __init__(
        self,
        settings: EmbeddingSettings,
        generate: GenerateSettings,
        first_pause: float = 1.0,
        budget: Budget | None = None,
        note: Callable[[str, Usage], None] = lambda _model, _usage: None,
    ) -> None:
        """``first_pause`` is in seconds and doubles; ``note`` is told the model and what each call took.

        Raises ConfigError where money is limited and the price is missing: before anything is spent.
        """
        if generate.max_cost and generate.prices.embedding is None:
            raise ConfigError(
                "a limit on cost needs the price of the embedding model",
                where="coursegen.toml, generate.prices",
                hint="Set embedding: what a million tokens cost at your provider; 0 for one of your own.",
            )
        self._budget = budget or Budget(generate)
        self._note = note
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
        refused = self._budget.embed(sum(map(estimated_tokens, texts)))
        if refused:
            raise GeneratorError(
                f"the build stopped before it embedded: {refused}",
                hint="What was paid for is kept. Raise the limit and run the build again to go on.",
            )
        begun = time.perf_counter()
        with in_our_words(client):
            found = await client.embeddings.create(
                model=self._settings.model, input=texts, encoding_format="float"
            )
            given = {
                each.index: [float(number) for number in each.embedding] for each in found.data
            }
        used = found.usage.prompt_tokens if found.usage else sum(map(estimated_tokens, texts))
        seconds = round(time.perf_counter() - begun, 3)
        self._note(self._settings.model, Usage(calls=1, embedded_tokens=used, seconds=seconds))
        if sorted(given) != list(range(len(texts))):
            raise LostError(f"the endpoint gave {len(given)} vectors for {len(texts)} texts")
        return [given[at] for at in range(len(texts))]

    def _failed(self, client: AsyncOpenAI, problem: str) -> GeneratorError:
        return GeneratorError(
            f"the embedding model {self._settings.model} failed: {problem}",
            where=str(client.base_url),
            hint="What it gave before is kept: run the build again, and only the rest is embedded.",
        )
