"""The seam to generators: Request in, Reply out.

One request serves every generator: structured inputs for rules, a rendered prompt and a draft schema for
models. Passages are numbered from 1 in the request and their sentences from 1 in the passage, so
``"3.2"`` labels the second sentence of the third passage. A draft cites labels only.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from coursegen.model.base import Language, Noun, Programme
from coursegen.model.course import Audience
from coursegen.model.passage import Occurrence, Passage, Statement

__all__ = [
    "BriefInput",
    "Change",
    "Repair",
    "Reply",
    "Request",
    "Rewrite",
    "Style",
    "Task",
    "Usage",
]

Task = Literal[
    "outline",
    "module",
    "items",
    "again",
    "scenario",
    "judge",
    "glossary",
    "distractors",
    "rationale",
    "translate",
]


class Style(Noun):
    """How to write: language, form of address (je, u, you ...), audience, the project's style guide."""

    language: Language
    address: str = "you"
    audience: Audience = Audience()
    guide: str = ""


class BriefInput(Noun):
    """What a module request is about: topic, and the objectives as (text, bloom), numbered from 1."""

    topic: str
    objectives: tuple[tuple[str, str], ...]


class Repair(Noun):
    """A part of an earlier draft that failed: the part as it was written, and what is wrong with it."""

    part: dict[str, Any]
    finding: str


class Change(Noun):
    """Words of a source that stand no more, and the labels of the sentences in their place; none: they are gone."""

    was: str
    now: tuple[str, ...] = ()


class Rewrite(Noun):
    """A part of the course as it stands, in the form of a draft, and what changed in the sources that it rests on."""

    part: dict[str, Any]
    changes: tuple[Change, ...]


class Usage(Noun):
    """What a reply took: calls made, tokens in (cached ones among them), out and embedded, seconds waited."""

    calls: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    embedded_tokens: int = 0
    seconds: float = 0


class Request(Noun):
    """One task for a generator.

    ``number`` is the passage's number in labels: ``passages[0]`` is passage 1. ``statements`` are those
    in scope whose evidence lies in ``passages``; ``rejected`` those of other actors, which may serve as
    the truth to hold distractors against but never as content. ``related`` are statements elsewhere in
    the sources, for distractors true of something else; ``titles`` are those of the modules that stand already, of which an
    outline gives none again; ``elsewhere`` are the passages that were found to be most like
    ``passages``: a prompt quotes them, a draft cannot cite them. ``minutes`` is the time the result may take, or one
    course of it where ``programme`` lets an outline be several: ``always``, or ``auto`` where all that can be
    taught takes at least half as long again, or ``several_from``
    minutes where the outline adds modules to a course that is there.
    ``again`` is the task to ask once more, in a later module, about the one that the request is for.
    ``seed`` is stable text for choices between equals (the brief's id, never the clock). ``context`` is
    the part of the prompt that all tasks of a module share, ``prompt`` the task. ``repair`` is what the
    request is to mend; its draft then holds the mended part alone. ``rewrite`` is a part of a module on disk that
    is to follow its sources; its draft holds that part alone too. ``additions`` are labels of what is new in a module
    on disk; the draft then holds only what they add. ``stage`` is for an outline of sources that no one request holds:
    candidates from a part of them, or the plan made of candidates, which then stand in ``passages``. ``questions`` are those to judge, as a
    learner sees them. ``terms`` are words to explain, each with the labels of the sentences that define it.
    ``texts`` are those to translate, each with the translation of an earlier wording or nothing; ``words`` those that have one
    translation throughout. ``style.language`` is then the language to translate into.
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
    titles: tuple[str, ...] = ()
    elsewhere: tuple[Passage, ...] = ()
    minutes: float = 5
    programme: Programme = "never"
    several_from: float | None = None
    seed: str = ""
    repair: Repair | None = None
    rewrite: Rewrite | None = None
    additions: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    stage: Literal["", "part", "join"] = ""
    context: str = ""
    prompt: str = ""
    draft_schema: dict[str, Any] = Field(default_factory=dict)


class Reply(Noun):
    """The answer to the request of that id: a draft as plain data, not yet validated.

    ``problem`` says why there is no draft, after all attempts; such a reply is never kept for another run.
    """

    request: str
    draft: dict[str, Any]
    generator: str
    model: str = ""
    usage: Usage = Usage()
    problem: str = ""
