"""The reader of Word documents: its code is loaded when a file is read, not to know its ending."""

from __future__ import annotations

from pathlib import Path

from coursegen.ingest.reader import Reader
from coursegen.model.source import Document, Source

__all__ = ["READER"]


def _read(path: Path, source: Source) -> Document:
    from coursegen.ingest.docx_document import read_docx

    return read_docx(path, source)


READER = Reader(kind="docx", suffixes=(".docx",), read=_read)
