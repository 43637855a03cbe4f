"""The reading order of a page: pieces of lines in; lines and tables in the order a person reads them out.

Lines that follow each other downwards are a block. Blocks and tables are put in order by recursive cuts
(Nagy and Seth, 1984): a gutter from top to bottom divides columns, else bands follow from the top down.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from coursegen.ingest.pdf_page import Page, Piece, piece_of
from coursegen.ingest.pdf_table import Table, is_marker, tables_of

__all__ = ["Block", "edges", "in_reading_order"]

_COLUMN_GAP = 3.0
"""In heights of the type: pieces of one line that are further apart are not one text."""
_OVERLAP = 0.3
_INDENT = 16.0
_GUTTER = 4.0
"""Points of white space between two columns at least."""
_FIGURE = 50.0
"""Points of white space from side to side that only a picture explains."""
_TOUCH = 3.0
"""Points by which the boxes of lines below each other may overlap."""
_SIZE_STEP = 1.08
_PAGE_NUMBER = re.compile(
    r"^[-–—|\s]*(?:[^\W\d]{1,10}\.?\s*)?(?:\d{1,4}(?:-\d{1,4})?|[ivxlc]{1,6})"
    r"(?:\s*(?:[^\W\d]{1,4}|/|\|)\s*\d{1,4})?[-–—|\s]*$",
    re.IGNORECASE,
)
_NUMBER_ONLY = re.compile(r"^\W*(?:\d{1,4}(?:-\d{1,4})?|[ivxlc]{1,6})\W*$")
_EDGE_LINES = 4
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Block:
    """Lines that follow each other downwards."""

    lines: tuple[Piece, ...]

    @property
    def left(self) -> float:
        """Left edge."""
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        """Right edge."""
        return max(line.right for line in self.lines)

    @property
    def top(self) -> float:
        """Upper edge."""
        return max(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return min(line.bottom for line in self.lines)


def edges(pages: Sequence[Page]) -> dict[int, set[int]]:
    """Page number -> orders of the pieces that are running heads, feet or page numbers.

    A line near the top or the bottom is one when it stands on another page too at the same place, digits
    aside; the outermost line of a page also when it is a bare number.
    """
    candidates = {page.number: _edge_pieces(page) for page in pages}
    seen: dict[tuple[str, int], int] = {}
    for found in candidates.values():
        for key in {_key(piece) for piece in found}:
            seen[key] = seen.get(key, 0) + 1
    needed = max(2, round(0.2 * len(pages)))
    result: dict[int, set[int]] = {}
    for page in pages:
        result[page.number] = {
            piece.order for piece in candidates[page.number] if seen[_key(piece)] >= needed
        } | _bare_numbers(page, many=len(pages) > 1)
    return result


def _key(piece: Piece) -> tuple[str, int]:
    return _DIGITS.sub("#", piece.text), round(piece.middle / 6)


def _edge_pieces(page: Page) -> list[Piece]:
    heights = sorted({round(piece.middle) for piece in page.pieces})
    outer = {*heights[:_EDGE_LINES], *heights[-_EDGE_LINES:]}
    return [
        piece
        for piece in page.pieces
        if round(piece.middle) in outer
        and (piece.middle > 0.82 * page.height or piece.middle < 0.18 * page.height)
    ]


def _bare_numbers(page: Page, *, many: bool) -> set[int]:
    """The highest and the lowest line of a page that holds more, where it is a page number."""
    rows = {piece.row for piece in page.pieces}
    if len(rows) < 3:
        return set()
    result: set[int] = set()
    for piece in (
        max(page.pieces, key=lambda each: each.middle),
        min(page.pieces, key=lambda each: each.middle),
    ):
        outer = piece.middle > 0.82 * page.height or piece.middle < 0.18 * page.height
        pattern = _PAGE_NUMBER if many or len(piece.text.split()) == 4 else _NUMBER_ONLY
        if outer and pattern.match(piece.text) and len(piece.text.split()) <= 4:
            result.add(piece.order)
    return result


def in_reading_order(page: Page, left_out: Iterable[int]) -> list[Block | Table]:
    """The blocks and tables of ``page`` without the pieces whose orders are ``left_out``."""
    out = set(left_out)
    tables, rest = tables_of([piece for piece in page.pieces if piece.order not in out])
    return _ordered([*_blocks(_lines(rest)), *tables])


def _lines(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces of one line put together again where the gap between them is no column's."""
    gutters = _gutters(pieces)
    lines: list[Piece] = []
    for piece in pieces:
        before = lines[-1] if lines else None
        if before is not None and before.row == piece.row and before.right <= piece.left:
            gap = piece.left - before.right
            near = gap < _COLUMN_GAP * piece.style.size
            divided = any(before.right <= at <= piece.left for at in gutters)
            if is_marker(before.text) or (near and not divided):
                lines[-1] = piece_of([before, piece])
                continue
        lines.append(piece)
    return lines


