"""A module's rules in parts, one a heading of the source. In: Material. Out: Parts, with what each rule leans on.

A sentence that points at another ("this procedure", "the term") is told behind the one it points at, or not at
all. A short sentence of the source that explains the rule before it goes with that rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from coursegen.generate.embedded.blocks.companions import (
    belongs,
    companion,
    heading_lead,
    is_tellable,
    label_after,
    label_before,
    pattern,
    text_at,
    with_leads,
)
from coursegen.generate.embedded.blocks.person import said_to_you
from coursegen.generate.embedded.blocks.plainly import plainly
from coursegen.generate.embedded.blocks.siblings import siblings
from coursegen.generate.embedded.blocks.whole import is_bare
from coursegen.generate.embedded.gates import stems, word_count
from coursegen.generate.embedded.grammar.rule import Rule, alternatives
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.titles import clean_heading, stripped
from coursegen.generate.embedded.wording import capitalised, lowered

__all__ = ["Part", "is_listed", "parts_of", "points_back", "stub_of", "told_with"]

_HEADING = 10
"""Words of a heading that stands above a part, at most."""
_NESTED = 2
"""Headings above a section that is no part of another: the document's and its own."""
_FACT = 45
"""Words of a fact that is told, at most."""
_BESIDE = 2
"""Passages between two steps that follow each other, at most."""
_CLAUSE = 6
"""Words of a main clause that says what a thing concerned belongs to, at least."""
_LINE = 8
"""Words of a line that may be a heading, at most."""


@dataclass(frozen=True)
class Part:
    """Rules under one heading of the source; ``title`` is empty where it would repeat the module's."""

    title: str
    rules: tuple[Rule, ...]


def parts_of(material: Material) -> list[Part]:
    """The rules to tell, in source order, under their headings."""
    told = [each for each in _resolved(material) if not _is_told_by_another(material, each)]
    brief = material.request.brief
    topic = brief.topic if brief else ""
    several = len({each.statement.document for each in told}) > 1
    seen: set[str] = set()
    found: list[Part] = []
    for _, run in groupby(told, key=lambda each: (each.statement.document, each.statement.heading)):
        rules = _without_lone_item(material, tuple(run))
        title = _title(material, rules[0], topic)
        if not title and found and found[-1].title:  # else it would stand under another's heading
            title = _own_heading(rules[0])
        rules = with_leads(rules, heading_lead(material, title, rules)) if title else rules
        rules = with_leads(rules, siblings(material, rules))
        rules = _as_told(material, rules)
        document = rules[0].statement.document
        if several and document not in seen:
            title = _of_document(rules[0], title)
        seen.add(document)
        title = _told_apart(rules[0], title, [each.title for each in found])
        if found and not title and not found[-1].title:
            found[-1] = replace(found[-1], rules=found[-1].rules + rules)
        else:
            found.append(Part(title, rules))
    return found


