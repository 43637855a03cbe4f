"""Sections of a project. In: Material of the whole. Out: Sections: rules under one heading, joined and split to a module's size.

What CRAFT says to leave out is left out. Small neighbours under one parent join, large sections split.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from coursegen.generate.embedded.gates import word_count
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.titles import clean_heading, fit_together, is_generic
from coursegen.generate.embedded.outline.weights import is_asked, is_own_step, weight_of
from coursegen.generate.embedded.reporting.matter import Matter

__all__ = ["Section", "built_sections", "families_of", "sections_of", "shared_heading"]

Families = frozenset[tuple[str, tuple[str, ...]]]
"""Document and heading of sections that stand together."""
_SUB = 2
"""Headings in the path of a family: the document's, and its own."""

_SMALL, _LARGE, _SIZE, _PART = 4.0, 6.6, 9, 6.0
_TINY, _FULL, _FULL_SIZE, _SHORT, _FEW = 9.0, 6.4, 16, 2.2, 3

_BASE, _ITEMS = 0.8, 4
"""Minutes of a module beside its rules and items: its opening, its summary, its words; items of most modules."""


@dataclass(frozen=True)
class Section:
    """Rules that stand under one heading.

    ``beside``: a rule beside them speaks to the learner. ``named``: how many steps the learner is named in. ``also``: the heading of a small section that was
    joined to them. ``parts``: how many sections it was made from, of the ``of`` that its documents have.
    ``topped``: its first heading stands above all sections of the document. ``heaviest``: the heading of the heaviest section joined here.
    ``matter``: what the module on reporting teaches, whose rules these are.
    ``title``: the title of its module, where it was chosen. ``gathered``: from several documents, none of which is its main one.
    """

    document: str
    heading: tuple[str, ...]
    rules: tuple[Rule, ...]
    beside: bool = False
    named: int = 0
    also: tuple[str, ...] = ()
    parts: int = 1
    of: int = 1
    topped: bool = False
    heaviest: tuple[str, ...] = ()
    title: str = ""
    gathered: bool = False
    matter: Matter | None = None

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
        asked = min(_ITEMS, self.asked)
        steps = sum(each.modality == "step" for each in self.rules)
        return 1.3 * words / 200 + 0.42 * (asked + bool(steps)) + _BASE

    @property
    def asked(self) -> int:
        """How many of its rules a question can be put about."""
        return sum(is_asked(each) for each in self.rules)

    @property
    def own(self) -> int:
        """How many of its rules speak to the learner."""
        spoken = sum(each.addressed for each in self.rules)
        return spoken + self.named + (self.beside and sum(is_own_step(each) for each in self.rules))


def _found(material: Material) -> list[Section]:
    found: dict[tuple[str, tuple[str, ...]], list[Rule]] = {}
    left_out = {str(each).lower() for each in material.wording.words("titles", "leave_out")}
    terms = {str(each).lower() for each in material.wording.words("titles", "definitions")}
    for rule in material.rules:
        heading = rule.statement.heading
        names = {clean_heading(each).lower() for each in heading}
        if names & left_out or names & terms or rule.modality == "definition" or not rule.passages:
            continue
        found.setdefault((rule.statement.document, heading), []).append(rule)
    return [
        Section(name, heading, tuple(rules), named=_named(material, rules))
        for (name, heading), rules in found.items()
    ]


def _named(material: Material, rules: Sequence[Rule]) -> int:
    """How many of the rules are steps that the sources give to the learner by name."""
    actors = [each.statement.actor for each in rules if each.modality == "step"]
    return sum(bool(actor) and material.learner.is_named(actor) for actor in actors)


def sections_of(material: Material) -> list[Section]:
    """Every section with rules to teach, in source order."""
    return _seated([_lean(each) for each in _found(material)])


def _seated(sections: Sequence[Section]) -> list[Section]:
    """Each section, told whether the learner is spoken to under the same parent heading."""
    spoken = {
        (each.document, each.heading[:-1])
        for each in sections
        if any(rule.addressed for rule in each.rules)
    }
    return [replace(each, beside=(each.document, each.heading[:-1]) in spoken) for each in sections]


_LIMIT = re.compile(
    r"\b(?:not|only|never|niet|geen|alleen|nooit)\b.*\b(?:until|unless|without|before|tot|tenzij|zonder|voordat|dan)\b"
)
"""A fact that sets a limit: what is not done before something else."""


def _lean(section: Section) -> Section:
    """A long section without the facts that stand apart from its rules and set no limit."""
    if len(section.rules) <= _SIZE:
        return section
    kept = {number for each in section.rules if each.modality != "fact" for number in each.passages}
    rules = [
        each
        for each in section.rules
        if each.modality != "fact"
        or each.said
        or kept & set(each.passages)
        or _LIMIT.search(each.plain)
    ]
    return replace(section, rules=tuple(rules))


def built_sections(
    material: Material, sections: Sequence[Section], families: Families = frozenset()
) -> list[Section]:
    """Small neighbours joined, large sections split, what teaches nothing left out.

    A section of one of the ``families`` is joined with others of it only.
    """
    joined = _joined(material, _whole_documents(material, sections), families, kin_only=True)
    joined = _joined(material, joined, families, kin_only=False)
    parts = [part for each in joined for part in _split(each)]
    return [each for each in parts if each.weight >= _SMALL / 2 and _teaches(each)]


