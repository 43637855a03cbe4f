"""One page of a PDF as pieces of lines: a page of PDFium in; pieces with boxes and type out.

A piece is what stands together on one line without a wide gap. Coordinates are points with the origin at
the lower left of the page as it is shown. Text set askew or along the margin is left out.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

__all__ = ["Page", "Piece", "Style", "Word", "join_words", "page_text", "piece_of"]

_WIDE_GAP = 1.3
"""In heights of the type: a wider gap between two words divides columns or cells."""
_BOLD_WEIGHT = 700
_BOLD_NAME = re.compile(
    r"bold|black|heavy|semibold|demi(?!talic)|cmbx|sfbx|[a-z]bx\d", re.IGNORECASE
)
_ITALIC_NAME = re.compile(r"italic|oblique|cmti|sfti|[a-z]it\d*$", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
_TOKEN = re.compile(r"[^\s\ufffe\x02]+|[\n\ufffe\x02]")
_RAISED_MARK = re.compile(
    r"(?<=[^\W\d_]{2}[.,;])\d{1,2}(?=\s|$)|(?<=[^\W\d_]{3}\.[”’])\d{1,2}(?=\s|$)"
)
"""A footnote mark right after a word and its comma or full stop."""
_LEADER = re.compile(r"^(?:\.{2,}|…+)$")
_PAGE = re.compile(r"\d+(?:-\d+)?|[ivxlc]+")
_MARK = re.compile(r"\d{1,2}|[*†‡§]")
_MARK_SIZE = 0.75
_HYPHENS = frozenset("\ufffe\x02")
_SMALLEST = 1.0
_DROPPED = dict.fromkeys([0xAD, 0xFEFF, 0x200B, 0x2060, *range(9), *range(14, 32)])
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_CLEAN = {**_DROPPED, **_LIGATURES}


@dataclass(frozen=True, slots=True)
class Style:
    """Type: its height in points, whether it is bold or italic."""

    size: float
    bold: bool
    italic: bool = False


@dataclass(slots=True)
class Word:
    """``row`` numbers the lines in the order in which the page draws them.

    ``hyphen``: the word goes on in the next line. ``glued``: no space stands before it.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    style: Style
    row: int
    hyphen: bool = False
    glued: bool = False


@dataclass(frozen=True)
class Piece:
    """Words that stand together on a line. ``order`` is their place in the order of drawing."""

    words: tuple[Word, ...]
    order: int
    row: int

    @cached_property
    def text(self) -> str:
        """The words with single spaces; a hyphen at the end of the line is kept."""
        return join_words(self.words)

    @cached_property
    def left(self) -> float:
        """Left edge."""
        return self.words[0].left

    @cached_property
    def right(self) -> float:
        """Right edge."""
        return max(word.right for word in self.words)

    @cached_property
    def bottom(self) -> float:
        """Lower edge of the first word, which no raised mark moves."""
        return min(word.bottom for word in self.words if word.style == self.style)

    @cached_property
    def top(self) -> float:
        """Upper edge."""
        return max(word.top for word in self.words if word.style == self.style)

    @cached_property
    def style(self) -> Style:
        """The type of most letters."""
        lengths: dict[Style, int] = {}
        for word in self.words:
            lengths[word.style] = lengths.get(word.style, 0) + len(word.text)
        return max(lengths, key=lambda each: lengths[each])

    @cached_property
    def sizes(self) -> frozenset[float]:
        """The heights of all type in it."""
        return frozenset(word.style.size for word in self.words)

    @property
    def middle(self) -> float:
        """Half the height."""
        return (self.bottom + self.top) / 2

    @property
    def hyphenated(self) -> bool:
        """True when the last word goes on in the next line."""
        return self.words[-1].hyphen


@dataclass(frozen=True)
class Page:
    """``number`` counts from 1; ``pieces`` are in the order of drawing; ``pictures`` are counted."""

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    pictures: int = 0


def join_words(words: Sequence[Word]) -> str:
    """The text of ``words`` on one line."""
    parts = [f"{'' if word.glued else ' '}{word.text}{'-' * word.hyphen}" for word in words]
    return _RAISED_MARK.sub("", "".join(parts).lstrip())


