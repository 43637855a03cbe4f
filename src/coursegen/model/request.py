"""The seam to generators: Request in, Reply out.

One request serves every generator: structured inputs for rules, a rendered prompt and a draft schema for
models. Passages are numbered from 1 in the request and their sentences from 1 in the passage, so
``"3.2"`` labels the second sentence of the third passage. A draft cites labels only.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from coursegen.model.base import Language, Noun
from coursegen.model.course import Audience
from coursegen.model.passage import Occurrence, Passage, Statement

__all__ = ["BriefInput", "Reply", "Request", "Style", "Task"]

Task = Literal["outline", "module", "items", "scenario"]


class Style(Noun):
    """How to write: language, form of address (je, u, you ...), audience."""

    language: Language
    address: str = "you"
    audience: Audience = Audience()


class BriefInput(Noun):
    """What a module request is about: topic, and the objectives as (text, bloom), numbered from 1."""

    topic: str
    objectives: tuple[tuple[str, str], ...]


class Request(Noun):
    """One task for a generator.

    ``number`` is the passage's number in labels: ``passages[0]`` is passage 1. ``statements`` are those
    in scope whose evidence lies in ``passages``; ``rejected`` those of other actors, which may serve as
    the truth to hold distractors against but never as content. ``related`` are statements elsewhere in
    the sources, for distractors true of something else. ``minutes`` is the time the result may take.
    ``seed`` is stable text for choices between equals (the brief's id, never the clock).
    """

    id: str
    task: Task
    style: Style
    title: str = ""
    brief: BriefInput | None = None
    passages: tuple[Passage, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    statements: tuple[Statement, ...] = ()
    rejected: tuple[Statement, ...] = ()
    related: tuple[Statement, ...] = ()
    minutes: float = 5
    seed: str = ""
    prompt: str = ""
    draft_schema: dict[str, Any] = Field(default_factory=dict)


class Reply(Noun):
    """The answer to the request of that id: a draft as plain data, not yet validated."""

    request: str
    draft: dict[str, Any]
    generator: str
    model: str = ""
