"""Plain text as people type or export it: text in; its paragraphs, headings and items to a collector.

Only what is beyond doubt is made a heading: a short line that ends like no sentence and has text under it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coursegen.ingest.collector import BlockCollector

__all__ = ["collect_plain"]

_LONG_LINE = 130
"""Characters; nobody wraps lines by hand that late, so in a text with such lines each is a paragraph."""
_LONG_SHARE = 0.05
_WRAPPED_LINE = 45
"""Characters; a paragraph may go on after an empty line only when its last line was at least so long."""
_SLACK = 8
_HEADING_WORDS = 10
_HEADING_CHARACTERS = 80
_PARAGRAPH_WORDS = 12
_ENDS = re.compile(r"[.,:;!…][\"'”’)]*$")
_SENTENCE_ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_MARKER = re.compile(
    r"^(?P<indent>\s*)(?:(?P<bullet>[•▪◦‣●○·*]|[-–—](?=\s))\s*|\(?(?P<number>\d{1,2})[.)]\s+|"
    r"\(?(?P<letter>[a-z])\)\s+)(?=\S)"
)
_NUMBERED = re.compile(r"^(?:§\s*)?(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=[^\W\d_])")
_UNDERLINE = re.compile(r"^\s*(?P<mark>[=\-~^*#])(?P=mark){2,}\s*$")


@dataclass
class _Text:
    """A paragraph. ``alone`` when an empty line stands before it; ``level`` when it is underlined."""

    text: str
    indent: int = 0
    marker: str = ""
    alone: bool = True
    level: int = 0


def collect_plain(text: str, collector: BlockCollector) -> None:
    """Feed the blocks of ``text`` to ``collector``. Form feeds are empty lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n")
    found = _joined(_texts([line.expandtabs(4).rstrip() for line in lines]))
    open_lists: list[tuple[int, int]] = []
    for at, each in enumerate(found):
        level = each.level or _heading_level(found, at, collector)
        if level:
            collector.heading(level, each.text)
            open_lists = []
        elif each.marker:
            _item(each, open_lists, collector)
        else:
            collector.paragraph(each.text)
            open_lists = []


def _texts(lines: Sequence[str]) -> list[_Text]:
    """Paragraphs: parted by empty lines, by markers, and by lines that end before they are full."""
    filled = [line for line in lines if line.strip()]
    long = sum(len(line) > _LONG_LINE for line in filled)
    each_line = long > 0 and long >= _LONG_SHARE * len(filled)
    result: list[_Text] = []
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line)
            continue
        result.extend(_of_block(block, each_line=each_line))
        block = []
    return result


def _of_block(block: Sequence[str], *, each_line: bool) -> list[_Text]:
    width = max((len(line) for line in block), default=0)
    result: list[_Text] = []
    before = ""
    for line in block:
        if (mark := _UNDERLINE.match(line)) and result:
            if len(before) <= _HEADING_CHARACTERS and not result[-1].marker:
                result[-1].level = 1 if mark["mark"] in "=#" else 2
            continue
        text = line.strip()
        marker = _MARKER.match(line)
        ended = bool(before) and len(before) + len(text.split()[0]) + _SLACK < width
        ended = ended and (bool(_SENTENCE_ENDS.search(before)) or not text[0].islower())
        if not result or marker or each_line or ended or result[-1].level:
            result.append(_started(line, marker, alone=not result))
        else:
            result[-1].text = _with_line(result[-1].text, text)
        before = line.rstrip()
    return result


def _started(line: str, marker: re.Match[str] | None, *, alone: bool) -> _Text:
    if marker is None:
        return _Text(line.strip(), alone=alone)
    sign = marker["number"] or marker["letter"] or "•"
    return _Text(line[marker.end() :].strip(), len(marker["indent"]), sign, alone=alone)


def _with_line(before: str, line: str) -> str:
    """``before`` and ``line``, a word that was divided at the line's end put together."""
    if re.search(r"[^\W\d_]{2}-$", before) and line[:1].islower():
        return before[:-1] + line
    return f"{before} {line}"


def _joined(found: Sequence[_Text]) -> list[_Text]:
    """``found`` with sentences put together that an empty line cuts in two, as exports from PDF do."""
    result: list[_Text] = []
    for each in found:
        before = result[-1] if result else None
        if (
            before is not None
            and not each.marker
            and not before.level
            and each.text[:1].islower()
            and len(before.text) >= _WRAPPED_LINE
            and not _SENTENCE_ENDS.search(before.text)
        ):
            before.text = _with_line(before.text, each.text)
        else:
            result.append(each)
    return result


def _heading_level(found: Sequence[_Text], at: int, collector: BlockCollector) -> int:
    """1 for a title at the top, 2 or the depth of its number for others; 0 for what is no heading."""
    each = found[at]
    below = found[at + 1] if at + 1 < len(found) else None
    if below is None or not _may_be_heading(each) or (each.marker and not each.marker.isdigit()):
        return 0
    if each.marker and (below.marker or (at and found[at - 1].marker) or not _is_prose(below)):
        return 0  # one of a list
    if _may_be_heading(below) and not below.marker:
        last_of_run = at + 2 >= len(found) or not _may_be_heading(found[at + 2])
        if not last_of_run or not (each.text.endswith("?") or not collector.blocks):
            return 0
    if (
        at
        and not each.marker
        and found[at - 1].text.endswith("?")
        and _may_be_heading(found[at - 1])
    ):
        return 0  # what a picture shows, right under a heading
    if not collector.blocks:
        return 1
    number = _NUMBERED.match(each.text)
    return 2 + number[1].count(".") if number else 2


def _may_be_heading(each: _Text) -> bool:
    text = each.text
    return bool(each.level) or (
        len(text.split()) <= _HEADING_WORDS
        and len(text) <= _HEADING_CHARACTERS
        and not _ENDS.search(text)
        and (text[0].isupper() or text[0].isdigit() or text[0] == "§")
        and sum(letter.isalpha() for letter in text) >= max(3, 0.5 * len(text))
    )


def _is_prose(each: _Text) -> bool:
    return len(each.text.split()) >= _PARAGRAPH_WORDS or bool(_SENTENCE_ENDS.search(each.text))


def _item(each: _Text, open_lists: list[tuple[int, int]], collector: BlockCollector) -> None:
    while open_lists and open_lists[-1][0] > each.indent + 1:
        open_lists.pop()
    if not open_lists or open_lists[-1][0] < each.indent - 1:
        before = int(each.marker) - 1 if each.marker.isdigit() else 0
        open_lists.append((each.indent, max(0, before)))
    indent, count = open_lists[-1]
    open_lists[-1] = (indent, count + 1)
    number = None if each.marker == "•" else count + 1
    collector.list_item(each.text, depth=len(open_lists), number=number)
