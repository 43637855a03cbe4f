"""Sentences: a text and its language in; its sentences out, each as it stands in the text.

sentencex finds the boundaries; what it gets wrong in policies (abbreviations, section numbers, list
numbers) is mended with the language's ``abbreviations.yaml``.
"""

from __future__ import annotations

import re
from functools import cache

from coursegen.language.data import load

__all__ = ["split_sentences"]

_LAST_WORD = re.compile(r"(\S+)$")
_NUMBER_POINT = re.compile(r"^[(\[]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})\.$")
_LABEL_NUMBER = re.compile(r"^[A-ZÀ-Þ]\w+ \d{1,3}[a-z]?\.$")
_SECTION_NUMBER = re.compile(r"^\d+(?:\.\d+)+\.$")
_WORD_END = re.compile(r"[a-zà-ÿ]{2}[.!?]$")
_WORD_START = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ ]")
_MISSED = re.compile(
    r"(?<=[a-zà-ÿ%)\]”’\"'][.!?])(?P<closing>[)\]”’\"']*)\s+(?=[\"“‘(\[]?[A-ZÀ-Þ])"
)
_OPENERS = "\"'“”‘’«»„([{"
_CLOSERS = "\"'”’»)]}"


@cache
def _abbreviations(language: str, kind: str) -> frozenset[str]:
    """Words of one of the lists ``never``, ``before_capital``, ``before_number``."""
    return frozenset(str(each).lower() for each in load(language, "abbreviations").get(kind, ()))


def split_sentences(text: str, language: str) -> list[str]:
    """The sentences of ``text``: substrings of it, in order, without white space at their ends.

    Never splits after an abbreviation of the language (``e.g.``, ``bijv.``, ``art.``), a list or section
    number (``1.``, ``19.2.12.``) or an initial. A text without an end mark is one sentence.
    """
    stripped = text.strip()
    if not stripped:
        return []
    if not re.search(r"[.!?…]\S*\s", stripped):
        return [stripped]
    pieces: list[str] = []
    for piece in _rough(stripped, language):
        if pieces and _joined(pieces[-1], piece, language):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return [each.strip() for piece in pieces for each in _missed(piece, language) if each.strip()]


def _rough(text: str, language: str) -> list[str]:
    """The pieces that sentencex makes; together they are ``text``."""
    import sentencex

    pieces = [str(each) for each in sentencex.segment(language.partition("-")[0], text)]
    return pieces if "".join(pieces) == text else [text]


def _joined(before: str, after: str, language: str) -> bool:
    """True when the boundary between the two pieces is none."""
    if not before[-1:].isspace():  # an address, a version, C.-à-d.; or a space that was forgotten
        return not (_WORD_END.search(before) and _WORD_START.match(after))
    tail = before.rstrip()
    if not tail.endswith((".", "!", "?", "…", ":", *_CLOSERS)):
        return True
    if after[:1].islower() and not tail.endswith(("!", "?")):
        return True
    return _ends_in_abbreviation(tail, after, language)


def _ends_in_abbreviation(tail: str, after: str, language: str) -> bool:
    match = _LAST_WORD.search(tail)
    word = match[1].lstrip(_OPENERS) if match else tail
    alone = word == tail.lstrip(_OPENERS)
    if _NUMBER_POINT.match(word) and (alone or (len(word) == 2 and word[0].isupper())):
        return True
    if _LABEL_NUMBER.match(tail) or (_SECTION_NUMBER.match(word) and alone):
        return True
    lowered = word.lower()
    return (
        lowered in _abbreviations(language, "never")
        or (lowered in _abbreviations(language, "before_capital") and not after[:1].isupper())
        or (lowered in _abbreviations(language, "before_number") and after[:1].isdigit())
    )


def _missed(piece: str, language: str) -> list[str]:
    """Splits a piece where sentencex saw none: after a quotation, a bracket or an address."""
    result: list[str] = []
    start = 0
    for match in _MISSED.finditer(piece):
        tail = piece[start : match.start() + len(match["closing"])]
        if _balanced(tail) and not _ends_in_abbreviation(tail, piece[match.end() :], language):
            result.append(piece[start : match.end()])
            start = match.end()
    result.append(piece[start:])
    return result


def _balanced(text: str) -> bool:
    """True when no bracket or quotation is open at the end of ``text``."""
    return (
        text.count("(") <= text.count(")")
        and text.count("[") <= text.count("]")
        and text.count("“") <= text.count("”")
        and text.count('"') % 2 == 0
    )
