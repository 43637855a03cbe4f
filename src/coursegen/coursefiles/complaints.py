"""Turns what jsonschema finds into sentences for people.

In: data and a JSON Schema. Out: complaints, each with the steps to the part it is about. In a choice of types
only the one that ``type`` names is complained about; an unknown field names the nearest known one.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

__all__ = ["Complaint", "complaints"]


class Complaint(NamedTuple):
    """``steps`` lead to the part, ``key`` to a field of it; ``kind`` is the rule that found it."""

    steps: tuple[str | int, ...]
    message: str
    kind: str = ""
    key: str = ""


_KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping (key: value)",
    "null": "empty",
}
_LIMITS = {
    "const": "must be {limit}, not {size}",
    "minLength": "must not be empty",
    "maxLength": "must have at most {limit} characters; it has {size}",
    "minItems": "must have at least {elements}; it has {size}",
    "maxItems": "must have at most {elements}; it has {size}",
    "minimum": "must be {limit} or more, not {size}",
    "maximum": "must be {limit} or less, not {size}",
    "exclusiveMinimum": "must be more than {limit}, not {size}",
}
_LONGEST_QUOTE = 40


def complaints(data: Any, schema: dict[str, Any]) -> Iterator[Complaint]:
    """Every complaint about ``data``, in jsonschema's order."""
    from jsonschema import Draft202012Validator

    for error in Draft202012Validator(schema).iter_errors(data):
        yield from _of_error(error, schema)


def _of_error(error: Any, root: dict[str, Any]) -> Iterator[Complaint]:
    """The complaints behind one error of jsonschema's, with union members resolved."""
    steps = tuple(error.absolute_path)
    match error.validator:
        case "oneOf" | "anyOf":
            yield from _of_union(error, root, steps)
        case "additionalProperties" if isinstance(error.schema.get("properties"), dict):
            known = list(error.schema["properties"])
            for key in sorted(set(error.instance) - set(known)):
                message = f"unknown field `{key}`{_nearest(key, known)}"
                yield Complaint(steps, message, "unknown", key)
        case "required":
            missing = [key for key in error.validator_value if key not in error.instance]
            for key in missing:
                if f"'{key}'" in error.message:
                    yield Complaint(steps, f"the field `{key}` is missing", "missing")
        case _:
            yield Complaint(steps, _sentence(error), str(error.validator))


def _of_union(
    error: Any, root: dict[str, Any], steps: tuple[str | int, ...]
) -> Iterator[Complaint]:
    """Only the complaints of the member that is meant."""
    members = error.validator_value
    tags = [_tag(member, root) for member in members]
    if all(tags):
        yield from _of_tagged_union(error, root, steps, tags)
        return
    filled = [number for number, member in enumerate(members) if member.get("type") != "null"]
    if len(filled) == 1:
        for inner in error.context:
            if inner.schema_path[0] == filled[0]:
                yield from _of_error(inner, root)
        return
    kinds = [_KINDS[member["type"]] for member in members if member.get("type") in _KINDS]
    kinds = [each for each in kinds if each != "a whole number" or "a number" not in kinds]
    yield Complaint(steps, f"must be {_either(kinds)}, not {_shown(error.instance)}", "type")


def _of_tagged_union(
    error: Any, root: dict[str, Any], steps: tuple[str | int, ...], tags: list[str]
) -> Iterator[Complaint]:
    if not isinstance(error.instance, dict):
        yield Complaint(
            steps, f"must be a mapping with a `type`, not {_shown(error.instance)}", "type"
        )
        return
    tag = error.instance.get("type")
    if tag is None:
        yield Complaint(steps, f"the field `type` is missing: one of {_either(tags)}", "missing")
    elif tag not in tags:
        message = (
            f"there is no type {_shown(tag)}{_nearest(tag, tags) or ';'} types are {_either(tags)}"
        )
        yield Complaint(steps, message, "enum", "type")
    else:
        for inner in error.context:
            if inner.schema_path[0] == tags.index(tag):
                yield from _of_error(inner, root)


def _tag(member: dict[str, Any], root: dict[str, Any]) -> str:
    """What ``type`` must be in this member of a union; empty where it does not say."""
    name = str(member.get("$ref", "")).rpartition("/")[2]
    definition = root.get("$defs", {}).get(name, member)
    kind = definition.get("properties", {}).get("type", {})
    return str(kind.get("const", ""))


def _sentence(error: Any) -> str:
    value, limit = error.instance, error.validator_value
    match error.validator:
        case "type":
            advice = ": put it in quotes" if limit == "string" and _is_scalar(value) else ""
            return f"must be {_KINDS.get(limit, limit)}, not {_shown(value)}{advice}"
        case "enum":
            return (
                f"must be {_either(map(str, limit))}; not {_shown(value)}{_nearest(value, limit)}"
            )
        case "pattern":
            return _pattern_sentence(str(limit), value)
    template = _LIMITS.get(str(error.validator), "")
    size = len(value) if isinstance(value, str | list) else value
    elements = "1 element" if limit == 1 else f"{limit} elements"
    return template.format(limit=limit, size=size, elements=elements) or str(error.message)


_PATTERNS = (
    ("0-9a-f]{12}", "is no passage id: 12 characters from 0-9 and a-f"),
    ("[a-z0-9]+(-", "is no id: lower-case letters and digits, words joined by hyphens"),
    ("[a-z]{2,3}", "is no language tag, such as en or nl"),
    (r"\d+\.\d+", "is no version, such as 1.0.0"),
)


def _pattern_sentence(pattern: str, value: Any) -> str:
    for part, words in _PATTERNS:
        if part in pattern:
            return f"{_shown(value)} {words}"
    return f"{_shown(value)} does not fit {pattern}"


def _nearest(word: Any, known: Iterable[Any]) -> str:
    found = difflib.get_close_matches(str(word), [str(each) for each in known], n=1, cutoff=0.6)
    return f"; did you mean `{found[0]}`?" if found else ""


def _either(words: Iterable[str]) -> str:
    every = list(dict.fromkeys(words))
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} or {every[-1]}"


def _is_scalar(value: Any) -> bool:
    return isinstance(value, bool | int | float)


def _shown(value: Any) -> str:
    """``value`` as it may stand in the file, short."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping (key: value)"
    if isinstance(value, list):
        return "a list"
    text = str(value)
    text = text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
    return f"`{text}`"
