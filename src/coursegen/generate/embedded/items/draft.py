"""The task ``items``. In: Material. Out: an ItemsDraft, over-generated, gated, ranked, best first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from coursegen.generate.embedded.gates import alike
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.items.candidate import Candidate
from coursegen.generate.embedded.items.cases import case_items
from coursegen.generate.embedded.items.context import completed, has_slip, is_open
from coursegen.generate.embedded.items.duties import duty_items
from coursegen.generate.embedded.items.facts import is_same_fact, shared_facts
from coursegen.generate.embedded.items.gaps import gap_items
from coursegen.generate.embedded.items.graded import graded_items
from coursegen.generate.embedded.items.halves import half_items
from coursegen.generate.embedded.items.notes import note_items
from coursegen.generate.embedded.items.parties import party_items
from coursegen.generate.embedded.items.place import place_items
from coursegen.generate.embedded.items.rated import rated_items
from coursegen.generate.embedded.items.sets import set_items
from coursegen.generate.embedded.items.strength import strength_items
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.objectives import topic_objectives
from coursegen.generate.embedded.reporting.items import report_items
from coursegen.generate.embedded.reporting.module import told_in
from coursegen.generate.embedded.wording import rank
from coursegen.model.base import Bloom
from coursegen.model.drafts import DraftItem, ItemsDraft
from coursegen.model.request import BriefInput

__all__ = [
    "candidates",
    "chosen_items",
    "chosen_of",
    "is_clean",
    "items_draft",
    "items_for",
    "nearest_objective",
    "objective_of",
]


def items_for(rules: int) -> int:
    """How many items a module with so many rules to ask about gets: four to eight.

    Every second one of an objective goes to the final assessment, where it takes none of the module's minutes.
    """
    return max(min(5, max(4, round(rules * 0.8))), min(_MOST, round(rules * _SHARE)))


_MOST, _SHARE = 8, 0.5
"""Items of a module, at most; so many a rule where there are many."""
_CASE, _PAIR = 7.0, 2
"""Score from which an item of one rule's own goes before a note on it; so many of them make a module."""
_NEAR = 0.4
"""Share of its words by which a rule serves an objective of its own."""
_REPEAT = 2.5
_REPEATS = {
    "case": 0.8,
    "time": 1.5,
    "advice-no": 1.5,
    "advice-limit": 1.2,
    "notes": 1.2,
    "categorise": 3.0,
}
_SAME_RULE = 4.5
_SEVERAL = 1.3
"""What an item is worth more for each further rule that it is the first to ask."""
_SLIP = 2.5
"""What an item loses by a slip of the source: it is taken where too few others are left."""
_FEWEST, _FLOOR = 4, 3.2
_ENOUGH, _BAR = 5, 4.0
"""With so many items, a further one has to be worth more than the floor; from ``_ENOUGH`` on, than the bar."""


def items_draft(material: Material) -> ItemsDraft:
    """The items of one module; fewer, or none, where the gates leave no more."""
    return ItemsDraft(items=[_placed(material, each) for each in chosen_items(material)])


def chosen_items(material: Material) -> list[Candidate]:
    """The candidates that become the items of one module, best first.

    Where there is room for more, notes are made of the rules that none of them asks; where there is none, in the
    place of the last one or two of one rule each, if that asks more rules.
    """
    found = candidates(material)
    if told_in(material):
        return found[:_ENOUGH]
    chosen = chosen_of(material, found)
    tries = [_with_notes(material, chosen)]
    if len(tries[0]) == len(chosen) > _FEWEST:
        tries += [
            _with_notes(material, chosen[:-dropped])
            for dropped in (1, 2)
            if all(len(each.rules) == 1 for each in chosen[-dropped:])
        ]
    return max(tries, key=lambda each: (len(_asked(each)) - (each is not tries[0]), len(each)))


def _asked(chosen: Iterable[Candidate]) -> set[str]:
    """The ids of the rules that items ask."""
    return {one.id for each in chosen for one in each.rules}


def _with_notes(material: Material, chosen: Sequence[Candidate]) -> list[Candidate]:
    """``chosen``, and notes on what these do not ask, as far as there is room."""
    asked = _asked(chosen)
    left = [each for each in _whole(material) if each.id not in asked]
    made = sum(each.family == "notes" for each in chosen)
    noted = _fit_to_ask(note_items(material, left, made))
    objectives = {id(each): objective_of(material, each) for each in (*chosen, *noted)}
    return _greedy(material, noted, objectives, chosen)[0]


