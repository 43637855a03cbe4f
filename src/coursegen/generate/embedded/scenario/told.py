"""What a story takes from its sources, in the words of one who tells it. In: Material, a Case. Out: phrases, a rule.

A rule names things in general (*a private mailbox*); who asks for the deed means a thing at hand (*my private mailbox*).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coursegen.generate.embedded.gates import holds_word, stems, word_count
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.scenario.decisions import Case
from coursegen.generate.embedded.versions import party_names, versions_of

__all__ = [
    "Second",
    "also_due",
    "desk_of",
    "just_happened",
    "partner_of",
    "said_by_another",
    "second_of",
    "themed",
]

_RULE = 16
"""Words of a rule on another matter, at most."""
_SHARED = 2
"""Words that a duty beside the report has in common with the case, at least."""


@dataclass(frozen=True)
class Second:
    """Another matter of the module that a story of the bank presses after the first, its rule, and the thing's name."""

    story: Mapping[str, Any]
    rule: Rule
    named: str


def themed(material: Material, case: Case) -> Mapping[str, Any]:
    """The bank of the case's kind; where the deed is one with a story of its own, with the parts of that story."""
    bank: Mapping[str, Any] = material.wording.situations[case.kind]
    for theme in bank.get("themes", ()):
        if holds_word(theme["when"], case.deed) and holds_word(theme["with"], case.deed):
            return {**bank, **theme}
    return bank


def second_of(material: Material, case: Case) -> Second | None:
    """The first of the bank's other matters that a short duty of the module is on; None where there is none."""
    told = " ".join(each.plain for each in material.rules)
    for story in material.wording.situations[case.kind].get("seconds", ()):
        for rule in material.rules:
            plain = rule.modality == "must" and bool(rule.cites) and rule.id != case.rule.id
            free = not (rule.limited or rule.leaning) and word_count(rule.plain) <= _RULE
            named = holds_word(story["when"], rule.plain) and holds_word(story["with"], told)
            if plain and free and named:
                return Second(story, rule, _named(story, told))
    return None


def _named(story: Mapping[str, Any], told: str) -> str:
    """What the rules ``told`` call the thing that the story is on; the bank's own word where they have no name for it."""
    found = re.search(story["named"], told)
    return str(story["naming"]).format(found=found["name"]) if found else str(story["plain"])


def partner_of(material: Material, case: Case) -> str:
    """Who is on the other side, as the rules on versions name who uses what another offers; else the bank's word."""
    bank = material.wording.situations[case.kind]
    held = versions_of(material)
    using = [each.party for each in held if each.party and each.rule.condition]
    return party_names(held)[using[0]] if using else str(bank.get("partner", ""))


def said_by_another(material: Material, deed: str) -> str:
    """The deed as somebody asks for it; empty where there is none."""
    return material.wording.replaced(deed, material.wording.situations["pressure"]["asked"])


def just_happened(material: Material, condition: str) -> str:
    """The event of a rule as one that has happened now; empty where there is none."""
    bank = material.wording.situations["report"]
    for each in bank["events"]:
        if re.search(each["from"], condition):
            return material.wording.replaced(condition, [each])
    return material.wording.fill(bank["happened"], condition=condition) if condition else ""


def desk_of(material: Material, case: Case) -> str:
    """Who is to be told, as the sources name who takes reports: by the case's own rule, else by another on reports."""
    bank = material.wording.situations["desk"]
    own = case.kind == "report"
    for rule in [case.rule] if own else [*material.rules, *material.elsewhere]:
        reporting = rule.subject == material.wording.you and rule.modality == "must" and rule.task
        found = reporting and re.search(bank["found"], rule.plain)
        if found and holds_word(bank["reporting"], rule.task):
            return str(found[1])
    return material.wording.fill(bank["helpers" if own else "anybody"])


def also_due(material: Material, case: Case) -> Rule | None:
    """What else the module asks in the case of this report: a form, under a condition that the case meets."""
    if case.kind != "report":
        return None
    forms = material.wording.situations["desk"]["forms"]
    known = stems(f"{case.sign} {case.seen} {case.condition}")
    return next(
        (
            each
            for each in material.rules
            if each.id != case.rule.id
            and each.modality == "must"
            and each.subject == material.wording.you
            and each.cites
            and holds_word(forms, each.task)
            and len(stems(each.condition) & known) >= _SHARED
        ),
        None,
    )
