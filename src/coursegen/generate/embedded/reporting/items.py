"""Questions of the module on reporting. In: Material of the module, its Matter. Out: Candidates: cases, who decides, a way without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from coursegen.generate.embedded.gates import holds_word, is_made_for, word_count
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.items.candidate import Candidate
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.reporting.bank import bank_of
from coursegen.generate.embedded.reporting.blocks import (
    hidden_way,
    in_short,
    said,
    sightings,
    way_text,
)
from coursegen.generate.embedded.reporting.matter import Matter, Told
from coursegen.generate.embedded.wording import capitalised, rank
from coursegen.model.base import Bloom
from coursegen.model.drafts import DraftChoice, DraftOption
from coursegen.model.passage import Passage

__all__ = ["report_items"]

_WRONG = 2
_SCORES = {"case": 10.0, "judge": 9.5, "hidden": 9.2, "found": 9.0, "pressed": 8.8, "unsure": 8.0}
"""What such a question is worth: it goes before those on any rule."""
_ROLE = 7
"""Words of a role, at most."""

Option = tuple[str, str, Sequence[str]]
"""The text of an option, its feedback, its labels."""


def report_items(material: Material, matter: Matter) -> list[Candidate]:
    """A case of each kind that the matter has the parts for."""
    writers = (_sighting, _judge, _hidden, _found, _pressed, _unsure)
    return [each for write in writers for each in write(material, matter)]


def _choice(
    family: str, rule: Rule, stem: str, options: Sequence[Option], bloom: Bloom = "apply"
) -> Candidate:
    """A question whose first option is the key."""
    told = [
        DraftOption(text=capitalised(text), correct=not at, feedback=note, cites=list(cites))
        for at, (text, note, cites) in enumerate(options)
    ]
    item = DraftChoice(
        type="single_choice",
        objective=1,
        bloom=bloom,
        stem=stem,
        rationale="",
        cites=list(rule.cites),
        options=told,
    )
    return Candidate(item, f"report-{family}", _SCORES[family], (rule,))


def _tempting(material: Material, rule: Rule, about: str, first: int, short: str) -> list[Option]:
    """Two of the bank's ways to put a report off, from the ``first`` on, each with the rule, in short."""
    entries: list[Mapping[str, Any]] = list(
        material.wording.temptations["classes"]["report"]["tempt"]
    )
    fit = [each for each in entries if is_made_for(each, about)]
    order = sorted(fit, key=lambda each: rank(material.request.seed, each["id"]))
    order = [*order[first:], *order[:first]]
    return [
        (str(each["do"]), f"{each['effect']} {short} {each['instead']}", rule.cites)
        for each in order[:_WRONG]
    ]


def _sighting(material: Material, matter: Matter) -> Iterator[Candidate]:
    """Something to see, not the one that the module opens with."""
    bank, seen = bank_of(material), sightings(material, matter)
    words = bank["items"]
    if not seen:
        return
    story = seen[1] if len(seen) > 1 else seen[0]
    stem = said(material, f"{story} {bank['what_next']}", matter, 1)
    key = (
        words["sighting_key"],
        f"{words['sighting_right']} {matter.duty.plain}",
        matter.duty.cites,
    )
    yield _choice(
        "case",
        matter.duty,
        stem,
        [key, *_tempting(material, matter.duty, stem.lower(), 0, in_short(material, matter))],
    )


def _judge(material: Material, matter: Matter) -> Iterator[Candidate]:
    """Who decides: the others named have a task of their own in the same procedure."""
    words, judge = bank_of(material)["items"], matter.judge
    if judge is None or not matter.tasks:
        return
    options: list[Option] = [
        (_role(material, judge), f"{words['judge_right']} {judge.text}", judge.cites)
    ]
    other, own = matter.tasks[0], words["judge_self"]
    manager = words.get("judge_manager")
    way = next((each for each in matter.ways if manager and _names(manager, each)), None)
    if manager and way:
        cites = (*material.passage_labels(way.id), *judge.cites)
        options.append((manager["do"], f"{manager['effect']} {judge.text}", cites))
    party = _spelled_out(material, other)
    if len(options) < _WRONG or not party.split()[-1].isupper():
        wrong = f"{words['judge_wrong']} {judge.text}"
        options.append((party, wrong, (*other.cites, *judge.cites)))
    options.append((own["do"], f"{own['effect']} {judge.text}", judge.cites))
    options = options[: 1 + _WRONG]
    if all(word_count(text) <= _ROLE for text, _, _ in options):
        rule = replace(matter.duty, cites=judge.cites)
        yield _choice("judge", rule, words["judge_stem"], options, "understand")