def _as_told(material: Material, rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """``rules`` without slips and references, and said to the learner where that is whom they name."""
    told: list[Rule] = []
    for each in rules:
        told.append(said_to_you(material, plainly(material, each), told[-1] if told else None))
    return tuple(told)


def told_with(parts: Sequence[Part], rule: Rule) -> list[Rule]:
    """What the source says to explain ``rule``, right behind it."""
    same = [each for part in parts for each in part.rules if each.id == rule.id]
    return [each for each in same if each.cites != rule.cites and each.modality == "fact"]


def _title(material: Material, rule: Rule, topic: str) -> str:
    above = [clean_heading(each) for each in rule.statement.heading]
    heading = above[-1] if above else ""
    if heading.lower() in material.learner.aliases:  # it says to whom, not what
        heading = above[-2] if len(above) > _NESTED else ""
    if not heading or word_count(heading) > _HEADING or stripped(material, heading) == topic:
        return ""
    return "" if heading.lower() == topic.lower() else capitalised(heading)


def _own_heading(rule: Rule) -> str:
    """The heading of the rule's section, where that is short and more than its document's name."""
    heading = clean_heading(rule.statement.heading[-1]) if len(rule.statement.heading) > 1 else ""
    return capitalised(heading) if word_count(heading) <= _HEADING else ""


def _of_document(rule: Rule, title: str) -> str:
    """The heading with the name of its document in front, for a module made of two."""
    name = clean_heading(rule.statement.heading[0]) if rule.statement.heading else ""
    both = f"{name}: {title}" if title and title.lower() != name.lower() else name
    return both if word_count(both) <= _HEADING + 4 else title


def _told_apart(rule: Rule, title: str, taken: Sequence[str]) -> str:
    """A heading that stands above another part already, with the heading above it in front."""
    above = clean_heading(rule.statement.heading[-2]) if len(rule.statement.heading) > 1 else ""
    both = f"{above}: {title}"
    return both if title in taken and above and word_count(both) <= _HEADING + 4 else title


def is_listed(material: Material, rule: Rule) -> bool:
    """Whether the rule stands in a list under a stub of its own."""
    return bool(stub_of(material, rule))


def stub_of(material: Material, rule: Rule) -> str:
    """The words that introduce the list a rule stands in; empty where there are none."""
    passage = material.request.passages[rule.passages[-1] - 1] if rule.passages else None
    place = material.occurrence.get(passage.id) if passage else None
    lead = material.passage.get(place.lead or "") if place else None
    if passage is None or lead is None or passage.kind != "list_item":
        return ""
    stub = lead.sentences[-1]
    return stub if stub.endswith(":") else ""


def _resolved(material: Material) -> Iterator[Rule]:
    """The rules that can be told, each with the words that link it to the one before, and what explains it."""
    told: set[str] = set()
    rules = [
        plainly(material, each)
        for each in material.rules
        if each.cites and each.modality != "definition"
    ]
    own = {label for each in rules for label in each.cites}
    taken = material.taken
    for rule in rules:
        skipped = _about_itself(material, rule) or _is_fragment(material, rule)
        skipped = skipped or _is_heading(material, rule)
        skipped = skipped or bool(pattern(material, "dead_end").search(rule.plain))
        if skipped or _is_for_another(material, rule):
            continue
        before = label_before(rule.cites[0])
        loose = rule.modality != "step" and not is_listed(material, rule)
        if points_back(material, rule) and before not in told and loose:
            if before in own or before in taken or not is_tellable(material, before):
                continue
            yield companion(material, rule, before)
        between = before not in told and before not in own and label_before(before) in told
        if between and is_tellable(material, before):
            told.add(before)
            yield companion(material, rule, before)
        told.update(rule.cites)
        yield _linked(material, rule) if before in told else rule
        after = label_after(rule.cites[-1])
        while after not in own and belongs(material, after, rule):
            told.add(after)
            by_itself = bool(pattern(material, "only_others").match(text_at(material, after)))
            yield replace(companion(material, rule, after), leaning=not by_itself)
            after = label_after(after)


def _is_fragment(material: Material, rule: Rule) -> bool:
    """Whether the rule is one step of a list whose other steps are for others, and no task of the learner."""
    if rule.subject == material.wording.you or rule.modality not in ("fact", "step"):
        return word_count(rule.plain) > _FACT and rule.modality == "fact"
    if material.learner.is_named(rule.statement.actor):
        return False
    own_list = material.request.passages[rule.passages[-1] - 1].kind == "list_item"
    mixed = own_list and _is_amid_others(material, rule)
    return mixed or (rule.modality == "fact" and word_count(rule.plain) > _FACT)


def _is_heading(material: Material, rule: Rule) -> bool:
    """Whether the rule is a line of a few words without a stop: a heading that nobody marked as one."""
    passage = material.request.passages[rule.passages[-1] - 1]
    bare = passage.kind == "paragraph" and not re.search(r"[.:;!?”\"')\]]\s*$", passage.text)
    return bare and word_count(passage.text) <= _LINE and is_bare(rule)


def _without_lone_item(material: Material, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """``rules`` without a bare command that is all that is left of a list: its subject stands with the others."""
    items = [
        each
        for each in rules
        if material.request.passages[each.passages[-1] - 1].kind == "list_item"
    ]
    lone = items[0] if len(items) == 1 and len(rules) > 1 else None
    if lone is None or not is_bare(lone) or is_listed(material, lone):
        return rules
    return tuple(each for each in rules if each is not lone)


def _is_for_another(material: Material, rule: Rule) -> bool:
    """Whether the section speaks to somebody else than the audience, where that is known."""
    known = bool(material.request.style.audience.aliases)
    addressee = rule.statement.addressee
    return known and bool(addressee) and not material.learner.is_named(addressee)


def _is_amid_others(material: Material, rule: Rule) -> bool:
    """Whether a step of somebody else stands next to it, which goes on from it or leads to it."""
    read = rule.statement
    sequence = pattern(material, "sequence")
    return any(
        0 < abs(each.position - read.position) <= _BESIDE and sequence.match(each.text)
        for each in material.others.get((read.document, read.heading), ())
    )


def _linked(material: Material, rule: Rule) -> Rule:
    """``rule`` with the word by which its sentence follows on the one before (*Daarna moet je ...*)."""
    words = [str(each) for each in material.wording.words("grammar", "links")]
    source = text_at(material, rule.cites[0])
    match = re.match(rf"({alternatives(words)}),? ", source)
    if not match or rule.plain.lower().startswith(match[1].lower()):
        return rule
    you = material.wording.you
    if material.language == "nl":
        turned = re.match(rf"{you} (moet|mag|hoeft) (.+)$", rule.plain, re.IGNORECASE)
        plain = f"{match[1]} {turned[1]} {you} {turned[2]}" if turned else rule.plain
    else:
        own = re.match(r"You (?:must|may|should)", rule.plain)
        plain = f"{match[1]} {lowered(rule.plain)}" if own else rule.plain
    return replace(rule, plain=plain)


def points_back(material: Material, rule: Rule) -> bool:
    """Whether the rule points at words that stand elsewhere."""
    links = [str(each) for each in material.wording.words("grammar", "links")]
    linked = re.match(rf"(?:{alternatives(links)}),? ", text_at(material, rule.cites[0]))
    if linked:
        return True
    loose = rule.statement.dangling
    if "§" in loose and "§" not in rule.plain:  # the reference is not told
        loose = ""
    if loose and not _is_told_before(material, rule.plain, loose):
        return True
    found = pattern(material, "pointing").finditer(rule.plain)
    return any(not _is_told_before(material, rule.plain, each[0], each.start()) for each in found)


def _is_told_before(material: Material, text: str, words: str, place: int = -1) -> bool:
    """Whether ``text`` says itself what ``words`` in it point at.

    ``the party concerned`` behind a main clause is a party to what that clause is about.
    """
    place = text.find(words) if place < 0 else place
    before = text[: max(place, 0)]
    known = stems(before)
    noun = words.rsplit(" ", 1)[-1]
    if " " in words and stems(noun) and stems(noun) <= known:
        return True
    concerned = pattern(material, "concerned").match(words)
    return bool(concerned) and word_count(before) >= _CLAUSE


def _about_itself(material: Material, rule: Rule) -> bool:
    """Whether the sentence speaks of the document, and of no work."""
    return rule.modality == "fact" and bool(pattern(material, "about_itself").search(rule.plain))


def _is_told_by_another(material: Material, rule: Rule) -> bool:
    """Whether a rule of another passage, told in a table or before, says the same."""
    if rule.leaning or rule.modality == "step":
        return False
    said = _bare(rule.sentence)
    return any(_holds(each, rule) for each in material.rules) or any(
        each.id != rule.id
        and each.passages != rule.passages
        and bool(each.cites)
        and _bare(each.sentence) == said
        and _ahead_of(material, each, rule)
        for each in material.rules
    )


def _holds(one: Rule, other: Rule) -> bool:
    """Whether ``one``, of the same sentence, says all that ``other`` says and more, or says it first."""
    if one.cites != other.cites or one.id == other.id or one.modality != other.modality:
        return False
    first, second = _bare(one.plain), _bare(other.plain)
    within = second in first and len(first) > len(second)
    same = stems(one.plain) == stems(other.plain) and one.id < other.id
    return within or same


@lru_cache(maxsize=20_000)
def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def _ahead_of(material: Material, one: Rule, other: Rule) -> bool:
    """Whether ``one`` is told in the place of ``other``: in a table, or before it."""
    rows = [material.request.passages[each.passages[-1] - 1].kind == "row" for each in (one, other)]
    if rows[0] != rows[1]:
        return rows[0]
    return one.passages < other.passages
