"""What a PDF says: a file in, a Document with the page of every block out.

PDFium gives words with their places and type, the outline and the properties; pypdf is asked only when
PDFium refuses a file. Layout becomes text again in steps: page -> tables and blocks in reading order ->
paragraphs -> headings, items, definitions.
"""

from __future__ import annotations

import logging
import os
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from coursegen.errors import SourceError
from coursegen.ingest.collector import BlockCollector
from coursegen.ingest.open_lists import OpenLists
from coursegen.ingest.pdf_headings import OutlineEntry, heading_levels
from coursegen.ingest.pdf_page import Page, page_text
from coursegen.ingest.pdf_paragraphs import Paragraph, paragraphs_of, split_marker
from coursegen.ingest.pdf_table import Table
from coursegen.ingest.plain_paragraphs import collect_plain
from coursegen.ingest.table_header import looks_like_header
from coursegen.ingest.words import edition_field
from coursegen.model.source import Document, Source

__all__ = ["PASSWORD_VARIABLE", "read_pdf"]

PASSWORD_VARIABLE = "COURSEGEN_PDF_PASSWORD"  # noqa: S105 - the name of a variable, not a password
"""Environment variable with the password of locked files."""

_SIGNATURE_WITHIN = 1024
_CATALOG = re.compile(
    rb"(\d+)\s+(\d+)\s+obj\s*<<(?:(?!endobj).){0,2000}?/Type\s*/Catalog", re.DOTALL
)
_LABEL_WORDS = 4
_SAME_EDGE = 5.0
_NEXT_COLUMN = 72.0
"""Points; no list is set in so far, so it goes on in another column."""
_JUNK_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint)|untitled|document\d*$|title$|titel$|naamloos|unbenannt)"
    r"|\.(?:docx?|pptx?|xlsx?|pdf|indd|odt|rtf|tex|dvi|qxd)$|^[\w-]*\d[\w-]*$",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"^(?:\d{1,3}|[*†‡])\s?(?P<text>[A-ZÀ-Þ“‘\"].{10,})$", re.DOTALL)
_EDITION_KEYS = (
    "DocumentNumber",
    "DocumentID",
    "Version",
    "Revision",
    "Status",
    "EffectiveDate",
    "Owner",
    "Approver",
)
"""Custom properties that say what the policy's owner calls a version. Dates of making the file do not."""


def read_pdf(path: Path, source: Source) -> Document:
    """The Document in the PDF at ``path``.

    A locked file is opened with the password in COURSEGEN_PDF_PASSWORD. Raises SourceError when the file
    is locked, is no PDF, is damaged beyond reading, or holds pictures of text only.
    """
    import pypdfium2

    _check_signature(path, source.path)
    password = os.environ.get(PASSWORD_VARIABLE) or None
    with _quiet():
        data = _mended(path.read_bytes())
        try:
            document = pypdfium2.PdfDocument(data, password=password)
        except pypdfium2.PdfiumError as error:
            if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
                raise _locked(source.path) from error
            return _read_with_pypdf(data, source, password)
        try:
            return _read(document, source)
        finally:
            document.close()


def _check_signature(path: Path, where: str) -> None:
    with path.open("rb") as stream:
        if b"%PDF-" in stream.read(_SIGNATURE_WITHIN):
            return
    raise SourceError(
        "this is not a PDF file",
        where=where,
        hint="Give it the ending of what it really is, or export it as PDF again.",
    )


def _mended(data: bytes) -> bytes:
    """``data`` with an end where it was cut off, so that what is there can be read."""
    found = None if b"startxref" in data else _CATALOG.search(data)
    if found is None:
        return data
    return data + b"\ntrailer\n<< /Root %b %b R >>\nstartxref\n0\n%%%%EOF\n" % found.groups()