def piece_of(pieces: Sequence[Piece]) -> Piece:
    """One piece of several that stand side by side."""
    words = [word for piece in pieces for word in piece.words]
    return Piece(tuple(words), pieces[0].order, pieces[0].row)


def page_text(document: Any, index: int) -> Page:
    """The page at ``index`` (from 0) of a pypdfium2 document."""
    import pypdfium2.raw as pdfium

    page = document[index]
    try:
        width, height = page.get_size()
        text_page = page.get_textpage()
        try:
            words = list(_Words(text_page.raw, _turn(page)).words())
        finally:
            text_page.close()
        pictures = 0
        if not words:
            kinds = (pdfium.FPDF_PAGEOBJ_IMAGE,)
            pictures = sum(1 for _ in page.get_objects(filter=kinds, max_depth=3))
    finally:
        page.close()
    return Page(index + 1, width, height, tuple(_pieces(words)), pictures)


_Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


@dataclass(frozen=True)
class _Turn:
    """How a page is turned for showing: degrees clockwise, and its box before."""

    degrees: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def moved(self) -> bool:
        """True when places on the page as shown differ from those in the file."""
        return bool(self.degrees or self.left or self.bottom)

    def box(self, left: float, bottom: float, right: float, top: float) -> _Box:
        """A box in the page as shown."""
        if self.degrees == 90:
            return (
                bottom - self.bottom,
                self.right - right,
                top - self.bottom,
                self.right - left,
            )
        if self.degrees == 180:
            return (self.right - right, self.top - top, self.right - left, self.top - bottom)
        if self.degrees == 270:
            return (self.top - top, left - self.left, self.top - bottom, right - self.left)
        return (left - self.left, bottom - self.bottom, right - self.left, top - self.bottom)


def _turn(page: Any) -> _Turn:
    left, bottom, right, top = page.get_cropbox()
    return _Turn(page.get_rotation(), left, bottom, right, top)


class _Words:
    """Reads the words of one text page with few calls: two boxes and one object a word.

    The calls are bound once and take plain addresses; that is a third of their cost through the wrapper.
    """

    def __init__(self, raw: Any, turn: _Turn) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._raw = raw
        self._turn = turn
        self._page = ctypes.cast(raw, ctypes.c_void_p).value or 0
        self._box = pdfium.FS_RECTF()
        self._box_address = ctypes.addressof(self._box)
        self._box_of = _bound(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p)
        self._object_of = _bound(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)
        self._styles: dict[int, Style] = {}

    def words(self) -> Iterator[Word]:
        """The words in the order of drawing, those set askew left out."""
        row, fresh, straight = 0, True, True
        previous: Word | None = None
        for match in _TOKEN.finditer(self._text()):
            found = match[0]
            if found == "\n" or found in _HYPHENS:
                if found != "\n" and previous is not None:
                    previous.hyphen = True
                row, fresh = row + 1, True
                continue
            if fresh:
                straight, fresh = self._straight(match.start()), False
            if not straight:
                continue
            text = found if found.isascii() else found.translate(_CLEAN)
            if not text:
                continue
            word = self._word(text, match.start(), match.end() - 1, row)
            if previous is not None and previous.row != row:
                row = _settle(previous, word)
            yield word
            previous = word

    def _text(self) -> str:
        count = self._pdfium.FPDFText_CountChars(self._raw)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        self._pdfium.FPDFText_GetText(self._raw, 0, count, buffer)
        text = bytes(buffer).decode("utf-16-le", "replace")[:count]
        if "\0" in text:  # some characters have no text: take them one by one, places must agree
            codes = (self._pdfium.FPDFText_GetUnicode(self._raw, at) for at in range(count))
            text = "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)
        return text

    def _straight(self, at: int) -> bool:
        angle = math.degrees(self._pdfium.FPDFText_GetCharAngle(self._raw, at))
        return abs((angle + self._turn.degrees + 45) % 360 - 45) < 10

    def _word(self, text: str, first: int, last: int, row: int) -> Word:
        box = self._box
        self._box_of(self._page, first, self._box_address)
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        if last > first:
            self._box_of(self._page, last, self._box_address)
            left, bottom = min(left, box.left), min(bottom, box.bottom)
            right, top = max(right, box.right), max(top, box.top)
        if self._turn.moved:
            left, bottom, right, top = self._turn.box(left, bottom, right, top)
        item = self._object_of(self._page, first) or 0
        style = self._styles.get(item) or self._new_style(item, first)
        return Word(text, left, bottom, right, top, style, row)

    def _new_style(self, item: int, at: int) -> Style:
        matrix = self._pdfium.FS_MATRIX()
        self._pdfium.FPDFText_GetMatrix(self._raw, at, matrix)
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        size = max(_SMALLEST, scale * self._pdfium.FPDFText_GetFontSize(self._raw, at))
        pointer = self._pdfium.FPDFText_GetTextObject(self._raw, at) if item else None
        style = Style(round(size, 1), *_weight(self._pdfium, pointer))
        self._styles[item] = style
        return style


