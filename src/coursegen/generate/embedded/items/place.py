"""Items on whose task it is, where headings name groups of people. In: rules. Out: candidates.

For commands that name nobody. Wrong answers are commands under the heading of another group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursegen.generate.embedded.gates import alike, echoes, word_count
from coursegen.generate.embedded.grammar.rule import Rule, cites_of
from coursegen.generate.embedded.items.candidate import Candidate
from coursegen.generate.embedded.items.distractors import Wrong, choose, tells_by_length
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.titles import clean_heading
from coursegen.generate.embedded.wording import capitalised, lowered, rank
from coursegen.model.drafts import DraftCategorise, DraftChoice, DraftEntry, DraftOption
from coursegen.model.passage import Statement

__all__ = ["place_items"]

_SHORTEST, _LONGEST, _FEWEST, _MOST, _ASKED, _NAME = 4, 18, 5, 6, 9, 8
_SAME = 0.7
_NAMES_IT = 0.6
"""What an item loses whose key bears the group's name (*policies*, for policy makers)."""


def place_items(material: Material, rules: Sequence[Rule]) -> Iterator[Candidate]:
    """Every item that the headings above commands give."""
    commands = [each for each in rules if _is_command(each.statement) and each.cites]
    commands = [each for each in commands if not each.leaning]
    named = [each for each in commands if _group(each.statement.heading)]
    request = material.request
    told = [*(each.statement for each in commands), *request.related, *request.rejected]
    grouped = [each for each in told if _group(each.heading) and _is_command(each)] if named else []
    shared = _shared(material, grouped)
    for rule in sorted(named, key=lambda each: rank(each.id, "place"))[:_ASKED]:
        if rule.id not in shared:
            yield from _belongs(material, rule, grouped, shared)
    yield from _whose(material, [each for each in commands if each.id not in shared])


def _text(statement: Statement) -> str:
    return statement.text.strip().rstrip(".;,: ")


def _is_command(statement: Statement) -> bool:
    """Whether the whole statement is one command of a fit length."""
    text = _text(statement)
    if statement.marker or statement.actor or statement.condition or not statement.action:
        return False
    opens = text.lower().startswith(statement.action[:10].lower())
    fit = _SHORTEST <= word_count(text) <= _LONGEST and not re.search(
        r"[@;:?!]|https?|\((?:see|zie) ", text
    )
    return statement.kind in ("obligation", "step") and opens and fit


def _group(heading: Sequence[str]) -> str:
    """The group of people that the last heading names: ``Managers: what you need to do``."""
    name, colon, _ = clean_heading(heading[-1]).partition(": ") if heading else ("", "", "")
    return name if colon and word_count(name) <= 4 else ""


def _shared(material: Material, commands: Sequence[Statement]) -> frozenset[str]:
    """The ids of tasks that the source gives to two groups: in one sentence that stands twice, or in two alike."""
    groups: dict[str, set[str]] = {}
    for place in material.request.occurrences:
        groups.setdefault(place.passage, set()).add(_group(place.locator.heading))
    found = set()
    for each in commands:
        told = {name for ref in each.evidence for name in groups.get(ref.passage, ())} - {""}
        others = (
            one
            for one in commands
            if one.document == each.document and _group(one.heading) != _group(each.heading)
        )
        if len(told) > 1 or any(alike(one.text, each.text) >= _SAME for one in others):
            found.add(each.id)
    return frozenset(found)


