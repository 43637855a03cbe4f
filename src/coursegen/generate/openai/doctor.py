"""What an endpoint can do, tried out with the smallest requests there are.

In: settings. Out: a Diagnosis: the models it lists, each way of structured output with what came back, and
the profile to set. It asks at most four short questions.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

from coursegen.errors import CoursegenError
from coursegen.generate.openai.client import (
    PassingError,
    TooLongError,
    TooManyError,
    answer,
    open_client,
)
from coursegen.generate.openai.profiles import Profile, profiles
from coursegen.generate.openai.replies import UnusableError, draft_in
from coursegen.model.base import Noun
from coursegen.model.generation import GenerateSettings

__all__ = ["Diagnosis", "Trial", "diagnose"]

_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"colour": {"type": "string"}, "number": {"type": "integer"}},
    "required": ["colour", "number"],
    "additionalProperties": False,
}
_QUESTION = (
    'Name a colour and a number below ten as a JSON object with the keys "colour" and "number".'
)
_ROOM = 400


class Trial(Noun):
    """One way of asking: did it work, and what was said where it did not."""

    structured: str
    limit: str
    works: bool
    said: str
    seconds: float = 0


class Diagnosis(Noun):
    """``profile`` is the one to set; empty where nothing worked."""

    endpoint: str
    model: str
    models: tuple[str, ...]
    trials: tuple[Trial, ...]
    profile: str


def diagnose(settings: GenerateSettings) -> Diagnosis:
    """Try the endpoint. Raises ConfigError without key or model, GeneratorError where it refuses all."""
    return asyncio.run(_diagnose(settings))


async def _diagnose(settings: GenerateSettings) -> Diagnosis:
    client = open_client(settings)
    try:
        listed = await _models(client)
        trials = []
        for profile in _ways():
            trials.append(await _trial(client, settings, profile))
            if trials[-1].works:
                break
        endpoint = str(client.base_url)
    finally:
        await client.close()
    return Diagnosis(
        endpoint=endpoint,
        model=settings.model,
        models=listed,
        trials=tuple(trials),
        profile=_named(settings.profile, trials[-1]) if trials[-1].works else "",
    )


def _ways() -> list[Profile]:
    """Each way of structured output once with each parameter for the limit, the strictest first."""
    return [
        Profile(structured=structured, limit=limit, seed=False)
        for structured, limit in (
            ("schema", "max_completion_tokens"),
            ("schema", "max_tokens"),
            ("json", "max_tokens"),
            ("prompted", "max_tokens"),
        )
    ]


def _named(wanted: str, trial: Trial) -> str:
    """The profile that says what ``trial`` did; the one that is set, where it does."""
    fitting = [
        name
        for name, each in profiles().items()
        if (each.structured, each.limit) == (trial.structured, trial.limit)
    ]
    return wanted if wanted in fitting else fitting[0]


async def _models(client: Any) -> tuple[str, ...]:
    import openai

    try:
        page = await client.models.list()
    except (openai.OpenAIError, ValueError, AttributeError):
        return ()
    return tuple(sorted(each.id for each in page.data or ()))


async def _trial(client: Any, settings: GenerateSettings, profile: Profile) -> Trial:
    asked: dict[str, Any] = {
        "model": settings.model or next(iter(settings.models.values())),
        "messages": [{"role": "user", "content": _QUESTION}],
        profile.limit: _ROOM,
    }
    if profile.structured == "schema":
        named = {"name": "answer", "schema": _SCHEMA, "strict": True}
        asked["response_format"] = {"type": "json_schema", "json_schema": named}
    elif profile.structured == "json":
        asked["response_format"] = {"type": "json_object"}
    told = {"structured": profile.structured, "limit": profile.limit}
    try:
        found = await answer(client, asked)
        draft = draft_in(found.text, _SCHEMA, found.finish, found.refusal)
    except UnusableError as error:
        return Trial(**told, works=False, said=str(error), seconds=found.usage.seconds)
    except (PassingError, TooManyError, TooLongError, CoursegenError) as error:
        return Trial(**told, works=False, said=str(error).splitlines()[0])
    said = json.dumps(draft, ensure_ascii=False)
    return Trial(**told, works=True, said=said, seconds=found.usage.seconds)
