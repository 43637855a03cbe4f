"""From the lines of a PDF to its paragraphs: pages in reading order in; paragraphs and tables out.

Hyphenated line ends are joined, and so is a paragraph that a column or page cuts in two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from coursegen.ingest.pdf_layout import Block, edges, in_reading_order
from coursegen.ingest.pdf_page import Page, Piece, Style
from coursegen.ingest.pdf_table import Table

__all__ = ["Paragraph", "paragraphs_of", "split_marker"]

_BULLETS = "•▪◦‣●○■□➢➤►✓✔❖◆⚫\uf0b7\uf0a7\uf0d8\uf076\uf0fc"
_MARKER = re.compile(
    rf"^(?:(?P<bullet>[{_BULLETS}]|[–—-](?=\s)|o(?=\s[A-ZÀ-Þ]))\s*"
    r"|\(?(?P<number>\d{1,2})[.)]\s+(?=\D)|\(?(?P<letter>[a-z]|[ivx]{2,4})\)\s+)(?=\S)"
)
_OPENS = re.compile(rf"{_MARKER.pattern}|[A-Z][A-Z ]{{3,40}}: ")
_ENDS = re.compile(r"[.!?:;][\"'”’)\]]*$")
_SIZE_STEP = 1.08
_CONTENTS_COLUMNS = 3
_LOOK_BACK = 12
_ENOUGH = 4
"""Steps from line to line that show what is usual."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d*\s*$|\s_{4,}\s*\d+$")


@dataclass
class Paragraph:
    """Lines that are one text. ``indent`` is its left edge; ``page`` where it starts."""

    page: int
    lines: list[Piece] = field(default_factory=list)
    text: str = ""
    column_right: float = 0.0

    @property
    def style(self) -> Style:
        """The type of most of it; bold only when all is."""
        first = max(self.lines, key=lambda line: len(line.text)).style
        italic = all(word.style.italic for line in self.lines for word in line.words)
        return Style(first.size, self.bold, italic)

    @property
    def bold(self) -> bool:
        """True when every word is bold."""
        return all(word.style.bold for line in self.lines for word in line.words)

    @property
    def left(self) -> float:
        """Left edge of the first line."""
        return self.lines[0].left

    @property
    def emphasised(self) -> str:
        """The bold start, empty when there is none or all is bold."""
        words: list[str] = []
        for line in self.lines:
            for word in line.words:
                if not word.style.bold:
                    return " ".join(words)
                words.append(word.text)
        return ""


def split_marker(text: str) -> tuple[str, str]:
    """The marker that ``text`` starts with (``•`` for any bullet, ``3``, ``b``) and the rest."""
    match = _MARKER.match(text)
    if match is None:
        return "", text
    rest = text[match.end() :]
    if match["bullet"] and (inner := _MARKER.match(rest)):
        match, rest = inner, rest[inner.end() :]
    return match["number"] or match["letter"] or "•", rest


def paragraphs_of(pages: Sequence[Page]) -> list[Paragraph | tuple[int, Table]]:
    """The paragraphs, and the tables with the number of their page, of ``pages`` in reading order.

    Running heads, feet, page numbers and lines of a table of contents with dot leaders are left out.
    """
    left_out = edges(pages)
    ordered = [(page.number, in_reading_order(page, left_out[page.number])) for page in pages]
    joiner = _Joiner.of(line for _, items in ordered for item in items for line in _lines_of(item))
    result: list[Paragraph | tuple[int, Table]] = []
    for number, items in ordered:
        for item in items:
            if isinstance(item, Table):
                if _is_contents(item, len(pages)):
                    _drop_heading(result)
                else:
                    result.append((number, item))
                continue
            right = _column_right(item, items)
            for paragraph in _split(item, number, right, joiner):
                before = _cut_before(result, paragraph, joiner.body)
                if before is not None:
                    before.lines.extend(paragraph.lines)
                    before.column_right = paragraph.column_right
                else:
                    result.append(paragraph)
    for found in result:
        if isinstance(found, Paragraph):
            found.text = joiner.text(found.lines)
    return result


def _is_contents(table: Table, pages: int) -> bool:
    """True for lines that end in page numbers which never go back."""
    ends = [row[-1] for row in table.rows]
    if len(table.rows[0]) > _CONTENTS_COLUMNS or not all(each.isdigit() for each in ends):
        return False
    numbers = [int(each) for each in ends]
    return numbers == sorted(numbers) and 0 < numbers[-1] <= pages and numbers[0] < numbers[-1]


def _drop_heading(result: list[Paragraph | tuple[int, Table]]) -> None:
    """Take away the short line above a table of contents."""
    if result and isinstance(result[-1], Paragraph) and len(result[-1].lines) == 1:
        result.pop()


def _lines_of(item: Block | Table) -> tuple[Piece, ...]:
    return item.lines if isinstance(item, Block) else ()


def _column_right(block: Block, items: Iterable[Block | Table]) -> float:
    """How far a line of ``block`` could reach: its own longest line, of a short block its neighbours'."""
    if len(block.lines) >= _ENOUGH:
        return block.right
    size = block.lines[0].style.size
    rights = [
        each.right
        for each in items
        if isinstance(each, Block)
        and len(each.lines) >= _ENOUGH
        and abs(each.left - block.left) < 3 * size
        and each.right > block.right
    ]
    return min(rights, default=block.right)


