"""The words that a module uses. In: Material. Out: no or one set of cards, for terms that its rules lean on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursegen.generate.embedded.gates import word_count
from coursegen.generate.embedded.grammar.definition import meaning_of
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import sentence
from coursegen.model.drafts import DraftBlock, DraftCard, DraftFlashcards

__all__ = ["names_of", "terms", "uses_of"]

_EMPTY = frozenset(["de", "het", "een", "dit", "dat", "the", "it", "this", "that", "an"])

_LONGEST = 45
"""Words of a definition that a learner can take in."""


def names_of(term: str) -> list[str]:
    """The forms under which a text uses ``term``: *Register of Keys (RoK)* is *RoK* too, *keys* is *key*."""
    whole, short = re.sub(r"\s*\([^()]*\)", "", term), re.findall(r"\(([\w-]{2,})\)", term)
    forms = [each.strip() for each in (whole, *short) if len(each.strip()) > 1]
    return [
        each[:-1] if len(each) > 4 and each.endswith(("s", "n")) else each
        for each in forms
        if each.lower() not in _EMPTY
    ]


def uses_of(rule: Rule, text: str) -> int:
    """How often ``text`` uses the term that the rule defines."""
    found = [
        len(re.findall(rf"(?<![\w-]){re.escape(each)}", text, re.IGNORECASE))
        for each in names_of(rule.statement.term)
    ]
    return max(found, default=0)


def terms(material: Material, told: Sequence[str], text: str) -> list[DraftBlock]:
    """Cards for the terms that ``text`` uses, whole sentences only, and none that stands in the sentences ``told``."""
    held = [
        each
        for each in material.rules
        if _is_whole(each) and not set(each.cites) & set(told) and uses_of(each, text)
    ]
    first: dict[str, Rule] = {}
    for each in held:
        first.setdefault(each.statement.term.lower(), each)
    if not first:
        return []
    return [
        DraftFlashcards(
            type="flashcards",
            title=material.wording.say("blocks", "terms_title", held[0].id),
            cards=[
                DraftCard(
                    front=each.statement.term,
                    back=sentence(meaning_of(each)),
                    cites=list(each.cites),
                )
                for each in first.values()
            ],
        )
    ]


def _is_whole(rule: Rule) -> bool:
    if rule.modality != "definition" or not rule.statement.term or not rule.cites:
        return False
    meaning = meaning_of(rule)
    torn = meaning.count("(") != meaning.count(")") or re.search(r"[;!…]", meaning)
    return not torn and 3 <= word_count(meaning) <= _LONGEST
