"""Markers of strength. In: a text and its language. Out: each marker (``must``, ``mag ... niet``, ``optioneel``).

Words only: unlike ``claims`` this asks for no actor and no clean sentence, so that two versions of any text can
be held against each other. The words stand in ``data/<language>/markers.yaml`` and ``meaning.yaml``.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from coursegen.language.data import load
from coursegen.language.lexicon import Lexicon, Modal, lexicon
from coursegen.language.parts import Word, words_of
from coursegen.model.passage import StatementKind

__all__ = ["Marker", "markers_in"]

_CLAUSE_END = re.compile(r"[,;:|]|[.!?](?=\s|$)|\s[–—-]\s")
_SHORT = 3


class Marker(NamedTuple):
    """A marker and its places: it may be written in two parts (``mag ... niet``).

    ``effect`` is the kind of statement that it makes; ``emphasis`` the word that strengthens it (``zeer``
    aanbevolen), empty if none.
    """

    effect: StatementKind
    negated: bool
    emphasis: str
    spans: tuple[tuple[int, int], ...]

    @property
    def value(self) -> tuple[str, bool, bool]:
        """What two markers must share to say the same."""
        return self.effect, self.negated, bool(self.emphasis)


def markers_in(text: str, language: str) -> tuple[Marker, ...]:
    """The markers of ``text`` in order; none in a language without a lexicon."""
    lex = lexicon(language)
    if lex is None:
        return ()
    found = _v2(text, lex) if lex.order == "v2" else _svo(text, lex)
    taken = [span for each in found for span in each.spans]
    found += [each for each in _scale(text, lex) if not _overlaps(each.spans[0], taken)]
    return tuple(sorted(found, key=lambda each: each.spans))


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


@cache
def _emphasis(language: str) -> re.Pattern[str]:
    pattern = load(language, "meaning").get("emphasis") or "(?!)"
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


def _marker(
    text: str, effect: StatementKind, negated: bool, spans: list[tuple[int, int]], lex: Lexicon
) -> Marker:
    words = " ".join(text[start:end] for start, end in spans)
    emphasis = _emphasis(lex.language).search(words)
    return Marker(effect, negated, emphasis[0] if emphasis else "", tuple(sorted(spans)))


def _svo(text: str, lex: Lexicon) -> list[Marker]:
    found = []
    for match in lex.modal_pattern.finditer(text):
        row = next(lex.modals[int(n[1:])] for n, value in match.groupdict().items() if value)
        found.append(_marker(text, row.kind, row.negated, [match.span()], lex))
    return found


def _v2(text: str, lex: Lexicon) -> list[Marker]:
    found: list[Marker] = []
    edges = [0, *(match.start() for match in _CLAUSE_END.finditer(text)), len(text)]
    for start, end in pairwise(edges):
        taken: list[tuple[int, int]] = []
        for word in words_of(text, start, end):
            made = _of_verb(text, word, (start, end), taken, lex)
            if made:
                found.append(made)
                taken.extend(made.spans)
    return found


def _of_verb(
    text: str, word: Word, clause: tuple[int, int], taken: list[tuple[int, int]], lex: Lexicon
) -> Marker | None:
    """The marker that the finite verb ``word`` makes with what else stands in its clause."""
    verb = (word.start, word.end)
    for row in lex.modals:
        if word.lower not in row.finite:
            continue
        if row.tail is None:
            return _marker(text, row.kind, row.negated, [verb], lex)
        tail = _tail(text, row, clause, taken)
        if tail:
            spans = [tail] if row.split else [verb, tail]
            return _marker(text, row.kind, row.negated, spans, lex)
    return None


def _tail(
    text: str, row: Modal, clause: tuple[int, int], taken: list[tuple[int, int]]
) -> tuple[int, int] | None:
    assert row.tail is not None
    for match in row.tail.finditer(text, *clause):
        if match.end() > match.start() and not _overlaps(match.span(), taken):
            return match.span()
    return None


@cache
def _scale_patterns(language: str) -> tuple[tuple[StatementKind, re.Pattern[str]], ...]:
    lex = lexicon(language)
    scale: dict[StatementKind, str] = lex.markers.get("scale", {}) if lex else {}
    return tuple(
        (kind, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE))
        for kind, pattern in scale.items()
    )


def _scale(text: str, lex: Lexicon) -> list[Marker]:
    """Words of the scale that stand without a verb, as in a cell; a short one (yes) only as a whole cell."""
    found: list[Marker] = []
    taken: list[tuple[int, int]] = []
    cells = {cell.strip(" .").lower() for cell in text.split("|")}
    for kind, pattern in _scale_patterns(lex.language):
        for match in pattern.finditer(text):
            short = len(match[0]) <= _SHORT and match[0].lower() not in cells
            if short or _overlaps(match.span(), taken):
                continue
            taken.append(match.span())
            negated = kind in {"prohibition", "no_obligation"}
            found.append(_marker(text, kind, negated, [match.span()], lex))
    return found