def candidates(material: Material) -> list[Candidate]:
    """Every item that could be asked of a module's rules, unranked."""
    matter = told_in(material)
    if matter:
        return [each for each in report_items(material, matter) if is_clean(each.item)]
    rules = _whole(material)
    found: list[Candidate] = []
    for rule in rules:
        found.extend(case_items(material, rule))
    cased = {each.rules[0].id for each in found if each.score >= _CASE}
    free = [each for each in rules if each.id not in cased]
    noted = [*note_items(material, free)]
    if not noted and len(cased) < _PAIR:
        noted = [*note_items(material, rules)]
    found.extend(noted)
    shared = [*party_items(material, rules), *rated_items(material, rules)]
    shared += [*duty_items(material, rules), *graded_items(material, rules)]
    used = {one.id for each in shared for one in each.rules}
    found.extend(shared)
    if used:  # notes on what these leave, so that a module can have both
        found.extend(note_items(material, [each for each in free if each.id not in used]))
    found.extend(set_items(material, rules))
    found.extend(strength_items(material, rules))
    found.extend(place_items(material, material.rules))
    found.extend(half_items(material, rules))
    found.extend(gap_items(material, rules))
    return _fit_to_ask(found)


def _whole(material: Material) -> list[Rule]:
    """The rules that can be asked apart from their place in the source, completed."""
    rules = [each for each in material.rules if each.by_itself and not _goes_on(material, each)]
    rules = [each for each in rules if not _takes_back(material, each)]
    return [each for each in completed(material, rules) if not is_open(material, each)]


def _fit_to_ask(found: Iterable[Candidate]) -> list[Candidate]:
    """Those of ``found`` that say nothing unfit, with their worth."""
    return [_marked_down(each) for each in found if each.score > 0 and is_clean(each.item)]


def _marked_down(candidate: Candidate) -> Candidate:
    """The candidate, worth less where a rule of it holds a slip of the source that would stand in the item."""
    slipped = any(has_slip(each) for each in candidate.rules)
    return replace(candidate, score=candidate.score - _SLIP) if slipped else candidate


def _goes_on(material: Material, rule: Rule) -> bool:
    """Whether the sentence behind the rule takes something back, so that the rule alone says too much."""
    others = rule.modality == "must_not" and not rule.limited
    for ref in rule.statement.evidence:
        passage = material.passage.get(ref.passage)
        after = passage.sentences[ref.sentence + 1 :][:1] if passage else ()
        for each in map(str.strip, after):
            only_they = others and re.match(
                str(material.wording.words("grammar", "only_they")), each
            )
            if not only_they and re.match(str(material.wording.words("grammar", "goes_on")), each):
                return True
    return False


def _takes_back(material: Material, rule: Rule) -> bool:
    """Whether the source tells the rule as an exception to the sentence before it (*However, our internal work ...*)."""
    told = str(material.wording.words("grammar", "goes_on"))
    for ref in rule.statement.evidence:
        passage = material.passage.get(ref.passage)
        own = passage.sentences[ref.sentence : ref.sentence + 1] if passage else ()
        opens = [found[0] for each in own if (found := re.match(told, each.strip()))]
        if any(not re.match(re.escape(each), rule.sentence, re.IGNORECASE) for each in opens):
            return True
    return False


_SCRAPS = re.compile(
    r"\band/or\b|\ben/of\b|\(s\)|\betc\b|\be\.g\.|\bi\.e\.|[;–—-]$|^[;–—-]|\bhttps?:|@|\s,|\.{3}$|\w/ |\(\w+-\)",
    re.IGNORECASE,
)
"""What a text of the source may hold and an item may not."""


def is_clean(item: DraftItem) -> bool:
    """Whether no text that a learner chooses from or answers holds a scrap of the source's layout."""
    told = item.model_dump()
    parts = [told["stem"], told.get("text", "")]
    for name in ("options", "entries", "steps"):
        parts += [each["text"] for each in told.get(name) or ()]
    parts += [each[side] for each in told.get("pairs") or () for side in ("left", "right")]
    return not any(_SCRAPS.search(str(each)) for each in parts)


def chosen_of(material: Material, found: Sequence[Candidate]) -> list[Candidate]:
    """The best, one after another: a form, a rule or an objective already asked counts against.

    Where that gives few, as an item on several rules leaves none for others, it is tried without one or two of
    the forms chosen first; what is worth most together is kept.
    """
    objectives = {id(each): objective_of(material, each) for each in found}
    chosen, best = _greedy(material, found, objectives)
    if len(chosen) >= _FEWEST:
        return chosen
    families = list(dict.fromkeys([*(each.family for each in chosen), "notes"]))
    for size in (1, 2):
        for without in combinations(families, size):
            left = [each for each in found if each.family not in without]
            other, worth = _greedy(material, left, objectives)
            if worth > best and len(other) > len(chosen):
                chosen, best = other, worth
    return chosen


def _greedy(
    material: Material,
    found: Sequence[Candidate],
    objectives: Mapping[int, int],
    before: Sequence[Candidate] = (),
) -> tuple[list[Candidate], float]:
    """Those chosen ``before`` and the best, one after another, and what these are worth together."""
    chosen = list(before)
    total = 0.0
    pool = [each for each in found if all(_fits(each, one) for one in chosen)]
    rules = sum(_can_be_asked(each) for each in material.rules)
    most = items_for(rules)
    while pool and len(chosen) < most:
        best = max(pool, key=lambda each: (_worth(each, chosen, objectives), rank(each.item.stem)))
        if _worth(best, chosen, objectives) <= _least(len(chosen)):
            break
        total += _worth(best, chosen, objectives)
        chosen.append(best)
        pool.remove(best)
        pool = [each for each in pool if _fits(each, best)]
    return chosen, total


