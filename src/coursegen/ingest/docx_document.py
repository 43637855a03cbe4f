"""What a Word document says: a DOCX file in, a Document out.

The body is read in order with all tracked changes accepted: headings by style or outline level (in any
language), lists with their depth, tables, pictures by their alternative text. Comments, notes, headers
and footers are left out; a document-control table becomes the Edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coursegen.ingest.collector import BlockCollector
from coursegen.ingest.docx_numbering import ListPlace, Numbering
from coursegen.ingest.docx_paragraph import ParagraphText, W, paragraph_text, value_of
from coursegen.ingest.docx_table import table_text
from coursegen.ingest.office import OfficeKind, require_office_file
from coursegen.ingest.words import plain, word_set
from coursegen.model.source import Document, Source

__all__ = ["read_docx"]

_WORD = OfficeKind("document", "Word", ".docx", ".doc", "word/document.xml")
_STYLE_NUMBER = re.compile(r"^(?P<name>\D+?)[ _-]*(?P<level>[1-9])?$")
_CONTENTS_STYLE = re.compile(
    r"^(toc|inhopg|inhaltsverzeichnis|tm|table of figures|verzeichnis)\b", re.IGNORECASE
)
_CONTAINERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")
)
_JUNK_TITLE = re.compile(
    r"^(microsoft word|document\d*$|title$|titel$|untitled|word document$)|\.docx?$", re.IGNORECASE
)


def read_docx(path: Path, source: Source) -> Document:
    """The Document in the Word file at ``path``.

    Raises SourceError when it is no DOCX file or is locked with a password.
    """
    require_office_file(path, source.path, _WORD)
    import docx

    word = docx.Document(str(path))
    body = _Body(word)
    body.walk(word.element.body)
    properties = word.core_properties
    if not body.collector.title and not _JUNK_TITLE.search(properties.title):
        body.collector.title = properties.title
    pairs: list[tuple[str, object]] = [
        ("document id", properties.identifier),
        ("version", properties.version),
        ("status", properties.content_status),
    ]
    return body.collector.document(source, pairs=pairs)


class _Styles:
    """What a paragraph style means: a heading's level, a title, contents, a caption."""

    def __init__(self, root: Any) -> None:
        self.names: dict[str, str] = {}
        self._based: dict[str, str] = {}
        self._levels: dict[str, int] = {}
        self.default = ""
        for style in root.iter(f"{W}style"):
            style_id = style.get(f"{W}styleId") or ""
            self.names[style_id] = (value_of(style, "name") or "").lower()
            self._based[style_id] = value_of(style, "basedOn") or ""
            level = value_of(style, "pPr/outlineLvl")
            if level is not None and level.isdigit():
                self._levels[style_id] = int(level)
            if style.get(f"{W}default") == "1" and style.get(f"{W}type") == "paragraph":
                self.default = style_id

    def heading_level(self, style_id: str) -> int:
        """1 to 9 for a heading style by name or outline level, also of what it is based on; else 0."""
        seen: set[str] = set()
        while style_id and style_id not in seen:
            seen.add(style_id)
            for name in (self.names.get(style_id, ""), style_id.lower()):
                match = _STYLE_NUMBER.match(name)
                if match and match["level"] and match["name"].strip() in word_set("heading_styles"):
                    return int(match["level"])
            if style_id in self._levels:
                return self._levels[style_id] + 1 if self._levels[style_id] < 9 else 0
            style_id = self._based.get(style_id, "")
        return 0

    def is_title(self, style_id: str) -> bool:
        """True for the style of the document's title."""
        return self.names.get(style_id, "") in word_set("title_styles")


class _Body:
    """Walks the body and feeds the collector."""

    def __init__(self, word: Any) -> None:
        self.collector = BlockCollector()
        self._styles = _Styles(word.styles.element)
        self._numbering = Numbering.of(word)
        self._carried = ""

    def walk(self, container: Any, *, note: bool = False) -> None:
        """Take the paragraphs and tables of ``container`` in order."""
        for element in _blocks(container):
            if element.tag == f"{W}p":
                self._paragraph(element, note=note)
            else:
                self._table(element)

    def _paragraph(self, element: Any, *, note: bool) -> None:
        content = paragraph_text(element)
        text = plain(self._carried + content.text)
        self._carried = ""
        if content.joins_next:
            self._carried = f"{text} " if content.text.endswith(" ") else text
            return
        style_id = value_of(element, "pPr/pStyle") or self._styles.default
        name = self._styles.names.get(style_id, "")
        if text and not _CONTENTS_STYLE.match(name):
            self._styled(element, content, text, style_id, note=note)
        for alternative in content.pictures:
            self.collector.figure("", alternative)
        for box in element.iter(f"{W}txbxContent"):
            if not _in_fallback(box):
                self.walk(box, note=True)

    def _styled(
        self, element: Any, content: ParagraphText, text: str, style_id: str, *, note: bool
    ) -> None:
        level = self._heading_level(element, style_id)
        if self._styles.is_title(style_id) and not self.collector.title:
            self.collector.title = text
        elif level:
            self.collector.heading(level, text)
        elif self._styles.names.get(style_id, "") == "caption":
            self.collector.figure("", text)
        elif place := self._numbering.place(element, style_id):
            self._item(content, text, place)
        elif content.all_bold and not note:
            self.collector.bold_paragraph(text)
        else:
            self.collector.paragraph(text, emphasised=content.emphasised, note=note)

    def _item(self, content: ParagraphText, text: str, place: ListPlace) -> None:
        if content.all_bold and place.number is not None and place.depth == 1:
            self.collector.bold_paragraph(text)
            return
        self.collector.list_item(
            text, depth=place.depth, number=place.number, emphasised=content.emphasised
        )

    def _heading_level(self, element: Any, style_id: str) -> int:
        own = value_of(element, "pPr/outlineLvl")
        if own is not None and own.isdigit():
            return int(own) + 1 if int(own) < 9 else 0
        return self._styles.heading_level(style_id)

    def _table(self, element: Any) -> None:
        content = table_text(element)
        if content.columns == 1:  # a frame around text
            for cell in element.iter(f"{W}tc"):
                self.walk(cell, note=True)
            return
        self.collector.table(content.header, content.rows)


def _blocks(container: Any) -> Iterator[Any]:
    """The ``w:p`` and ``w:tbl`` elements of a container, also those inside content controls."""
    for child in container:
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag in _CONTAINERS:
            yield from _blocks(child)


def _in_fallback(element: Any) -> bool:
    return any(str(parent.tag).endswith("}Fallback") for parent in element.iterancestors())
