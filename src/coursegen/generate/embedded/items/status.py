"""Items on the strength that a rule gives a thing. In: a rule. Out: candidates.

``TLS 1.2: Verplicht``: what do the rules say of TLS 1.2? Wrong answers are the other places on the scale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from coursegen.generate.embedded.gates import holds_word
from coursegen.generate.embedded.grammar.rule import Modality, Rule
from coursegen.generate.embedded.items.candidate import Candidate, single_choice
from coursegen.generate.embedded.items.distractors import Wrong
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.versions import versions_of
from coursegen.generate.embedded.wording import capitalised, rank

__all__ = ["is_disputed", "is_lost", "status_items"]

_SCALE: tuple[Modality, ...] = ("must", "should", "may", "must_not")


def status_items(material: Material, rule: Rule) -> Iterator[Candidate]:
    """What holds for the thing; none where another rule gives it another strength."""
    if rule.modality not in _SCALE or is_disputed(material, rule) or is_lost(rule):
        return
    if holds_word(material.wording.words("grammar", "obvious"), rule.sentence):
        return
    key = material.wording.say("answers", f"status_{rule.modality}")
    place = _SCALE.index(rule.modality)
    wrong = []
    for number, kind in enumerate(_SCALE):
        if kind != rule.modality:
            effect = "too_weak" if number > place and kind != "must_not" else "too_strong"
            said = material.wording.say("feedback", effect, rule.id, kind)
            if "must_not" in (kind, rule.modality):
                said = material.wording.say("feedback", "other_strength", rule.id)
            text = material.wording.say("answers", f"status_{kind}")
            wrong.append(
                (abs(number - place), rank(rule.id, kind), Wrong(text, said, banked=False))
            )
    near = [each for _, _, each in sorted(wrong, key=lambda each: each[:2])]
    thing = capitalised(rule.thing)
    question = "status_said" if rule.finite and not rule.statement.exception else "status_row"
    said = f"{thing} {rule.finite} …"
    inside, party = material.inside(thing), _unnamed(material, rule)
    question = "status_party" if party else question
    stem = material.wording.say(
        "questions", question, rule.id, thing=inside, said=said, party=party
    )
    found = single_choice(
        material,
        rule,
        stem,
        key,
        near[:2],
        family="status",
        score=4.4,
        bloom="understand",
        frame="status",
    )
    if found:
        yield found


def _unnamed(material: Material, rule: Rule) -> str:
    """The party that has no rule of its own on the version that ``rule`` grades for all; empty for other things."""
    held = versions_of(material)
    name = next((each.name for each in held if each.rule.id == rule.id and not each.party), "")
    named = {each.party for each in held if each.name == name}
    others = [each.party for each in held if each.party and each.party not in named]
    return others[0] if name and len(named) > 1 and others else ""


_BY = re.compile(r"\b(?:conform|volgens|according to|in line with|as per)\b", re.IGNORECASE)


_TITLE = re.compile(r"&|\b(?:Profile?|Profiel|Overview|Overzicht|Appendix|Bijlage)\b")
"""A thing that is a title of a text and no rule."""


def is_lost(rule: Rule) -> bool:
    """Whether the thing is a title, or told by a reference that left it: ``encryption according to [xmlenc]``."""
    if _TITLE.search(rule.thing):
        return True
    return "[" in rule.statement.text and bool(_BY.search(rule.thing))


def is_disputed(material: Material, rule: Rule) -> bool:
    """Whether the sources give the thing another strength elsewhere."""
    named = _words(rule.thing)
    return any(
        each.id != rule.id
        and each.modality in _SCALE
        and each.modality != rule.modality
        and named <= _words(each.thing or each.sentence)
        for each in material.truths.rules
    )


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w.]*\w", text.lower()))