def _gutters(pieces: Sequence[Piece]) -> list[float]:
    """Places between two columns of text: a left edge that many lines share, with space before it."""
    starts: dict[int, int] = {}
    rows: dict[int, Piece] = {}
    for piece in pieces:
        before = rows.get(piece.row)
        if before is not None and not is_marker(before.text):
            starts[round(piece.left)] = starts.get(round(piece.left), 0) + 1
        rows[piece.row] = piece
    return [float(left) - 0.5 for left, count in sorted(starts.items()) if count >= 5]


def _blocks(lines: Sequence[Piece]) -> list[Block]:
    blocks: list[Block] = []
    run: list[Piece] = []
    for line in lines:
        if run and not _goes_on(run, line):
            blocks.append(Block(tuple(run)))
            run = []
        run.append(line)
    if run:
        blocks.append(Block(tuple(run)))
    return blocks


def _goes_on(run: Sequence[Piece], line: Piece) -> bool:
    above = run[-1]
    size = max(line.style.size, above.style.size)
    drop = above.bottom - line.top
    left, right = min(each.left for each in run), max(each.right for each in run)
    shared = min(right, line.right) - max(left, line.left)
    ratio = size / min(line.style.size, above.style.size)
    return (
        above.middle > line.middle
        and -0.6 * size < drop < 1.5 * size
        and shared > _OVERLAP * min(right - left, line.right - line.left)
        and (ratio < _SIZE_STEP or bool(line.sizes & above.sizes))
    )


def _ordered(items: Sequence[Block | Table]) -> list[Block | Table]:
    """``items`` by recursive cuts through white space; what cannot be cut keeps the order of drawing."""
    if len(items) < 2:
        return list(items)
    parts = _parts(items, lambda each: (-each.top, -each.bottom), _FIGURE)
    if len(parts) > 1:  # a picture across the page: what stands above it is read first
        return [each for part in parts for each in _ordered(part)]
    columns = _parts(items, lambda each: (each.left, each.right), _GUTTER)
    if len(columns) > 1:
        return [each for column in columns for each in _ordered(column)]
    bands = _parts(items, lambda each: (-each.top, -each.bottom), -_TOUCH)
    if len(bands) < 2:
        return list(items)
    return [each for group in _grouped(bands) for each in _ordered(group)]


def _grouped(bands: Sequence[list[Block | Table]]) -> list[list[Block | Table]]:
    """Bands from the top down, those put together that white space from top to bottom divides."""
    groups: list[list[Block | Table]] = []
    divided = False
    for band in bands:
        alone = len(_parts(band, lambda each: (each.left, each.right), _GUTTER)) > 1
        if groups:
            both = [*groups[-1], *band]
            together = len(_parts(both, lambda each: (each.left, each.right), _GUTTER)) > 1
            if together and (divided or alone) and _fits(band, groups[-1]):
                groups[-1] = both
                divided = True
                continue
        groups.append(list(band))
        divided = alone
    return groups


def _fits(band: Sequence[Block | Table], columns: Sequence[Block | Table]) -> bool:
    """False for a lone line that starts where no column does: it is set across them."""
    if len(band) > 1:
        return True
    return any(abs(each.left - band[0].left) < _INDENT for each in columns)


def _parts(
    items: Sequence[Block | Table],
    extent: Callable[[Block | Table], tuple[float, float]],
    gap: float,
) -> list[list[Block | Table]]:
    """``items`` in the groups that gaps wider than ``gap`` make along one direction."""
    parts: list[list[Block | Table]] = []
    reach = 0.0
    placed = {id(each): at for at, each in enumerate(items)}
    for each in sorted(items, key=lambda item: (extent(item)[0], placed[id(item)])):
        start, end = extent(each)
        if parts and start - reach <= gap:
            parts[-1].append(each)
            reach = max(reach, end)
        else:
            parts.append([each])
            reach = end
    return [sorted(part, key=lambda item: placed[id(item)]) for part in parts]
