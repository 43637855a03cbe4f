"""What a rule of a list hangs on, and what stands beside it. In: Material, rules. Out: passages of its list, its parent.

A list that is told without some of its members reads as if it were whole, and a member without the item above it as if
it held always. So members without a rule of their own are told as the source has them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursegen.generate.embedded.blocks.companions import pattern
from coursegen.generate.embedded.gates import word_count
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.material import Material
from coursegen.model.passage import Occurrence, Passage

__all__ = [
    "bare_list",
    "is_bare",
    "items_under",
    "list_above",
    "opens_list",
    "parent_of",
    "parent_step",
]

_ITEM = 45
"""Words of a member without a rule that is told, at most."""
_TRAILING = 2
"""Places from the last task on, at most: what follows further behind may be another list."""
_ADDRESS = re.compile(r"@|https?:|www\.")


def _place(material: Material, rule: Rule) -> Occurrence | None:
    number = rule.passages[-1] if rule.passages else 0
    return material.occurrence.get(material.request.passages[number - 1].id) if number else None


def opens_list(material: Material, rule: Rule) -> bool:
    """Whether the rule's own sentence introduces a list of ways to follow it."""
    if not rule.passages:
        return False
    passage = material.request.passages[rule.passages[-1] - 1]
    return passage.text.endswith(":") and rule.cites == (material.passage_labels(passage.id)[-1],)


def is_bare(rule: Rule) -> bool:
    """Whether the rule is a command that says neither who nor when."""
    return _is_task(rule) and not rule.statement.condition


def _is_task(rule: Rule) -> bool:
    own = rule.statement.marker or rule.statement.actor
    return not own and (rule.command or rule.modality in ("must", "step"))


def parent_of(material: Material, rule: Rule) -> Passage | None:
    """The list item that the rule's own item hangs under; None where it stands at the top or under a stub."""
    place = _place(material, rule)
    lead = material.passage.get(place.lead or "") if place else None
    hangs = lead is not None and lead.kind == "list_item" and not lead.text.endswith(":")
    return lead if hangs else None


def list_above(material: Material, rule: Rule) -> str:
    """The stub of the list in which the item stands that the rule's own item hangs under; empty where there is none."""
    parent = parent_of(material, rule)
    place = material.occurrence.get(parent.id) if parent else None
    stub = material.passage.get(place.lead or "") if place else None
    return stub.id if stub and stub.text.endswith(":") else ""


def parent_step(material: Material, rule: Rule) -> Rule | None:
    """The step of a procedure that the rule's item hangs under."""
    parent = parent_of(material, rule)
    if parent is None:
        return None
    number = material.number[parent.id]
    steps = (each for each in material.rules if each.passages[-1:] == (number,))
    return next((each for each in steps if each.modality == "step" and each.statement.group), None)


def items_under(material: Material, lead: str) -> list[Passage]:
    """The items under the passage ``lead`` that are no task of somebody else, and lead no list of their own."""
    items = [
        material.passage[each.passage]
        for each in material.request.occurrences
        if each.lead == lead and each.passage in material.passage
    ]
    own = [each for each in items if each.id not in material.others_passages]
    return [each for each in own if not each.text.endswith(":")]


def bare_list(material: Material, rules: Sequence[Rule]) -> list[Passage]:
    """The members of the list of tasks that ``rules`` stand in, in order; none where most carry no rule.

    Only where each is a bare command: who is told three of five tasks believes that these are all.
    """
    if not all(_is_task(each) for each in rules):
        return []
    places = [place for each in rules if (place := _place(material, each))]
    keys = {(each.document, each.locator.heading, each.level) for each in places}
    headings = {each.statement.heading for each in rules}
    if len(keys) != 1 or {each.locator.heading for each in places} != headings:
        return []
    if any(each.lead for each in places):
        return []
    ruled = {number for each in material.rules for number in each.passages}
    here = {number for each in rules for number in each.passages}
    whole = [
        each
        for each in material.request.occurrences
        if not each.lead and (each.document, each.locator.heading, each.level) in keys
    ]
    members = [material.passage[each.passage] for each in whole]
    members = [each for each in members if each.kind == "list_item"]
    last = max(
        (at for at, each in enumerate(members) if material.number[each.id] in here), default=0
    )
    members = members if len(members) - last <= _TRAILING else members[: last + 1]
    told = [each for each in members if material.number[each.id] in ruled]
    free = [
        each for each in members if material.number[each.id] in here or _is_tellable(material, each)
    ]
    return free if 2 * len(told) >= len(members) else []


def _is_tellable(material: Material, passage: Passage) -> bool:
    """Whether a member without a rule can be told: short, no address, and nobody else's."""
    taken = set(material.passage_labels(passage.id)) & material.taken
    short = 2 <= word_count(passage.text) <= _ITEM and not passage.text.endswith((":", "?"))
    clear = not pattern(material, "pointing").search(passage.text)
    return short and clear and not taken and not _ADDRESS.search(passage.text)