def _bound(function: Any, result: Any, *more: Any) -> Any:
    """A function of PDFium that takes the address of a text page, a character's place and ``more``."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.CFUNCTYPE(result, ctypes.c_void_p, ctypes.c_int, *more)(address)


def _settle(previous: Word, word: Word) -> int:
    """The row of ``word``: that of ``previous`` where it goes on at the same height."""
    height = min(word.top - word.bottom, previous.top - previous.bottom)
    shared = min(word.top, previous.top) - max(word.bottom, previous.bottom)
    gap = word.left - previous.right
    if shared > 0.6 * height and gap >= -0.5 * height:
        if previous.hyphen:
            previous.text, previous.hyphen = f"{previous.text}-", False
        word.row, word.glued = previous.row, gap < 0.1 * height
    return word.row


def _weight(pdfium: Any, item: Any) -> tuple[bool, bool]:
    """Whether the type of a text object is bold, and whether it is italic."""
    font = pdfium.FPDFTextObj_GetFont(item) if item else None
    if not font:
        return False, False
    flags = pdfium.FPDFFont_GetFlags(font)
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(1, length))
    pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    name = buffer.value.decode("latin-1")
    bold = flags & _FORCE_BOLD or pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
    return bool(bold or _BOLD_NAME.search(name)), bool(_ITALIC_NAME.search(name))


def _pieces(words: Sequence[Word]) -> Iterator[Piece]:
    """``words`` cut at the ends of rows, at wide gaps and at dot leaders within a row."""
    run: list[Word] = []
    order = 0
    apart = False
    for at, word in enumerate(words):
        if _LEADER.match(word.text) and not _ends_contents_line(words, at):
            apart = True
            continue
        if run and _is_mark(run[-1], word, words[at + 1] if at + 1 < len(words) else None):
            continue
        if run and (apart or _wide(run[-1], word)):
            yield Piece(tuple(run), order, run[0].row)
            run, order = [], order + 1
        apart = False
        run.append(word)
    if run:
        yield Piece(tuple(run), order, run[0].row)


def _wide(before: Word, word: Word) -> bool:
    gap = word.left - before.right
    size = max(word.style.size, before.style.size)
    return word.row != before.row or not -size < gap < _WIDE_GAP * size


def _ends_contents_line(words: Sequence[Word], at: int) -> bool:
    """True when one word follows the leader at ``at`` in its row: the page in a table of contents."""
    row = words[at].row
    rest = [word.text for word in words[at + 1 : at + 4] if word.row == row]
    return len(rest) == 1 and len(rest[0]) <= 5 and bool(_PAGE.fullmatch(rest[0]))


def _is_mark(before: Word, word: Word, after: Word | None) -> bool:
    """True for the raised number of a footnote."""
    size = before.style.size
    return (
        bool(_MARK.fullmatch(word.text))
        and word.row == before.row
        and word.style.size <= _MARK_SIZE * size
        and word.bottom > before.bottom + 0.1 * size
        and not before.text[-1:].isdigit()
        and not (word.glued and before.text[-1:].isalpha() and len(before.text) <= 3)
        and not (after is not None and after.glued)
    )