def _locked(where: str) -> SourceError:
    return SourceError(
        "this PDF is locked with a password",
        where=where,
        hint=(
            "Save it without a password, or give the password in the environment variable "
            f"{PASSWORD_VARIABLE}."
        ),
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the warnings of both libraries about fonts and damage: what counts is what is read."""
    logger = logging.getLogger("pypdf")
    before = logger.disabled, logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.disabled, logger.level = before
        logger.setLevel(before[1])


def _read(document: Any, source: Source) -> Document:
    pages = [_page(document, index, source.path) for index in range(len(document))]
    _check_words(pages, source.path)
    collector = BlockCollector(title=_title(document.get_metadata_dict().get("Title", "")))
    _collect(paragraphs_of(pages), _outline(document), collector)
    collector.title = collector.title or _opening(collector)
    pairs = [(key, _property(document, key)) for key in _EDITION_KEYS]
    found = collector.document(source, pairs=[(_label(key), value) for key, value in pairs])
    return found.model_copy(update={"notices": _notices(pages)})


def _notices(pages: Sequence[Page]) -> tuple[str, ...]:
    """Which pages could not be read, of a document of which others could."""
    scanned = [page.number for page in pages if page.pictures and not _has_words(page)]
    damaged = [page.number for page in pages if page is _unread(page.number)]
    notices = []
    if damaged:
        notices.append(f"{_numbers(damaged)} damaged and could not be read")
    if scanned:
        notices.append(
            f"{_numbers(scanned)} without text, only pictures: run text recognition (OCR) first if they hold text"
        )
    return tuple(notices)


def _numbers(pages: Sequence[int]) -> str:
    named = ", ".join(map(str, pages))
    return f"page {named} is" if len(pages) == 1 else f"pages {named} are"


def _has_words(page: Page) -> bool:
    return any(
        letter.isalnum() for piece in page.pieces for word in piece.words for letter in word.text
    )


@cache
def _unread(number: int) -> Page:
    """The page that stands for a damaged one, the same each time."""
    return Page(number, 0.0, 0.0, ())


def _page(document: Any, index: int, where: str) -> Page:
    """One page; a damaged one is as good as empty when others can be read."""
    import pypdfium2

    try:
        return page_text(document, index)
    except pypdfium2.PdfiumError as error:
        if len(document) == 1:
            raise _damaged(where) from error
        return _unread(index + 1)


def _damaged(where: str) -> SourceError:
    return SourceError(
        "this PDF is damaged and cannot be read",
        where=where,
        hint="Export it again from the program that made it, or leave it out with `exclude`.",
    )


def _check_words(pages: Sequence[Page], where: str) -> None:
    if any(_has_words(page) for page in pages):
        return
    if any(page.pictures for page in pages):
        raise SourceError(
            "this PDF holds pictures of text, not text",
            where=where,
            hint="Run text recognition (OCR) on it first, or take the document it was scanned from.",
        )
    raise SourceError(
        "there is no text in this PDF",
        where=where,
        hint="Export it again from the program that made it, or leave it out with `exclude`.",
    )


def _title(text: str) -> str:
    text = " ".join(text.replace("\0", " ").split())
    return "" if _JUNK_TITLE.search(text) else text


def _opening(collector: BlockCollector) -> str:
    """The heading that the document opens with, whatever its level."""
    first = collector.blocks[0] if collector.blocks else None
    return first.text if first is not None and first.kind == "heading" else ""


def _label(key: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key)


def _property(document: Any, key: str) -> str:
    """A property of the file by its key, also one that a company added."""
    return str(document.get_metadata_value(key)).strip("\0 ") if edition_field(_label(key)) else ""


def _outline(document: Any) -> list[OutlineEntry]:
    """The bookmarks that lead to a page; a damaged outline is none."""
    import pypdfium2

    entries: list[OutlineEntry] = []
    try:
        for bookmark in document.get_toc():
            target = bookmark.get_dest()
            index = target.get_index() if target else None
            if index is not None:
                title = " ".join(bookmark.get_title().split())
                entries.append(OutlineEntry(title, bookmark.level + 1, index + 1))
    except (pypdfium2.PdfiumError, ValueError):
        return []
    return entries


def _collect(
    found: Sequence[Paragraph | tuple[int, Table]],
    outline: Sequence[OutlineEntry],
    collector: BlockCollector,
) -> None:
    paragraphs = [each for each in found if isinstance(each, Paragraph)]
    levels = {
        id(paragraphs[at]): level for at, level in heading_levels(paragraphs, outline).items()
    }
    body = _body_size(paragraphs)
    lists = OpenLists(_SAME_EDGE, _NEXT_COLUMN)
    for each in found:
        if not isinstance(each, Paragraph):
            collector.page = each[0]
            _table(each[1], collector)
            lists.end()
            continue
        collector.page = each.page
        level = levels.get(id(each))
        if level is not None:
            collector.heading(level, each.text)
            lists.end()
        elif note := _footnote(each, body):
            collector.paragraph(note, note=True)
        elif not _is_label(each, body):
            _text(each, lists, collector)


def _body_size(paragraphs: Sequence[Paragraph]) -> float:
    letters: dict[float, int] = {}
    for each in paragraphs:
        letters[each.style.size] = letters.get(each.style.size, 0) + len(each.text)
    return max(letters, key=lambda size: letters[size], default=10.0)


def _footnote(paragraph: Paragraph, body: float) -> str:
    """The text of a footnote without its number; empty for what is none."""
    match = _FOOTNOTE.match(paragraph.text)
    return match["text"] if match and paragraph.style.size < 0.93 * body else ""


def _is_label(paragraph: Paragraph, body: float) -> bool:
    """True for the few small words that point at a part of a picture."""
    return (
        paragraph.style.size < 0.9 * body
        and len(paragraph.text.split()) <= _LABEL_WORDS
        and not paragraph.text.endswith((".", ":", "?", "!"))
    )


def _text(paragraph: Paragraph, lists: OpenLists, collector: BlockCollector) -> None:
    """Hand ``paragraph`` over as an item or as running text."""
    marker, text = split_marker(paragraph.text)
    emphasised = paragraph.emphasised
    if not marker:
        if not paragraph.text.endswith(":"):
            lists.end()
        collector.paragraph(paragraph.text, emphasised=emphasised)
        return
    place = lists.place(marker, paragraph.left)
    collector.list_item(
        text,
        depth=place.depth,
        number=place.number,
        emphasised=split_marker(emphasised)[1] if emphasised else "",
    )


def _table(table: Table, collector: BlockCollector) -> None:
    header, rows = table.header, [list(row) for row in table.rows]
    if not header and looks_like_header(rows):
        header = tuple(rows.pop(0))
    collector.table(header, rows)


def _read_with_pypdf(data: bytes, source: Source, password: str | None) -> Document:
    """What pypdf can make of a file that PDFium refuses: its paragraphs, page by page."""
    import pypdf
    from pypdf.errors import PyPdfError

    collector = BlockCollector()
    try:
        reader = pypdf.PdfReader(BytesIO(data), password=password)
        for number, page in enumerate(reader.pages, 1):
            collector.page = number
            collect_plain(page.extract_text(), collector)
    except pypdf.errors.FileNotDecryptedError as error:
        raise _locked(source.path) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        if not collector.blocks:
            raise _damaged(source.path) from error
    if not collector.blocks:
        raise _damaged(source.path)
    return collector.document(source)
