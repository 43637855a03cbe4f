"""The reader of PDF: its code is loaded when a file is read, not to know its ending."""

from __future__ import annotations

from pathlib import Path

from coursegen.ingest.reader import Reader
from coursegen.model.source import Document, Source

__all__ = ["READER"]


def _read(path: Path, source: Source) -> Document:
    from coursegen.ingest.pdf_document import read_pdf

    return read_pdf(path, source)


READER = Reader(kind="pdf", suffixes=(".pdf",), read=_read)
