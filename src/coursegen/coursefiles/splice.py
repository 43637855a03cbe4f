"""Change values inside a file that a person edited, and leave every other character as it is.

In: the file's text, the noun it holds, the noun it shall hold. Out: the new text. Comments, order, quotes and
layout of what did not change stay; a comment goes with the list element below it. Where a change does not fit
in place, the whole file is written canonically, and its comments are lost.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import ValidationError

from coursegen.coursefiles.loader import UnreadableError, compose, load
from coursegen.coursefiles.writer import (
    Plain,
    element_lines,
    entry_lines,
    flow_text,
    ordered_fields,
    plain,
    to_yaml,
)
from coursegen.model.base import Noun

__all__ = ["splice"]

_NOWHERE = Path("course file")
_DASH = re.compile(r" *- +")


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def splice(text: str, old: Noun, new: Noun) -> str:
    """``text``, which holds ``old``, changed where ``new`` differs. Reading the result gives ``new``."""
    source = text.replace("\r\n", "\n")
    source = source if source.endswith("\n") else source + "\n"
    node = compose(source, _NOWHERE)
    assert node is not None
    edits: list[_Edit] = []
    _Splicer(source).noun(node, old, new, edits)
    result = _applied(source, edits, 0, len(source))
    if not _holds(result, new):
        return to_yaml(new)
    return result.replace("\n", "\r\n") if "\r\n" in text else result


def _holds(text: str, noun: Noun) -> bool:
    try:
        data = load(text, _NOWHERE)
        return type(noun).model_validate_json(json.dumps(data), strict=True) == noun
    except (UnreadableError, ValidationError):
        return False


def _applied(source: str, edits: list[_Edit], start: int, end: int) -> str:
    """``source[start:end]`` with ``edits`` made in it."""
    parts: list[str] = []
    place = start
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        parts += [source[place : edit.start], edit.text]
        place = max(place, edit.end)
    return "".join([*parts, source[place:end]])


class _Splicer:
    """Walks the nodes of one text beside the old and the new value, and collects edits."""

    def __init__(self, source: str) -> None:
        self.source = source

    def noun(self, node: yaml.Node, old: Noun, new: Noun, edits: list[_Edit]) -> None:
        """Edits that turn the mapping ``node``, which holds ``old``, into ``new``."""
        assert isinstance(node, yaml.MappingNode)
        entries = {key.value: (key, value) for key, value in node.value}
        written = plain(new)
        assert isinstance(written, dict)
        before = None
        for name, _ in ordered_fields(type(new)):
            was, now = getattr(old, name), getattr(new, name)
            value = written.get(name, plain(now))
            if was != now and name not in entries:
                after = entries[before][1] if before else None
                edits.append(self.added(node, after, name, value))
            elif was != now and not self.inside(entries[name][1], was, now, edits):
                edits.append(self.value(*entries[name], value, flow=node.flow_style))
            before = name if name in entries else before

    def added(
        self, node: yaml.MappingNode, after: yaml.Node | None, name: str, value: Plain
    ) -> _Edit:
        """The entry ``name: value``, put into ``node`` behind the value ``after``."""
        if node.flow_style:
            end = self.end(after) if after else node.start_mark.index + 1
            pair = f"{name}: {flow_text(value)}"
            return _Edit(end, end, f", {pair}" if after else f"{pair}, ")
        indent = node.value[0][0].start_mark.column
        end = self.line_end(self.end(after)) if after else self.line_end(node.start_mark.index)
        return _Edit(end, end, "".join(f"{line}\n" for line in entry_lines(name, value, indent)))

    def value(self, key: yaml.Node, node: yaml.Node, value: Plain, *, flow: bool) -> _Edit:
        """``value`` in the place of ``node``, the value of ``key`` in a mapping of that style."""
        start, end = node.start_mark.index, self.end(node)
        if flow:
            return _Edit(start, end, flow_text(value))
        indent = key.start_mark.column
        lines = entry_lines(key.value, value, indent)
        if isinstance(node, yaml.ScalarNode) and len(lines) == 1 and start < end:
            return _Edit(start, end, lines[0].split(":", 1)[1][1:])
        colon = self.source.index(":", key.end_mark.index)
        lines[0] = lines[0].split(":", 1)[1]
        return self.with_comment(colon + 1, max(colon + 1, end), lines)

    def inside(self, node: yaml.Node, old: object, new: object, edits: list[_Edit]) -> bool:
        """Whether ``old`` becomes ``new`` by edits inside ``node``; they are added to ``edits``."""
        if isinstance(node, yaml.MappingNode) and isinstance(old, Noun) and type(old) is type(new):
            assert isinstance(new, Noun)
            self.noun(node, old, new, edits)
            return True
        if isinstance(node, yaml.SequenceNode) and isinstance(old, tuple):
            assert isinstance(new, tuple)
            return len(node.value) == len(old) and self.sequence(node, old, new, edits)
        return False

    def sequence(
        self,
        node: yaml.SequenceNode,
        old: tuple[object, ...],
        new: tuple[object, ...],
        edits: list[_Edit],
    ) -> bool:
        """As ``inside``, for a list: pairwise where its elements are the same ones, else by pieces."""
        was, now = _names(old), _names(new)
        if was == now or (len(old) == len(new) and not any(_has_id(each) for each in old + new)):
            for child, one, other in zip(node.value, old, new, strict=True):
                if one != other:
                    self.element(node, child, one, other, edits)
            return True
        if node.flow_style or not new:
            return False
        pieces = self.pieces(node)
        if pieces is None:
            return False
        indent = node.value[0].start_mark.column - 2
        texts = []
        for name, value in zip(now, new, strict=True):
            if name in was:
                number = was.index(name)
                inner: list[_Edit] = []
                if old[number] != value:
                    self.element(node, node.value[number], old[number], value, inner)
                texts.append(_applied(self.source, inner, *pieces[number]))
            else:
                texts += [f"{line}\n" for line in element_lines(plain(value), indent)]
        edits.append(_Edit(pieces[0][0], pieces[-1][1], "".join(texts)))
        return True

    def element(
        self,
        sequence: yaml.SequenceNode,
        node: yaml.Node,
        old: object,
        new: object,
        edits: list[_Edit],
    ) -> None:
        """Edits that turn ``old``, the element ``node`` of ``sequence``, into ``new``."""
        if self.inside(node, old, new, edits):
            return
        end = self.end(node)
        if sequence.flow_style:
            edits.append(_Edit(node.start_mark.index, end, flow_text(plain(new))))
            return
        indent = node.start_mark.column - 2
        lines = element_lines(plain(new), indent)
        lines[0] = lines[0][indent + 2 :]
        edits.append(self.with_comment(node.start_mark.index, end, lines))

    def with_comment(self, start: int, end: int, lines: list[str]) -> _Edit:
        """``lines`` from ``start`` to ``end``; a comment that follows there comes behind the first."""
        rest = self.line_end(end) - 1
        comment = self.source[end:rest]
        if len(lines) > 1 and comment.lstrip().startswith("#"):
            return _Edit(start, rest, "\n".join([lines[0] + comment, *lines[1:]]))
        return _Edit(start, end, "\n".join(lines))

    def pieces(self, node: yaml.SequenceNode) -> list[tuple[int, int]] | None:
        """Whole lines of each element of a block list, with the comments above it; None if they share lines."""
        result = []
        start = None
        for child in node.value:
            line_start = self.source.rfind("\n", 0, child.start_mark.index) + 1
            if not _DASH.fullmatch(self.source[line_start : child.start_mark.index]):
                return None
            end = self.line_end(self.end(child))
            result.append((self.above(line_start) if start is None else start, end))
            start = end
        return result

    def above(self, start: int) -> int:
        """Where the comment lines right above the line at ``start`` begin."""
        while start > 0:
            line_start = self.source.rfind("\n", 0, start - 1) + 1
            if not self.source[line_start:start].lstrip(" ").startswith("#"):
                break
            start = line_start
        return start

    def end(self, node: yaml.Node) -> int:
        """Where the last character of ``node`` ends, without white space and comments behind it."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.end(last[1] if isinstance(node, yaml.MappingNode) else last)
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(self.source[start:end].rstrip())

    def line_end(self, place: int) -> int:
        """The start of the line after the one that holds ``place``."""
        return self.source.index("\n", place) + 1


def _has_id(value: object) -> bool:
    return isinstance(value, Noun) and "id" in type(value).model_fields


def _names(values: tuple[object, ...]) -> list[tuple[str, int]]:
    """What each element of a list is known by: its id, else its content; with a count of equals before."""
    result: list[tuple[str, int]] = []
    for value in values:
        name = (
            f"id {getattr(value, 'id', '')}"
            if _has_id(value)
            else json.dumps(plain(value), sort_keys=True)
        )
        result.append((name, sum(1 for each, _ in result if each == name)))
    return result
