"""Is this text a definition? A text and what is emphasised at its start in; term and meaning out.

``**Employee** - everyone who works here`` is a definition anywhere, if it starts like a meaning;
``Employee: everyone who works here`` only where definitions are expected, because elsewhere a colon
after a word does many things.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from coursegen.ingest.words import is_label, opens_meaning

__all__ = ["Definition", "definition_in"]

_TERM_WORDS = 8
_PLAIN_TERM_WORDS = 5
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
    if found is None:
        return _without_emphasis(text) if among_definitions else None
    if not _plausible(found):
        return None
    strong = found.separator.strip() in _STRONG_SEPARATORS and opens_meaning(found.meaning)
    return found if among_definitions or strong else None


def _without_emphasis(text: str) -> Definition | None:
    match = _TERM_INSIDE.match(text)
    if match is None or text[0].islower():
        return None
    found = Definition(match["term"], match["separator"], text[match.end() :])
    return found if _plausible(found) and len(found.term.split()) <= _PLAIN_TERM_WORDS else None


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
        and any(each.isalpha() for each in found.term)  # 3.1: the number of a rule
        and not found.term.endswith(("?", "!", ".", ","))
    )
