"""Limits on things: what may cost, last or hold so much at most. In: a sentence. Out: Parts, or None.

Such a sentence forbids nobody by name; its number is the rule: ``A room may cost at most 140 euros``, ``The
retention period is 7 years``, ``Passwords have at least 12 characters``.
"""

from __future__ import annotations

from coursegen.language.lexicon import Lexicon
from coursegen.language.nounphrases import subject_of
from coursegen.language.parts import Parts, Scene, masked
from coursegen.language.quantities import quantities_in

__all__ = ["parse_limit", "parse_nominal_limit"]

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


def parse_nominal_limit(sentence: str, lex: Lexicon, scene: Scene) -> Parts | None:
    """The limit that a noun names (``The maximum is 35 euros``), or that a thing must hold; None if there is none.

    Only where rules are given, in the present tense, and with a number that has a unit.
    """
    text = sentence.strip()
    found = lex.pattern("limit_nouns").match(masked(text)) if scene.normative else None
    amounts = quantities_in(text[found.end("verb") :], lex.language) if found else ()
    if not found or not amounts:
        return None
    if found["noun"] is None and amounts[0].bound not in _BOUNDS:
        return None
    subject = subject_of(text[: found.start("verb")], lex, scene)
    if not subject.full or subject.pronoun or subject.broken or subject.actor:
        return None
    return Parts(kind="quantity", form="present", text=text, strength="must", marker=found["verb"])
