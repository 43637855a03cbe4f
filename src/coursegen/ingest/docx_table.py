"""A Word table: a ``w:tbl`` element in; its header and rows as plain text out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from coursegen.ingest.docx_paragraph import W, paragraph_text, value_of
from coursegen.ingest.table_header import looks_like_header
from coursegen.ingest.words import plain

__all__ = ["TableText", "table_text"]


@dataclass(frozen=True)
class TableText:
    """``header`` is empty when no row is one. ``columns`` counts the grid."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    columns: int


@dataclass(frozen=True)
class _Row:
    cells: tuple[str, ...]
    marked: bool


def table_text(table: Any) -> TableText:
    """The words of a table with all changes accepted.

    A cell merged downwards stands in every row it covers, so that each row can be read alone; one merged
    sideways stands in its first column. A table inside a cell is part of the cell's text.
    """
    rows: list[_Row] = []
    above: dict[int, str] = {}
    for row in table.iterchildren(f"{W}tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            rows.append(_row(row, above, first=not rows))
    plain_rows = [row.cells for row in rows]
    columns = max((len(row) for row in plain_rows), default=0)
    has_header = len(rows) > 1 and (rows[0].marked or looks_like_header(plain_rows))
    if has_header and not any(plain_rows[0]):
        return TableText((), tuple(plain_rows[1:]), columns)
    if has_header:
        return TableText(plain_rows[0], tuple(plain_rows[1:]), columns)
    return TableText((), tuple(plain_rows), columns)


def _row(row: Any, above: dict[int, str], *, first: bool) -> _Row:
    """One row; ``above`` holds the text of each column's last cell that may be merged downwards."""
    cells: list[str] = []
    cell_elements = list(_cells(row))
    for cell in cell_elements:
        text = plain(" ".join(paragraph_text(each).text for each in cell.iter(f"{W}p")))
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        at = len(cells)
        if merge is not None and (merge.get(f"{W}val") or "continue") == "continue":
            text = above.get(at, "")
        above[at] = text
        span = int(value_of(cell, "tcPr/gridSpan") or 1)
        cells.extend([text] + [""] * (span - 1))
    marked = row.find(f"{W}trPr/{W}tblHeader") is not None
    return _Row(tuple(cells), marked or (first and _stands_out(cell_elements)))


def _cells(row: Any) -> Any:
    """The ``w:tc`` elements of a row, also those in content controls."""
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml"}:
            yield from _cells(child)


def _stands_out(cells: list[Any]) -> bool:
    """True when every filled cell is bold or shaded, two or more of them."""
    texts = [[paragraph_text(each) for each in cell.iter(f"{W}p")] for cell in cells]
    filled = [
        (cell, [each for each in text if each.text.strip()])
        for cell, text in zip(cells, texts, strict=True)
    ]
    filled = [(cell, text) for cell, text in filled if text]
    return len(filled) > 1 and (
        all(each.all_bold for _, text in filled for each in text)
        or all(_shaded(cell) for cell, _ in filled)
    )


def _shaded(cell: Any) -> bool:
    shading = cell.find(f"{W}tcPr/{W}shd")
    fill = "" if shading is None else (shading.get(f"{W}fill") or "").lower()
    return fill not in {"", "auto", "ffffff"}
