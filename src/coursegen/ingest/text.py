"""The reader of plain text: a .txt file in, a Document out."""

from __future__ import annotations

from pathlib import Path

from coursegen.errors import SourceError
from coursegen.ingest.collector import BlockCollector
from coursegen.ingest.plain_paragraphs import collect_plain
from coursegen.ingest.reader import Reader
from coursegen.model.source import Document, Source

__all__ = ["READER", "decode_text", "read_text"]

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LEGACY = "cp1252"
_SAMPLE = 4096


def read_text(path: Path, source: Source) -> Document:
    """The Document in the text file at ``path``. Raises SourceError for bytes that are not text."""
    text = decode_text(path.read_bytes(), source.path)
    collector = BlockCollector()
    collect_plain(text, collector)
    if not collector.blocks:
        raise SourceError(
            "there is no text in this file",
            where=source.path,
            hint="Put the text back, or leave the file out with `exclude` under [sources].",
        )
    return collector.document(source)


def decode_text(data: bytes, where: str) -> str:
    """``data`` as UTF-16 where it says so, else UTF-8, else Windows-1252 (its gaps as in Latin-1).

    Raises SourceError, naming ``where``, for bytes that are not text.
    """
    if data.startswith(_UTF16):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:_SAMPLE]:
        raise SourceError(
            "this is not a text file",
            where=where,
            hint="Give it the ending of what it really is, or leave it out with `exclude`.",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "".join(_legacy_letter(byte) for byte in data)


def _legacy_letter(byte: int) -> str:
    raw = bytes([byte])
    try:
        return raw.decode(_LEGACY)
    except UnicodeDecodeError:
        return raw.decode("latin-1")


READER = Reader(kind="text", suffixes=(".txt",), read=read_text)
