"""YAML text in, plain data or positioned nodes out; or an error that names the line and what to do.

Reads YAML 1.2's core schema, so that ``no``, ``24:00`` and ``2024-01-01`` are text. libyaml's loader where
PyYAML was built with it. Keys are text and stand once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, cast

import yaml

from coursegen.coursefiles.scalars import UNPRINTABLE
from coursegen.errors import ConfigError
from coursegen.files import read_utf8

__all__ = ["UnreadableError", "compose", "has_comment", "load", "read_yaml"]


class UnreadableError(ConfigError):
    """A file that is no YAML, with the line where reading stopped."""

    def __init__(self, what: str, *, file: Path, line: int, hint: str = "") -> None:
        self.line = line
        super().__init__(what, where=f"{file}:{line}", hint=hint)


class _KeyError(yaml.MarkedYAMLError):
    """A key that stands twice or is not text."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML 1.2's core schema, nothing else."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012
    yaml_constructors: dict[str | None, Any] = {}  # noqa: RUF012

    def construct_map(self, node: yaml.Node) -> dict[str, Any]:
        """A mapping whose keys are text and stand once."""
        if not isinstance(node, yaml.MappingNode):
            raise yaml.constructor.ConstructorError(None, None, "no mapping", node.start_mark)
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key: Hashable = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                problem = f"the key `{key_node.value}` is not text: put it in quotes"
                raise _KeyError(problem=problem, problem_mark=key_node.start_mark)
            if key in result:
                problem = f"the key `{key}` stands twice here"
                raise _KeyError(problem=problem, problem_mark=key_node.start_mark)
            result[key] = self.construct_object(value_node, deep=True)
        return result

    def construct_number(self, node: yaml.ScalarNode) -> int | float:
        """A whole number; ``0o17`` and ``0x1f`` as YAML 1.2 has them."""
        text = node.value
        return int(text, 0) if text.lstrip("+-")[:2] in {"0o", "0x"} else int(text)


_CORE = (
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    (
        "float",
        r"[-+]?(?:(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN)",
        "-+.0123456789",
    ),
)
for _name, _pattern, _first in _CORE:
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_name}",
        re.compile(rf"^(?:{_pattern})$"),
        [each if each != "\0" else "" for each in _first],
    )
_Loader.add_constructor("tag:yaml.org,2002:null", yaml.SafeLoader.construct_yaml_null)
_Loader.add_constructor("tag:yaml.org,2002:bool", yaml.SafeLoader.construct_yaml_bool)
_Loader.add_constructor("tag:yaml.org,2002:int", _Loader.construct_number)
_Loader.add_constructor("tag:yaml.org,2002:float", yaml.SafeLoader.construct_yaml_float)
_Loader.add_constructor("tag:yaml.org,2002:str", yaml.SafeLoader.construct_yaml_str)
_Loader.add_constructor("tag:yaml.org,2002:seq", yaml.SafeLoader.construct_yaml_seq)
_Loader.add_constructor("tag:yaml.org,2002:map", _Loader.construct_map)
_Loader.add_constructor(None, yaml.SafeLoader.construct_undefined)

_HASH = re.compile(r"(?:^|(?<=\s))#", re.MULTILINE)
_CONFLICT = re.compile(r"^(<<<<<<<|>>>>>>>)( |$)", re.MULTILINE)
_ADVICE = (
    (
        "cannot start any token",
        "Indent with spaces, not tabs; put a text that starts with @ or ` in quotes.",
    ),
    ("mapping values are not allowed", "Put a text that holds a colon and a space in quotes."),
    (
        "expected key",
        "See whether this line is indented as its neighbours, and its quotes are closed.",
    ),
    (
        "expected ':'",
        "Write `key: value`, and see whether the quotes of the text before are closed.",
    ),
    (
        "expected ',' or",
        "See whether [ ] and { } are closed, and put a text that holds one in quotes.",
    ),
    ("block sequence entries", "A list starts on a line of its own, below its key."),
    ("escape", "In a text in double quotes write \\\\ for a backslash, or use single quotes."),
    ("could not determine a constructor", "Put a text that starts with ! in quotes."),
    ("alias", "Put a text that starts with * or & in quotes."),
    ("end of stream", "See whether every quote, [ and { is closed."),
    ("node content", "See whether every quote, [ and { is closed."),
    ("another document", "Keep one document a file: delete the line with ---."),
)


def read_yaml(file: Path) -> tuple[str, Any]:
    """The text of ``file`` and its data. Raises ConfigError, naming the line, where it is no YAML."""
    text = read_utf8(file)
    return text, load(text, file)


def load(text: str, file: Path) -> Any:
    """The data in ``text``: mappings, lists, texts, numbers, booleans, None. Raises UnreadableError."""
    return _guarded(text, file, lambda loader: loader.get_single_data())


def compose(text: str, file: Path) -> yaml.Node | None:
    """The nodes of ``text`` with the position of each. Raises UnreadableError."""
    return cast("yaml.Node | None", _guarded(text, file, lambda loader: loader.get_single_node()))


def has_comment(text: str) -> bool:
    """Whether a comment stands in ``text``, which is YAML: a # that is no part of a text of its own."""
    places = [each.start() for each in _HASH.finditer(text)]
    tokens = yaml.scan(text, Loader=_Loader) if places else ()
    spans = [
        (each.start_mark.index, each.end_mark.index)
        for each in tokens
        if isinstance(each, yaml.ScalarToken)
    ]
    return not all(any(start <= place < end for start, end in spans) for place in places)


def _guarded(text: str, file: Path, action: Callable[[Any], Any]) -> Any:
    if (conflict := _CONFLICT.search(text)) is not None:
        raise UnreadableError(
            "an unresolved merge conflict stands here",
            file=file,
            line=text.count("\n", 0, conflict.start()) + 1,
            hint="Keep the lines that are right, and delete the markers <<<<<<<, ======= and >>>>>>>.",
        )
    try:
        loader = _Loader(text)
        try:
            return action(loader)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        raise _unreadable(text, file, error) from error
    except yaml.reader.ReaderError as error:
        found = UNPRINTABLE.search(text)
        line = text.count("\n", 0, found.start()) + 1 if found else 1
        name = f" U+{ord(found.group()):04X}" if found else ""
        raise UnreadableError(
            f"the character{name} may not stand in a file", file=file, line=line, hint="Delete it."
        ) from error
    except (RecursionError, ValueError) as error:
        raise UnreadableError(f"this is no usable YAML: {error}", file=file, line=1) from error


def _unreadable(text: str, file: Path, error: yaml.MarkedYAMLError) -> UnreadableError:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark is not None else 1
    problem = str(error.problem or error.context or "this is no YAML")
    lines = text.split("\n")
    words = lines[line - 1] if line <= len(lines) else ""
    if isinstance(error, _KeyError):
        return UnreadableError(problem, file=file, line=line)
    if "\t" in words[: len(words) - len(words.lstrip())]:
        return UnreadableError(
            "the line is indented with a tab", file=file, line=line, hint="Indent with spaces."
        )
    hint = next((advice for part, advice in _ADVICE if part in problem), "")
    return UnreadableError(f"this is no YAML: {problem}", file=file, line=line, hint=hint)
