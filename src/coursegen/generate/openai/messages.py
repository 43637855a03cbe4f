"""A request as the messages of a chat: what all share first, what differs last.

In: a Request, the endpoint's Profile. Out: the parameters of one chat completion. Context (rules, style,
passages) is the system message and the same for all tasks of a module, so that prompt caches hit; the task
is the user message.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from coursegen.generate.openai.profiles import Profile
from coursegen.generate.openai.redact import Mask
from coursegen.generate.openai.replies import UnusableError
from coursegen.model.generation import GenerateSettings
from coursegen.model.request import Request

__all__ = [
    "asked_again",
    "estimated_tokens",
    "model_of",
    "parameters",
    "tokens_of",
    "with_complaint",
]

_CHARACTERS_A_TOKEN = 3.6
"""Of English and Dutch prose; an estimate for plans and limits, never billed by it."""

_SEED = 7

_LIKE = {"distractors": "items", "rationale": "items", "glossary": "module"}
"""Tasks that are part of another: without a model of their own they go to that one's."""


def model_of(request: Request, settings: GenerateSettings) -> str:
    """The model that answers ``request``."""
    named: Mapping[str, str] = dict(settings.models.items())
    whole = named.get(_LIKE.get(request.task, ""), settings.model)
    return named.get(request.task, whole)


def estimated_tokens(text: str) -> int:
    """About how many tokens ``text`` takes."""
    return int(len(text) / _CHARACTERS_A_TOKEN) + 1


def tokens_of(asked: dict[str, Any]) -> int:
    """About how many tokens the messages of ``asked`` take."""
    return sum(estimated_tokens(each["content"]) for each in asked["messages"])


def parameters(
    request: Request, settings: GenerateSettings, profile: Profile, mask: Mask
) -> dict[str, Any]:
    """The keyword arguments of ``chat.completions.create`` for ``request``."""
    task = mask.hide(request.prompt)
    if profile.structured != "schema":
        schema = json.dumps(_bare(request.draft_schema), ensure_ascii=False, separators=(",", ":"))
        task += f"\nAnswer with one JSON object that is valid against this JSON Schema, and nothing else:\n{schema}\n"
    found: dict[str, Any] = {
        "model": model_of(request, settings),
        "messages": [
            {"role": "system", "content": mask.hide(request.context)},
            {"role": "user", "content": task},
        ],
        profile.limit: settings.max_output,
    }
    if settings.temperature is not None:
        found["temperature"] = settings.temperature
    if profile.seed:
        found["seed"] = _SEED
    if profile.structured == "schema":
        named = {"name": request.task, "schema": request.draft_schema, "strict": True}
        found["response_format"] = {"type": "json_schema", "json_schema": named}
    elif profile.structured == "json":
        found["response_format"] = {"type": "json_object"}
    return found


def _bare(schema: Any) -> Any:
    """``schema`` without its descriptions, for a prompt: the task tells what goes where."""
    if isinstance(schema, dict):
        return {
            key: _bare(each)
            for key, each in schema.items()
            if not (key == "description" and isinstance(each, str))
        }
    return [_bare(each) for each in schema] if isinstance(schema, list) else schema


def asked_again(
    asked: dict[str, Any], answer: str, why: UnusableError, profile: Profile
) -> dict[str, Any]:
    """``asked`` after an answer that could not be used: with more room, or with the complaint."""
    if why.truncated:
        return {**asked, profile.limit: asked[profile.limit] * 2}
    return with_complaint(asked, answer, str(why))


def with_complaint(asked: dict[str, Any], answer: str, complaint: str) -> dict[str, Any]:
    """``asked`` again, with the answer that could not be used and why."""
    said = [
        {"role": "assistant", "content": answer or "(nothing)"},
        {"role": "user", "content": f"{complaint}\nAnswer again, whole and valid.\n"},
    ]
    return {**asked, "messages": [*asked["messages"], *said]}
