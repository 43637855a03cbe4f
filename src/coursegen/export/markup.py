"""CommonMark to the HTML that a package may hold.

In: a text field of a course. Out: HTML made by the Markdown renderer alone, with raw HTML shown as text,
pictures reduced to their alternative text and links kept only where a browser may safely follow them; or
the plain words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

__all__ = [
    "SAFE_LINK",
    "code_and_heading_lines",
    "inline_html",
    "plain_text",
    "rich_html",
    "tight_html",
]

SAFE_LINK = re.compile(r"^(https?://|mailto:|tel:)", re.IGNORECASE)
"""What the target of a link may begin with."""

_LONE_PARAGRAPH = re.compile(r"\A<p>((?:(?!</?p>).)*)</p>\Z", re.DOTALL)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "xhtmlOut": False})


def rich_html(text: str) -> str:
    """Block HTML of ``text``: paragraphs, lists, quotes. Headings become paragraphs in bold."""
    parser = _parser()
    tokens = [_safe_block(each) for each in parser.parse(text)]
    return str(parser.renderer.render(tokens, parser.options, {})).strip()


def tight_html(text: str) -> str:
    """As ``rich_html``, without the paragraph round a text that is one paragraph only."""
    html = rich_html(text)
    match = _LONE_PARAGRAPH.match(html)
    return match[1] if match else html


def inline_html(text: str) -> str:
    """HTML of a text of one line, with emphasis and links but no blocks."""
    parser = _parser()
    tokens = [_safe_block(each) for each in parser.parseInline(text)]
    return str(parser.renderer.render(tokens, parser.options, {})).strip()


def plain_text(text: str) -> str:
    """The words of ``text`` without markup, white space collapsed: for titles and labels."""
    words = [
        child.content if child.type in {"text", "code_inline"} else " "
        for token in _parser().parse(text)
        for child in _safe_inline(token.children or [])
        if child.type in {"text", "code_inline", "softbreak", "hardbreak"}
    ]
    return " ".join("".join(words).split())


def code_and_heading_lines(text: str) -> tuple[set[int], dict[int, str]]:
    """Which lines of ``text``, from 0, are code; and those of headings, with the words of each on its first."""
    code: set[int] = set()
    headings: dict[int, str] = {}
    tokens = _parser().parse(text)
    for number, token in enumerate(tokens):
        first, end = token.map or (0, 0)
        if token.type in {"fence", "code_block"}:
            code.update(range(first, end))
        elif token.type == "heading_open":
            headings |= dict.fromkeys(range(first, end), "")
            headings[first] = tokens[number + 1].content.replace("\n", " ")
    return code, headings


def _safe_block(token: Token) -> Token:
    """``token`` with safe children; a heading as a paragraph, so that the page keeps its outline."""
    if token.type in {"heading_open", "heading_close"}:
        token.tag = "p"
        if token.nesting == 1:
            token.attrSet("class", "minor-heading")
    if token.children is not None:
        token.children = _safe_inline(token.children)
    return token


def _safe_inline(tokens: list[Token]) -> list[Token]:
    """``tokens`` without pictures and without links that lead out of safe schemes."""
    result: list[Token] = []
    kept: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            kept.append(bool(SAFE_LINK.match(str(token.attrGet("href") or ""))))
            if not kept[-1]:
                continue
            token.attrSet("target", "_blank")
            token.attrSet("rel", "noopener noreferrer")
        elif token.type == "link_close":
            if not kept.pop():
                continue
        elif token.type == "image":
            token.type, token.tag, token.nesting = "text", "", 0
            token.children = None
        result.append(token)
    return result
