"""How drafts are written: the generator, and for a model its endpoint, prices and limits.

What ``[generate]`` in coursegen.toml holds; keys and tokens are never part of it, only the name of the
environment variable that has the key.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from coursegen.model.base import Noun

__all__ = ["GenerateSettings", "Prices", "Redaction"]


class Prices(Noun):
    """``[generate.prices]``: what a million tokens cost, in any one currency; None: not known.

    ``embedding`` is that of the model of ``[index.embeddings]``.
    """

    input: Annotated[float, Field(ge=0)] | None = None
    cached: Annotated[float, Field(ge=0)] | None = None
    output: Annotated[float, Field(ge=0)] | None = None
    embedding: Annotated[float, Field(ge=0)] | None = None
    currency: str = "USD"


class Redaction(Noun):
    """``[generate.redact]``: what is masked before it is sent, and restored in what comes back.

    ``kinds`` are the patterns that ship (email, phone, iban); ``patterns`` are regular expressions of the
    project's own.
    """

    kinds: tuple[Literal["email", "phone", "iban"], ...] = ()
    patterns: tuple[str, ...] = ()


class GenerateSettings(Noun):
    """``[generate]``: who writes, and how.

    ``base_url`` empty: OpenAI's own. ``profile`` names what the endpoint can do (``coursegen doctor``
    finds out). ``models`` gives a task a model of its own. ``parallel`` is the number of requests in
    flight at most, ``timeout`` seconds a request may take, ``context`` and ``max_output`` tokens,
    ``repairs`` how often a part that fails goes back. ``batch`` sends the requests of a round as one file, which a later
    build collects; ``batches`` is the folder where what was sent stands meanwhile. ``max_calls`` and ``max_cost`` stop a build in time;
    0: no limit.
    """

    generator: Annotated[str, Field(min_length=1)] = "embedded"
    model: str = ""
    models: dict[
        Literal[
            "outline",
            "module",
            "items",
            "scenario",
            "judge",
            "glossary",
            "distractors",
            "rationale",
            "translate",
        ],
        str,
    ] = Field(default_factory=dict)
    base_url: str = ""
    api_key_env: Annotated[str, Field(min_length=1)] = "OPENAI_API_KEY"
    profile: str = "openai"
    temperature: Annotated[float, Field(ge=0, le=2)] | None = None
    parallel: Annotated[int, Field(ge=1, le=512)] = 16
    timeout: Annotated[float, Field(gt=0)] = 300
    context: Annotated[int, Field(ge=1_000)] = 128_000
    max_output: Annotated[int, Field(ge=100)] = 8_000
    repairs: Annotated[int, Field(ge=0, le=3)] = 2
    max_calls: Annotated[int, Field(ge=0)] = 0
    max_cost: Annotated[float, Field(ge=0)] = 0
    recording: str = ""
    batch: bool = False
    batches: Annotated[str, Field(min_length=1)] = ".coursegen/batches"
    prices: Prices = Prices()
    redact: Redaction = Redaction()
