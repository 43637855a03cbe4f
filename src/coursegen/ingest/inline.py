"""The text of one paragraph, heading or cell: markdown-it's inline tokens in, plain text out.

Links keep their text, tags go, pictures are set apart. What templates and other dialects leave in
running text (ReSpec references, footnote marks, attribute lists, emoji codes) is made readable or goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Inline", "clean_text", "inline_of"]

_TAG = re.compile(r"^<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)\b[^>]*?>$", re.DOTALL)
_HTML_ELEMENTS = """
    a abbr acronym article aside b bdi bdo big blockquote br button center cite code data dd del details
    dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i iframe img input ins
    kbd label li main mark nav object ol p picture pre q s samp script section small source span strike
    strong style sub summary sup svg table tbody td tfoot th thead time tr tt u ul var video wbr"""
_HTML_NAMES = frozenset(_HTML_ELEMENTS.split())
_EMPHASIS_NAMES = frozenset({"b", "strong", "em", "i", "dfn"})
_DROPPED_NAMES = frozenset({"del", "s", "strike", "script", "style"})

_REFERENCE_TITLE = re.compile(r"\[\[\[[?!]?([^\[\]]+)\]\]\]")
_REFERENCE = re.compile(r"\[\[[?!]?([^\[\]]+)\]\]")
_ONLY_REFERENCES = re.compile(r"(?:\s*\[{2,3}[?!]?[^\[\]]+\]{2,3}[\s,;]*)+")
_UNDEFINED_LINK = re.compile(r"\[([^\[\]]+)\](?:\[[a-z0-9][^\[\]\s]*\]|\[\](?!\())")
_WIKI_LINK = re.compile(r"\[\[[^\[\]|]+\|([^\[\]|]+)\]\]")
_CONCEPT = re.compile(r"\[=(?:[^\[\]|]*/)?([^\[\]|=]+?)(?:\|[^\[\]]*)?=?\]")
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\](?!:)")
_ATTRIBUTES = re.compile(r"\{:?\s*(?:[.#][^{}\s]+\s*|:[^{}]*)+\}|\{:[^{}]*\}")
_EMOJI_CODE = re.compile(r"(?<![\w:/]):(?:[a-z][a-z0-9_+-]*|\+1|-1|100):(?![\w:/])")
_SPACE_BEFORE_POINT = re.compile(r"(?<=\w) +(?=[.,;](?:\s|$))")
_STRAY_MARK = re.compile(r"(?<!\w)\*\*+|\*\*+(?!\w)|``+")
_RAISED_DIGITS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_SUPERSCRIPT_MARK = re.compile(r"^\s*(?:\d{1,2}|[*†‡])\s*$")


def clean_text(text: str) -> str:
    """``text`` without the marks of dialects, its white space collapsed.

    ``[=OIN=]`` becomes OIN, ``[[RFC5246]]`` [RFC5246] as its publisher prints it (without brackets
    where nothing else is said), ``[[[DK]]]`` DK, ``[[page|words]]`` words, ``[words][undefined]`` words;
    footnote marks, ``{.class}`` and ``:emoji:`` go.
    """
    if "[" in text:
        text = _UNDEFINED_LINK.sub(r"\1", text)
        text = _CONCEPT.sub(r"\1", text)
        text = _REFERENCE_TITLE.sub(r"\1", text) if "[[[" in text else text
        if "[[" in text:
            text = _WIKI_LINK.sub(r"\1", text)
            alone = _ONLY_REFERENCES.fullmatch(text)
            text = _REFERENCE.sub(r"\1" if alone else r"[\1]", text)
        text = _FOOTNOTE_MARK.sub("", text)
    if "{" in text:
        text = _ATTRIBUTES.sub("", text)
    if ":" in text:
        text = _EMOJI_CODE.sub("", text)
    if "**" in text or "``" in text:
        text = _STRAY_MARK.sub("", text)
    return _SPACE_BEFORE_POINT.sub("", " ".join(text.split()))


@dataclass(frozen=True)
class Inline:
    """``emphasised`` is what stands in bold, italics or ``<dfn>`` at the start; pictures are (src, alt).

    ``linked_images`` tells that a picture stands in a link; ``bold`` that all of the text is bold.
    ``head`` and ``rest`` are set when a bold start stands on a line of its own.
    """

    text: str
    emphasised: str = ""
    images: tuple[tuple[str, str], ...] = ()
    linked_images: bool = False
    bold: bool = False
    head: str = ""
    rest: str = ""

    @property
    def only_images(self) -> bool:
        """True for a paragraph that is a picture, or several."""
        return bool(self.images) and not self.text


@dataclass
class _Gathering:
    parts: list[str] = field(default_factory=list)
    emphasis_start: int | None = None
    emphasis_depth: int = 0
    emphasised: str = ""
    images: list[tuple[str, str]] = field(default_factory=list)
    links: int = 0
    linked_images: bool = False
    dropping: str = ""
    superscript_start: int | None = None
    bold_letters: int = 0
    bold_depth: int = 0
    head_end: int | None = None

    def text(self, start: int = 0) -> str:
        return "".join(self.parts[start:])

    def line_end(self) -> None:
        """A forced line break. Right after a bold start it makes that start a head."""
        before = self.text()
        if self.head_end is None and before.strip() and self.bold_letters == _letters(before):
            self.head_end = len(self.parts)
        self.parts.append(" ")

    def open_emphasis(self) -> None:
        if self.emphasis_depth == 0 and not self.emphasised and not self.text().strip():
            self.emphasis_start = len(self.parts)
        self.emphasis_depth += 1

    def close_emphasis(self) -> None:
        self.emphasis_depth = max(0, self.emphasis_depth - 1)
        if self.emphasis_depth == 0 and self.emphasis_start is not None:
            self.emphasised = self.text(self.emphasis_start)
            self.emphasis_start = None


def inline_of(tokens: Iterable[Any]) -> Inline:
    """The plain text of markdown-it's inline ``tokens``, with what else stands among them."""
    state = _Gathering()
    for token in tokens:
        _take(state, token)
    text = clean_text(state.text())
    end = state.head_end
    rest = "" if end is None else clean_text(state.text(end))
    return Inline(
        text=text,
        head="" if end is None or not rest else clean_text("".join(state.parts[:end])),
        rest=rest,
        bold=bool(text) and state.bold_letters == _letters(state.text()),
        emphasised=clean_text(state.emphasised),
        images=tuple(state.images),
        linked_images=state.linked_images,
    )


