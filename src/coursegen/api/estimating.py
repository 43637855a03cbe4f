"""What a build would ask of a model, and cost: a range before there is an outline, close after it.

In: a project and its scope, or the requests that a build would make. Out: an Estimate. Tokens are estimated from
characters; the worst case has every repair and the longest answers that settings allow.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from coursegen.author.glossary import defined_terms
from coursegen.author.prompts import Prompts
from coursegen.author.requests import MODULE_TASKS, Scope, outline_request
from coursegen.author.write import Minutes
from coursegen.generate.budget import cost_of
from coursegen.generate.openai.messages import estimated_tokens
from coursegen.model.course import Outline
from coursegen.model.generation import GenerateSettings
from coursegen.model.request import Request, Style, Usage

__all__ = ["Estimate", "estimate", "estimate_of"]

_SHORTEST_MODULE = 4
"""Minutes; with at most seven, as is usual, a course of 45 has 6 to 12 modules."""

_MOST_A_MODULE, _LEAST_A_MODULE = 15, 3
"""Statements that a module teaches; a small source has fewer modules than its minutes allow."""

_AN_ANSWER = 1_200
"""Tokens of a usual answer: drafts of the example courses take 255 to 1,608, on average 1,000."""


@dataclass(frozen=True)
class Estimate:
    """Least and most of each; ``cost`` and ``worst`` are None where a price is not known.

    ``embedded_tokens`` are those of passages that the embedding model of an endpoint has not seen yet.
    """

    calls: tuple[int, int]
    input_tokens: tuple[int, int]
    output_tokens: tuple[int, int]
    cost: tuple[float, float] | None
    worst: float | None
    currency: str
    embedded_tokens: int = 0


def estimate(
    settings: GenerateSettings,
    prompts: Prompts,
    scope: Scope,
    outline: Outline,
    minutes: Minutes,
    embedded: int = 0,
) -> Estimate:
    """What a first build would take, before there is an outline; ``embedded`` are the tokens to embed."""
    style = Style(language=outline.language, address=outline.address, audience=outline.audience)
    request = outline_request(
        scope, title=outline.title, style=style, minutes=minutes.course, seed=""
    )
    first = _tokens(prompts.rendered(request))
    empty = request.model_copy(update={"passages": (), "occurrences": (), "task": "items"})
    frame = _tokens(prompts.rendered(empty))
    few, many = (
        max(1, round(min(minutes.course / each, len(scope.inside) / statements)))
        for each, statements in (
            (minutes.module, _MOST_A_MODULE),
            (min(minutes.module, _SHORTEST_MODULE), _LEAST_A_MODULE),
        )
    )
    tasks = len(MODULE_TASKS)
    most_tasks = tasks + bool(defined_terms(scope))
    least = first + tasks * few * frame
    most = first + most_tasks * (many * frame + first)
    room = max(1, settings.context - settings.max_output)
    outlines = 1 if first <= room else 1 + math.ceil(first / room)
    calls = (outlines + tasks * few, 2 * outlines - 1 + most_tasks * many)
    return _of(settings, calls, (least, most), embedded)


def estimate_of(
    settings: GenerateSettings, asked: Sequence[Request], embedded: int = 0
) -> Estimate:
    """What the rendered requests ``asked`` would take, repairs aside, and ``embedded`` tokens to embed."""
    tokens = sum(_tokens(each) for each in asked)
    return _of(settings, (len(asked), len(asked)), (tokens, tokens), embedded)


def _of(
    settings: GenerateSettings,
    calls: tuple[int, int],
    tokens: tuple[int, int],
    embedded: int,
) -> Estimate:
    out = (calls[0] * _AN_ANSWER, calls[1] * _AN_ANSWER)
    costs = [
        cost_of(
            Usage(input_tokens=read, output_tokens=written, embedded_tokens=embedded),
            settings.prices,
        )
        for read, written in zip(tokens, out, strict=True)
    ]
    rounds = 1 + settings.repairs
    longest = calls[1] * rounds * (2**rounds - 1) * settings.max_output  # one cut off gets double
    worst = Usage(
        input_tokens=tokens[1] * rounds * rounds, output_tokens=longest, embedded_tokens=embedded
    )
    low, high = costs
    return Estimate(
        calls=calls,
        input_tokens=tokens,
        output_tokens=out,
        cost=None if low is None or high is None else (low, high),
        worst=cost_of(worst, settings.prices),
        currency=settings.prices.currency,
        embedded_tokens=embedded,
    )


def _tokens(request: Request) -> int:
    return estimated_tokens(request.context) + estimated_tokens(request.prompt)