def _can_be_asked(rule: Rule) -> bool:
    """Whether the rule has a part to ask about: a task, a thing, what is said of its subject, or a term."""
    return bool(rule.task or rule.thing or rule.said or rule.statement.term)


def _least(chosen: int) -> float:
    """What a further item has to be worth more than, beside so many ``chosen``."""
    if chosen >= _ENOUGH:
        return _BAR
    return _FLOOR if chosen >= _FEWEST else 1


def _fits(candidate: Candidate, chosen: Candidate) -> bool:
    """Whether a module can have both: not in one frame, nor the same asked of the same rule."""
    kinds = {candidate.family: candidate, chosen.family: chosen}
    if kinds.keys() == {"rated", "categorise"}:
        sorted_ones = {each.id for each in kinds["categorise"].rules}
        if kinds["rated"].rules[0].id in sorted_ones:
            return False  # who has sorted a thing knows how strict its rule is
    if candidate.item.stem == chosen.item.stem:
        return False
    noted = (candidate.family == "notes") != (chosen.family == "notes")
    if noted and shared_facts(candidate, chosen):
        return False  # a right note is the answer to the other question
    if len(_wrong_of(candidate) & _wrong_of(chosen)) > 1:
        return False  # who has answered one knows which options of the other are wrong
    framed = bool(candidate.frame) and candidate.frame == chosen.frame
    same = candidate.family == chosen.family and is_same_fact(candidate.rules[0], chosen.rules[0])
    return not framed and not same


def _wrong_of(candidate: Candidate) -> set[str]:
    """Its wrong options, where the source gave them: those of a scale or of the bank may come back."""
    if candidate.family.split("-")[0] not in ("place", "third", "duty", "rated", "whom"):
        return set()
    return {each.text for each in getattr(candidate.item, "options", ()) if not each.correct}


def _worth(
    candidate: Candidate, chosen: Sequence[Candidate], objectives: Mapping[int, int]
) -> float:
    """What the candidate adds to those chosen; ``objectives`` gives that of a candidate by its identity."""
    asked = {one.id for each in chosen for one in each.rules}
    fresh = sum(each.id not in asked for each in candidate.rules)
    worth = candidate.score + _SEVERAL * min(fresh - 1, 4)
    objective = objectives[id(candidate)]
    for each in chosen:
        if each.family == candidate.family:
            worth -= _REPEATS.get(candidate.family, _REPEAT)
        elif each.family.split("-")[0] == candidate.family.split("-")[0]:
            worth -= 0.5
        if shared_facts(candidate, each):
            worth -= _SAME_RULE / max(1, min(len(each.rules), len(candidate.rules)) - 1)
        if alike(each.item.stem, candidate.item.stem) >= 0.8 and each.family == candidate.family:
            worth -= 1
        if objectives[id(each)] == objective:
            worth -= 0.3
    return worth


def objective_of(material: Material, candidate: Candidate, brief: BriefInput | None = None) -> int:
    """Number of the objective that the candidate's first rule is nearest to, from 1.

    Of a procedure any step may be the one that an objective names: the step that is nearest to one counts.
    """
    known = brief or material.request.brief
    named = [text for text, _ in known.objectives] if known else []
    steps = candidate.rules if candidate.item.type == "ordering" and named else candidate.rules[:1]
    first = max(
        steps, key=lambda each: max((alike(one, each.sentence) for one in named), default=0)
    )
    return nearest_objective(material, first, candidate.item.bloom, brief)


def nearest_objective(
    material: Material, rule: Rule, bloom: Bloom = "apply", brief: BriefInput | None = None
) -> int:
    """Number of the objective whose words the rule shares most, from 1.

    What is far from all of them goes to one about the whole topic, where there is one: cases to applying its
    rules, the rest to knowing them.
    """
    brief = brief or material.request.brief
    objectives = brief.objectives if brief else ()
    if brief is None or not objectives:
        return 1
    nearness = [
        (alike(text, rule.sentence), -number) for number, (text, _) in enumerate(objectives, 1)
    ]
    best, place = max(nearness)
    whole = {text: topic_objectives(material, text) for text, _ in objectives}
    at = {text: number for number, (text, _) in enumerate(objectives, 1) if whole[text]}
    if not at or (best >= _NEAR and -place not in at.values()):
        return -place
    applied = [number for text, number in at.items() if whole[text] in ("apply", "evaluate")]
    known = [number for text, number in at.items() if number not in applied]
    first, second = (applied, known) if bloom == "apply" else (known, applied)
    return (first or second)[0]


def _placed(material: Material, candidate: Candidate) -> DraftItem:
    return candidate.item.model_copy(update={"objective": objective_of(material, candidate)})
