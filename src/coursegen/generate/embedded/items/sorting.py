"""Items that sort points by what the rules say of them: required, recommended, not allowed. In: rules. Out: candidates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from coursegen.generate.embedded.gates import word_count
from coursegen.generate.embedded.grammar.rule import Modality, Rule
from coursegen.generate.embedded.items.candidate import Candidate
from coursegen.generate.embedded.items.status import is_lost
from coursegen.generate.embedded.items.third import is_deed
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.versions import Graded, versions_of
from coursegen.generate.embedded.wording import capitalised
from coursegen.model.drafts import DraftCategorise, DraftEntry

__all__ = ["sorted_items"]

_CARDS, _FEWEST_CARDS, _CARD = 8, 5, 14
_SOLUTION = 24
"""Words in which feedback says what belongs where, at most."""


def _by(rules: Sequence[Rule], *kinds: Modality) -> list[Rule]:
    return [each for each in rules if each.modality in kinds]


def _things(rules: Sequence[Rule]) -> list[Rule]:
    """Rules that give a thing a strength (``TLS 1.2: required``), one a thing."""
    found: dict[str, Rule] = {}
    disputed: set[str] = set()
    for each in rules:
        if each.thing and not each.leaning and each.cites and not is_lost(each):
            known = found.setdefault(each.thing.lower(), each)
            if known.modality != each.modality:
                disputed.add(each.thing.lower())
    things = [each for thing, each in found.items() if thing not in disputed]
    return [*things, *(each for each in rules if _is_ban(each))] if things else []


def _is_ban(rule: Rule) -> bool:
    """Whether it forbids a thing to do something, which can stand beside other things."""
    third = rule.modality == "must_not" and not rule.addressed and not rule.statement.actor
    plain = third and not (rule.limited or rule.leaning or rule.command or rule.thing)
    return plain and bool(rule.cites and rule.whole and rule.finite)


def _sorted_text(rule: Rule) -> str:
    """What stands on the card of a rule that is sorted: its task, or its thing."""
    return rule.task or rule.thing or rule.whole


def sorted_items(
    material: Material, plain: Sequence[Rule], rules: Sequence[Rule]
) -> Iterator[Candidate]:
    """Sort what is told in ``plain`` and what has a strength in ``rules``; where they are many, in two items.

    Where ``rules`` grade versions for several parties, for one of them.
    """
    held = _of_party(material, rules)
    things = _things(rules)
    names = {each.name.lower() for each in held}
    told = [replace(each.rule, task=each.deed) for each in held]
    other = [each for each in plain if each.id not in {one.id for one in told}]
    rest = [each for each in things if each.thing.lower() not in names]
    party = capitalised(held[0].rule.subject) if held else ""
    yield from _categorise(material, [*other, *told, *rest], party)


def _of_party(material: Material, rules: Sequence[Rule]) -> list[Graded]:
    """What the versions ask of the party for which most is said, whatever the case."""
    here = {each.id for each in rules}
    held = [each for each in versions_of(material) if each.party and each.rule.id in here]
    held = [each for each in held if not each.rule.limited]
    counts = Counter(each.party for each in held)
    most = max(counts, key=lambda each: counts[each], default="")
    return [each for each in held if each.party == most]


def _categorise(material: Material, rules: Sequence[Rule], party: str) -> Iterator[Candidate]:
    short = [each for each in rules if word_count(_sorted_text(each)) <= _CARD]
    short = [each for each in short if each.thing or is_deed(material, _sorted_text(each))]
    way = re.compile(str(material.wording.words("grammar", "in_a_way")))
    left = [each for each in short if each.modality != "must" or not way.search(each.task)]
    question = "categorise_for" if party else "categorise"
    for number, template in enumerate(material.wording.words("questions", question)):
        chosen = _cards(left)
        if not chosen:
            return
        left = [each for each in left if each not in chosen]
        stem = material.wording.fill(template, party=material.inside(party))
        yield _sorting(material, chosen, stem, f"categorise{number}")


def _cards(rules: Sequence[Rule]) -> list[Rule]:
    """Five to eight rules of two or three kinds, by turns; none where one kind has all but one of them."""
    scale: tuple[Modality, ...] = ("must", "should", "may", "need_not", "must_not")
    kinds = [kind for kind in scale if _by(rules, kind)]
    chosen: list[Rule] = []
    for place in range(4):
        for kind in kinds[:1] + kinds[1:][-2:]:
            found = _by(rules, kind)
            if place < len(found) and len(chosen) < _CARDS:
                chosen.append(found[place])
    used = [kind for kind in kinds if _by(chosen, kind)]
    even = len(used) > 1 and not len(_by(chosen, used[0])) == len(chosen) - 1 > 3
    return chosen if len(chosen) >= _FEWEST_CARDS and even else []


def _sorting(material: Material, chosen: Sequence[Rule], stem: str, frame: str) -> Candidate:
    names = material.wording.words("categories")
    used = list(dict.fromkeys(each.modality for each in chosen))
    item = DraftCategorise(
        type="categorise",
        objective=1,
        bloom="understand",
        stem=stem,
        rationale="",
        cites=[label for each in chosen for label in each.cites],
        feedback_right=material.wording.say("feedback", "sort_right"),
        feedback_wrong=_solution(material, chosen),
        categories=[names[kind] for kind in used],
        entries=[
            DraftEntry(
                text=capitalised(_sorted_text(each)),
                category=names[each.modality],
                cites=list(each.cites),
            )
            for each in chosen
        ],
    )
    return Candidate(item, "categorise", 7.2, tuple(chosen), frame)


def _solution(material: Material, chosen: Sequence[Rule]) -> str:
    """What belongs where: each kind with its points, the largest kind as all the others; of long ones the shortest kind."""
    names = material.wording.words("categories")
    held: dict[str, list[str]] = {}
    for each in chosen:
        held.setdefault(each.modality, []).append(material.inside(_sorted_text(each)))
    told = {
        kind: f"{capitalised(names[kind])}: {'; '.join(texts)}." for kind, texts in held.items()
    }
    most = max(held, key=lambda kind: len(held[kind]))
    say = material.wording.say
    rest = say("feedback", "sort_rest", kind=names[most])
    parts = [text for kind, text in told.items() if kind != most]
    if sum(word_count(each) for each in parts) > _SOLUTION:
        least = min(told, key=lambda kind: word_count(told[kind]))
        left = [names[kind] for kind in told if kind != least]
        link = f" {material.wording.words('grammar', 'or')} "
        rest = say("feedback", "sort_look" if len(left) > 1 else "sort_rest", kind=link.join(left))
        parts = [told[least]]
    return " ".join([say("feedback", "sort_not_yet"), *parts, rest])
