"""Items on things that the rules give different strengths. In: rules. Out: candidates of three rules.

``TLS 1.0: no longer allowed`` beside two things that are required: which of the three is not allowed?
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursegen.generate.embedded.gates import alike, word_count
from coursegen.generate.embedded.grammar.rule import Modality, Rule, cites_of
from coursegen.generate.embedded.items.candidate import Candidate
from coursegen.generate.embedded.items.feedback import feedback
from coursegen.generate.embedded.items.status import is_disputed, is_lost
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import capitalised, rank
from coursegen.model.drafts import DraftChoice, DraftOption

__all__ = ["rated_items"]

_ODD: tuple[Modality, ...] = ("must_not", "must", "should", "may")
_LONGEST, _CLOSE = 12, 0.8


def rated_items(material: Material, rules: Sequence[Rule]) -> Iterator[Candidate]:
    """Which of three things has that strength; the other two share another one, or each has its own."""
    fit = [each for each in rules if each.thing and each.cites and not each.leaning]
    fit = [each for each in fit if word_count(each.thing) <= _LONGEST and not is_lost(each)]
    fit = [each for each in fit if not is_disputed(material, each) and not each.exception]
    for odd in fit:
        if odd.modality not in _ODD:
            continue
        others = [each for each in fit if each.modality != odd.modality]
        others = [each for each in others if alike(each.thing, odd.thing) < _CLOSE]
        others.sort(key=lambda each: (abs(len(each.thing) - len(odd.thing)) // 12, rank(each.id)))
        if len(others) >= 2 and others[0].thing.lower() != others[1].thing.lower():
            yield _item(material, odd, others[:2])


def _item(material: Material, odd: Rule, others: Sequence[Rule]) -> Candidate:
    right = material.wording.say("feedback", "right", odd.id)
    wrong = material.wording.say("feedback", "other_strength", odd.id)
    item = DraftChoice(
        type="single_choice",
        objective=1,
        bloom="understand",
        stem=material.wording.say("questions", f"rated_{odd.modality}"),
        rationale="",
        cites=cites_of((odd, *others)),
        options=[
            DraftOption(
                text=capitalised(material.inside(each.thing)),
                correct=each is odd,
                feedback=feedback(material, right if each is odd else wrong, each),
                cites=list(each.cites),
            )
            for each in (odd, *others)
        ],
    )
    told = all(each.feedback for each in item.options)
    return Candidate(item, "rated", 6.4 if told else -9, (odd, *others), f"rated{odd.modality}")
