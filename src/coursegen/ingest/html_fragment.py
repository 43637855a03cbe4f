"""Raw HTML inside Markdown: a fragment in; its headings, paragraphs, items and tables out.

A fragment may open an element that the Markdown after it fills, as ``<details>`` often does; what is
not closed ends with the fragment.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from coursegen.ingest.collector import BlockCollector
from coursegen.ingest.inline import clean_text
from coursegen.ingest.table_header import looks_like_header

__all__ = ["collect_html"]

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_DROPPED_NAMES = """
    del iframe nav noscript object s script select strike style svg template textarea"""
_BLOCK_NAMES = """
    address article aside blockquote body dd details div dl dt figcaption figure footer form h1 h2 h3 h4
    h5 h6 header hr legend li main ol p pre section summary table tbody td tfoot th thead tr ul"""
_STRONG = frozenset({"b", "strong", "dfn"})
_DROPPED = frozenset(_DROPPED_NAMES.split())
_BLOCKS = frozenset(_BLOCK_NAMES.split())


@dataclass
class _Table:
    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    heads: int = 0
    spans: list[int] = field(default_factory=list)

    def end_row(self) -> None:
        cells = self.cells
        if cells and not self.rows and not self.header and self.heads == len(cells):
            self.header = cells
        elif any(cells):
            self.rows.append(cells)
        self.cells, self.heads = [], 0


@dataclass
class _Term:
    """The term of a definition list that waits for its meaning."""

    text: str = ""
    used: bool = False


@dataclass
class _Bold:
    """What is bold at the start of a text, and whether all of it is."""

    depth: int = 0
    start: str = ""
    ended: bool = False

    @property
    def all(self) -> bool:
        """True when nothing but bold text came."""
        return bool(self.start.strip()) and not self.ended

    def take(self, data: str) -> None:
        """``data`` comes next."""
        if self.depth and not self.ended:
            self.start += data
        elif data.strip():
            self.ended = True


def collect_html(
    fragment: str,
    collector: BlockCollector,
    *,
    note: bool = False,
    media: Callable[[str], str] | None = None,
) -> None:
    """Feed the blocks of ``fragment`` to ``collector``; paragraphs as notes when ``note``.

    ``media`` makes the address of a picture a path of the project, or empty; without it none is kept.
    """
    parser = _Fragment(collector, note=note, media=media)
    parser.feed(fragment)
    parser.close()
    parser.flush()


class _Fragment(HTMLParser):
    """Keeps the text of the innermost block and hands it over when that block ends."""

    def __init__(
        self, collector: BlockCollector, *, note: bool, media: Callable[[str], str] | None
    ) -> None:
        super().__init__(convert_charrefs=True)
        self._collector = collector
        self._note = note
        self._text: list[str] = []
        self._kind = "p"
        self._lists: list[int | None] = []
        self._dropping: list[str] = []
        self._table: _Table | None = None
        self._tables = 0
        self._media = media
        self._terms: list[_Term] = [_Term()]
        self._bold = _Bold()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._dropping.append(tag)
        if self._dropping:
            return
        values = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._text.append(" ")
        elif tag == "img":
            self._image(values)
        elif tag in _STRONG:
            self._bold.depth += 1
        elif tag in _BLOCKS:
            self._start_block(tag, values)

    def handle_endtag(self, tag: str) -> None:
        if self._dropping:
            if tag in self._dropping:
                del self._dropping[self._dropping.index(tag) :]
            return
        if tag in _STRONG:
            self._bold.depth = max(0, self._bold.depth - 1)
        elif tag in _BLOCKS:
            self._end_block(tag)

    def handle_data(self, data: str) -> None:
        if not self._dropping:
            self._text.append(data)
            self._bold.take(data)

    def flush(self) -> None:
        """Hand over the text that is open, and an open table."""
        self._hand_over()
        if self._table is not None:
            self._end_table()

    def _start_block(self, tag: str, values: dict[str, str]) -> None:
        if self._table is not None:
            self._start_in_table(tag, values)
            return
        self._hand_over()
        self._kind = tag
        if tag == "dl":
            self._terms[-1].used = True  # the list inside explains it
            self._terms.append(_Term())
        elif tag in {"ul", "ol"}:
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li" and self._lists and self._lists[-1] is not None:
            self._lists[-1] += 1
        elif tag == "table":
            self._table, self._tables = _Table(), 1

    def _start_in_table(self, tag: str, values: dict[str, str]) -> None:
        assert self._table is not None
        if tag == "table":
            self._tables += 1
        elif self._tables == 1 and tag in {"td", "th", "tr"}:
            self._end_cell()
            if tag == "tr":
                self._table.end_row()
            else:
                self._text = []
                self._kind = tag
                self._table.heads += tag == "th"
                self._table.spans.append(_span(values.get("colspan", "")))
        else:
            self._text.append(" ")

    def _end_block(self, tag: str) -> None:
        if self._table is None:
            self._hand_over()
            if tag == "dl" and len(self._terms) > 1:
                self._alone(self._terms.pop())
            elif tag in {"ul", "ol"} and self._lists:
                self._lists.pop()
            self._kind = "li" if self._lists else "p"
        elif tag == "table":
            self._tables -= 1
            if self._tables == 0:
                self._end_table()
        elif self._tables == 1 and tag in {"td", "th", "tr"}:
            self._end_cell()
            if tag == "tr":
                self._table.end_row()
        else:
            self._text.append(" ")

    def _end_cell(self) -> None:
        if self._table is not None and self._kind in {"td", "th"}:
            span = self._table.spans.pop() if self._table.spans else 1
            self._table.cells.extend([clean_text("".join(self._text))] + [""] * (span - 1))
        self._text, self._kind = [], ""

    def _end_table(self) -> None:
        self._end_cell()
        table, self._table, self._kind = self._table, None, "p"
        if table is not None:
            table.end_row()
            if not table.header and looks_like_header(table.rows):
                table.header = table.rows.pop(0)
            self._collector.table(table.header, table.rows)

    def _hand_over(self) -> None:
        text, self._text = clean_text("".join(self._text)), []
        bold, self._bold = self._bold, _Bold(self._bold.depth)
        if not text:
            return
        if self._kind in _HEADINGS:
            self._collector.heading(_HEADINGS[self._kind], text)
        elif self._kind == "dt":
            term = self._terms[-1]
            joined = f"{term.text}, {text}" if term.text and not term.used else text
            self._terms[-1] = _Term(joined)
        elif self._kind == "dd":
            self._terms[-1].used = True
            self._collector.definition(self._terms[-1].text, text)
        elif self._kind == "li":
            number = self._lists[-1] if self._lists else None
            self._collector.list_item(
                text, depth=max(1, len(self._lists)), number=number, emphasised=bold.start
            )
        elif self._kind == "figcaption":
            self._collector.figure("", text)
        elif bold.all and not self._note:
            self._collector.bold_paragraph(text)
        else:
            self._collector.paragraph(text, emphasised=bold.start, note=self._note)

    def _alone(self, term: _Term) -> None:
        """A term that nothing explains is text like any other."""
        if term.text and not term.used:
            self._collector.paragraph(term.text)

    def _image(self, values: dict[str, str]) -> None:
        alternative = clean_text(values.get("alt", ""))
        if self._table is None and alternative:
            self._hand_over()
            path = self._media(values.get("src", "")) if self._media else ""
            self._collector.figure(path, alternative)


def _span(value: str) -> int:
    return min(int(value), 50) if value.isdigit() and int(value) > 0 else 1
