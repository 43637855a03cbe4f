"""The rules of a module as blocks. In: Material. Out: blocks in source order, one idea each, every one cited.

Rules under one heading form a part, which opens with that heading. In a part, runs of rules of one shape become
one block: steps, table rows, items of one list, duties of several parties, cues of a recording; the rest becomes
short texts, with exceptions and freedoms beside their rule as callouts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from coursegen.generate.embedded.blocks.companions import label_before
from coursegen.generate.embedded.blocks.listed import (
    bullets,
    listed,
    nested,
    signs,
    steps,
    ways,
)
from coursegen.generate.embedded.blocks.parts import Part, is_listed, points_back
from coursegen.generate.embedded.blocks.prose import in_table, prose
from coursegen.generate.embedded.blocks.roles import by_role
from coursegen.generate.embedded.blocks.tables import parties, rows
from coursegen.generate.embedded.blocks.whole import (
    is_bare,
    list_above,
    opens_list,
    parent_of,
    parent_step,
)
from coursegen.generate.embedded.grammar.rule import Rule, cites_of
from coursegen.generate.embedded.material import Material
from coursegen.model.drafts import DraftBlock, DraftCallout, DraftClip, DraftTable, DraftText
from coursegen.model.passage import Passage

__all__ = ["rule_blocks"]

_SCATTERED = 4
"""So many headings with a sentence or two each are told as one."""
_TITLED = ("text", "steps", "table", "clip")


def rule_blocks(
    material: Material, parts: Sequence[Part], answered: Sequence[Rule] = ()
) -> list[DraftBlock]:
    """The rules of ``parts`` told, in source order; ``answered`` are rules that stand above them already."""
    blocks: list[DraftBlock] = []
    versions = by_role(material)
    if versions:
        blocks.extend(versions.blocks)
        parts = _besides(material, parts, versions.told)
    table = _overview(material, parts)
    if table:
        blocks.append(table)
        parts = [
            replace(
                each, rules=tuple(r for r in each.rules if not set(r.cites) <= set(table.cites))
            )
            for each in parts
        ]
    for part in parts:
        written = [each for run in _runs(material, part, answered) for each in run]
        blocks.extend(_headed(part.title, written))
    return [*signs(material), *blocks] if blocks else []


def _besides(material: Material, parts: Sequence[Part], told: frozenset[str]) -> list[Part]:
    """``parts`` without the rules that are ``told`` above; one that has lost some is headed as what is left of it."""
    left: list[Part] = []
    for each in parts:
        rules = tuple(rule for rule in each.rules if rule.id not in told)
        title = each.title
        if title and len(rules) < len(each.rules):
            title = material.wording.say("blocks", "rest_title")
        if rules:
            left.append(replace(each, rules=rules, title=title))
    return left


def _overview(material: Material, parts: Sequence[Part]) -> DraftTable | None:
    """Who does what over all parts, where most of these hold no more than a sentence or two."""
    rules = [each for part in parts for each in part.rules]
    few = len(parts) >= _SCATTERED and len(rules) <= 2 * len(parts)
    prose_only = [each for each in rules if _shape(material, each)[0] == "prose"]
    return parties(material, prose_only) if few else None


def _runs(
    material: Material, part: Part, answered: Sequence[Rule]
) -> Iterable[Iterable[DraftBlock]]:
    for key, run in groupby(_lists_whole(material, part), key=lambda each: _shape(material, each)):
        rules = list(run)
        if key[0] == "prose":
            tabled = in_table(material, rules)
            above = [each for each in answered if each not in tabled]
            gone = {each.id for each in above if not _is_leant_on(material, each, rules)}
            rules = [each for each in rules if each.id not in gone]
        yield _WRITERS[key[0]](material, rules) if rules else []


def _is_leant_on(material: Material, rule: Rule, rules: Sequence[Rule]) -> bool:
    """Whether another of the ``rules``, right behind the ``rule``, leans on it."""
    behind = [each for each in rules if label_before(each.cites[0]) in rule.cites]
    other = [each for each in behind if each.id != rule.id]
    return any(each.leaning or points_back(material, each) for each in other)


def _lists_whole(material: Material, part: Part) -> list[Rule]:
    """The rules of a part, those of one list together: a list is told once."""
    shapes = [_shape(material, each) for each in part.rules]
    first: dict[tuple[str, str], int] = {}
    places = [
        first.setdefault(shape, at) if shape[0] == "list" else at for at, shape in enumerate(shapes)
    ]
    return [part.rules[at] for at in sorted(range(len(places)), key=lambda at: (places[at], at))]


def _headed(title: str, blocks: list[DraftBlock]) -> list[DraftBlock]:
    """``blocks`` with the part's heading on the first, or in front of one with a title of its own."""
    if not title or not blocks:
        return blocks
    first = blocks[0]
    if first.type in _TITLED:
        return [first.model_copy(update={"title": title}), *blocks[1:]]
    for at, each in enumerate(blocks):
        if isinstance(each, DraftText) and not each.title:
            ahead = each.model_copy(update={"title": title})
            return [ahead, *blocks[:at], *blocks[at + 1 :]]
    bare = isinstance(first, DraftCallout) and not first.title
    return [first.model_copy(update={"title": title}), *blocks[1:]] if bare else blocks


