"""The one canonical YAML writer: a noun in, the text of its file out.

Equal nouns give equal text. Fields stand in a fixed order, defaults are left out, a list or mapping that
fits on a line of 110 characters stands on one, and every text comes back as it went in.
"""

from __future__ import annotations

from typing import TypeAlias, get_args

from pydantic.fields import FieldInfo

from coursegen.coursefiles.scalars import Scalar, is_literal, scalar_text
from coursegen.model.base import Noun

__all__ = [
    "WIDTH",
    "Plain",
    "element_lines",
    "entry_lines",
    "flow_text",
    "is_left_out",
    "ordered_fields",
    "plain",
    "to_yaml",
]

WIDTH = 110
"""The longest line of a list or mapping written in flow style."""

_LONGEST_IN_FLOW_LIST = 40
"""A longer text in a list gets a line of its own."""

_FIRST = ("format", "id", "type", "origin")
_LAST = ("feedback_right", "feedback_wrong", "rationale", "citations", "cites", "pinned", "meta")
_ALWAYS_WRITTEN = ("format",)

Plain: TypeAlias = "Scalar | list[Plain] | dict[str, Plain]"


def to_yaml(noun: Noun) -> str:
    """The text of the file that holds ``noun``: LF line ends, a final newline."""
    tree = plain(noun)
    assert isinstance(tree, dict)
    return "".join(f"{line}\n" for key in tree for line in entry_lines(key, tree[key], 0))


def plain(value: object) -> Plain:
    """``value`` as lists, mappings and scalars, in the order of the file, defaults left out."""
    if isinstance(value, Noun):
        return {
            name: _number(field, getattr(value, name))
            for name, field in ordered_fields(type(value))
            if not is_left_out(name, field, getattr(value, name))
        }
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {str(key): plain(value[key]) for key in sorted(value)}
    assert value is None or isinstance(value, str | int | float | bool)
    return value


def ordered_fields(noun: type[Noun]) -> list[tuple[str, FieldInfo]]:
    """The fields of ``noun`` in the order of the file: names first, what carries it last."""
    fields = noun.model_fields
    middle = [name for name in fields if name not in _FIRST and name not in _LAST]
    return [(name, fields[name]) for name in (*_FIRST, *middle, *_LAST) if name in fields]


def is_left_out(name: str, field: FieldInfo, value: object) -> bool:
    """Whether the file does not say it, because reading gives the same without."""
    if field.is_required() or name in _ALWAYS_WRITTEN:
        return False
    return bool(value == field.get_default(call_default_factory=True))


def entry_lines(key: str, value: Plain, indent: int) -> list[str]:
    """The lines of ``key: value`` in a block mapping, ``indent`` spaces in."""
    name = " " * indent + scalar_text(key)
    if isinstance(value, str) and is_literal(value):
        return [f"{name}: |-", *_literal_lines(value, indent + 2)]
    if not isinstance(value, list | dict):
        return [f"{name}: {scalar_text(value)}"]
    if _may_flow(value) and len(flow := f"{name}: {flow_text(value)}") <= WIDTH:
        return [flow]
    if isinstance(value, dict):
        inner = [line for each in value for line in entry_lines(each, value[each], indent + 2)]
    else:
        inner = [line for each in value for line in element_lines(each, indent + 2)]
    return [f"{name}:", *inner]


def element_lines(value: Plain, indent: int) -> list[str]:
    """The lines of ``- value`` in a block list, ``indent`` spaces in."""
    dash = " " * indent + "- "
    if isinstance(value, str) and is_literal(value):
        return [f"{dash}|-", *_literal_lines(value, indent + 2)]
    if not isinstance(value, list | dict):
        return [dash + scalar_text(value)]
    if _may_flow(value) and len(flow := dash + flow_text(value)) <= WIDTH:
        return [flow]
    if isinstance(value, dict):
        lines = [line for each in value for line in entry_lines(each, value[each], indent + 2)]
    else:
        lines = [line for each in value for line in element_lines(each, indent + 2)]
    return [dash + lines[0][indent + 2 :], *lines[1:]]


def flow_text(value: Plain) -> str:
    """``value`` on one line, lists in ``[]`` and mappings in ``{}``."""
    if isinstance(value, list):
        return "[" + ", ".join(flow_text(each) for each in value) + "]"
    if isinstance(value, dict):
        pairs = (f"{scalar_text(key, flow=True)}: {flow_text(each)}" for key, each in value.items())
        return "{" + ", ".join(pairs) + "}"
    return scalar_text(value, flow=True)


def _may_flow(value: Plain) -> bool:
    """Whether a list or mapping reads well on one line: leaves, and a list of one leaf mapping."""
    if isinstance(value, dict):
        return not any(_has_lines(each) or isinstance(each, list | dict) for each in value.values())
    assert isinstance(value, list)
    if len(value) == 1 and isinstance(value[0], dict):
        return _may_flow(value[0])
    return not any(
        isinstance(each, list | dict)
        or _has_lines(each)
        or (isinstance(each, str) and len(each) > _LONGEST_IN_FLOW_LIST)
        for each in value
    )


def _has_lines(value: Plain) -> bool:
    return isinstance(value, str) and is_literal(value)


def _literal_lines(text: str, indent: int) -> list[str]:
    return [" " * indent + line if line else "" for line in text.split("\n")]


def _number(field: FieldInfo, value: object) -> Plain:
    """``value`` plain; 24.0 in a field that holds a float as 24, which reads the same."""
    is_float = field.annotation is float or float in get_args(field.annotation)
    if is_float and isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return plain(value)
