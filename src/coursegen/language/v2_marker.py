"""The marker of a clause whose finite verb stands second. In: a Frame. Out: the row it fits, and its tail.

A marker can be in two places: ``is`` in the second and ``verplicht`` later, ``mag`` and ``niet``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from coursegen.language.lexicon import Lexicon, Modal
from coursegen.language.parts import Word, words_of
from coursegen.language.v2_frame import Frame

__all__ = ["Marked", "marker_of"]


@dataclass(frozen=True, slots=True)
class Marked:
    """A marker as found: its row, its words, and where its tail stands in the rest of the clause.

    The tail is either a negation within the clause (``mag ... niet``) or the second half of the marker, before
    the infinitive (``is ... verplicht``).
    """

    modal: Modal
    marker: str
    tail: tuple[int, int] | None

    @property
    def inner(self) -> bool:
        """Whether the tail is a negation within the clause."""
        return not self.modal.split


def _tail_match(modal: Modal, mask: str, lex: Lexicon) -> re.Match[str] | None:
    if modal.tail is None:
        return None
    for match in modal.tail.finditer(mask):
        before = words_of(mask, 0, match.start())
        hinges = [
            n for n, word in enumerate(before) if n and word.lower in lex.words("subordinators")
        ]
        if not hinges or any(_is_verb(word, lex) for word in before[hinges[-1] + 1 :]):
            return match
    return None


def _is_verb(word: Word, lex: Lexicon) -> bool:
    forms = lex.verbs
    return (
        word.lower in forms.present
        or word.lower in forms.infinitives
        or word.lower in lex.words("finite")
    )


def marker_of(frame: Frame, text: str, mask: str, lex: Lexicon) -> Marked | None:
    """The first row of the modals that fits the finite verb and what follows it."""
    rest = mask[frame.verb.end : frame.end]
    before = mask[frame.start : frame.verb.start].strip().lower()
    for modal in lex.modals:
        if frame.verb.lower not in modal.finite:
            continue
        if modal.tail is None:
            return Marked(modal, text[frame.verb.start : frame.verb.end], None)
        match = _tail_match(modal, rest, lex)
        if match:
            marker = f"{text[frame.verb.start : frame.verb.end]} {match[0]}"
            return Marked(modal, marker, match.span())
        if before.split(" ", 1)[0] in modal.subjects:
            return Marked(modal, text[frame.verb.start : frame.verb.end], None)
    return None
