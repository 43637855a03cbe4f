"""Prompts: Markdown files with front matter in, rendered text out.

A prompt's front matter names its id, version, draft and inputs; its body holds each input as ``{{name}}``.
An unknown key, an input that is not used, or one that nothing fills, is an error before anything is asked.
``context`` is what all tasks of a module share and comes first, so that a model's prompt cache holds it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from coursegen.errors import ConfigError
from coursegen.ids import digest
from coursegen.model.base import Noun
from coursegen.model.drafts import DRAFTS
from coursegen.model.part_drafts import PART_DRAFTS
from coursegen.model.passage import Passage
from coursegen.model.request import Request
from coursegen.resources import read_text

__all__ = ["Prompt", "Prompts", "load_prompt"]

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_VARIABLE = re.compile(r"\{\{(\w+)\}\}")

_OF_LONG_SOURCES = ("outline-join", "outline-part")
"""Prompts in the place of ``outline``, where the sources are more than one request can hold."""

_JUDGE = "judge"

_PARTS = ("distractors", "glossary", "rationale")

_TRANSLATION = ("translate-rules", "translate")
"""What a translation is told: what all its requests share, and the task."""

_OF_THEIR_OWN = ("distractors", "rationale")
"""Tasks that mend a part of a question by words of their own; every other is mended by ``repair``."""

_WITHOUT_DRAFT = ("context", "extend", "repair", "revise", "translate-rules")
"""Prompts that go with another: before the task, after it, or in its place."""


class _FrontMatter(Noun):
    id: str
    version: int
    draft: str
    inputs: tuple[str, ...]


class Prompt(Noun):
    """One task's words: ``body`` with ``{{input}}`` where an input goes."""

    id: str
    version: int
    inputs: tuple[str, ...]
    body: str

    def render(self, values: Mapping[str, str]) -> str:
        """The body with its inputs filled in; text that comes in is never read for variables."""
        return _VARIABLE.sub(lambda match: values[match[1]], self.body)


def load_prompt(name: str, project: Path | None = None) -> Prompt:
    """The prompt ``prompts/<name>.md``, the project's own where it has one.

    Raises ConfigError where front matter and body do not fit together.
    """
    import yaml

    where = f"prompts/{name}.md"
    text = read_text(where, project)
    match = _FRONT_MATTER.match(text.replace("\r\n", "\n"))
    if not match:
        raise _wrong(where, "it does not begin with front matter between two lines of ---")
    try:
        front = _FrontMatter.model_validate(yaml.safe_load(match[1]))
    except (yaml.YAMLError, ValidationError) as error:
        raise _wrong(where, f"its front matter cannot be read: {error}") from error
    used = set(_VARIABLE.findall(match[2]))
    if front.draft not in ({"none"} if name in _WITHOUT_DRAFT else {*DRAFTS, *PART_DRAFTS}):
        raise _wrong(where, f"there is no draft named {front.draft}")
    for problem, names in (
        ("uses {{%s}}, which its inputs do not name", used - set(front.inputs)),
        ("names the input %s, which its body does not use", set(front.inputs) - used),
        ("names the input %s, which nothing fills", set(front.inputs) - set(_INPUTS)),
    ):
        if names:
            raise _wrong(where, f"it {problem % min(names)}")
    return Prompt(id=front.id, version=front.version, inputs=front.inputs, body=match[2])


def _wrong(where: str, what: str) -> ConfigError:
    return ConfigError(
        f"the prompt cannot be used: {what}",
        where=where,
        hint="Compare it with the prompt that ships with coursegen; docs/formats.md names the inputs.",
    )


class Prompts:
    """The prompts of a project, each loaded once; ``guide`` is its style guide, told with every task."""

    def __init__(self, project: Path | None = None, guide: str = "") -> None:
        self._project = project
        self._guide = guide

    @cached_property
    def _by_task(self) -> dict[str, Prompt]:
        shared = [each for each in _WITHOUT_DRAFT if each not in _TRANSLATION]
        names = [*DRAFTS, *_OF_LONG_SOURCES, *_PARTS, *shared]
        return {name: load_prompt(name, self._project) for name in names}

    @cached_property
    def _judge(self) -> Prompt:
        """Apart from the others, as nothing in a course is written by it."""
        return load_prompt(_JUDGE, self._project)

    @cached_property
    def _translation(self) -> list[Prompt]:
        """Apart from the others, as a translation makes nothing of the course itself outdated."""
        return [load_prompt(name, self._project) for name in _TRANSLATION]

    @cached_property
    def digest(self) -> str:
        """Digest of all prompts and the style guide: part of the recipe key of what was written by them."""
        words = [each.model_dump(mode="json") for each in self._by_task.values()]
        return digest([*words, self._guide] if self._guide else words, 16)

    def rendered(self, request: Request) -> Request:
        """``request`` with the style guide, its context and prompt."""
        if request.task == "again":
            return request  # asked of rules alone
        style = request.style.model_copy(update={"guide": self._guide})
        request = request.model_copy(update={"style": style})
        values = {name: fill(request) for name, fill in _INPUTS.items()}
        context, task = self._words_of(request)
        prompt = task.render(values)
        if request.additions:
            prompt += "\n" + self._by_task["extend"].render(values)
        if request.repair is not None and request.task not in _OF_THEIR_OWN:
            prompt += "\n" + self._by_task["repair"].render(values)
        return request.model_copy(update={"context": context.render(values), "prompt": prompt})

    def _words_of(self, request: Request) -> tuple[Prompt, Prompt]:
        """What ``request`` shares with others, and its task."""
        if request.task == "translate":
            rules, task = self._translation
            return rules, task
        context = self._by_task["context"]
        if request.task == _JUDGE:
            return context, self._judge
        own = f"{request.task}-{request.stage}" if request.stage else request.task
        return context, self._by_task["revise" if request.rewrite else own]


