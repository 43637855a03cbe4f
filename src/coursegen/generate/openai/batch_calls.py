"""The calls of a batch endpoint: send a file of requests, look after a batch, fetch what came of it.

In: requests as the parameters of chat completions. Out: a batch's id; what became of it. Raises GeneratorError, also where
the endpoint takes no batches.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeVar

from coursegen.errors import GeneratorError
from coursegen.generate.openai.client import (
    PassingError,
    TooLongError,
    TooManyError,
    in_our_words,
    open_client,
)
from coursegen.generate.openai.patience import patiently
from coursegen.model.generation import GenerateSettings

if TYPE_CHECKING:
    from openai import AsyncOpenAI

__all__ = ["Outcome", "UnconfirmedError", "batch_named", "look_after", "start", "upload"]

Found = TypeVar("Found")

_TRIES = 4
_FIRST_PAUSE = 0.5
_OK = 200
_PLACE: Final = "/v1/chat/completions"
_NAMED = "coursegen"
"""The key in a batch's metadata by which one that was sent before a build was killed is known again."""

_UNDER_WAY = {"validating", "in_progress", "finalizing", "cancelling"}


class UnconfirmedError(GeneratorError):
    """A call whose answer never came, so that it may have been heard."""


@dataclass(frozen=True)
class Outcome:
    """What became of a batch: ``status`` as the endpoint has it; ``answers`` and the reasons of ``failures`` by request."""

    status: str
    done: int
    answers: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    failures: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""

    @property
    def under_way(self) -> bool:
        """Whether more is to come."""
        return self.status in _UNDER_WAY


def upload(settings: GenerateSettings, requests: Mapping[str, dict[str, Any]]) -> str:
    """Send ``requests`` as a file, which is not worked on yet; its id at the endpoint."""
    lines = [
        {"custom_id": key, "method": "POST", "url": _PLACE, "body": asked}
        for key, asked in requests.items()
    ]
    text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in lines)
    named = ("coursegen.jsonl", text.encode())

    async def calls(client: AsyncOpenAI) -> str:
        file = await _patiently(client, lambda: client.files.create(file=named, purpose="batch"))
        return str(file.id)

    return _run(settings, calls)


def start(settings: GenerateSettings, name: str, file: str) -> str:
    """Have the uploaded ``file`` worked on as the batch ``name``; its id.

    Raises UnconfirmedError where the answer got lost, so that there may be a batch of that name.
    """

    async def calls(client: AsyncOpenAI) -> str:
        made = await _patiently(
            client,
            lambda: client.batches.create(
                input_file_id=file,
                endpoint=_PLACE,
                completion_window="24h",
                metadata={_NAMED: name},
            ),
            tries=1,
        )
        return str(made.id)

    return _run(settings, calls)


def batch_named(settings: GenerateSettings, name: str) -> str:
    """The id of the batch that was sent as ``name``, among the endpoint's latest; empty where there is none."""

    async def calls(client: AsyncOpenAI) -> str:
        page = await _patiently(client, lambda: _first_page(client))
        named = [each.id for each in page.data if (each.metadata or {}).get(_NAMED) == name]
        return str(named[0]) if named else ""

    return _run(settings, calls)


async def _first_page(client: AsyncOpenAI) -> Any:
    return await client.batches.list(limit=100)


def look_after(settings: GenerateSettings, batch: str) -> Outcome:
    """What became of ``batch``; what it has written is fetched once it is over."""

    async def calls(client: AsyncOpenAI) -> Outcome:
        found = await _patiently(client, lambda: client.batches.retrieve(batch))
        counts = found.request_counts
        outcome = Outcome(status=found.status, done=counts.completed if counts else 0)
        if outcome.under_way:
            return outcome
        answers: dict[str, dict[str, Any]] = {}
        failures: dict[str, str] = {}
        for file in (found.output_file_id, found.error_file_id):
            if file:
                _sort(await _content(client, file), answers, failures)
        wrong = found.errors.data if found.errors else None
        problem = "; ".join(each.message or each.code or "" for each in wrong or ())
        return Outcome(found.status, len(answers), answers, failures, problem)

    return _run(settings, calls)


async def _content(client: AsyncOpenAI, file: str) -> str:
    found = await _patiently(client, lambda: client.files.content(file))
    return found.text


def _sort(text: str, answers: dict[str, dict[str, Any]], failures: dict[str, str]) -> None:
    """Sort the lines of a result file into ``answers`` and ``failures``; a line that is none is passed over."""
    for line in text.splitlines():
        try:
            told = json.loads(line)
            key, response = told["custom_id"], told.get("response") or {}
        except (ValueError, KeyError, TypeError):
            continue
        body = response.get("body") or {}
        if response.get("status_code") == _OK and body.get("choices"):
            answers[key] = body
        else:
            error = told.get("error") or body.get("error") or {}
            failures[key] = str(error.get("message") or error.get("code") or "no reason is given")


def _run(settings: GenerateSettings, calls: Callable[[AsyncOpenAI], Awaitable[Found]]) -> Found:
    async def opened() -> Found:
        client = open_client(settings)
        try:
            return await calls(client)
        finally:
            await client.close()

    return asyncio.run(opened())


async def _patiently(
    client: AsyncOpenAI, call: Callable[[], Awaitable[Found]], tries: int = _TRIES
) -> Found:
    """The result of ``call``, tried again where it failed in a way that may pass. Raises GeneratorError."""
    import openai

    async def once() -> Found:
        with in_our_words(client):
            try:
                return await call()
            except openai.NotFoundError:
                raise GeneratorError(
                    "the endpoint takes no batches, or does not know this one",
                    where=str(client.base_url),
                    hint="Build without --batch; docs/models.md names the endpoints that have batches.",
                ) from None

    place = str(client.base_url)
    try:
        return await patiently(once, tries, _FIRST_PAUSE)
    except TooLongError as error:
        raise GeneratorError(
            f"the batch endpoint refused what was sent as too long: {error}",
            where=place,
            hint="Set generate.context to what the model has; or build without --batch.",
        ) from None
    except (PassingError, TooManyError) as error:
        raise UnconfirmedError(
            f"the batch endpoint failed: {error}",
            where=place,
            hint="What was sent and collected is kept: run `coursegen build --batch` again.",
        ) from None
