"""Blocks as a reader meets them, put into a Document.

In: headings, paragraphs, items, tables and figures in reading order, already plain text. Out: a
Document, each block with its heading path; definitions told from other text; its language detected.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from coursegen.ingest.definition import definition_in
from coursegen.ingest.edition import edition_from, in_force, labelled_lines
from coursegen.ingest.table_header import control_pairs
from coursegen.ingest.typed_list import TypedLists
from coursegen.ingest.words import announces_definitions, is_definition_heading, plain
from coursegen.language.detect import detect_language
from coursegen.model.source import Document, Locator, Source, SourceBlock

__all__ = ["BlockCollector", "name_in_words", "title_from_name"]

_HEADING_WORDS = 10
_HEADING_WORDS_MOST = 25
_TWO_SENTENCES = re.compile(r"\w{3}[.!?]\s+[A-ZÀ-Þ].*\w\.$")
_MADE_LEVEL = 7
"""Marks a heading that is one by its looks, so that the next of its kind does not nest under it."""
_SAMPLE = 3000
"""Characters that are enough to tell a language by."""


def title_from_name(path: str) -> str:
    """A file's name in words: ``sources/report-an_incident.md`` -> ``Report an incident``."""
    return name_in_words(PurePosixPath(path).stem)


def name_in_words(name: str) -> str:
    """A name as it would be written: ``travel-and-leave`` -> ``Travel and leave``."""
    words = plain(name.replace("_", " ").replace("-", " "))
    return words[:1].upper() + words[1:]


