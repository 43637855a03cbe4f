"""One value on one line of YAML: plain where every YAML reader gives back the same text, else quoted.

In: a text, number, boolean or nothing. Out: its YAML, safe in block or flow style, under YAML 1.1 and 1.2.
"""

from __future__ import annotations

import math
import re

__all__ = ["UNPRINTABLE", "Scalar", "float_text", "is_literal", "scalar_text"]

Scalar = str | int | float | bool | None

_WORDS = re.compile(r"(?i:y|n|yes|no|on|off|true|false|null|none|~|[-+]?\.(inf|nan))")
_NUMBER_LIKE = re.compile(
    r"[-+]?[.0-9][-+_.,:0-9]*([eE][-+]?[0-9]*)?"  # 24:00, 1e3, 1_000, 2024-01-01, 1.2.3
    r"|[-+]?0[xob][0-9a-fA-F_]+"
    r"|[0-9]{4}-[0-9-]+[Tt ][-+0-9:. TZtz]*"
)
_LEADING_INDICATOR = re.compile(r"[-?:](\s|$)|[,\[\]{}#&*!|>'\"%@`=<]|---|\.\.\.")
_COLON_OR_COMMENT = re.compile(r":(\s|$)|\s#")
_FLOW_INDICATOR = re.compile(r"[,\[\]{}?]|:[\"']|^[-:]")  # PyYAML ends a text at ?
UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""A character that may not stand in a YAML file as it is, or that some readers take for a line end."""

_ESCAPES = {
    "\0": "\\0",
    "\a": "\\a",
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\v": "\\v",
    "\f": "\\f",
    "\r": "\\r",
    "\x1b": "\\e",
    '"': '\\"',
    "\\": "\\\\",
}


def scalar_text(value: Scalar, *, flow: bool = False) -> str:
    """``value`` on one line. ``flow`` says that it will stand inside ``[]`` or ``{}``."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return float_text(value)
    if _is_plain(value, flow):
        return value
    if '"' in value and "'" not in value and not _needs_escape(value):
        return f"'{value}'"
    return _double_quoted(value)


def float_text(value: float) -> str:
    """``value`` such that YAML 1.1, YAML 1.2 and Python read the same number."""
    if math.isnan(value):
        return ".nan"
    if math.isinf(value):
        return ".inf" if value > 0 else "-.inf"
    text = repr(value)
    if "e" in text and "." not in text:
        text = text.replace("e", ".0e")  # YAML 1.1 wants a point before the exponent
    return text


def is_literal(text: str) -> bool:
    """Whether ``text`` is best kept as a literal block (``|-``), and comes back from one unchanged.

    True for several lines of printable text without outer white space on any line that would get lost.
    """
    if "\n" not in text or UNPRINTABLE.search(text) or "\r" in text or "\t" in text:
        return False
    lines = text.split("\n")
    if not lines[0] or lines[0].startswith(" ") or not lines[-1]:
        return False
    return all(line == line.rstrip() for line in lines)


def _is_plain(text: str, flow: bool) -> bool:
    if not text or text != text.strip() or _needs_escape(text) or "\t" in text:
        return False
    if _WORDS.fullmatch(text) or _NUMBER_LIKE.fullmatch(text):
        return False
    if _LEADING_INDICATOR.match(text) or _COLON_OR_COMMENT.search(text):
        return False
    return not (flow and _FLOW_INDICATOR.search(text))


def _needs_escape(text: str) -> bool:
    return "\n" in text or "\r" in text or UNPRINTABLE.search(text) is not None


def _double_quoted(text: str) -> str:
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if not UNPRINTABLE.match(character):
        return character
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