def _passages(request: Request) -> str:
    """The passages with numbered sentences, below the headings that they stand under."""
    places = {each.passage: each for each in request.occurrences}
    lines, heading = [], ""
    for number, passage in enumerate(request.passages, 1):
        place = places.get(passage.id)
        here = " > ".join(place.locator.heading) if place else ""
        if here and here != heading:
            lines.append(f"# {here}")
            heading = here
        lines.append(_numbered(number, passage))
    return "\n".join(lines)


def _numbered(number: int, passage: Passage) -> str:
    return "\n".join(
        f"[{number}.{at}] {sentence}" for at, sentence in enumerate(passage.sentences, 1)
    )


def _related(request: Request) -> str:
    """What the sources say elsewhere that is most like the passages, without labels; empty where there is none."""
    if not request.elsewhere:
        return ""
    quoted = "\n".join(f"- {each.text}" for each in request.elsewhere)
    return f"{_ELSEWHERE}\n{quoted}\n"


_ELSEWHERE = (
    "\nElsewhere in the sources, to keep the course of one piece: other modules teach it. Never cite or teach it here, "
    "contradict\nnothing of it, and offer no wrong option that it makes right."
)


def _objectives(request: Request) -> str:
    pairs = request.brief.objectives if request.brief else ()
    return "\n".join(f"{number}. {text} ({bloom})" for number, (text, bloom) in enumerate(pairs, 1))


def _module(request: Request) -> str:
    """What the module is about and its objectives, by number; empty for an outline."""
    if request.brief is None:
        return ""
    return f"\nThe module is about: {request.brief.topic}\nIts objectives, by number:\n{_objectives(request)}"


def _style(request: Request) -> str:
    """The project's style guide; empty where it has none."""
    return request.style.guide


def _part(request: Request) -> str:
    return _shown(request.repair.part if request.repair else {})


def _old(request: Request) -> str:
    return _shown(request.rewrite.part if request.rewrite else {})


def _shown(part: Mapping[str, object]) -> str:
    return json.dumps(part, ensure_ascii=False, indent=1)


def _changes(request: Request) -> str:
    """What the sources said and what they say now, a change after the other."""
    texts = {
        f"{number}.{at}": sentence
        for number, passage in enumerate(request.passages, 1)
        for at, sentence in enumerate(passage.sentences, 1)
    }
    lines: list[str] = []
    for each in request.rewrite.changes if request.rewrite else ():
        lines.append(f"They said: {each.was}")
        lines += [f"Now there stands: [{label}] {texts[label]}" for label in each.now]
        if not each.now:
            lines.append("Now there stands nothing: it is gone.")
    return "\n".join(lines)


def _terms(request: Request) -> str:
    """The terms to explain, each with where it is defined."""
    return "\n".join(f"- {term} ({', '.join(labels)})" for term, labels in request.terms)


def _texts(request: Request) -> str:
    """The texts to translate by number, each below the one before it; an earlier translation below its text."""
    return "\n".join(
        "\n".join([f"[{number}] {text}", *([f"    before: {earlier}"] if earlier else [])])
        for number, (text, earlier) in enumerate(request.texts, 1)
    )


def _words(request: Request) -> str:
    """The words that have one translation throughout; a line that says so where there is none."""
    pairs = [f"- {word}: {target}" for word, target in request.words]
    return "\n".join(pairs) or "- (none of the list stands in these texts)"


def _minutes(request: Request) -> str:
    one = f"{request.minutes:g} minutes"
    if request.programme == "always":
        return f"as long as it needs, as it is divided into courses of {one} afterwards"
    if request.programme == "auto" and request.several_from is not None:
        return (
            f"{one}, beside the modules that there are; but where all that this audience needs from these passages "
            f"takes {request.several_from:g} minutes or more, plan all of it, as it is divided into courses afterwards"
        )
    if request.programme == "auto":
        return (
            f"{one}; but where all that this audience needs takes at least half as long again, plan all "
            f"of it, as it is divided into courses of {one} afterwards"
        )
    return one


_INPUTS: dict[str, Callable[[Request], str]] = {
    "language": lambda request: request.style.language,
    "address": lambda request: request.style.address,
    "audience": lambda request: request.style.audience.name or "everyone the passages address",
    "title": lambda request: request.title,
    "minutes": _minutes,
    "topic": lambda request: request.brief.topic if request.brief else "",
    "objectives": _objectives,
    "module": _module,
    "passages": _passages,
    "related": _related,
    "style": _style,
    "part": _part,
    "old": _old,
    "changes": _changes,
    "questions": lambda request: "\n\n".join(request.questions),
    "terms": _terms,
    "texts": _texts,
    "words": _words,
    "additions": lambda request: ", ".join(request.additions),
    "finding": lambda request: request.repair.finding if request.repair else "",
}
