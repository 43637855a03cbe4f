"""Items on where a task belongs: which topic, which group of people. In: rules. Out: candidates.

For commands that name nobody. Wrong answers are commands under another heading, which the source never
gives under this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursegen.generate.embedded.gates import alike, word_count
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.items.candidate import Candidate, single_choice
from coursegen.generate.embedded.items.distractors import Wrong, choose
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.titles import clean_heading, is_generic
from coursegen.generate.embedded.wording import capitalised, lowered, rank
from coursegen.model.drafts import DraftCategorise, DraftEntry
from coursegen.model.passage import Statement

__all__ = ["place_items"]

_SHORTEST, _LONGEST, _FEWEST, _MOST, _ASKED, _NAME = 4, 18, 5, 6, 9, 8


def place_items(material: Material, rules: Sequence[Rule]) -> Iterator[Candidate]:
    """Every item that the headings above commands give."""
    commands = [each for each in rules if _is_command(each.statement) and each.cites]
    commands = [each for each in commands if not each.leaning]
    places = _Places(material)
    for rule in sorted(commands, key=lambda each: rank(each.id, "place"))[:_ASKED]:
        yield from _belongs(places, rule)
    yield from _whose(material, commands)


def _text(statement: Statement) -> str:
    return statement.text.strip().rstrip(".;,: ")


def _is_command(statement: Statement) -> bool:
    """Whether the whole statement is one command of a fit length."""
    text = _text(statement)
    if statement.marker or statement.actor or statement.condition or not statement.action:
        return False
    opens = text.lower().startswith(statement.action[:10].lower())
    fit = _SHORTEST <= word_count(text) <= _LONGEST and not re.search(r"[@;:?!]|https?", text)
    return statement.kind in ("obligation", "step") and opens and fit


def _group(heading: Sequence[str]) -> str:
    """The group of people that the last heading names: ``Managers: what you need to do``."""
    name, colon, _ = clean_heading(heading[-1]).partition(": ") if heading else ("", "", "")
    return name if colon and word_count(name) <= 4 else ""


class _Places:
    """The headings above every command and every truth, each looked at once."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self._topics: dict[tuple[str, ...], str] = {}
        told = [each.statement for each in material.rules]
        told += [*material.request.related, *material.request.rejected]
        self.commands = [each for each in told if _is_command(each)]
        self.truths = [each.statement for each in material.truths]

    def topic(self, heading: tuple[str, ...]) -> str:
        """The last heading that has a matter of its own."""
        if heading not in self._topics:
            named = [
                clean_heading(each)
                for each in heading
                if not is_generic(self.material, each) and not _group([each])
            ]
            self._topics[heading] = named[-1] if named else ""
        return self._topics[heading]

    def under(self, name: str) -> list[Statement]:
        """What the source says under the topic or to the group of that name."""
        return [
            each
            for each in self.truths
            if name in (self.topic(each.heading), lowered(_group(each.heading)))
        ]

    def others(self, rule: Rule) -> list[Statement]:
        """Commands of other places; of this document first."""
        home = rule.statement.document
        fit = [each for each in self.commands if each.id != rule.id]
        return sorted(fit, key=lambda each: (each.document != home, rank(rule.id, each.id)))


def _belongs(places: _Places, rule: Rule) -> Iterator[Candidate]:
    """Which of three tasks stands under a topic, or under a group of people."""
    material = places.material
    key, heading = _text(rule.statement), rule.statement.heading
    group, topic = _group(heading), places.topic(heading)
    question, name = ("belongs_group", lowered(group)) if group else ("belongs_topic", topic)
    if not name or word_count(name) > _NAME:
        return
    away = [each for each in places.others(rule) if _is_away(places, rule.statement, each)]
    told = places.under(name)
    wrong: list[Wrong] = []
    for each in away[:40]:
        same = alike(each.text, key) >= 0.5
        if same or any(alike(each.text, one.text) >= 0.6 for one in told):
            continue
        place = _group(each.heading) or places.topic(each.heading)
        effect = material.wording.say("feedback", "other_place", place=place)
        wrong.append(Wrong(_text(each), effect, banked=False))
        if len(wrong) == 8:
            break
    chosen = choose(key, wrong, rule.id, "place")
    for number, template in enumerate(material.wording.words("questions", question)):
        stem = material.wording.fill(template, place=name)
        found = single_choice(
            material,
            rule,
            stem,
            key,
            chosen,
            family=f"place-{question}",
            score=5.4,
            bloom="understand",
            frame=f"{question}{number}",
        )
        if found:
            yield found


def _is_away(places: _Places, here: Statement, there: Statement) -> bool:
    """Whether a command stands under another group of the topic, or under another topic."""
    group, other = _group(here.heading), _group(there.heading)
    topic, far = places.topic(here.heading), places.topic(there.heading)
    if group:
        return other not in ("", group) and far == topic
    return far not in ("", topic) and not other


def _whose(material: Material, commands: Sequence[Rule]) -> Iterator[Candidate]:
    """Tasks sorted by the group of people whom the headings name."""
    groups: dict[str, list[Rule]] = {}
    for each in commands:
        name = _group(each.statement.heading)
        shared = any(
            _group(one.statement.heading) not in ("", name)
            and alike(one.sentence, each.sentence) >= 0.7
            for one in commands
        )
        if name and word_count(each.sentence) <= 16 and not shared:
            groups.setdefault(name, []).append(each)
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
        rationale=" ".join(each.plain for each in rules[:2]),
        cites=list(dict.fromkeys(label for each in rules for label in each.cites)),
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
