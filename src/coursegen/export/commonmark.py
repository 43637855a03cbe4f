"""Texts of a course on their way into a Markdown file, which some other program will render.

In: a text field (CommonMark), or plain words. Out: CommonMark that keeps the file's outline and holds nothing
that would run: headings become bold lines, raw HTML is shown as text, pictures become their alternative
text, and links stay only where they are safe to follow.
"""

from __future__ import annotations

import re

from coursegen.export.markup import SAFE_LINK, code_and_heading_lines

__all__ = ["attach", "escaped", "indented", "quoted", "safe", "safe_line", "table_row"]

_NEEDS_CARE = re.compile(r"[<!\[#`~]|^ {0,3}(?:=+|-+)\s*$", re.MULTILINE)
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_IMAGE = re.compile(r"!\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?")
_LINK = re.compile(r"\[([^\]]*)\]\(\s*<?([^()>\s]*)(?:[^()]|\([^()]*\))*\)")
_HTML = re.compile(r"<(?!(?:https?://|mailto:)[^\s<>]*>)(?=[A-Za-z/!?])")
_SPECIAL = re.compile(r"([\\*_\[\]<>`])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_NO_PLACE_FOR_A_NOTE = re.compile(r"^\s*(?:```|~~~|\||#|>?\s*$)|^(?: {4}|\t)")


def safe(text: str) -> str:
    """``text`` fit to stand in a file among other texts; most texts come back as they are."""
    if not _NEEDS_CARE.search(text):
        return text
    code, headings = code_and_heading_lines(text)
    lines: list[str] = []
    for number, line in enumerate(text.split("\n")):
        if number in headings:
            lines += [f"**{_cleaned(headings[number])}**"] if headings[number] else []
        else:
            lines.append(line if number in code else _cleaned(line))
    return "\n".join(lines)


def safe_line(text: str) -> str:
    """``text`` on one line: for a title, a label, a cell."""
    return " ".join(safe(text).split())


def escaped(words: str) -> str:
    """Plain ``words``, such as a quote, so that Markdown shows them letter by letter."""
    return _ENTITY.sub("&amp;", _SPECIAL.sub(r"\\\1", words))


def attach(text: str, note: str) -> str:
    """``text`` with the references ``note`` at its end; below it, where it ends in code or a table."""
    if not note:
        return text
    last = text.rstrip().rsplit("\n", 1)[-1]
    return (
        f"{text.rstrip()}\n\n{note}" if _NO_PLACE_FOR_A_NOTE.match(last) else text.rstrip() + note
    )


def indented(text: str, width: int) -> str:
    """``text`` with all lines but the first moved right, to stand in a list item."""
    return text.replace("\n", "\n" + " " * width).replace("\n" + " " * width + "\n", "\n\n")


def quoted(text: str) -> str:
    """``text`` as a block quote."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def table_row(cells: list[str]) -> str:
    """One row of a table; a bar in a cell is escaped."""
    safe_cells = (re.sub(r"(?<!\\)\|", r"\\|", safe_line(cell)) for cell in cells)
    return f"| {' | '.join(safe_cells)} |"


def _cleaned(line: str) -> str:
    """One line outside code blocks, its code spans left alone."""
    result, at = "", 0
    for span in _CODE_SPAN.finditer(line):
        result += _clean(line[at : span.start()]) + span[0]
        at = span.end()
    return result + _clean(line[at:])


def _clean(words: str) -> str:
    words = _IMAGE.sub(r"\1", words)
    words = _LINK.sub(lambda link: link[0] if SAFE_LINK.match(link[2]) else link[1], words)
    return _HTML.sub(r"\\<", words).replace("[^", r"\[^")
