"""Markdown as people commit it, made into plain CommonMark: text in, text out.

Template tags of static-site generators, comments, style sheets and containers are not Markdown; taken
out or translated here, before the parser would take them for words.
"""

from __future__ import annotations

import re
import textwrap

__all__ = ["NOTE_CLOSE", "NOTE_NEXT", "NOTE_OPEN", "prepare"]

NOTE_OPEN = "<!--note-->"
NOTE_CLOSE = "<!--/note-->"
"""What stands for the edges of a note container: they reach the walker as blocks of HTML."""
NOTE_NEXT = "<!--note-next-->"
"""What stands before the text of a footnote: the next paragraph is a note."""

_FENCE = re.compile(
    r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:(?P<ticks>`{3,})[^`\n]*|(?P<tildes>~{3,})[^\n]*)\n"
    r"(?:.*\n)*?[ \t>]*(?(ticks)(?P=ticks)`*|(?P=tildes)~*)[ \t]*$",
    re.MULTILINE,
)
_ADMONITION = re.compile(
    r"^(?P<indent>[ \t]*)(?:!!!|\?\?\?\+?)[ \t]+[\w-]+(?:[ \t]+\"(?P<title>[^\"\n]*)\")?[^\n]*\n"
    r"(?P<body>(?:(?P=indent)(?:[ ]{4}|\t)[^\n]*(?:\n|\Z)|[ \t]*\n(?=(?P=indent)(?:[ ]{4}|\t)))+)",
    re.MULTILINE,
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_STYLE = re.compile(r"<(style|script|svg|object|iframe)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_HTML_ELEMENT = re.compile(
    r"<(table|ul|ol|dl|figure)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_CONTAINER = re.compile(
    r"^(?P<indent>[ \t]*):{3,}[ \t]*(?P<name>[\w-]*)[ \t]*(?P<rest>[^\n]*)$", re.MULTILINE
)
_FOOTNOTE = re.compile(r"^\[\^[^\]\s]+\]:[ \t]*\n?[ \t]*(?=\S)", re.MULTILINE)
_CONTENTS_MARK = re.compile(
    r"^[ \t]*(?:[*-] .*\n)?[ \t]*(?:\{:toc[^}]*\}|\[TOC\]|\[\[_TOC_\]\]|\$\{toc\})[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_TIGHT_HEADING = re.compile(r"^(#{2,6}|#(?=[A-ZÀ-Þ]))(?=[^\s#])", re.MULTILINE)
_TYPED_BULLET = re.compile(r"^([ \t]*)[•▪◦‣●][ \t]+", re.MULTILINE)

_COMMENT_TAG = re.compile(r"\{%-?\s*comment\b.*?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
_TAG = re.compile(r"\{%-?\s*(?P<name>[\w-]+)(?P<arguments>.*?)-?%\}", re.DOTALL)
_OUTPUT = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_ARGUMENT = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_SILENT_NAMES = """
    asset assign break capture case continue cycle decrement download else elsif for hackmd highlight if
    ifchanged include include_cached include_relative increment layout link page post_url raw render
    section set tablerow toc unless url usa-current uswds_icon when with"""
_LOGIC_NAMES = """
    block capture case comment for form if ifchanged highlight raw schema tablerow unless with"""
_SILENT_TAGS = frozenset(_SILENT_NAMES.split())
_LOGIC_TAGS = frozenset(_LOGIC_NAMES.split())


def prepare(text: str) -> str:
    """``text`` without template tags, comments, style sheets and code; containers marked as notes."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _FENCE.sub("", text)
    text = _COMMENT.sub("", text)
    text = _without_template_tags(text)
    text = _STYLE.sub("", text)
    text = _CONTENTS_MARK.sub("", text)
    text = _TIGHT_HEADING.sub(r"\1 ", text)
    text = _ADMONITION.sub(_admonition, text)
    text = _TYPED_BULLET.sub(r"\1- ", text)
    text = _HTML_ELEMENT.sub(lambda match: _BLANK_LINES.sub("\n", match[0]), text)
    text = _FOOTNOTE.sub(f"\n{NOTE_NEXT}\n\n", text) if "[^" in text else text
    return _CONTAINER.sub(_container, text) if ":::" in text else text


def _container(match: re.Match[str]) -> str:
    edge = NOTE_OPEN if match["name"] or match["rest"] else NOTE_CLOSE
    title = match["rest"].strip()
    lines = ["", edge, "", title, ""] if title else ["", edge, ""]
    return "\n".join(match["indent"] + line if line else "" for line in lines)


def _admonition(match: re.Match[str]) -> str:
    """``!!! note "Title"`` with its text set in, as MkDocs writes a note."""
    parts = [NOTE_OPEN, match["title"] or "", textwrap.dedent(match["body"]).strip(), NOTE_CLOSE]
    inside = "\n\n".join(part for part in parts if part)
    return "\n" + textwrap.indent(inside, match["indent"]) + "\n\n"


def _without_template_tags(text: str) -> str:
    if "{%" in text:
        text = _COMMENT_TAG.sub("", text)
        names = {match["name"] for match in _TAG.finditer(text)}
        closed = {name[3:] for name in names if name.startswith("end")}
        text = _TAG.sub(lambda match: _tag_text(match, closed), text)
    return _OUTPUT.sub("", text) if "{{" in text else text


def _tag_text(match: re.Match[str], closed: set[str]) -> str:
    """What a template tag leaves behind: a note's edge, a picture, or the words it was given."""
    name = match["name"]
    if name.startswith("end"):
        return "" if name[3:] in _LOGIC_TAGS else f"\n\n{NOTE_CLOSE}\n\n"
    found = _ARGUMENT.finditer(match["arguments"])
    words: list[str] = [each[1] or each[2] or "" for each in found]
    if name in closed and name not in _LOGIC_TAGS:
        title = words[0] if words else ""
        return f"\n\n{NOTE_OPEN}\n\n{title}\n\n"
    if name.startswith("image") and words:
        return f"![{words[-1] if len(words) > 1 else ''}](<{words[0]}>)"
    if name in _SILENT_TAGS or not words:
        return ""
    return words[0]
