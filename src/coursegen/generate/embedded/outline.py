"""The task ``outline``. In: Material of the whole project. Out: an OutlineDraft: modules of about five minutes.

Statements are grouped by document and section. What CRAFT says to leave out is left out. Small neighbours
under one parent join, large sections split. The heaviest modules fill the minutes; source order stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coursegen.generate.embedded.gates import holds_word, word_count
from coursegen.generate.embedded.items import items_for
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.objectives import objectives_for
from coursegen.generate.embedded.rule import Rule
from coursegen.generate.embedded.titles import clean_heading, fit_together, joined_title, titled
from coursegen.model.drafts import DraftBrief, OutlineDraft

__all__ = ["outline_draft", "weight_of"]

_SMALL, _LARGE, _SIZE = 4.0, 12, 9
_TINY, _FULL, _SHORT, _FEW = 9.0, 12, 3.0, 3
_TERMS, _TERM_WORDS = 3, 40
"""Definitions that one module gets, at most."""
_OWN = 6
"""With so many rules of the learner's own, sections without any are left out."""
_WEIGHTS = {"must": 3.0, "must_not": 3.0, "may": 1.5, "need_not": 1.5, "should": 1.5, "step": 1.2}


@dataclass(frozen=True)
class Section:
    """Rules that stand under one heading.

    ``beside``: a rule beside them speaks to the learner. ``also``: the heading of a small section that was
    joined to them. ``heaviest``: the heading of the heaviest section joined here.
    """

    document: str
    heading: tuple[str, ...]
    rules: tuple[Rule, ...]
    beside: bool = False
    also: tuple[str, ...] = ()
    heaviest: tuple[str, ...] = ()

    @property
    def weight(self) -> float:
        """How much a learner has to take from it."""
        return sum(weight_of(each) for each in self.rules)

    @property
    def size(self) -> int:
        """How many things it teaches: rules, and a procedure for each four steps."""
        steps = sum(each.modality == "step" for each in self.rules)
        return len(self.rules) - steps + -(-steps // 4)

    @property
    def minutes(self) -> float:
        """Estimated minutes of its module: reading at 200 words a minute, items, one path of a scenario."""
        words = sum(word_count(each.plain) for each in self.rules)
        asked = items_for(sum(bool(each.task or each.thing) for each in self.rules))
        steps = sum(each.modality == "step" for each in self.rules)
        return 1.3 * words / 200 + 0.42 * (asked + bool(steps)) + 1.2

    @property
    def own(self) -> int:
        """How many of its rules speak to the learner."""
        spoken = sum(each.addressed for each in self.rules)
        return spoken + (self.beside and sum(_is_own_step(each) for each in self.rules))


def _seated(sections: Sequence[Section]) -> list[Section]:
    """Each section, told whether the learner is spoken to under the same parent heading."""
    spoken = {
        (each.document, each.heading[:-1])
        for each in sections
        if any(rule.addressed for rule in each.rules)
    }
    return [replace(each, beside=(each.document, each.heading[:-1]) in spoken) for each in sections]


def _is_own_step(rule: Rule) -> bool:
    """A step that names nobody tells the reader what to do."""
    return rule.modality == "step" and not rule.statement.actor


def _lean(section: Section) -> Section:
    """A long section without the facts that stand apart from its rules."""
    if len(section.rules) <= _SIZE:
        return section
    kept = {number for each in section.rules if each.modality != "fact" for number in each.passages}
    rules = [each for each in section.rules if each.modality != "fact" or kept & set(each.passages)]
    return replace(section, rules=tuple(rules))


def weight_of(rule: Rule) -> float:
    """Obligations, prohibitions and deadlines weigh most; a rule for the learner more than one for a thing."""
    weight = _WEIGHTS.get(rule.modality, 0.0)
    if not rule.task and not rule.thing and rule.modality != "step":
        weight *= 0.4
    if rule.command:
        weight *= 0.5
    elif rule.addressed or _is_own_step(rule):
        weight += 2
    if rule.statement.deadline or rule.statement.immediate:
        weight += 0.5
    return weight


def outline_draft(material: Material) -> OutlineDraft:
    """The modules of a course; none where nothing can be taught."""
    sections = _seated([_lean(each) for each in _sections(material)])
    spoken = sum(each.own for each in sections) >= _OWN
    if spoken:
        sections = [each for each in sections if each.own]
    sections = _joined(material, sections, kin_only=True)
    sections = _joined(material, sections, kin_only=False)
    sections = [part for each in sections for part in _split(each)]
    if spoken:
        sections = [each for each in sections if each.own]
    sections = [each for each in sections if each.weight >= _SMALL and _teaches(each)]
    sections = _fitting(sections, material.request.minutes)
    sections = _with_terms(material, sections)
    briefs: list[DraftBrief] = []
    for each in sections:
        brief = _brief(material, each, [one.topic for one in briefs])
        if brief.topic and brief.topic not in [one.topic for one in briefs]:
            briefs.append(brief)
    return OutlineDraft(title=_title(material), modules=briefs)


def _fitting(sections: Sequence[Section], minutes: float) -> list[Section]:
    """The heaviest sections that fit into ``minutes``, at least one, in source order."""
    kept: list[Section] = []
    left = minutes
    for each in sorted(sections, key=lambda one: -one.weight):
        if each.minutes <= left or not kept:
            kept.append(each)
            left -= each.minutes
    return [each for each in sections if each in kept]


def _teaches(section: Section) -> bool:
    return any(each.modality not in ("fact", "definition") for each in section.rules)


def _with_terms(material: Material, sections: Sequence[Section]) -> list[Section]:
    """Each section with the definitions of the terms that it is the first to use."""
    by_term: dict[str, Rule] = {}
    for rule in material.rules:
        if _is_term(material, rule):
            by_term.setdefault(rule.statement.term.lower(), rule)
    terms = list(by_term.values())
    result = []
    for section in sections:
        told = " ".join(each.sentence for each in section.rules).lower()
        used = [each for each in terms if re.search(rf"\b{_stem(each)}", told)][:_TERMS]
        terms = [each for each in terms if each not in used]
        result.append(replace(section, rules=(*section.rules, *used)))
    return result


def _is_term(material: Material, rule: Rule) -> bool:
    term = rule.statement.term.lower()
    named = material.learner.strip(term) in material.learner.aliases
    if len(rule.passages) > 1 or word_count(rule.sentence) > _TERM_WORDS:
        return False
    return rule.modality == "definition" and bool(term) and bool(rule.passages) and not named


def _stem(rule: Rule) -> str:
    """A pattern for the term, singular or plural."""
    term = rule.statement.term.lower()
    return re.escape(term[:-1] if len(term) > 4 and term.endswith(("s", "n")) else term)


def _sections(material: Material) -> list[Section]:
    found: dict[tuple[str, tuple[str, ...]], list[Rule]] = {}
    left_out = {str(each).lower() for each in material.wording.words("titles", "leave_out")}
    terms = {str(each).lower() for each in material.wording.words("titles", "definitions")}
    for rule in material.rules:
        heading = rule.statement.heading
        names = {clean_heading(each).lower() for each in heading}
        if names & left_out or names & terms or rule.modality == "definition" or not rule.passages:
            continue
        found.setdefault((rule.statement.document, heading), []).append(rule)
    return [Section(name, heading, tuple(rules)) for (name, heading), rules in found.items()]


def _joined(material: Material, sections: Sequence[Section], *, kin_only: bool) -> list[Section]:
    """Small neighbours under one parent as one section, as long as it stays a module."""
    result: list[Section] = []
    for each in sections:
        last = result[-1] if result else None
        fits = last and last.size + each.size <= _FULL
        if (
            last
            and fits
            and last.document == each.document
            and _kin(material, last, each, kin_only)
        ):
            heavier = last if last.weight >= each.weight else each
            lighter = each if heavier is last else last
            shared = _shared(last, each)
            near = len(shared) > 1
            result[-1] = replace(
                last,
                heading=shared if near else heavier.heading,
                heaviest=heavier.heaviest or heavier.heading,
                also=heavier.also if near else lighter.heading,
                rules=last.rules + each.rules,
            )
        else:
            result.append(each)
    return result


def _shared(one: Section, other: Section) -> tuple[str, ...]:
    """The headings that both stand under."""
    found: list[str] = []
    for first, second in zip(one.heading, other.heading, strict=False):
        if first != second:
            break
        found.append(first)
    return tuple(found)


def _kin(material: Material, one: Section, other: Section, kin_only: bool) -> bool:
    """Whether two sections belong together: one parent below the document's title, or one is tiny."""
    shared = len(_shared(one, other))
    tiny = min(one.weight, other.weight) < _TINY or min(one.minutes, other.minutes) < _SHORT
    flat = len(one.heading) <= 1 and len(other.heading) <= 1
    few = min(one.size, other.size) <= _FEW
    named = few or fit_together(material, one.heading, other.heading)
    single = not one.also and not other.also and named
    return shared > 1 or (not kin_only and single and tiny and (shared == 1 or flat))


def _split(section: Section) -> list[Section]:
    """A large section in parts of about equal length, never inside a procedure."""
    count = len(section.rules)
    if count <= _LARGE:
        return [section]
    parts = -(-count // 9)
    size = -(-count // parts)
    rules = section.rules
    return [replace(section, rules=rules[start : start + size]) for start in range(0, count, size)]


def _brief(material: Material, section: Section, taken: Sequence[str]) -> DraftBrief:
    own = [each for each in section.rules if each.modality != "definition"]
    heavy = sorted(own, key=lambda each: -weight_of(each))
    topic = titled(material, section.heading, heavy)
    if section.also:
        topic = joined_title(material, topic, section.also)
    starts = {tuple(each.lower().split()[:2]) for each in taken}
    if tuple(topic.lower().split()[:2]) in starts:
        others = [titled(material, section.heaviest[-1:], [])]
        others += [titled(material, (), [each]) for each in heavy]
        topic = next(
            (each for each in others if each and tuple(each.lower().split()[:2]) not in starts),
            topic,
        )
    return DraftBrief(
        topic=topic,
        objectives=objectives_for(material, topic, heavy),
        passages=_passages(material, section),
    )


def _passages(material: Material, section: Section) -> list[int]:
    """The passages that carry the section's rules, with the stubs that lead into them."""
    numbers: set[int] = set()
    for rule in section.rules:
        for number in rule.passages:
            numbers.add(number)
            passage = material.request.passages[number - 1].id
            lead = material.occurrence[passage].lead if passage in material.occurrence else None
            if lead in material.number:
                numbers.add(material.number[lead])
    return sorted(numbers | _examples(material, section))


def _examples(material: Material, section: Section) -> set[int]:
    """Lists of signs or examples under the section's headings: they carry no rule, but show one."""
    words = material.wording.words("grammar", "signs")
    own = [each.statement for each in section.rules if each.modality != "definition"]
    headings = {(each.document, each.heading) for each in own}
    found: set[int] = set()
    for place in material.request.occurrences:
        lead = material.passage.get(place.lead or "")
        here = (place.document, place.locator.heading) in headings
        if (
            lead
            and here
            and place.passage in material.number
            and holds_word(words, lead.sentences[-1])
        ):
            found |= {material.number[lead.id], material.number[place.passage]}
    return found


def _title(material: Material) -> str:
    if material.request.title:
        return material.request.title
    headings = [
        each.locator.heading for each in material.request.occurrences if each.locator.heading
    ]
    return clean_heading(headings[0][0]) if headings else ""
