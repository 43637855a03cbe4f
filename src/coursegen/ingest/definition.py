"""Is this text a definition? A text and what is emphasised at its start in; term and meaning out.

``**Employee** - everyone who works here`` is a definition anywhere; ``Employee: everyone who works
here`` only where definitions are expected, because elsewhere a colon after a word does many things.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from coursegen.ingest.words import is_label

__all__ = ["Definition", "definition_in"]

_TERM_WORDS = 8
_MEANING_WORDS = 3
_AFTER_TERM = re.compile(r"^\s*(?:[-–—]\s+|:\s+)")
_TERM_INSIDE = re.compile(r"^(?P<term>[^:;.!?]{1,60}?)(?P<separator>\s*:\s+|\s+[-–—]\s+)(?=\S)")
_STRONG_SEPARATORS = ("-", "–", "—")


@dataclass(frozen=True)
class Definition:
    """``term + separator + meaning`` is the text as it stands."""

    term: str
    separator: str
    meaning: str


def definition_in(
    text: str, *, emphasised: str = "", among_definitions: bool = False
) -> Definition | None:
    """The definition that ``text`` is, or None.

    ``emphasised`` is the bold or italic start of it, with or without a closing colon.
    ``among_definitions`` tells that the text stands in a section of definitions.
    """
    found = _after_emphasis(text, emphasised) if emphasised else None
    if found is None and among_definitions and (match := _TERM_INSIDE.match(text)):
        found = Definition(match["term"], match["separator"], text[match.end() :])
    if found is None or not _plausible(found):
        return None
    if among_definitions or found.separator.strip() in _STRONG_SEPARATORS:
        return found
    return None


def _after_emphasis(text: str, emphasised: str) -> Definition | None:
    if not text.startswith(emphasised):
        return None
    term = emphasised.rstrip(" :")
    match = _AFTER_TERM.match(text[len(term) :])
    if match is None:
        return None
    return Definition(term, match[0], text[len(term) + match.end() :])


def _plausible(found: Definition) -> bool:
    return (
        0 < len(found.term.split()) <= _TERM_WORDS
        and len(found.meaning.split()) >= _MEANING_WORDS
        and not is_label(found.term)
        and not found.term.endswith(("?", "!", ".", ","))
    )
