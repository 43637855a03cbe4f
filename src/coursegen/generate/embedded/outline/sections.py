"""Sections of a project. In: Material of the whole. Out: Sections: rules under one heading, joined and split to a module's size.

What CRAFT says to leave out is left out. Small neighbours under one parent join, large sections split.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coursegen.generate.embedded.gates import word_count
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.items.draft import items_for
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.titles import clean_heading, fit_together
from coursegen.generate.embedded.outline.weights import is_asked, is_own_step, weight_of

__all__ = ["Section", "built_sections", "sections_of", "shared_heading"]

_SMALL, _LARGE, _SIZE, _PART = 4.0, 16, 9, 13
_TINY, _FULL, _SHORT, _FEW = 9.0, 16, 3.0, 3


@dataclass(frozen=True)
class Section:
    """Rules that stand under one heading.

    ``beside``: a rule beside them speaks to the learner. ``also``: the heading of a small section that was
    joined to them. ``parts``: how many sections it was made from, of the ``of`` that its documents have.
    ``topped``: its first heading stands above all sections of the document. ``heaviest``: the heading of the heaviest section joined here.
    """

    document: str
    heading: tuple[str, ...]
    rules: tuple[Rule, ...]
    beside: bool = False
    also: tuple[str, ...] = ()
    parts: int = 1
    of: int = 1
    topped: bool = False
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
        asked = items_for(self.asked)
        steps = sum(each.modality == "step" for each in self.rules)
        return 1.3 * words / 200 + 0.42 * (asked + bool(steps)) + 1.2

    @property
    def asked(self) -> int:
        """How many of its rules a question can be put about."""
        return sum(is_asked(each) for each in self.rules)

    @property
    def own(self) -> int:
        """How many of its rules speak to the learner."""
        spoken = sum(each.addressed for each in self.rules)
        return spoken + (self.beside and sum(is_own_step(each) for each in self.rules))


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
    return [Section(name, heading, tuple(rules)) for (name, heading), rules in found.items()]


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


def _lean(section: Section) -> Section:
    """A long section without the facts that stand apart from its rules."""
    if len(section.rules) <= _SIZE:
        return section
    kept = {number for each in section.rules if each.modality != "fact" for number in each.passages}
    rules = [
        each
        for each in section.rules
        if each.modality != "fact" or each.said or kept & set(each.passages)
    ]
    return replace(section, rules=tuple(rules))


def built_sections(material: Material, sections: Sequence[Section]) -> list[Section]:
    """Small neighbours joined, large sections split, what teaches nothing left out."""
    joined = _joined(material, sections, kin_only=True)
    joined = _joined(material, joined, kin_only=False)
    parts = [part for each in joined for part in _split(each)]
    return [each for each in parts if each.weight >= _SMALL / 2 and _teaches(each)]


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
            shared = shared_heading(last, each)
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


def shared_heading(one: Section, other: Section) -> tuple[str, ...]:
    """The headings that both stand under."""
    found: list[str] = []
    for first, second in zip(one.heading, other.heading, strict=False):
        if first != second:
            break
        found.append(first)
    return tuple(found)


def _kin(material: Material, one: Section, other: Section, kin_only: bool) -> bool:
    """Whether two sections belong together: one parent below the document's title, or one is tiny."""
    shared = len(shared_heading(one, other))
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
    parts = -(-count // _PART)
    size = -(-count // parts)
    rules = section.rules
    return [replace(section, rules=rules[start : start + size]) for start in range(0, count, size)]


def _teaches(section: Section) -> bool:
    return any(each.modality != "definition" and is_asked(each) for each in section.rules)
