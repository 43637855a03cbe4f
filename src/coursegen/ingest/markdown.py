"""The reader of Markdown: a file of CommonMark with tables in, a Document out.

Headings, paragraphs, nested lists, tables, definitions, pictures and notes become blocks; code, comments
and the tags of site generators do not.
"""

from __future__ import annotations

import posixpath
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from coursegen.errors import SourceError
from coursegen.ingest.collector import BlockCollector
from coursegen.ingest.front_matter import split_front_matter
from coursegen.ingest.html_fragment import collect_html
from coursegen.ingest.inline import Inline, clean_text, inline_of
from coursegen.ingest.preparation import NOTE_CLOSE, NOTE_NEXT, NOTE_OPEN, prepare
from coursegen.ingest.reader import Reader
from coursegen.ingest.words import is_label
from coursegen.model.source import Document, Source

__all__ = ["READER", "read_markdown"]

_FIGURE_WORDS = 3
_PROSE_WORDS = 6
_PROSE_SHARE = 0.9
"""Share of letters, spaces and common punctuation in text that is not code."""


def read_markdown(path: Path, source: Source) -> Document:
    """The Document in the Markdown file at ``path``. Raises SourceError for bytes that are not text."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    fields, body = split_front_matter(_decode(path.read_bytes(), source.path))
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    title = clean_text(re.sub(r"<[^<>]*>", "", str(fields.get("title") or "")))
    walker = _Walker(source, title, lambda text: list(SyntaxTreeNode(parser.parse(text)).children))
    walker.walk(walker.parse(prepare(body)), _Place())
    language = str(fields.get("lang") or fields.get("language") or "").lower()
    known = re.fullmatch(r"[a-z]{2}(-[a-z0-9]+)*", language)
    return walker.collector.document(
        source,
        pairs=tuple(fields.items()),
        language=language if known else "",
    )


def _decode(data: bytes, where: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    if b"\x00" in data[:4096]:
        raise SourceError(
            "this is not a text file",
            where=where,
            hint="Give it the ending of what it really is, or leave it out with `exclude`.",
        )
    return data.decode("utf-8-sig")


@dataclass(frozen=True)
class _Place:
    """Where the walker stands: how deep in lists, and whether in a note."""

    depth: int = 0
    note: bool = False


class _Walker:
    """Goes through the syntax tree and feeds the collector."""

    def __init__(self, source: Source, title: str, parse: Callable[[str], list[Any]]) -> None:
        self.collector = BlockCollector(title=title)
        self.parse = parse
        self._folder = posixpath.dirname(source.path)
        self._open_notes = 0
        self._next_is_note = False
        self._numbers: dict[int, int] = {}
        self._handlers: dict[str, Callable[[Any, _Place], None]] = {
            "heading": self._heading,
            "paragraph": self._paragraph,
            "bullet_list": self._list,
            "ordered_list": self._list,
            "blockquote": self._quotation,
            "table": self._table,
            "html_block": self._html,
            "code_block": self._indented,
        }

    def walk(self, nodes: list[Any], place: _Place) -> None:
        """Take ``nodes`` in order; kinds without a handler (code, rules) are left out."""
        for node in nodes:
            handler = self._handlers.get(node.type)
            if handler is not None:
                handler(node, place)

    def _heading(self, node: Any, place: _Place) -> None:  # noqa: ARG002 - one shape for all handlers
        self._numbers = {}
        self.collector.heading(int(node.tag[1]), _inline(node).text)

    def _paragraph(self, node: Any, place: _Place) -> None:
        content = _inline(node)
        self._text(content, place)
        self._figures(content)

    def _text(self, content: Inline, place: _Place) -> None:
        note = place.note or self._open_notes > 0 or self._next_is_note
        if content.text:
            self._next_is_note = False
        if content.bold and not note and place.depth == 0:
            self.collector.bold_paragraph(content.text)
        elif content.head and not note:
            self._text(replace(content, text=content.head, head="", bold=True), place)
            self._text(Inline(content.rest), place)
        else:
            self.collector.paragraph(
                content.text, emphasised=content.emphasised, depth=place.depth, note=note
            )

    def _figures(self, content: Inline) -> None:
        """Pictures of the project; remote ones are badges and counters unless they stand alone."""
        for address, alternative in content.images:
            remote = "://" in address or address.startswith(("//", "data:"))
            badge = len(alternative.split()) < _FIGURE_WORDS
            if remote and (badge or content.linked_images or not content.only_images):
                continue
            self.collector.figure("" if remote else self._media(address), alternative)

    def _media(self, address: str) -> str:
        path = re.split(r"[#?]", address, maxsplit=1)[0]
        if path.startswith("/") or not path:
            return ""
        return posixpath.normpath(posixpath.join(self._folder, path))

    def _list(self, node: Any, place: _Place) -> None:
        depth = place.depth + 1
        ordered = node.type == "ordered_list"
        number = self._first_number(node, depth) if ordered else None
        for item in node.children:
            self._item(item, replace(place, depth=depth), number)
            if number is not None:
                self._numbers[depth] = number
                number += 1

    def _first_number(self, node: Any, depth: int) -> int:
        """1, or one more than the list that this one takes up again after text in between."""
        start = int(node.attrs.get("start", 1))
        return self._numbers.get(depth, 0) + 1 if start > 1 else 1

    def _item(self, item: Any, place: _Place, number: int | None) -> None:
        for deeper in [each for each in self._numbers if each > place.depth]:
            del self._numbers[deeper]
        children = item.children
        if children and children[0].type == "paragraph":
            content = _inline(children[0])
            self.collector.list_item(
                _without_checkbox(content.head or content.text),
                depth=place.depth,
                number=number,
                emphasised=content.emphasised,
            )
            if content.head:
                self._text(Inline(content.rest), place)
            self._figures(content)
            children = children[1:]
        self.walk(children, place)

    def _quotation(self, node: Any, place: _Place) -> None:
        """A quotation is a note when it says so: ``[!NOTE]``, ``**Note:** ...``; else plain text."""
        first = node.children[0] if node.children else None
        if first is None or first.type != "paragraph":
            self.walk(node.children, place)
            return
        content = _inline(first)
        label, rest = _callout(content)
        if not label:
            self.walk(node.children, place)
            return
        inside = replace(place, note=True)
        self._text(replace(content, text=rest), inside)
        self._figures(content)
        self.walk(node.children[1:], inside)

    def _table(self, node: Any, place: _Place) -> None:  # noqa: ARG002 - one shape for all handlers
        rows = [
            [_inline(cell).text for cell in row.children]
            for part in node.children
            for row in part.children
        ]
        if rows:
            self.collector.table(rows[0], rows[1:])

    def _indented(self, node: Any, place: _Place) -> None:
        """Text set in by four spaces is code to Markdown, but mostly a paragraph to its author."""
        if _is_prose(node.content):
            self.walk(self.parse(textwrap.dedent(node.content)), place)

    def _html(self, node: Any, place: _Place) -> None:
        content = node.content.strip()
        if content == NOTE_OPEN:
            self._open_notes += 1
        elif content == NOTE_CLOSE:
            self._open_notes = max(0, self._open_notes - 1)
        elif content == NOTE_NEXT:
            self._next_is_note = True
        else:
            collect_html(content, self.collector, note=place.note or self._open_notes > 0)


def _inline(node: Any) -> Inline:
    """The inline content of a heading, paragraph or cell."""
    tokens = [
        token for child in node.children if child.type == "inline" for token in child.to_tokens()
    ]
    return inline_of(inner for token in tokens for inner in token.children or ())


def _is_prose(text: str) -> bool:
    plain = sum(letter.isalpha() or letter in " \n.,;:'’()-" for letter in text)
    return len(text.split()) >= _PROSE_WORDS and plain >= _PROSE_SHARE * len(text)


def _without_checkbox(text: str) -> str:
    return text[4:] if text[:4].lower() in {"[ ] ", "[x] "} else text


def _callout(content: Inline) -> tuple[str, str]:
    """The label of a quotation that is a note, and its text without a mark such as ``[!NOTE]``."""
    if content.text.startswith("[!"):
        mark, _, rest = content.text.partition("]")
        return mark[2:], rest.strip()
    first = content.text.split(":", 1)[0]
    if ":" in content.text and is_label(first, "callouts"):
        return first, content.text
    return "", content.text


READER = Reader(kind="markdown", suffixes=(".md", ".markdown"), read=read_markdown)
