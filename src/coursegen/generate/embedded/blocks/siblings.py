"""Sentences that a rule is compared with. In: Material, the rules of one part. Out: their siblings in the same paragraphs.

A limit that is told without the ordinary figure beside it misleads: *limited to $2,000 in the first year* says nothing
without *an annual budget of $4,000*. So a paragraph of which a rule is told, tells its other figures too, what goes on
from them, and whom else to turn to. Where the rules speak of an exception, who may grant one is told, whoever that is;
and what comes of breaking the rules, where the paragraph says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from coursegen.generate.embedded.blocks.companions import (
    companion,
    is_about_document,
    label_before,
    pattern,
    text_at,
)
from coursegen.generate.embedded.gates import stems, word_count
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.material import Material

__all__ = ["siblings"]

_LONGEST, _SHORTEST = 46, 4
"""Words of a sibling."""
_MOST = 4
"""Siblings of one paragraph, at most."""


def siblings(material: Material, rules: Sequence[Rule]) -> list[Rule]:
    """What stands beside ``rules`` in their paragraphs and has to be told with them."""
    told = {label for each in rules for label in each.cites}
    found: list[Rule] = []
    for number in dict.fromkeys(each.passages[-1] for each in rules if each.passages):
        passage = material.request.passages[number - 1]
        if passage.kind != "paragraph" or material.is_disputed(passage.id):
            continue
        first = next(each for each in rules if each.passages[-1:] == (number,))
        added: list[str] = []
        for label in material.passage_labels(passage.id):
            if (
                label not in told
                and len(added) < _MOST
                and _belongs(material, label, rules, told, added)
            ):
                added.append(label)
                told.add(label)
                found.append(replace(companion(material, first, label), leaning=True))
    return found


def _belongs(
    material: Material, label: str, rules: Sequence[Rule], told: set[str], added: Sequence[str]
) -> bool:
    """Whether the sentence has to stand beside the ``rules``."""
    text = text_at(material, label)
    if _is_clean(text) and (_grants(material, text, rules) or _follows_breach(material, text)):
        return True
    if not _is_whole(material, text) or _is_anothers(material, label, text):
        return False
    before = label_before(label)
    if pattern(material, "alternative").match(text):
        return before in told
    pointing = pattern(material, "pointing").match(text)
    if pointing and before not in told:
        return False
    said = stems(" ".join(each.plain for each in rules))
    shares = bool(stems(text) & said) or bool(pointing)
    if pattern(material, "figure").search(text) and shares:
        return True
    return bool(pointing) and before in added


def _grants(material: Material, text: str, rules: Sequence[Rule]) -> bool:
    """Whether the sentence says who may grant the exception that one of the ``rules`` is on."""
    on = pattern(material, "on_exception")
    told = bool(pattern(material, "granting").search(text))
    return told and any(on.search(each.plain) for each in rules)


def _follows_breach(material: Material, text: str) -> bool:
    """Whether the sentence says what comes of breaking the rules."""
    own = pattern(material, "breach_of_all").search(text)
    return bool(own and pattern(material, "sanction").search(text))


def _is_clean(text: str) -> bool:
    """Whether the sentence is whole and short, and free of addresses and references."""
    short = text.endswith(".") and _SHORTEST <= word_count(text) <= _LONGEST
    clean = not re.search(r"https?:|www\.|@|[\[\]§]", text) and text.count("(") == text.count(")")
    return short and clean and text[:1].isupper()


def _is_whole(material: Material, text: str) -> bool:
    example = pattern(material, "worked_example").search(text)
    return _is_clean(text) and not example and not is_about_document(material, text)


def _is_anothers(material: Material, label: str, text: str) -> bool:
    """Whether the sentence tells what somebody else has to do, or what another module teaches."""
    return label in material.taken and not pattern(material, "only_others").match(text)
