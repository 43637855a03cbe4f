"""Rules in tables. In: Material, the rules of one run. Out: the rows of a table of the source; who does what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from coursegen.generate.embedded.blocks.parts import points_back
from coursegen.generate.embedded.blocks.plainly import cleaned
from coursegen.generate.embedded.blocks.prose import prose
from coursegen.generate.embedded.blocks.roles import by_role
from coursegen.generate.embedded.gates import word_count
from coursegen.generate.embedded.grammar.rule import Rule, cites_of
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import capitalised
from coursegen.model.drafts import DraftBlock, DraftTable
from coursegen.model.passage import Occurrence

__all__ = ["parties", "rows"]

_ROWS = 16
"""Rows of a table that is shown whole."""
_POINTER = re.compile(r"(?:zie|see)(?: ook| also)? \[+[^\]]+\]+\.?", re.IGNORECASE)
"""What only points at another text: ``Zie [NCSC 2025]``."""
_PARTY, _FEWEST = 5, 3
"""Words that name a party; rules that make a table of who does what."""


def rows(material: Material, rules: list[Rule]) -> Iterator[DraftBlock]:
    """The rows of a table in the order of the source, with those that no rule was read from."""
    first = material.occurrence[material.request.passages[rules[0].passages[-1] - 1].id]
    ruled = {material.request.passages[each.passages[-1] - 1].id for each in rules}
    gone = _told_above(material) - ruled
    whole = [each for each in material.request.occurrences if _of_one_table(first, each)]
    whole = [each for each in whole if each.passage not in gone]
    if any(
        each.thing and not each.finite for each in rules
    ):  # a row without a strength binds nobody
        whole = [each for each in whole if material.number[each.passage] in material.ruled]
    disputed = [each for each in whole if material.is_disputed(each.passage)]
    shown = [each for each in whole if each.passage in ruled or _is_free(material, each)]
    shown = [each for each in shown if each not in disputed]
    if len(shown) > _ROWS:
        shown = [each for each in whole if each.passage in ruled and each not in disputed]
    shown = [each for each in shown if len(each.cells) == len(first.header)]
    if not shown:
        yield from prose(material, rules)
        return
    left = [column for column, _ in enumerate(first.header)]
    kept = [column for column in left if any(each.cells[column].strip() for each in shown)]
    cites = [label for each in shown for label in material.passage_labels(each.passage)]
    yield DraftTable(
        type="table",
        title=material.wording.say("blocks", "table_title", rules[0].id),
        columns=[first.header[column] for column in kept],
        rows=[
            [cleaned(material, _without_pointer(each.cells[column])) for column in kept]
            for each in shown
        ],
        note=_missing(material, whole, [*shown, *disputed]),
        cites=list(dict.fromkeys(cites)),
    )
    beside = {material.number[each.passage] for each in disputed}
    yield from prose(material, [each for each in rules if each.passages[-1] in beside])


def _told_above(material: Material) -> frozenset[str]:
    """The passages of the rows whose rules stand in a table by role."""
    versions = by_role(material)
    told = versions.told if versions else frozenset()
    return frozenset(
        material.request.passages[each.passages[-1] - 1].id
        for each in material.rules
        if each.id in told
    )


def _without_pointer(cell: str) -> str:
    """A cell of the source; empty where it only points at a text that the learner does not have."""
    return "" if _POINTER.fullmatch(cell.strip()) else cell


def _missing(material: Material, whole: Sequence[Occurrence], shown: Sequence[Occurrence]) -> str:
    """That rows of the source's table are not here; what sources disagree on is for the report, not for the learner."""
    return material.wording.say("blocks", "rows_left_out") if len(shown) < len(whole) else ""


def _of_one_table(one: Occurrence, other: Occurrence) -> bool:
    same = one.document == other.document and one.header == other.header
    return same and one.locator.heading == other.locator.heading


def _is_free(material: Material, place: Occurrence) -> bool:
    """Whether a row is nobody else's, and none that another module teaches."""
    return not set(material.passage_labels(place.passage)) & material.taken


def parties(material: Material, rules: list[Rule]) -> DraftTable | None:
    """Who does what, where the rules name two parties or more; None for any other rules, or none at all."""
    if not rules:
        return None
    found: dict[str, list[tuple[str, Rule]]] = {}
    for rule, after in zip_longest(rules, rules[1:]):
        party = _party(material, rule)
        followed = after and after.passages == rule.passages and points_back(material, after)
        if party and not followed and not points_back(material, rule):
            found.setdefault(_key(material, party), []).append((party, rule))
    told = [each for held in found.values() for _, each in held]
    if len(told) < _FEWEST or len(found) < 2 or 2 * len(told) < len(rules):
        return None
    columns = [str(each) for each in material.wording.words("blocks", "party_columns")]
    return DraftTable(
        type="table",
        title=material.wording.say("blocks", "party_title", rules[0].id),
        columns=columns,
        rows=[
            [capitalised(held[0][0]), "; ".join(_deed(party, each) for party, each in held)]
            for held in found.values()
        ],
        note="",
        cites=cites_of(told),
    )


def _party(material: Material, rule: Rule) -> str:
    """Whom the sentence opens with, where that is who acts; empty for the learner and for things."""
    actor, you = rule.statement.actor, material.wording.you
    if not actor or you in (rule.subject, actor.lower()) or rule.leaning or rule.exception:
        return ""
    text = rule.sentence
    for article in ("", "de ", "het ", "een ", "the ", "a ", "an "):
        start = f"{article}{actor} "
        if text.lower().startswith(start.lower()) and word_count(start) <= _PARTY:
            return f"{article}{actor}"
    return ""


def _key(material: Material, party: str) -> str:
    """The party without article and plural: *De TSP's* is *Een TSP*, if their verbs agree in number."""
    return material.learner.strip(party)


def _deed(party: str, rule: Rule) -> str:
    return rule.sentence[len(party) :].strip().rstrip(".")
