"""What may be spent: calls and money, with the worst case of each request in flight reserved.

In: settings with limits and prices, what calls used. Out: whether one more may be asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from coursegen.errors import ConfigError
from coursegen.model.generation import GenerateSettings, Prices
from coursegen.model.request import Usage

__all__ = ["Budget", "cost_of"]

_MILLION = 1_000_000


def cost_of(usage: Usage, prices: Prices) -> float | None:
    """What ``usage`` costs, in the currency of ``prices``; None where a price is not known."""
    if prices.input is None or prices.output is None:
        return None
    if usage.embedded_tokens and prices.embedding is None:
        return None
    cached = prices.input if prices.cached is None else prices.cached
    fresh = usage.input_tokens - usage.cached_tokens
    total = (
        fresh * prices.input
        + usage.cached_tokens * cached
        + usage.output_tokens * prices.output
        + usage.embedded_tokens * (prices.embedding or 0)
    )
    return total / _MILLION


@dataclass
class Budget:
    """Spends within ``max_calls`` and ``max_cost``; 0 is no limit.

    Raises ConfigError where money is limited and a price is missing: before anything is spent.
    """

    settings: GenerateSettings
    spent: float = 0
    calls: int = 0
    _reserved: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.settings.max_cost and cost_of(Usage(), self.settings.prices) is None:
            raise ConfigError(
                "a limit on cost needs prices",
                where="coursegen.toml, generate.prices",
                hint="Set input and output: what a million tokens cost at your provider.",
            )

    def reserve(self, key: str, input_tokens: int, output_tokens: int) -> str:
        """Reserve the worst case of one call under ``key``. Returns why it may not be made, or nothing.

        ``output_tokens`` is the longest answer that the call allows.
        """
        limit_of_calls = self.settings.max_calls
        if limit_of_calls and self.calls + len(self._reserved) >= limit_of_calls:
            return f"the limit of {limit_of_calls} calls is reached"
        return self._reserve(key, Usage(input_tokens=input_tokens, output_tokens=output_tokens))

    def embed(self, tokens: int) -> str:
        """Spend on ``tokens`` to embed, before they are sent. Returns why they may not be, or nothing.

        They count as spent whatever comes of the call; calls that embed are no calls of a model that writes.
        """
        key = f"embeddings {tokens}"
        refused = self._reserve(key, Usage(embedded_tokens=tokens))
        self.spent += self._reserved.pop(key, 0)
        return refused

    def _reserve(self, key: str, worst: Usage) -> str:
        limit, price = self.settings.max_cost, cost_of(worst, self.settings.prices) or 0
        if limit and self.spent + sum(self._reserved.values()) + price > limit:
            currency = self.settings.prices.currency
            return f"the limit of {limit:g} {currency} could be passed (spent: {self.spent:.4f})"
        self._reserved[key] = price
        return ""

    def settle(self, key: str, usage: Usage) -> None:
        """The call under ``key`` is over and used ``usage``."""
        self._reserved.pop(key, None)
        self.calls += 1
        self.spent += cost_of(usage, self.settings.prices) or 0

    def forfeit(self, key: str) -> None:
        """The call under ``key`` got no answer, and may have been charged: it counts as the worst case."""
        self.spent += self._reserved.pop(key, 0)
        self.calls += 1

    def release(self, key: str) -> None:
        """The call under ``key`` came to nothing and cost nothing."""
        self._reserved.pop(key, None)
