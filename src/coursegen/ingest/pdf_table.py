"""Tables of a page by their alignment: pieces of lines in; tables and the pieces outside them out.

A table is a run of lines that each fall into the same columns with clear space between. Side by side
columns of running text are told from it by the length of what stands in them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from coursegen.ingest.pdf_page import Piece, Word, join_words, piece_of

__all__ = ["Table", "is_marker", "tables_of"]

_FEWEST_ROWS = 3
_PROSE_WORDS = 6
"""Words that stand on a line of a text column on average; cells that run over lines have fewer."""
_PROSE_ROWS = 6
_NEAR = 8.0
"""In heights of the type: lines further apart are not of one table."""
_CLEAR = 0.5
_SAME_ROW = 0.5
_MOST_LINES = 0.5
_STRAY = 0.1
_SPANNED = 1
_MARKERS = frozenset("•▪◦‣●○·–—-*§")


@dataclass(frozen=True)
class Table:
    """``header`` is empty when no line stands out; ``order`` is the place of its first piece."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left: float
    right: float
    bottom: float
    top: float
    order: int


@dataclass
class _Line:
    pieces: list[Piece]

    @property
    def top(self) -> float:
        return max(piece.top for piece in self.pieces)

    @property
    def bottom(self) -> float:
        return min(piece.bottom for piece in self.pieces)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        return max(piece.style.size for piece in self.pieces)

    def words(self) -> list[Word]:
        return [word for piece in self.pieces for word in piece.words]


@dataclass
class _Group:
    """Lines that may be a table, from the top down, and its columns from left to right."""

    lines: list[_Line]
    columns: list[tuple[float, float]] = field(default_factory=list)


def is_marker(text: str) -> bool:
    """True for what stands before an item: a bullet, ``3.``, ``a)``, ``2.1``."""
    bare = text.strip("().")
    if text in _MARKERS:
        return True
    return len(text) <= 6 and (
        bare.replace(".", "").isdigit() or (len(bare) == 1 and bare.isalpha() and text != bare)
    )


def tables_of(pieces: Sequence[Piece]) -> tuple[list[Table], list[Piece]]:
    """The tables that ``pieces`` hold, and the pieces that belong to none."""
    tables: list[Table] = []
    taken: set[int] = set()
    for group in _groups(_seeds(pieces)):
        group.columns = _columns(group.lines)
        if not _is_table(group):
            continue
        inside = _inside(group, [each for each in pieces if each.order not in taken])
        taken.update(piece.order for piece in inside)
        tables.append(_table(group, inside))
    return tables, [piece for piece in pieces if piece.order not in taken]


def _seeds(pieces: Sequence[Piece]) -> list[_Line]:
    """Lines of two pieces or more; a marker and its text are one piece."""
    rows: dict[int, list[Piece]] = {}
    for piece in pieces:
        row = rows.setdefault(piece.row, [])
        if row and len(row) == 1 and is_marker(row[-1].text):
            row[-1] = piece_of([row[-1], piece])
        else:
            row.append(piece)
    lines = [_Line(row) for row in rows.values() if len(row) > 1]
    return sorted(lines, key=lambda line: -line.middle)


def _groups(seeds: Sequence[_Line]) -> Iterable[_Group]:
    """Seeds that stand near each other and share at least two columns."""
    group: list[_Line] = []
    for line in seeds:
        if group and not (
            group[-1].middle - line.middle < _NEAR * line.size and _aligned(group[-1], line)
        ):
            yield _Group(group)
            group = []
        group.append(line)
    if group:
        yield _Group(group)


def _aligned(above: _Line, below: _Line) -> bool:
    """True when two pieces of the one line stand over pieces of the other, each over its own."""
    slack = below.size
    shared = 0
    for upper in above.pieces:
        for lower in below.pieces:
            same_edge = (
                abs(upper.left - lower.left) < slack
                or abs(upper.right - lower.right) < slack
                or abs((upper.left + upper.right) - (lower.left + lower.right)) < 2 * slack
            )
            if same_edge and upper.left < lower.right and lower.left < upper.right:
                shared += 1
                break
    return shared >= 2


def _columns(lines: Sequence[_Line]) -> list[tuple[float, float]]:
    """Left and right edges of the columns.

    Where most lines have as many pieces, by the middle of their edges, so that a heading which is wider
    than its column does not count; else where more than a few of the lines have words.
    """
    width, times = Counter(len(line.pieces) for line in lines).most_common(1)[0]
    if times < _MOST_LINES * len(lines):
        return _covered(lines)
    full = [
        sorted(line.pieces, key=lambda each: each.left)
        for line in lines
        if len(line.pieces) == width
    ]
    return [
        (median(row[at].left for row in full), median(row[at].right for row in full))
        for at in range(width)
    ]


def _covered(lines: Sequence[_Line]) -> list[tuple[float, float]]:
    most = max(len(line.pieces) for line in lines)
    full = [line for line in lines if len(line.pieces) >= 0.6 * most]
    few = int(_STRAY * len(full))
    changes = sorted(
        change
        for line in full
        for piece in line.pieces
        for change in ((piece.left, 1), (piece.right, -1))
    )
    columns: list[tuple[float, float]] = []
    depth = 0
    for place, step in changes:
        before, depth = depth, depth + step
        if before <= few < depth:
            columns.append((place, place))
        elif depth <= few < before:
            columns[-1] = (columns[-1][0], place)
    return columns


