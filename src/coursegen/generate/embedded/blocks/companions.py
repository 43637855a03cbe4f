"""Sentences that a rule or a heading rests on. In: Material, a label, a Rule. Out: the sentence as a Rule beside it.

Such a sentence explains the rule, is its exception, says that nobody else may do something, or is what the heading is
about; it is told as the source has it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from coursegen.generate.embedded.gates import stems, word_count
from coursegen.generate.embedded.grammar.rule import Rule, alternatives
from coursegen.generate.embedded.material import Material

__all__ = [
    "belongs",
    "companion",
    "heading_lead",
    "is_about_document",
    "is_tellable",
    "label_after",
    "label_before",
    "pattern",
    "text_at",
    "with_leads",
]

_LEADS, _HEAD = 2, 4
"""Sentences told for a heading's sake, at most; letters by which two forms of one word are alike."""
_COMPANION = 32
"""Words of a sentence that explains the rule before it, at most."""


def label_before(label: str) -> str:
    """The label of the sentence before the one at ``label``."""
    number, _, place = label.partition(".")
    return f"{number}.{int(place) - 1}"


def label_after(label: str) -> str:
    """The label of the sentence behind the one at ``label``."""
    number, _, place = label.partition(".")
    return f"{number}.{int(place) + 1}"


def belongs(material: Material, label: str, rule: Rule) -> bool:
    """Whether the sentence at ``label`` goes with ``rule``: explains it, is its exception, or keeps it to one role.

    What speaks of another's duty stands apart, unless it says that nobody else may do something.
    """
    text = text_at(material, label)
    if pattern(material, "only_others").match(text):
        return is_tellable(material, label)
    if label in material.taken and not pattern(material, "excepting").match(text):
        return False
    return _explains(material, label, rule)


def text_at(material: Material, label: str) -> str:
    """The sentence at ``label``; empty where there is none, or a row of a table."""
    number, _, place = label.partition(".")
    sentences = material.request.passages[int(number) - 1].sentences
    at = int(place) - 1
    kind = material.request.passages[int(number) - 1].kind
    return sentences[at] if 0 <= at < len(sentences) and kind != "row" else ""


def is_tellable(material: Material, label: str) -> bool:
    """Whether the sentence at ``label`` is whole, short and clear by itself."""
    text = text_at(material, label)
    whole = text.endswith(".") and text[:1].isupper() and 4 <= word_count(text) <= _COMPANION
    clean = not re.search(r"https?:|www\.|@|[\[\]§]", text) and text.count("(") == text.count(")")
    alone = not pattern(material, "pointing").search(text) and not is_about_document(material, text)
    return whole and clean and alone


def _explains(material: Material, label: str, rule: Rule) -> bool:
    """Whether the sentence at ``label`` says more of what stands before it, and of nothing else.

    It opens with a word for that, or with the definite name of a thing that ``rule`` has just named.
    """
    text = text_at(material, label)
    whole = text.endswith(".") and text[:1].isupper() and 4 <= word_count(text) <= _COMPANION
    clean = not re.search(r"https?:|www\.|@|[\[\]§]", text)
    opened = re.match(
        rf"(?:{alternatives(material.wording.words('grammar', 'explaining'))})\b", text
    )
    named = pattern(material, "definite").match(text)
    known = bool(named and stems(named[1]) & stems(rule.plain))
    excepting = pattern(material, "excepting").match(text)
    says_more = opened or known or excepting
    return bool(whole and clean and says_more) and not is_about_document(material, text)


def is_about_document(material: Material, text: str) -> bool:
    """Whether ``text`` speaks of the document that it stands in."""
    return bool(pattern(material, "about_itself").search(text))


def companion(material: Material, rule: Rule, label: str) -> Rule:
    """The sentence at ``label`` as the source has it, to stand beside ``rule``."""
    text = text_at(material, label)
    bare = rule.statement.model_copy(update={"condition": "", "exception": "", "quantities": ()})
    return Rule(
        bare,
        "fact",
        sentence=text,
        plain=text,
        leaning=True,
        cites=(label,),
        passages=rule.passages,
    )


def heading_lead(material: Material, title: str, rules: Sequence[Rule]) -> list[Rule]:
    """The sentences beside ``rules`` that the heading above them is about, where the rules never come to it."""
    said = _heads(" ".join(each.plain for each in rules))
    missing = _heads(title) - said
    told = {label for each in rules for label in each.cites}
    found: list[Rule] = []
    for number in dict.fromkeys(each.passages[0] for each in rules if each.passages):
        passage = material.request.passages[number - 1]
        if not missing or passage.kind != "paragraph" or material.is_disputed(passage.id):
            continue
        for label in material.passage_labels(passage.id):
            about = bool(_heads(text_at(material, label)) & missing)
            fits = about and label not in told and label not in _others_duties(material)
            if fits and len(found) < _LEADS and is_tellable(material, label):
                first = next(each for each in rules if each.passages[0] == number)
                found.append(companion(material, first, label))
    return found


def _others_duties(material: Material) -> frozenset[str]:
    """Labels of sentences that oblige somebody else, or forbid them something."""
    bound = [each for each in material.request.rejected if each.marker]
    return frozenset(
        label
        for each in bound
        if each.kind in ("obligation", "prohibition")
        for label in material.labels(each)
    )


def with_leads(rules: tuple[Rule, ...], leads: Sequence[Rule]) -> tuple[Rule, ...]:
    """``rules`` with ``leads`` in their places in the source."""
    told = list(rules)
    for lead in leads:
        at = [place for place, each in enumerate(told) if _comes_before(each, lead)]
        told.insert(at[-1] + 1 if at else 0, lead)
    return tuple(told)


def _comes_before(one: Rule, other: Rule) -> bool:
    number, _, place = one.cites[0].partition(".")
    passage, _, sentence = other.cites[0].partition(".")
    return (int(number), int(place)) < (int(passage), int(sentence))


def _heads(text: str) -> frozenset[str]:
    """The first letters of the longer words of ``text``, by which forms of one word are alike."""
    return frozenset(each[:_HEAD] for each in re.findall(r"[^\W\d_]{5,}", text.lower()))


def pattern(material: Material, name: str) -> re.Pattern[str]:
    """The pattern of the language's grammar words under ``name``."""
    return _compiled(str(material.wording.words("grammar", name)))


@lru_cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