def _letters(text: str) -> int:
    return len("".join(text.split()))


def _take(state: _Gathering, token: Any) -> None:
    kind = token.type
    if kind == "html_inline":
        _take_tag(state, token.content)
    elif state.dropping or kind == "s_open":
        state.dropping = "" if kind == "s_close" else state.dropping or "s"
    elif kind in {"text", "code_inline"}:
        state.parts.append(token.content)
        state.bold_letters += _letters(token.content) if state.bold_depth else 0
    elif kind in {"softbreak", "hardbreak"}:
        state.line_end() if kind == "hardbreak" else state.parts.append(" ")
    elif kind == "image":
        state.images.append((str(token.attrGet("src") or ""), clean_text(token.content)))
        state.linked_images = state.linked_images or state.links > 0
    elif kind in {"strong_open", "em_open"}:
        state.open_emphasis()
        state.bold_depth += kind == "strong_open"
    elif kind in {"strong_close", "em_close"}:
        state.close_emphasis()
        state.bold_depth -= kind == "strong_close"
    elif kind in {"link_open", "link_close"}:
        state.links += 1 if kind == "link_open" else -1


def _take_tag(state: _Gathering, content: str) -> None:
    match = _TAG.match(content)
    name = match["name"].lower() if match else ""
    if match is None or name not in _HTML_NAMES:
        if match and not state.dropping:
            state.parts.append(content)  # a placeholder such as <project>, not a tag
        return
    closing = bool(match["close"])
    if name in _DROPPED_NAMES:
        state.dropping = "" if closing else name
    elif state.dropping:
        return
    elif name == "br":
        state.line_end()
    elif name == "sup":
        _take_superscript(state, closing=closing)
    elif name in _EMPHASIS_NAMES:
        state.close_emphasis() if closing else state.open_emphasis()


def _take_superscript(state: _Gathering, *, closing: bool) -> None:
    if not closing:
        state.superscript_start = len(state.parts)
        return
    start, state.superscript_start = state.superscript_start, None
    if start is None:
        return
    before, raised = state.text()[: len("".join(state.parts[:start]))], state.text(start)
    if before[-1:].isdigit():
        state.parts[start:] = [raised.translate(_RAISED_DIGITS)]
    elif _SUPERSCRIPT_MARK.match(raised):
        del state.parts[start:]