def _is_table(group: _Group) -> bool:
    count = len(group.columns)
    if count < 2 or len(group.lines) < (2 if count > 3 else _FEWEST_ROWS):
        return False
    size = group.lines[0].size
    gaps = [
        right[0] - left[1] for left, right in zip(group.columns, group.columns[1:], strict=False)
    ]
    pieces = [piece for line in group.lines for piece in line.pieces]
    words = sum(len(piece.words) for piece in pieces) / len(pieces)
    prose = words >= _PROSE_WORDS and len(group.lines) >= _PROSE_ROWS and count <= 3
    return min(gaps) > _CLEAR * size and not prose


def _inside(group: _Group, pieces: Sequence[Piece]) -> list[Piece]:
    """All pieces within the bounds of the group, and the lines that its last cells run on to."""
    own = {piece.order for line in group.lines for piece in line.pieces}
    left = group.columns[0][0] - group.lines[0].size
    right = group.columns[-1][1] + group.lines[0].size
    top, bottom = group.lines[0].top, group.lines[-1].bottom
    rows = {piece.row for piece in pieces if piece.order in own}
    inside = [
        piece
        for piece in pieces
        if piece.row in rows
        or (bottom <= piece.middle <= top and left <= piece.left and piece.right <= right)
    ]
    later = sorted((piece for piece in pieces if piece.top < bottom), key=lambda each: -each.top)
    for piece in later:
        near = bottom - piece.top < 0.6 * piece.style.size
        if not near or not _in_column(piece, group.columns):
            break
        inside.append(piece)
        bottom = piece.bottom
    return inside


def _in_column(piece: Piece, columns: Sequence[tuple[float, float]]) -> bool:
    slack = 0.5 * piece.style.size
    return any(
        abs(piece.left - left) < slack and piece.right <= right + slack for left, right in columns
    )


def _table(group: _Group, inside: Sequence[Piece]) -> Table:
    lines = _lines(inside)
    rows = _rows(lines, group.columns)
    bold = [all(word.style.bold for line in row for word in line.words()) for row in rows]
    cells = [_cells(row, group.columns) for row in rows]
    headed = len(rows) > 1 and bold[0] and not all(bold)
    return Table(
        header=cells[0] if headed else (),
        rows=tuple(cells[1:] if headed else cells),
        left=min(piece.left for piece in inside),
        right=max(piece.right for piece in inside),
        bottom=min(piece.bottom for piece in inside),
        top=max(piece.top for piece in inside),
        order=min(piece.order for piece in inside),
    )


def _lines(pieces: Sequence[Piece]) -> list[_Line]:
    """``pieces`` by height, from the top down."""
    lines: list[_Line] = []
    for piece in sorted(pieces, key=lambda each: (-each.middle, each.left)):
        if lines and abs(lines[-1].pieces[0].middle - piece.middle) < _SAME_ROW * piece.style.size:
            lines[-1].pieces.append(piece)
        else:
            lines.append(_Line([piece]))
    return lines


def _rows(lines: Sequence[_Line], columns: Sequence[tuple[float, float]]) -> list[list[_Line]]:
    """Lines put together that are one row: cells that run over several lines.

    Where rows stand further apart than lines, the distance decides; else a row starts with each line
    that fills the first column.
    """
    steps = [above.middle - below.middle for above, below in pairwise(lines)]
    least = min(steps, default=0.0)
    apart = sum(step > 1.25 * least for step in steps) >= 0.25 * len(steps) > 0
    rows: list[list[_Line]] = [[lines[0]]]
    for line, step in zip(lines[1:], steps, strict=True):
        first = any(_column(word, columns) == 0 for word in line.words())
        if step > 1.25 * least if apart and _wraps(lines, columns) else first:
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows


def _wraps(lines: Sequence[_Line], columns: Sequence[tuple[float, float]]) -> bool:
    """True when some lines leave most columns empty, as the second lines of cells do."""
    filled = [len({_column(word, columns) for word in line.words()}) for line in lines]
    return any(2 * count <= len(columns) for count in filled)


def _column(word: Word, columns: Sequence[tuple[float, float]]) -> int:
    """The column that most of ``word`` stands in, or the nearest."""

    def distance(at: int) -> float:
        left, right = columns[at]
        return max(left, word.left) - min(right, word.right)

    return min(range(len(columns)), key=distance)


def _cells(row: Sequence[_Line], columns: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    cells: list[str] = [""] * len(columns)
    for line in row:
        for at, found in enumerate(_by_column(line, columns)):
            text = join_words(found)
            before = cells[at]
            if before.endswith("-") and text[:1].islower():
                cells[at] = before[:-1] + text
            else:
                cells[at] = f"{before} {text}".strip()
    return tuple(cells)


def _by_column(line: _Line, columns: Sequence[tuple[float, float]]) -> list[list[Word]]:
    """The words of ``line``: a piece a column where their numbers agree, else each by its place."""
    pieces = sorted(line.pieces, key=lambda each: each.left)
    if len(pieces) == len(columns) and all(
        piece.left < right + line.size and left < piece.right + line.size
        for piece, (left, right) in zip(pieces, columns, strict=True)
    ):
        return [list(piece.words) for piece in pieces]
    words: list[list[Word]] = [[] for _ in columns]
    for piece in pieces:
        touched = {_column(word, columns) for word in piece.words}
        for word in piece.words:
            at = _column(word, columns) if len(touched) > _SPANNED else min(touched)
            words[at].append(word)
    return words
