"""Which row is the header, and is this a document-control table: rows of plain text in."""

from __future__ import annotations

from collections.abc import Sequence

from coursegen.ingest.words import edition_field

__all__ = ["control_pairs", "looks_like_header"]

_HEADER_WORDS = 6


def looks_like_header(rows: Sequence[Sequence[str]]) -> bool:
    """True when the first of ``rows`` reads like names of columns, for formats that do not tell.

    Three columns or more, each cell (but the corner) filled, short, without digits or a full stop, all different. Two
    columns may be labels and values, so they need a mark of the author.
    """
    if len(rows) < 2 or len(rows[0]) < 3:
        return False
    first = [cell.strip() for cell in rows[0]]
    if not first[0]:  # the corner above the labels of the rows
        first = first[1:]
    return len(set(first)) == len(first) and all(
        cell
        and len(cell.split()) <= _HEADER_WORDS
        and not cell.endswith(".")
        and not any(letter.isdigit() for letter in cell)
        for cell in first
    )


def control_pairs(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """Labels and values of a document-control table; empty when the table is something else.

    Either the labels stand in the first column, or in the header above a single row of values. At least
    two must be fields of an Edition, and they must be half of the labels or more.
    """
    standing = [*([header] if header else []), *rows]
    if all(len(row) == 2 for row in standing):
        pairs = [(row[0], row[1]) for row in standing]
    elif all(len(row) == 4 for row in standing):  # label, value, label, value
        pairs = [(row[at], row[at + 1]) for row in standing for at in (0, 2)]
    else:
        pairs = []
    for candidate in (pairs, list(zip(header, rows[0], strict=False)) if len(rows) == 1 else []):
        known = {edition_field(label) for label, _ in candidate} - {""}
        labels = [label for label, _ in candidate if label.strip()]
        if len(known) >= 2 and 2 * len(known) >= len(labels):
            return candidate
    return []
