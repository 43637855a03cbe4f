"""The words of a Word paragraph as a reader sees them with all changes accepted.

In: a ``w:p`` element. Out: its text, what is bold at its start, its pictures. Inserted text is in;
deleted, moved-away, struck and hidden text is out, and so are comments, notes and field codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

__all__ = ["ParagraphText", "W", "paragraph_text", "value_of"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Namespace of WordprocessingML, as lxml writes it before a tag."""

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PICTURE_PROPERTIES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
)
_OUT = frozenset(
    {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "pPr", "rPr", "txbxContent")}
    | {_FALLBACK}
)
_AS_SPACE = frozenset(f"{W}{name}" for name in ("tab", "br", "cr", "ptab"))
_MACHINE_MADE = re.compile(
    r"\s*(?:AI-generated content may be incorrect|Description automatically generated)\.?.*",
    re.DOTALL,
)
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True)
class ParagraphText:
    """``emphasised`` is the bold start of ``text``, all of it when ``all_bold``.

    ``pictures`` are alternative texts. ``joins_next`` is set when the end of the paragraph was deleted
    in a tracked change, so that its text goes on in the next one.
    """

    text: str
    emphasised: str = ""
    all_bold: bool = False
    pictures: tuple[str, ...] = ()
    joins_next: bool = False


def value_of(element: Any, path: str) -> str | None:
    """The ``w:val`` of the descendant at ``path`` (names separated by ``/``); None without it."""
    found = element.find("/".join(W + name for name in path.split("/")))
    return None if found is None else found.get(f"{W}val")


def paragraph_text(paragraph: Any) -> ParagraphText:
    """The text of the ``w:p`` element ``paragraph``."""
    pieces = list(_pieces(paragraph, bold=False))
    text = "".join(piece for piece, _ in pieces)
    start = 0
    for piece, bold in pieces:
        if not bold and piece.strip():
            break
        start += len(piece)
    emphasised = text[:start]
    pictures = (_alternative(each) for each in paragraph.iter(_PICTURE_PROPERTIES))
    return ParagraphText(
        text=text,
        emphasised=emphasised,
        all_bold=bool(text.strip()) and emphasised.strip() == text.strip(),
        pictures=tuple(dict.fromkeys(each for each in pictures if each)),
        joins_next=paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None,
    )


def _pieces(element: Any, *, bold: bool) -> Iterator[tuple[str, bool]]:
    for child in element:
        tag = child.tag
        if tag in _OUT or not isinstance(tag, str):
            continue
        if tag == f"{W}t":
            yield child.text or "", bold
        elif tag in _AS_SPACE:
            yield " ", bold
        elif tag == f"{W}noBreakHyphen":
            yield "\u2011", bold
        elif tag == f"{W}r":
            if not _has(child, "vanish") and not _has(child, "strike"):
                yield from _pieces(child, bold=_has(child, "b"))
        else:
            yield from _pieces(child, bold=bold)


def _has(run: Any, name: str) -> bool:
    """True when the run carries the toggle property ``name``."""
    found = run.find(f"{W}rPr/{W}{name}")
    return found is not None and (found.get(f"{W}val") or "1").lower() not in _OFF


def _alternative(properties: Any) -> str:
    return _MACHINE_MADE.sub("", properties.get("descr") or "").strip()
