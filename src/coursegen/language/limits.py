"""Limits on things: what may cost, last or hold so much at most. In: a sentence. Out: Parts, or None.

Such a sentence forbids nobody by name; its bounded number is the rule: ``A room may cost at most 140 euros``.
"""

from __future__ import annotations

from coursegen.language.lexicon import Lexicon
from coursegen.language.nounphrases import subject_of
from coursegen.language.parts import Parts, Scene, masked
from coursegen.language.quantities import quantities_in

__all__ = ["parse_limit"]

_BOUNDS = ("at most", "at least", "over")


def parse_limit(sentence: str, lex: Lexicon, scene: Scene) -> Parts | None:
    """The limit that ``sentence`` sets with a verb of measure and a bounded number, or None."""
    text = sentence.strip()
    found = lex.pattern("limit_verbs").search(masked(text))
    if not found or not any(each.bound in _BOUNDS for each in quantities_in(text, lex.language)):
        return None
    subject = subject_of(text[: found.start()], lex, scene)
    if not subject.full or subject.pronoun or subject.broken:
        return None
    return Parts(kind="quantity", form="present", text=text, strength="must", marker=found[0])
