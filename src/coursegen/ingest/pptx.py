"""The reader of presentations: a PPTX file in, a Document out.

The title of a slide is a heading, its bullets are items with their level, its notes are notes. Hidden
slides, numbers, dates and footers are left out; shapes are read from the top down, left before right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from coursegen.errors import SourceError
from coursegen.ingest.collector import BlockCollector
from coursegen.ingest.office import OfficeKind, require_office_file
from coursegen.ingest.reader import Reader
from coursegen.ingest.table_header import looks_like_header
from coursegen.ingest.words import plain
from coursegen.model.source import Document, Source

__all__ = ["READER", "read_pptx"]

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_POWERPOINT = OfficeKind("presentation", "PowerPoint", ".pptx", ".ppt", "ppt/presentation.xml")
_LEFT_OUT = frozenset({"dt", "ftr", "hdr", "sldNum", "sldImg"})
_TITLES = frozenset({"title", "ctrTitle"})
_BULLETED = frozenset({"body", "obj", "half", "tbl", "chart", "dgm", "media", "clipArt"})
_NUMBERS = "buAutoNum"
_NO_BULLET = "buNone"
_BULLETS = ("buChar", "buBlip")
_JUNK_TITLE = re.compile(
    r"^(?:powerpoint.presentat\w*|pr[äe]sentation\d*|presentatie\d*|slide \d+|untitled|titel|title)$"
    r"|\.(?:pptx?|potx?)$",
    re.IGNORECASE,
)
_PICTURE_NAME = re.compile(
    r"^[\w\s()-]*\.(?:png|jpe?g|gif|svg|bmp|tiff?|emf|wmf)$|^(?:picture|image|afbeelding|bild|grafik)"
    r"\s*\d*$",
    re.IGNORECASE,
)
_MACHINE_MADE = re.compile(
    r"\s*(?:AI-generated content may be incorrect|Description automatically generated)\.?.*",
    re.DOTALL,
)


def read_pptx(path: Path, source: Source) -> Document:
    """The Document in the presentation at ``path``.

    Raises SourceError when it is no PPTX file, is locked with a password or has no words.
    """
    require_office_file(path, source.path, _POWERPOINT)
    import pptx

    deck = pptx.Presentation(str(path))
    properties = deck.core_properties
    title = plain(properties.title or "")
    collector = BlockCollector(title="" if _JUNK_TITLE.search(title) else title)
    for number, slide in enumerate(deck.slides, 1):
        if slide.element.get("show") != "0":
            _Slide(slide, number, collector).read()
    if not collector.blocks:
        raise SourceError(
            "there are no words in this presentation",
            where=source.path,
            hint="Put its text on the slides or in the notes, or leave it out with `exclude`.",
        )
    pairs: list[tuple[str, object]] = [
        ("document id", properties.identifier),
        ("version", properties.version),
        ("status", properties.content_status),
    ]
    return collector.document(source, pairs=pairs)


class _Slide:
    """Reads one slide into the collector."""

    def __init__(self, slide: Any, number: int, collector: BlockCollector) -> None:
        self._slide = slide
        self._collector = collector
        self._number = number
        self._counts: dict[int, int] = {}

    def read(self) -> None:
        """The title, then all other shapes, then the notes."""
        self._collector.slide = self._number
        shapes = list(_flat(self._slide.shapes))
        title = next((each for each in shapes if _placeholder(each) in _TITLES), None)
        text = plain(title.text_frame.text.replace("\v", " ")) if title is not None else ""
        if text:
            opening = _placeholder(title) == "ctrTitle"
            self._collector.heading(1 if opening else 2, text)
        for shape in shapes:
            if shape is not title and _placeholder(shape) not in _LEFT_OUT:
                self._shape(shape)
        if self._slide.has_notes_slide:
            frame = self._slide.notes_slide.notes_text_frame
            for paragraph in frame.paragraphs if frame is not None else ():
                self._collector.paragraph(_text(paragraph), note=True)

    def _shape(self, shape: Any) -> None:
        if shape.has_text_frame:
            self._frame(shape)
        elif getattr(shape, "has_table", False):
            self._table(shape.table)
        alternative = _alternative(shape)
        if alternative and not shape.has_text_frame:
            self._collector.figure("", alternative)

    def _frame(self, shape: Any) -> None:
        bulleted = _placeholder(shape) in _BULLETED
        self._counts = {}
        for paragraph in shape.text_frame.paragraphs:
            text = _text(paragraph)
            if not text:
                continue
            numbered, item = _list_place(paragraph, bulleted=bulleted)
            level = int(paragraph.level) + 1
            if not item:
                self._counts = {}
                self._collector.paragraph(text, emphasised=_bold_start(paragraph))
                continue
            for deeper in [each for each in self._counts if each > level]:
                del self._counts[deeper]
            self._counts[level] = self._counts.get(level, 0) + 1
            self._collector.list_item(
                text,
                depth=level,
                number=self._counts[level] if numbered else None,
                emphasised=_bold_start(paragraph),
            )

    def _table(self, table: Any) -> None:
        rows = [[plain(_cell(cell)) for cell in row.cells] for row in table.rows]
        headed = len(rows) > 1 and (table.first_row or looks_like_header(rows))
        self._collector.table(rows[0] if headed else (), rows[1:] if headed else rows)


def _flat(shapes: Iterable[Any]) -> Iterator[Any]:
    """All shapes, also those in groups, from the top down and left before right."""
    placed = [(_points(each.top), _points(each.left), at, each) for at, each in enumerate(shapes)]
    for *_, shape in sorted(placed, key=lambda entry: entry[:3]):
        if hasattr(shape, "shapes"):
            yield from _flat(shape.shapes)
        else:
            yield shape


def _points(length: int | None) -> int:
    """A length in steps of 10 points, so that shapes in a row count as equally high."""
    return round((length or 0) / 127000)


def _placeholder(shape: Any) -> str:
    """The type of placeholder that ``shape`` is (``title``, ``body`` ...); empty for other shapes."""
    if not shape.is_placeholder:
        return ""
    return str(shape.element.ph.get("type") or "obj")


def _text(paragraph: Any) -> str:
    return plain("".join(_runs(paragraph)))


def _runs(paragraph: Any) -> Iterator[str]:
    for element in paragraph._p.iter(f"{_A}t", f"{_A}br"):  # noqa: SLF001 - fields and breaks too
        yield " " if element.tag == f"{_A}br" else element.text or ""


def _bold_start(paragraph: Any) -> str:
    words = []
    for run in paragraph.runs:
        if not run.font.bold:
            break
        words.append(run.text)
    start = "".join(words)
    return "" if plain(start) == _text(paragraph) else start


def _list_place(paragraph: Any, *, bulleted: bool) -> tuple[bool, bool]:
    """Whether the paragraph is numbered, and whether it is an item."""
    properties = paragraph._p.find(f"{_A}pPr")  # noqa: SLF001 - python-pptx knows no bullets
    if properties is not None:
        if properties.find(f"{_A}{_NUMBERS}") is not None:
            return True, True
        if properties.find(f"{_A}{_NO_BULLET}") is not None:
            return False, False
        if any(properties.find(f"{_A}{each}") is not None for each in _BULLETS):
            return False, True
    return False, bulleted or paragraph.level > 0


def _cell(cell: Any) -> str:
    return "" if cell.is_spanned else " ".join(_text(each) for each in cell.text_frame.paragraphs)


def _alternative(shape: Any) -> str:
    """The alternative text of a picture, diagram or chart; names of files are none."""
    properties = next(
        (each for each in shape.element.iter() if str(each.tag).endswith("}cNvPr")), None
    )
    text = "" if properties is None else str(properties.get("descr") or "")
    text = plain(_MACHINE_MADE.sub("", text))
    return "" if _PICTURE_NAME.match(text) else text


READER = Reader(kind="pptx", suffixes=(".pptx",), read=read_pptx)
