"""What a section would become. In: the whole project's Material and a Section. Out: its brief, items and minutes.

The drafts of the module are written once as a trial, so that an outline holds only modules of which enough
can be asked, and their minutes are those that the module will take.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from coursegen.generate.embedded.blocks.draft import module_draft
from coursegen.generate.embedded.gates import word_count
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.items.candidate import Candidate
from coursegen.generate.embedded.items.draft import chosen_items, objective_of
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.objectives import topic_objectives, whole_topic
from coursegen.generate.embedded.scenario.draft import scenario_draft
from coursegen.model.base import MANY_ITEMS
from coursegen.model.drafts import DraftBrief, ModuleDraft, ScenarioDraft
from coursegen.model.request import BriefInput

__all__ = ["Plan", "planned"]

_WORDS_A_MINUTE, _ITEM, _DECISION = 200, 40 / 60, 0.5
"""The measures that the check takes a module's minutes by."""
_PAIR, _MOST = 2, 3
"""Items that an objective has to have: one to practise, one for the final test."""


@dataclass(frozen=True)
class Plan:
    """A brief whose objectives each get two items, the number of its items, and its minutes."""

    brief: DraftBrief
    items: int
    minutes: float


def planned(material: Material, brief: DraftBrief, rules: Sequence[Rule]) -> Plan:
    """``brief`` with the objectives that are asked twice, and what it comes to.

    What no such objective takes is asked under one about the whole topic, where it is two things or more. A trial is
    made once: sections are joined, parted and tried again.
    """
    key = (brief.model_dump_json(), tuple(each.id for each in rules))
    found = material.trials.get(key)
    if found is None:
        found = material.trials[key] = _planned(material, brief, rules)
    return found


def _planned(material: Material, brief: DraftBrief, rules: Sequence[Rule]) -> Plan:
    trial = _as_module(material, brief)
    chosen = chosen_items(trial)
    found = _counted(trial, brief, chosen)
    kept = [each for number, each in enumerate(brief.objectives, 1) if found[number] >= _PAIR]
    whole = list(brief.objectives)
    if len(whole) != _PAIR or not all(topic_objectives(material, each.text) for each in whole):
        whole = whole_topic(material, brief.topic, rules)
    rest = [each for each in whole if each not in kept]
    own = brief.objectives
    tries = [list(own[:_MOST])] if len(own) >= _MOST else []
    tries += [list(each) for each in combinations(own, 2)]
    tries += [[*each, *rest[at:]] for each in (kept[:2], kept[:1]) for at in (0, 1)]
    tries += [[each, *rest[at:]] for each in own for at in (0, 1)]
    tries += [[*kept[:1], *rest[:1]], rest, rest[:1], rest[-1:], whole[:1]]
    for objectives in [each for each in tries if 0 < len(each) <= _MOST]:
        tried = brief.model_copy(update={"objectives": objectives})
        count = _counted(trial, tried, chosen)
        if all(count[number] >= _PAIR for number, _ in enumerate(objectives, 1)):
            break
    practice = _practised(list(count.values()))
    minutes = _reading(module_draft(trial)) + practice * _ITEM + _acting(scenario_draft(trial))
    return Plan(tried, len(chosen), minutes)


def _practised(items: Sequence[int]) -> int:
    """Items that stay in the module, given how many each objective has: the others go to the final assessment."""
    if sum(items) > MANY_ITEMS:  # every second one goes there
        return sum((each + 1) // 2 for each in items if each > 1)
    return sum(each - 1 for each in items)


def _counted(trial: Material, brief: DraftBrief, chosen: Sequence[Candidate]) -> Counter[int]:
    """Items an objective of ``brief``."""
    objectives = tuple((each.text, each.bloom) for each in brief.objectives)
    told = BriefInput(topic=brief.topic, objectives=objectives)
    return Counter(objective_of(trial, each, told) for each in chosen)


def _as_module(material: Material, brief: DraftBrief) -> Material:
    """The request for the parts of ``brief``, as the author will put it."""
    request = material.request
    passages = tuple(request.passages[number - 1] for number in brief.passages)
    here = frozenset(each.id for each in passages)
    own, others = material.divided(here)
    objectives = tuple((each.text, each.bloom) for each in brief.objectives)
    return material.part(
        request.model_copy(
            update={
                "task": "items",
                "brief": BriefInput(topic=brief.topic, objectives=objectives),
                "passages": passages,
                "occurrences": material.placed(here),
                "statements": own,
                "related": others,
            }
        )
    )


def _reading(draft: ModuleDraft) -> float:
    return sum(_words(each.model_dump(exclude={"cites", "type"})) for each in draft.blocks) / (
        _WORDS_A_MINUTE
    )


def _words(part: object) -> int:
    """Words in all texts of a draft, but its labels."""
    if isinstance(part, str):
        return word_count(part)
    if isinstance(part, dict):
        return _all_words(value for name, value in part.items() if name not in ("cites", "origin"))
    return _all_words(part) if isinstance(part, list) else 0


def _all_words(parts: Iterable[object]) -> int:
    return sum(_words(each) for each in parts)


def _acting(draft: ScenarioDraft) -> float:
    """Minutes of one way through the scenario: its longest scenes and choices, about."""
    if not draft.scenes:
        return 0.0
    read = sum(
        word_count(scene.text)
        + sum(word_count(choice.text) for choice in scene.choices)
        + max(word_count(choice.consequence) for choice in scene.choices)
        for scene in draft.scenes[:2]
    )
    return (read + 30) / _WORDS_A_MINUTE + 2 * _DECISION
