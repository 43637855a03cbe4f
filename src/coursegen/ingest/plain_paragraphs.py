"""Plain text as people type or export it: text in; its paragraphs, headings and items to a collector.

Only what is beyond doubt is made a heading: a short line that ends like no sentence and has text under it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coursegen.ingest.collector import BlockCollector
from coursegen.ingest.open_lists import OpenLists
from coursegen.ingest.words import is_label

__all__ = ["collect_plain"]

_LONG_LINE = 130
"""Characters; nobody wraps lines by hand that late, so in a text with such lines each is a paragraph."""
_LONG_SHARE = 0.05
_WRAPPED_LINE = 25
"""Characters; a paragraph may go on after an empty line only when its last line was at least so long."""
_SLACK = 8
_HEADING_WORDS = 10
_QUESTION_WORDS = 12
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


_TITLE_WITHIN = 5
_TITLE_WORDS = 2


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
    lists = OpenLists(same=1)
    for at, each in enumerate(found):
        level = each.level or _heading_level(found, at, collector)
        if level:
            collector.heading(level, each.text)
            if level == 1 and not collector.title:
                collector.title = each.text
            lists.end()
        elif each.marker:
            place = lists.place(each.marker, each.indent)
            collector.list_item(each.text, depth=place.depth, number=place.number)
        elif not is_label(each.text, "contents"):  # plain text mostly lost the table itself
            collector.paragraph(each.text)
            lists.end()


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
    if not _may_be_heading(each) or not _leads(found, at):
        return 0
    number = _NUMBERED.match(each.text)
    if number:
        return min(6, 2 + number[1].count("."))
    headed = any(block.kind == "heading" for block in collector.blocks)
    late = len(collector.blocks) >= _TITLE_WITHIN or len(each.text.split()) < _TITLE_WORDS
    return 2 if headed or late else 1


def _leads(found: Sequence[_Text], at: int) -> bool:
    """True when there is text under the short line at ``at``.

    Of two short lines together, such as a heading and what a picture shows, the longer one leads.
    """
    each, above = found[at], found[at - 1] if at else None
    rest = found[at + 1 : at + 3]
    if not rest or each.marker == "•" or each.marker.isalpha():
        return False
    if each.marker:  # one of a list, unless running text stands right under it
        return not (above and above.marker) and not rest[0].marker and _is_prose(rest[0])
    words = len(each.text.split())
    if above and not above.marker and _may_be_heading(above) and _leads_on(found, at):
        return len(above.text.split()) < words
    if len(rest) == 2 and _may_be_heading(rest[0]) and not rest[0].marker:
        return _leads_on(found, at + 1) and len(rest[0].text.split()) <= words
    return bool(rest[0].marker) or _is_prose(rest[0])


def _leads_on(found: Sequence[_Text], at: int) -> bool:
    """True when running text or a list stands right under the line at ``at``."""
    below = found[at + 1] if at + 1 < len(found) else None
    return below is not None and (bool(below.marker) or _is_prose(below))


def _may_be_heading(each: _Text) -> bool:
    text = each.text
    return bool(each.level) or (
        not is_label(text, "contents")
        and len(text.split()) <= (_QUESTION_WORDS if text.endswith("?") else _HEADING_WORDS)
        and len(text) <= _HEADING_CHARACTERS
        and not _ENDS.search(text)
        and (text[0].isupper() or text[0].isdigit() or text[0] == "§")
        and sum(letter.isalpha() for letter in text) >= max(3, 0.5 * len(text))
    )


def _is_prose(each: _Text) -> bool:
    return len(each.text.split()) >= _PARAGRAPH_WORDS or bool(_SENTENCE_ENDS.search(each.text))