def _belongs(
    material: Material, rule: Rule, commands: Sequence[Statement], shared: frozenset[str]
) -> Iterator[Candidate]:
    """Which of three tasks is for a group of people that headings give other tasks too."""
    key, heading = _text(rule.statement), rule.statement.heading
    group = _group(heading)
    name = lowered(group)
    if not name or word_count(name) > _NAME:
        return
    told = [each for each in commands if _group(each.heading) == group]
    echoed = _bears(group, key)
    home = rule.statement.document
    away = [
        each
        for each in commands
        if _group(each.heading) not in ("", group)
        and (each.heading[:-1] == heading[:-1] or (echoed and _bears(group, each.text)))
    ]
    away.sort(key=lambda each: (each.document != home, rank(rule.id, each.id)))
    wrong: list[Wrong] = []
    for each in away[:60]:
        same = alike(each.text, key) >= 0.5
        double = any(alike(each.text, one.text) >= 0.5 for one in wrong)
        if (
            each.id in shared
            or same
            or double
            or any(alike(each.text, one.text) >= 0.6 for one in told)
        ):
            continue
        effect = material.wording.say("feedback", "other_place", place=_group(each.heading))
        wrong.append(Wrong(_text(each), effect, banked=False))
        if len(wrong) == (24 if echoed else 8):
            break
    chosen = choose(key, wrong, rule.id, "place")
    if echoed and not any(_bears(group, each.text) for each in chosen):
        chosen = _echoing(group, key, wrong, rule)
    if len(chosen) < 2 or tells_by_length(key, [each.text for each in chosen], rule.id):
        return
    yield from _framed(material, rule, group, chosen, 4.4 - _NAMES_IT * echoed)


def _framed(
    material: Material, rule: Rule, group: str, chosen: Sequence[Wrong], score: float
) -> Iterator[Candidate]:
    """The item in each frame that its question has, so that a module need not have one twice."""
    key, right = _text(rule.statement), material.wording.say("feedback", "in_place", place=group)
    for number, template in enumerate(material.wording.words("questions", "belongs_group")):
        item = DraftChoice(
            type="single_choice",
            objective=1,
            bloom="understand",
            stem=material.wording.fill(template, place=lowered(group)),
            rationale="",
            cites=list(rule.cites),
            options=[
                DraftOption(text=text, correct=text == key, feedback=told, cites=list(rule.cites))
                for text, told in [(key, right), *((each.text, each.effect) for each in chosen)]
            ],
        )
        yield Candidate(item, "place-group", score, (rule,), f"belongs_group{number}")


def _bears(group: str, text: str) -> bool:
    """Whether the task bears what the group is named for: *policy* of *policy makers*, but not to work with these."""
    name = " ".join(group.lower().split()[-2:])
    return echoes(group, text.lower().replace(name, ""))


def _echoing(group: str, key: str, wrong: Sequence[Wrong], rule: Rule) -> list[Wrong]:
    """Two wrong options of which one echoes the group's name as the key does; none where there is no such one."""
    same = [each for each in wrong if _bears(group, each.text)]
    first = sorted(same, key=lambda each: rank(rule.id, each.text))[:1]
    rest = [each for each in wrong if each not in same]
    return [*first, *choose(key, rest, rule.id, "place", count=1)] if first else []


def _whose(material: Material, commands: Sequence[Rule]) -> Iterator[Candidate]:
    """Tasks sorted by the group of people whom the headings name."""
    groups: dict[str, list[Rule]] = {}
    for each in commands:
        name = _group(each.statement.heading)
        if name and word_count(each.sentence) <= 16:
            groups.setdefault(name, []).append(each)
    for name, told in groups.items():  # what names its own group is sorted without thinking
        told.sort(key=lambda each: echoes(name, each.sentence))
    names = sorted(groups, key=lambda name: -len(groups[name]))[:3]
    chosen: list[tuple[str, Rule]] = []
    for place in range(3):
        for name in names:
            if place < len(groups[name]) and len(chosen) < _MOST:
                chosen.append((name, groups[name][place]))
    if len(names) < 2 or len(chosen) < _FEWEST:
        return
    rules = [rule for _, rule in chosen]
    item = DraftCategorise(
        type="categorise",
        objective=1,
        bloom="understand",
        stem=material.wording.say("questions", "sort_groups"),
        rationale="",
        cites=cites_of(rules),
        feedback_right=material.wording.say("feedback", "sort_right"),
        feedback_wrong=material.wording.say("feedback", "sort_groups_wrong"),
        categories=[name for name in names if any(one == name for one, _ in chosen)],
        entries=[
            DraftEntry(
                text=capitalised(_text(each.statement)), category=name, cites=list(each.cites)
            )
            for name, each in chosen
        ],
    )
    yield Candidate(item, "categorise-groups", 7.0, tuple(rules))