def families_of(sections: Sequence[Section]) -> Families:
    """The headings, below a document's own, that two sections or more stand under."""
    parents = Counter(
        (each.document, each.heading[:-1]) for each in sections if len(each.heading) > _SUB
    )
    return frozenset(parent for parent, count in parents.items() if count > 1)


def _family(section: Section, families: Families) -> tuple[str, tuple[str, ...]] | None:
    parents = [
        (section.document, section.heading[:end]) for end in range(_SUB, len(section.heading) + 1)
    ]
    return next((each for each in parents if each in families), None)


def _whole_documents(material: Material, sections: Sequence[Section]) -> list[Section]:
    """The sections of each document that fits one module as one, under the heading that they share.

    Only where most of their own headings could name no module (*Requirements*, *How to test*).
    """
    result: list[Section] = []
    for _, run in groupby(sections, key=lambda each: each.document):
        parts = list(run)
        shared = shared_heading(*(each.heading for each in parts))
        minutes = sum(each.minutes - _BASE for each in parts) + _BASE
        nameless = sum(is_generic(material, (each.heading or ("",))[-1]) for each in parts)
        if len(parts) == 1 or not shared or minutes > _LARGE or 2 * nameless < len(parts):
            result += parts
            continue
        heavy = max(parts, key=lambda each: each.weight)
        rules = tuple(rule for each in parts for rule in each.rules)
        beside = any(each.beside for each in parts)
        named = sum(each.named for each in parts)
        one = Section(parts[0].document, shared, rules, beside, named, heaviest=heavy.heading)
        result.append(one)
    return result


def _joined(
    material: Material, sections: Sequence[Section], families: Families, *, kin_only: bool
) -> list[Section]:
    """Small neighbours under one parent as one section, as long as it stays a module."""
    result: list[Section] = []
    for each in sections:
        last = result[-1] if result else None
        fits = last and _fit_one(last, each)
        if (
            last
            and fits
            and last.document == each.document
            and _family(last, families) == _family(each, families)
            and _kin(material, last, each, kin_only)
        ):
            heavier = last if last.weight >= each.weight else each
            lighter = each if heavier is last else last
            shared = shared_heading(last.heading, each.heading)
            near = len(shared) > 1
            result[-1] = replace(
                last,
                heading=shared if near else heavier.heading,
                heaviest=heavier.heaviest or heavier.heading,
                also=heavier.also if near else lighter.heading,
                rules=last.rules + each.rules,
                named=last.named + each.named,
            )
        else:
            result.append(each)
    return result


def shared_heading(*headings: tuple[str, ...]) -> tuple[str, ...]:
    """The headings, outermost first, that all stand under."""
    found: list[str] = []
    for names in zip(*headings, strict=False):
        if len(set(names)) > 1:
            break
        found.append(names[0])
    return tuple(found)


def _fit_one(one: Section, other: Section) -> bool:
    """Whether two sections make no more than one module."""
    long = one.minutes + other.minutes - _BASE > _FULL
    return not long and one.size + other.size <= _FULL_SIZE


def _kin(material: Material, one: Section, other: Section, kin_only: bool) -> bool:
    """Whether two sections belong together: one parent below the document's title, or one is tiny."""
    shared = len(shared_heading(one.heading, other.heading))
    tiny = min(one.weight, other.weight) < _TINY or min(one.minutes, other.minutes) < _SHORT
    flat = len(one.heading) <= 1 and len(other.heading) <= 1
    few = min(one.size, other.size) <= _FEW
    named = few or fit_together(material, one.heading, other.heading)
    single = not one.also and not other.also and named
    return shared > 1 or (not kin_only and single and tiny and (shared == 1 or flat))


def _split(section: Section) -> list[Section]:
    """A long section in parts of about equal length, cut where a heading or a passage ends."""
    if section.minutes <= _LARGE:
        return [section]
    count = max(2, round(section.minutes / _PART))
    rules = list(section.rules)
    cuts = [0]
    for number in range(1, count):
        aim = number * len(rules) / count
        places = [
            at for at in range(cuts[-1] + 1, len(rules)) if _may_cut(rules[at - 1], rules[at])
        ]
        if not places:
            break
        cuts.append(min(places, key=lambda at: (abs(at - aim) - _headed(rules, at), at)))
    cuts.append(len(rules))
    return [replace(section, rules=tuple(rules[a:b])) for a, b in pairwise(cuts) if b > a]


_NEAR_HEADING = 4
"""Rules by which a cut moves to reach a heading."""


def _headed(rules: Sequence[Rule], at: int) -> int:
    new = rules[at - 1].statement.heading != rules[at].statement.heading
    return _NEAR_HEADING if new else 0


def _may_cut(one: Rule, other: Rule) -> bool:
    """Whether two rules may stand in two modules: not in one procedure, list or paragraph."""
    if one.statement.group and one.statement.group == other.statement.group:
        return False
    return not set(one.passages) & set(other.passages)


def _teaches(section: Section) -> bool:
    return any(each.modality != "definition" and is_asked(each) for each in section.rules)
