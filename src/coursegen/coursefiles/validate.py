"""What is wrong with a course file, each problem with its line, its path and what to do.

In: a file, or its text and data. Out: problems, sorted by line; none where the file is valid. The JSON Schema
is asked first, then the nouns, for what a schema cannot say (exactly one key; the table's rows fit).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import ValidationError

from coursegen import resources
from coursegen.coursefiles.complaints import Complaint, complaints
from coursegen.coursefiles.loader import UnreadableError, compose, read_yaml
from coursegen.model.base import Noun
from coursegen.model.course import FORMAT, Module, Outline

__all__ = ["Problem", "Step", "validate_data", "validate_file"]

Step = str | int
"""A key of a mapping, or the number of a list element from 0."""


class Problem(NamedTuple):
    """One thing that is wrong: ``line`` from 1, ``path`` such as ``items[0].options[2].text``."""

    file: Path
    line: int
    path: str
    message: str

    def __str__(self) -> str:
        place = f"{self.path}: " if self.path else ""
        return f"{self.file}:{self.line}: {place}{self.message}"


def validate_file(path: Path) -> list[Problem]:
    """The problems of ``course.yaml`` or of a module's file.

    A file that is no YAML gives one problem. Raises ConfigError when the file is missing or not UTF-8.
    """
    try:
        text, data = read_yaml(path)
    except UnreadableError as error:
        return [Problem(path, error.line, "", "\n  ".join(filter(None, [error.what, error.hint])))]
    return validate_data(text, data, path, Outline if path.name == "course.yaml" else Module)


def validate_data(text: str, data: Any, path: Path, noun: type[Noun]) -> list[Problem]:
    """The problems of ``data``, read from ``text``, as ``noun`` (Outline or Module)."""
    if not isinstance(data, dict):
        words = "the file is empty" if data is None else "the file must hold `key: value` lines"
        return [Problem(path, 1, "", words)]
    if noun is Outline and (newer := _newer_format(data)):
        return [Problem(path, _lines(text, path).of(("format",)), "format", newer)]
    found = list(complaints(data, _schema("course" if noun is Outline else "module")))
    covered = [each.steps for each in found]
    found += [each for each in _noun_complaints(data, noun) if _is_new(each, covered)]
    lines = _lines(text, path) if found else None
    problems = {
        Problem(path, lines.of(each.steps, key=each.key), _path(each.steps), each.message)
        for each in found
        if lines is not None
    }
    return sorted(problems, key=lambda each: (each.line, each.path, each.message))


def _newer_format(data: dict[str, Any]) -> str:
    number = data.get("format")
    if isinstance(number, int) and not isinstance(number, bool) and number > FORMAT:
        return (
            f"this course has format {number}, and this coursegen knows formats up to {FORMAT}: "
            "upgrade coursegen (pip install --upgrade coursegen)"
        )
    return ""


@cache
def _schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(resources.read_text(f"schemas/{name}.schema.json"))
    return schema


def _noun_complaints(data: Any, noun: type[Noun]) -> Iterable[Complaint]:
    """What the noun itself refuses, with the steps to it in ``data``."""
    try:
        noun.model_validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        for each in error.errors(include_url=False):
            words = each["msg"].removeprefix("Value error, ")
            yield Complaint(_steps(each["loc"], data), words, kind=each["type"])


def _is_new(complaint: Complaint, covered: Sequence[tuple[Step, ...]]) -> bool:
    """Whether the schema has not said it already: the noun's own rules always, the rest if it is silent."""
    if complaint.kind == "value_error":
        return True
    return not covered


def _steps(location: Sequence[Step], data: Any) -> tuple[Step, ...]:
    """Pydantic's location without the tags of the union members it went through."""
    steps: list[Step] = []
    here = data
    is_element = False
    for step in location:
        if is_element and isinstance(here, dict) and step == here.get("type"):
            is_element = False  # a tag stands once: a text block also has a field `text`
            continue
        steps.append(step)
        is_element = isinstance(step, int)
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = None
    return tuple(steps)


def _path(steps: Sequence[Step]) -> str:
    words = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return words.removeprefix(".")


class _Lines:
    """The line of every part of a text."""

    def __init__(self, node: yaml.Node | None) -> None:
        self._node = node

    def of(self, steps: Sequence[Step], *, key: str = "") -> int:
        """The line of the part at ``steps``, or of the nearest that exists; of its ``key`` where given."""
        node, line = self._node, 1
        if node is None:
            return line
        for step in (*steps, key) if key else steps:
            found = _child(node, step)
            if found is None:
                break
            line, node = found
        return line


def _child(node: yaml.Node, step: Step) -> tuple[int, yaml.Node] | None:
    """Line and node of the part ``step`` of ``node``; a value counts from the line of its key."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    return None


def _lines(text: str, path: Path) -> _Lines:
    return _Lines(compose(text, path))
