"""Items on versions that the rules grade for several parties. In: Material, rules. Out: candidates.

Two temptations carry them: newer is enough, and what is recommended becomes required (or left free).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursegen.generate.embedded.grammar.rule import Modality, Rule, cites_of
from coursegen.generate.embedded.items.candidate import Candidate
from coursegen.generate.embedded.items.feedback import feedback
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.versions import Graded, Pair, newer_and_older, versions_of
from coursegen.generate.embedded.wording import capitalised
from coursegen.model.drafts import DraftChoice, DraftOption

__all__ = ["graded_items"]

_SCALE: tuple[Modality, ...] = ("must", "should", "may")


def graded_items(material: Material, rules: Sequence[Rule]) -> Iterator[Candidate]:
    """Every item on the versions that ``rules`` grade."""
    here = {each.id for each in rules}
    held = [each for each in versions_of(material) if each.rule.id in here]
    pair = newer_and_older(held)
    if pair:
        yield from _newer(material, pair)
    for each in held:
        if each.party and each.rule.condition and each.rule.modality in _SCALE:
            yield from _in_case(material, each)


def _newer(material: Material, pair: Pair) -> Iterator[Candidate]:
    """Somebody wants the newer version alone."""
    older, newer = pair.older, pair.newer
    say = material.wording.say
    slots = {
        "party": capitalised(older.rule.subject),
        "older": older.name,
        "newer": newer.name,
        "verb": older.verb,
    }
    told = (
        ("newer_also", say("feedback", "right", older.rule.id, "newer"), older.rule),
        ("newer_enough", say("feedback", "newer_enough"), older.rule),
        ("newer_must", say("feedback", "too_strong", newer.rule.id, "newer"), newer.rule),
    )
    options = []
    for key, effect, rule in told:
        note = feedback(material, effect, rule)
        if rule is newer.rule and note:  # and what is still lacking
            note = f"{note} {older.rule.plain}"
        options.append(
            DraftOption(
                text=capitalised(say("answers", key, **slots)),
                correct=key == "newer_also",
                feedback=note,
                cites=list(dict.fromkeys((*rule.cites, *older.rule.cites))),
            )
        )
    item = DraftChoice(
        type="single_choice",
        objective=1,
        bloom="apply",
        stem=say("questions", "only_newer", older.rule.id, **slots),
        rationale="",
        cites=cites_of((older.rule, newer.rule)),
        options=options,
    )
    score = 8.4 if all(each.feedback for each in options) else -9
    yield Candidate(item, "newer", score, (older.rule, newer.rule), "newer")


def _in_case(material: Material, graded: Graded) -> Iterator[Candidate]:
    """How strict the rule is for the party in the case that it names."""
    rule = graded.rule
    say = material.wording.say
    place = _SCALE.index(rule.modality)
    options = []
    for number, kind in enumerate(_SCALE):
        effect = "right" if number == place else "too_weak" if number > place else "too_strong"
        options.append(
            DraftOption(
                text=capitalised(
                    say("answers", f"graded_{kind}", name=graded.name, verb=graded.verb)
                ),
                correct=number == place,
                feedback=feedback(material, say("feedback", effect, rule.id, kind), rule),
                cites=list(rule.cites),
            )
        )
    item = DraftChoice(
        type="single_choice",
        objective=1,
        bloom="apply",
        stem=say("questions", "graded_case", rule.id, condition=rule.condition, party=graded.party),
        rationale="",
        cites=cites_of((rule,)),
        options=options,
    )
    score = 7.6 if all(each.feedback for each in options) else -9
    yield Candidate(item, "graded", score, (rule,), "graded")