def _has_words(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _is_prose(text: str) -> bool:
    """True for what is too long for a heading, or is more than one sentence."""
    return len(text.split()) > _HEADING_WORDS_MOST or bool(_TWO_SENTENCES.search(text))


class BlockCollector:
    """Collects the blocks of one document, in order.

    The heading path of a block holds the headings above it, outermost first; of a heading, those that
    it stands under. A reader whose format has them sets ``page`` or ``slide`` (from 1) as it goes on.
    """

    def __init__(self, title: str = "") -> None:
        self.title = title
        self.blocks: list[SourceBlock] = []
        self.page: int | None = None
        self.slide: int | None = None
        self._control: list[tuple[str, object]] = []
        self._path: list[tuple[int, str]] = []
        self._defining = False
        self._typed = TypedLists()

    @property
    def heading_path(self) -> tuple[str, ...]:
        """The headings that now stand open, outermost first."""
        return tuple(text for _, text in self._path)

    @property
    def heading_level(self) -> int:
        """The level of the innermost heading, 0 before the first."""
        return self._path[-1][0] if self._path else 0

    def heading(self, level: int, text: str) -> None:
        """A heading of ``level`` 1 (outermost) to 6; one without text is left out.

        Sentences set as a heading for their looks are a paragraph.
        """
        text = plain(text)
        if _is_prose(text):
            self.paragraph(text)
            return
        if not _has_words(text):
            return
        self._defining = False
        self._typed.end()
        level = min(max(level, 1), 6)
        while self._path and self._path[-1][0] >= level:  # a made heading (7) ends here too
            self._path.pop()
        self._add(SourceBlock(kind="heading", text=text, level=level))
        self._path.append((level, text))

    def paragraph(
        self, text: str, *, emphasised: str = "", depth: int = 0, note: bool = False
    ) -> None:
        """A paragraph, a note, or a typed list item or a definition if it reads like one.

        ``emphasised`` is what stands in bold or italics at its start; ``depth`` that of the list item
        whose text it continues.
        """
        text = plain(text)
        if not _has_words(text):
            return
        if item := self._typed.item(text):
            depth += item.depth
            self._add(
                SourceBlock(kind="list_item", text=item.text, level=depth, number=item.number)
            )
            return
        if depth == 0:
            self._defining = announces_definitions(text)
        if not note and self._definition(text, emphasised, level=depth):
            return
        self._add(SourceBlock(kind="note" if note else "paragraph", text=text, level=depth))

    def bold_paragraph(self, text: str) -> None:
        """A paragraph all in bold: a heading below the last real one when it is short, else text."""
        text = plain(text)
        if len(text.split()) > _HEADING_WORDS or text.endswith((".", ":", ";", ",", "!", "?")):
            self.paragraph(text)
            return
        real = [level for level, _ in self._path if level < _MADE_LEVEL]
        level = min((real[-1] if real else 0) + 1, 6)
        self.heading(level, text)
        self._path[-1] = (_MADE_LEVEL, text)

    def list_item(
        self, text: str, *, depth: int, number: int | None = None, emphasised: str = ""
    ) -> None:
        """An item at ``depth`` (1 is outermost), ``number`` in its ordered list, or a definition."""
        text = plain(text)
        if not _has_words(text):
            return
        self._typed.end(text)
        if number is None and self._definition(text, emphasised, level=depth):
            return
        self._add(SourceBlock(kind="list_item", text=text, level=depth, number=number))

    def definition(self, term: str, meaning: str, separator: str = ": ", level: int = 0) -> None:
        """A term and its meaning; with one of them missing, a paragraph."""
        term, meaning = plain(term), plain(meaning)
        if not term or not meaning:
            self.paragraph(term or meaning)
            return
        self._add(
            SourceBlock(
                kind="definition", term=term, separator=separator, text=meaning, level=level
            )
        )

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table; rows without any text are left out, all are made as wide as the widest.

        A document-control table is not kept as a block: it tells the Edition.
        """
        kept = [[plain(cell) for cell in row] for row in rows]
        kept = [row for row in kept if any(row)]
        names = [plain(cell) for cell in header] if any(cell.strip() for cell in header) else []
        if not kept and not names:
            return
        if pairs := control_pairs(names, kept):
            self._control.extend(pairs)
            return
        width = max(len(row) for row in [names, *kept])
        self._add(
            SourceBlock(
                kind="table",
                header=tuple(names + [""] * (width - len(names))) if names else (),
                rows=tuple(tuple(row + [""] * (width - len(row))) for row in kept),
            )
        )

    def figure(self, media: str, text: str) -> None:
        """A picture: its path relative to the project (or empty) and its alternative text."""
        text = plain(text)
        if media or text:
            self._add(SourceBlock(kind="figure", media=media, text=text))

    def cue(self, text: str, start: float, end: float) -> None:
        """A spoken sentence, from ``start`` to ``end`` in seconds."""
        locator = Locator(start=round(start, 3), end=round(end, 3))
        self.blocks.append(SourceBlock(kind="cue", text=plain(text), locator=locator))

    def document(
        self,
        source: Source,
        *,
        pairs: Sequence[tuple[str, object]] = (),
        language: str = "",
    ) -> Document:
        """All that was collected.

        Without a ``title`` of its own the first heading of level 1 is it, else the file's name in words; without
        ``language`` it is detected from the text. ``pairs`` are labels and values that the format keeps
        apart from the text; what the text says of its Edition goes before them. A ``title`` of its own is
        the outermost heading of every block, where no heading of level 1 stands in the text.
        """
        title, first = plain(self.title), self._first_heading()
        return Document(
            source=source,
            title=title or first or title_from_name(source.path),
            language=language or detect_language(self._sample()),
            edition=edition_from(
                [*self._control, *labelled_lines(self.blocks), *pairs, *in_force(self.blocks)]
            ),
            blocks=tuple(self.blocks if first or not title else self._under(title)),
        )

    def _under(self, title: str) -> list[SourceBlock]:
        """The blocks with ``title`` above their headings; what is spoken has none."""
        return [
            each
            if each.kind == "cue"
            else each.model_copy(
                update={
                    "locator": each.locator.model_copy(
                        update={"heading": (title, *each.locator.heading)}
                    )
                }
            )
            for each in self.blocks
        ]

    def _definition(self, text: str, emphasised: str, level: int) -> bool:
        headings = (self.title, *self.heading_path)
        among = self._defining or any(is_definition_heading(each) for each in headings)
        found = definition_in(text, emphasised=plain(emphasised), among_definitions=among)
        if found is None:
            return False
        self._add(
            SourceBlock(
                kind="definition",
                term=found.term,
                separator=found.separator,
                text=found.meaning,
                level=level,
            )
        )
        return True

    def _add(self, block: SourceBlock) -> None:
        place = Locator(heading=self.heading_path, page=self.page, slide=self.slide)
        self.blocks.append(block.model_copy(update={"locator": place}))

    def _first_heading(self) -> str:
        levels = [each for each in self.blocks if each.kind == "heading"]
        return next((each.text for each in levels if each.level == 1), "")

    def _sample(self) -> str:
        parts: list[str] = []
        length = 0
        for block in self.blocks:
            cells = " ".join(cell for row in block.rows for cell in row)
            text = f"{block.term} {block.text} {cells}".strip()
            parts.append(text)
            length += len(text)
            if length >= _SAMPLE:
                break
        return " ".join(parts)[:_SAMPLE]