def _shape(material: Material, rule: Rule) -> tuple[str, str]:
    """The shape a rule is told in, and what it shares with its neighbours there."""
    number = rule.passages[-1] if rule.passages else 0
    passage = material.request.passages[number - 1]
    place = material.occurrence.get(passage.id)
    if opens_list(material, rule):
        return "ways", rule.id
    above = parent_step(material, rule)
    if above and not rule.statement.group:
        return "steps", above.statement.group
    stub = list_above(material, rule)
    if stub and _is_listed_here(material, stub):
        return "list", stub
    parent = parent_of(material, rule)
    if parent and is_bare(rule) and not _is_told(material, parent):
        return "nested", parent.id
    if rule.modality == "step" and rule.statement.group and not is_listed(material, rule):
        return "steps", rule.statement.group
    if place and place.header and place.cells:
        return "rows", "|".join(place.header)
    if passage.kind == "cue":
        return "cues", place.document if place else ""
    if passage.kind == "list_item" and parent:
        return "bullets", ""
    if passage.kind == "list_item":
        lead = place.lead if place else None
        return ("list", str(lead)) if is_listed(material, rule) else ("bullets", "")
    return "prose", ""


def _is_listed_here(material: Material, stub: str) -> bool:
    """Whether a rule is told in the list that ``stub`` introduces."""
    places = (material.occurrence.get(each.id) for each in material.request.passages)
    ruled = {material.number[each.passage] for each in places if each and each.lead == stub}
    return any(each.passages[-1] in ruled for each in material.rules if each.cites)


def _is_told(material: Material, parent: Passage) -> bool:
    """Whether a rule of the item ``parent`` can stand above what hangs under it."""
    number = material.number[parent.id]
    return any(each.passages == (number,) and not is_bare(each) for each in material.rules)


def _cues(material: Material, rules: list[Rule]) -> Iterable[DraftBlock]:
    title = material.wording.say("blocks", "clip_title", rules[0].id)
    yield DraftClip(type="clip", title=title, cites=cites_of(rules))
    yield from prose(material, rules)


def _prose(material: Material, rules: list[Rule]) -> Iterable[DraftBlock]:
    """Rules that name several parties as a table of who does what; the others as texts."""
    table = parties(material, rules)
    if table is None:
        yield from prose(material, rules)
        return
    rest = [each for each in rules if not set(each.cites) <= set(table.cites)]
    yield table
    yield from prose(material, rest) if rest else []


_WRITERS: dict[str, Callable[[Material, list[Rule]], Iterable[DraftBlock]]] = {
    "steps": steps,
    "rows": rows,
    "list": listed,
    "ways": ways,
    "nested": nested,
    "bullets": bullets,
    "cues": _cues,
    "prose": _prose,
}
