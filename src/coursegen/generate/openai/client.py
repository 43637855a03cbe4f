"""The door to the ``openai`` package: a client, one call, and its errors in our words.

In: settings, the parameters of a chat completion. Out: an Answer. Raises PassingError (worth another try; a LostError
may have been charged), TooManyError (slow down), TooLongError (this request cannot be asked) or GeneratorError (no request can).
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from coursegen.errors import ConfigError, GeneratorError
from coursegen.model.generation import GenerateSettings
from coursegen.model.request import Usage

if TYPE_CHECKING:
    from openai import APIConnectionError, APIStatusError, AsyncOpenAI

__all__ = [
    "Answer",
    "LostError",
    "PassingError",
    "TooLongError",
    "TooManyError",
    "answer",
    "answer_of",
    "in_our_words",
    "open_client",
]

_LOCAL = {"localhost", "127.0.0.1", "::1", "host.docker.internal"}
_TOO_LONG = re.compile(
    r"context_length|context length|context size|maximum context|too many tokens", re.IGNORECASE
)
_SECRET = re.compile(r"\b(?:sk|key|pk)-[\w*-]{4,}|Bearer \S+", re.IGNORECASE)
_NEVER_SENT = re.compile(r"ClientConnector\w*|ConnectionTimeoutError|ConnectError|PoolTimeout")
"""Names of what comes before a request is sent, as aiohttp and httpx have them."""

_TOO_MANY = 429
_SERVER_FAULT = 500
_REFUSED = (401, 403)
_MISSING = 404


class PassingError(Exception):
    """The endpoint failed in a way that may pass; the message says how."""


class LostError(PassingError):
    """The call was sent and its answer never came, or could not be read: it may have been charged."""


class TooManyError(Exception):
    """The endpoint asks for fewer requests; ``headers`` may say when to go on."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        super().__init__("too many requests")
        self.headers = headers


class TooLongError(Exception):
    """The request does not fit the model's context."""


@dataclass(frozen=True)
class Answer:
    """One completion: its text, how it ended, what it took."""

    text: str
    finish: str
    refusal: str
    model: str
    usage: Usage
    headers: Mapping[str, str]


def open_client(settings: GenerateSettings) -> AsyncOpenAI:
    """A client for the endpoint. Raises ConfigError where the key or the package is missing."""
    if not settings.model and not settings.models:
        raise ConfigError(
            "no model is named",
            where="coursegen.toml, generate.model",
            hint="Write the name that your endpoint knows it by; `coursegen doctor` lists them.",
        )
    key = os.environ.get(settings.api_key_env, "")
    local = urlsplit(settings.base_url).hostname in _LOCAL
    if not key and not local:
        raise ConfigError(
            f"there is no key in the environment variable {settings.api_key_env}",
            where="coursegen.toml, generate.api_key_env",
            hint=f"Set it: export {settings.api_key_env}=... (a key never goes into a file).",
        )
    try:
        from openai import AsyncOpenAI, DefaultAioHttpClient

        http = DefaultAioHttpClient(timeout=settings.timeout)
    except (ImportError, RuntimeError) as error:
        raise ConfigError(
            "the package for model endpoints is not installed",
            where="generate.generator",
            hint='Install it: pip install "coursegen[openai]"',
        ) from error
    return AsyncOpenAI(
        api_key=key or "none",
        base_url=settings.base_url or None,
        max_retries=0,
        timeout=settings.timeout,
        http_client=http,
    )


async def answer(client: AsyncOpenAI, parameters: dict[str, Any]) -> Answer:
    """Ask once. Raises as the module says; no key is ever in a message."""
    begun = time.perf_counter()
    with in_our_words(client):
        raw = await client.chat.completions.with_raw_response.create(**parameters)
        completion = raw.parse()
    return answer_of(completion, dict(raw.headers), time.perf_counter() - begun)


@contextmanager
def in_our_words(client: AsyncOpenAI) -> Iterator[None]:
    """Around a call of ``client``: what the package raises comes out as the module says."""
    import openai

    try:
        yield
    except openai.APIStatusError as error:
        raise _translated(error, client) from None
    except openai.APIConnectionError as error:
        raise _unanswered(error, client) from None
    except (openai.APIError, ValueError, TypeError, AttributeError) as error:
        raise LostError(
            f"the endpoint did not answer as the API does: {_clean(str(error))}"
        ) from None


def answer_of(completion: Any, headers: Mapping[str, str], seconds: float) -> Answer:
    """What ``completion`` says and took. Raises LostError where it is none."""
    choices = getattr(completion, "choices", None)
    if not choices or choices[0].message is None:
        raise LostError("the endpoint did not answer as the API does: no choice in the completion")
    used = completion.usage
    details = getattr(used, "prompt_tokens_details", None)
    return Answer(
        text=choices[0].message.content or "",
        finish=choices[0].finish_reason or "stop",
        refusal=getattr(choices[0].message, "refusal", None) or "",
        model=completion.model or "",
        usage=Usage(
            calls=1,
            input_tokens=getattr(used, "prompt_tokens", 0) or 0,
            cached_tokens=getattr(details, "cached_tokens", 0) or 0,
            output_tokens=getattr(used, "completion_tokens", 0) or 0,
            seconds=round(seconds, 3),
        ),
        headers=headers,
    )


def _translated(error: APIStatusError, client: AsyncOpenAI) -> Exception:
    status, words = error.status_code, _clean(error.message)
    code = str(getattr(error, "code", "") or "")
    if status == _TOO_MANY and code != "insufficient_quota":
        return TooManyError(dict(error.response.headers))
    if status >= _SERVER_FAULT:
        return PassingError(f"the endpoint failed ({status}): {words}")
    if _TOO_LONG.search(f"{code} {words}"):
        return TooLongError(words)
    hint = {
        _TOO_MANY: "The account has no credit left: see your provider's page on billing.",
        _MISSING: "Is generate.model a model of this endpoint, and does generate.base_url end in /v1?",
    }.get(
        status,
        "`coursegen doctor` tries out what the endpoint can do and names the profile for it.",
    )
    if status in _REFUSED:
        hint = "Is the key right, and may it use this model? It is read from the environment alone."
    return GeneratorError(
        f"the endpoint refused ({status}): {words}", where=str(client.base_url), hint=hint
    )


def _unanswered(error: APIConnectionError, client: AsyncOpenAI) -> PassingError:
    """Why there was no answer: a call that never left is free, one whose answer got lost may not be.

    The package says "timed out" of both; what happened stands in the causes below it.
    """
    causes = list(_causes(error))
    unsent = any(_NEVER_SENT.fullmatch(type(each).__name__) for each in causes)
    late = any(type(each).__name__ in ("ReadTimeout", "WriteTimeout") for each in causes)
    if late and not unsent:
        return LostError("no answer within the time allowed")
    what = "cannot be reached" if unsent else "broke off"
    words = f"the endpoint {client.base_url} {what}: {_clean(str(error.__cause__ or error))}"
    return PassingError(words) if unsent else LostError(words)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _clean(words: str) -> str:
    """``words`` in one line, without anything that looks like a key."""
    return _SECRET.sub("[key]", " ".join(words.split()))[:300]