@dataclass
class _Joiner:
    """Knows how lines follow each other in this document, and which words it has."""

    body: Style
    pitch: dict[float, float]
    words: Counter[str]

    @classmethod
    def of(cls, lines: Iterable[Piece]) -> _Joiner:
        """Measured on all ``lines``, in reading order."""
        letters: Counter[Style] = Counter()
        steps: dict[float, list[float]] = {}
        words: Counter[str] = Counter()
        above: Piece | None = None
        for line in lines:
            letters[line.style] += len(line.text)
            words.update(word.lower() for word in _WORD.findall(line.text))
            step = above.middle - line.middle if above is not None else 0.0
            if above is not None and above.style == line.style and 0 < step < 3 * line.style.size:
                steps.setdefault(line.style.size, []).append(step)
            above = line
        body = max(letters, key=lambda each: letters[each], default=Style(10.0, bold=False))
        usual = {size: _usual(found) for size, found in steps.items() if len(found) >= _ENOUGH}
        return cls(body, usual, words)

    def starts(self, above: Piece, line: Piece, first: Piece, right: float) -> bool:
        """True when ``line`` starts a paragraph of its own after ``above``."""
        size = max(above.style.size, line.style.size)
        if not above.sizes & line.sizes and size >= _SIZE_STEP * min(*above.sizes, *line.sizes):
            return True
        if above.hyphenated:
            return False
        step = above.middle - line.middle
        usual = self.pitch.get(line.style.size, 1.25 * size)
        if step > 1.25 * usual or _OPENS.match(line.text) or _all_bold(above) != _all_bold(line):
            return True
        hanging = bool(split_marker(first.text)[0]) or first.left < above.left - 0.5 * size
        if not hanging and line.left > above.left + 0.8 * size:
            return True
        if (
            hanging
            and above is not first
            and abs(line.left - first.left) < 0.3 * size < (above.left - first.left)
        ):
            return True
        heading = size >= _SIZE_STEP * self.body.size or _all_bold(line)
        open_end = not _ENDS.search(above.text)
        if open_end and (heading or line.text[0].islower() or above.text[-1] in "-–/,"):
            return False
        return above.right + (line.words[0].right - line.words[0].left) + 0.6 * size < right

    def text(self, lines: Sequence[Piece]) -> str:
        """The lines as running text."""
        parts: list[str] = []
        for line in lines:
            text = line.text
            if parts and parts[-1].endswith("-") and _broken(parts[-1]):
                parts[-1] = self._joined(parts[-1], text)
            else:
                parts.append(text)
        return " ".join(parts)

    def _joined(self, before: str, after: str) -> str:
        """``before`` ends in a hyphen that divides a word, or that the word always has."""
        if not after[:1].islower():
            return before + after
        head, tail = _last_word(before[:-1]), _first_word(after)
        compound, whole = f"{head}-{tail}".lower(), f"{head}{tail}".lower()
        keeps = self.words[compound] > self.words[whole]
        return before + after if keeps else before[:-1] + after


def _usual(steps: Sequence[float]) -> float:
    """The usual step from line to line: the lower part of all, since gaps only make it larger."""
    ordered = sorted(steps)
    return median(ordered[: max(1, (2 * len(ordered)) // 3)])


def _all_bold(line: Piece) -> bool:
    return all(word.style.bold for word in line.words)


def _broken(text: str) -> bool:
    return len(text) > 2 and text[-2].isalnum()


def _last_word(text: str) -> str:
    found = _WORD.findall(text)
    return found[-1] if found else ""


def _first_word(text: str) -> str:
    found = _WORD.match(text)
    return found[0] if found else ""


def _split(block: Block, page: int, right: float, joiner: _Joiner) -> Iterable[Paragraph]:
    current: Paragraph | None = None
    for line in block.lines:
        if _LEADERS.search(line.text):
            if current is not None:
                yield current
            current = None
            continue
        if current is None:
            current = Paragraph(page, [line], column_right=right)
        elif joiner.starts(current.lines[-1], line, current.lines[0], right):
            yield current
            current = Paragraph(page, [line], column_right=right)
        else:
            current.lines.append(line)
    if current is not None:
        yield current


def _cut_before(
    result: Sequence[Paragraph | tuple[int, Table]], after: Paragraph, body: Style
) -> Paragraph | None:
    """The paragraph that ``after`` goes on with; a caption in other type may stand between."""
    for before in reversed(result[-_LOOK_BACK:]):
        if not isinstance(before, Paragraph):
            return None
        if _continues(before, after, body):
            return before
        if abs(before.style.size - after.style.size) <= 0.5:
            return None
    return None


def _continues(before: Paragraph, after: Paragraph, body: Style) -> bool:
    """True when a column or page cut one paragraph in two."""
    last, first = before.lines[-1], after.lines[0]
    if last.middle > first.middle and before.page == after.page and last.left == first.left:
        return False  # one below the other: what parted them was meant
    if abs(last.style.size - first.style.size) > 0.5 or before.bold != after.bold:
        return False
    if last.hyphenated:
        return True
    if before.bold or before.style.size >= _SIZE_STEP * body.size or _MARKER.match(first.text):
        return False
    full = last.right > before.column_right - 4 * last.style.size
    return full and not _ENDS.search(last.text) and first.text[:1].islower()