def _names(entry: Mapping[str, Any], way: Passage) -> bool:
    return holds_word(entry["when"], way.text.lower())


def _spelled_out(material: Material, told: Told) -> str:
    """Who acts, with the name that the sources give an abbreviation: *Security Team (ST)*."""
    names = rf"((?:[A-Z][\w-]+ )+)\({re.escape(told.actor)}\)"
    the = bank_of(material)["articles"][0]
    for each in material.truths.rules:
        found = re.search(names, " / ".join((each.sentence, *each.statement.heading)))
        initials = "".join(word[0] for word in found[1].split()) if found else ""
        if found and told.actor in initials:
            words = found[1].split()[initials.rfind(told.actor) :]
            return capitalised(f"{the} {' '.join(words)} ({told.actor})")
    return _role(material, told)


def _role(material: Material, told: Told) -> str:
    return capitalised(material.named(told.actor))


def _hidden(material: Material, matter: Matter) -> Iterator[Candidate]:
    """A way to report without a name, where the source lists one."""
    words, way = bank_of(material)["items"], hidden_way(material, matter)
    if way is None:
        return
    cites = material.passage_labels(way.id)
    text = way_text(material, way)
    wrong = sorted(words["hidden_wrong"], key=lambda each: rank(material.request.seed, each["do"]))
    options: list[Option] = [
        (words["hidden_key"], said(material, words["hidden_right"], matter, way=text), cites)
    ]
    options += [
        (each["do"], said(material, each["effect"], matter, way=text), cites)
        for each in wrong[:_WRONG]
    ]
    yield _choice("hidden", matter.duty, words["hidden_stem"], options)


def _unsure(material: Material, matter: Matter) -> Iterator[Candidate]:
    """In doubt whether it is one."""
    words, rule = bank_of(material)["items"], matter.unsure
    if rule is None or word_count(rule.statement.action) > _WRONG * _ROLE:
        return
    condition = rule.condition or rule.statement.condition.partition(" ")[2]
    stem = said(material, words["unsure_stem"], matter, condition=condition)
    key = (capitalised(rule.statement.action), f"{words['right']} {rule.plain}", rule.cites)
    yield _choice("unsure", rule, stem, [key, *_tempting(material, rule, "", _WRONG, rule.plain)])


def _pressed(material: Material, matter: Matter) -> Iterator[Candidate]:
    """Somebody asks for what the prohibition forbids."""
    words, ban = bank_of(material)["items"], matter.ban
    if ban is None or not matter.deed:
        return
    entries = [
        each for each in material.wording.temptations["pressure"] if is_made_for(each, ban.sentence)
    ]
    order = sorted(entries, key=lambda each: rank(ban.id, each["id"]))[:_WRONG]
    stem = said(material, words["ban_stem"], matter, 3)
    key = (words["ban_key"], f"{words['right']} {ban.plain}", ban.cites)
    wrong = [(str(each["do"]), f"{each['effect']} {ban.plain}", ban.cites) for each in order]
    yield _choice("pressed", ban, stem, [key, *wrong])


def _found(material: Material, matter: Matter) -> Iterator[Candidate]:
    """It has happened: the prohibition is broken, and that is to be reported."""
    words, ban, duty = bank_of(material)["items"], matter.ban, matter.duty
    short = in_short(material, matter)
    if ban is None or not matter.deed:
        return

    def told(template: object) -> str:
        return said(material, str(template), matter, 2)

    deed = material.wording.replaced(matter.deed, words["mine"])
    stem = said(material, words["found_stem"], matter, 2, deed=deed)
    cites = tuple(dict.fromkeys((*duty.cites, *ban.cites)))
    options: list[Option] = [
        (told(words["found_key"]), f"{told(words['found_right'])} {short}", cites)
    ]
    options += [
        (told(each["do"]), f"{told(each['effect'])} {short}", cites)
        for each in words["found_wrong"][:_WRONG]
    ]
    yield _choice("found", ban, stem, options)
