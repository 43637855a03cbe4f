"""Versions of a thing by role. In: Material. Out: the Overview: a table, what it asks to keep apart, the rules it tells.

A row a version, a column a party, in the cell what holds there, with the code under which the source has the rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coursegen.generate.embedded.grammar.rule import cites_of
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.versions import (
    Graded,
    dated_remarks,
    newer_and_older,
    party_names,
    versions_of,
)
from coursegen.generate.embedded.wording import capitalised
from coursegen.model.drafts import DraftBlock, DraftCallout, DraftTable

__all__ = ["Overview", "by_role"]

_CODE = re.compile(r"[A-Z]{2,}[-_. ]?\d+")


@dataclass(frozen=True)
class Overview:
    """The blocks, and the ids of the rules that they tell."""

    blocks: tuple[DraftBlock, ...]
    told: frozenset[str]


def by_role(material: Material) -> Overview | None:
    """The versions that the rules grade for two parties or more; None where they grade none so."""
    held = versions_of(material)
    if not held:
        return None
    names = party_names(held)
    rows = [
        [name, *(_cell(material, held, name, party) for party in names)]
        for name in dict.fromkeys(each.name for each in held)
    ]
    note, cites = _remarks(material, held)
    rules = [each.rule for each in held]
    cites += [label for each in held for label in _code(material, each)[1]]
    table = DraftTable(
        type="table",
        title=material.wording.say("blocks", "versions_title", rules[0].id),
        columns=[material.wording.say("blocks", "version_column"), *names.values()],
        rows=rows,
        note=note,
        cites=list(dict.fromkeys([*cites_of(rules), *cites])),
    )
    blocks: list[DraftBlock] = [table, *_apart(material, held)]
    return Overview(tuple(blocks), frozenset(each.id for each in rules))


def _cell(material: Material, held: Sequence[Graded], name: str, party: str) -> str:
    """What holds for ``party``: its own rules, else those for all."""
    here = [each for each in held if each.name == name]
    own = [each for each in here if each.party == party] or [
        each for each in here if not each.party
    ]
    return "; ".join(_told(material, each) for each in own)


def _told(material: Material, graded: Graded) -> str:
    rule = graded.rule
    if graded.verb:
        told = material.wording.say("blocks", f"version_{rule.modality}", verb=graded.verb)
        told += f", {rule.opener} {rule.condition}" if rule.condition else ""
    else:
        told = re.sub(r"^(?:is|are|zijn) ", "", rule.statement.marker.strip().lower())
        told = told or material.wording.words("categories", rule.modality)
    code, _ = _code(material, graded)
    return f"{told} ({code})" if code else told


def _row(material: Material, graded: Graded) -> tuple[int, tuple[str, ...]]:
    """The number of the passage that the rule stands in, and its sentences: those of one row of a table."""
    number = graded.rule.passages[-1]
    return number, material.request.passages[number - 1].sentences


def _code(material: Material, graded: Graded) -> tuple[str, list[str]]:
    """The code of the rule's row and its label; empty where it has none."""
    number, sentences = _row(material, graded)
    label = f"{number}.1"
    if label not in graded.rule.cites and _CODE.fullmatch(sentences[0].strip()):
        return sentences[0].strip(), [label]
    return "", []


def _remarks(material: Material, held: Sequence[Graded]) -> tuple[str, list[str]]:
    """What the source's table remarks on the rows told, where that gives a date; its labels."""
    found = [(each.name, *told) for each in held for told in dated_remarks(material, each.rule)]
    told = [f"{name}: {material.inside(text).rstrip('.')}." for name, _, text in found]
    return " ".join(dict.fromkeys(told)), [label for _, label, _ in found]


def _apart(material: Material, held: Sequence[Graded]) -> list[DraftBlock]:
    """Where an older version is required and a newer one recommended: that one does not stand for the other."""
    pair = newer_and_older(held)
    if pair is None:
        return []
    older, newer = pair.older, pair.newer
    return [
        DraftCallout(
            type="callout",
            style="important",
            title=material.wording.say("blocks", "newer_title", newer.rule.id),
            text=capitalised(
                material.wording.say(
                    "blocks", "newer_text", older=older.name, newer=newer.name, verb=older.verb
                )
            ),
            cites=cites_of([older.rule, newer.rule]),
        )
    ]
