"""The YAML head of a Markdown file: text in; its fields and the rest of the text out."""

from __future__ import annotations

import re
from typing import Any

import yaml

__all__ = ["split_front_matter"]

_HEAD = re.compile(
    r"\A---[ \t]*\n(?P<head>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_FIELD = re.compile(r"^(?P<key>[A-Za-z][\w -]*?)\s*:\s*(?P<value>\S.*)$")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The fields of the head (empty when there is none) and the text after it.

    A head that is not valid YAML is read line by line, ``key: value``; a first line of hyphens that
    opens no head is left in the text.
    """
    match = _HEAD.match(text)
    if match is None:
        return {}, text
    head = match["head"].replace("\t", " ")
    rest = text[match.end() :]
    try:
        fields = yaml.load(head, Loader=_LOADER)  # noqa: S506 - both loaders are safe
    except yaml.YAMLError:
        return _line_by_line(head), rest
    if fields is None:
        return {}, rest
    if isinstance(fields, dict):
        return {str(key): value for key, value in fields.items()}, rest
    return {}, text


def _line_by_line(head: str) -> dict[str, Any]:
    found = (_FIELD.match(line) for line in head.splitlines())
    return {match["key"]: match["value"].strip("\"' ") for match in found if match}
