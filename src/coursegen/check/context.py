"""What every rule is given. In: Course, Index, settings. Out: a CheckContext with what rules share.

All of it is computed once: the claims, the citations with their places, the order of the units.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from coursegen.build.memory import Memory
from coursegen.change.merge import Conflict
from coursegen.check.claims import Claim, claims_of
from coursegen.check.vocabulary import Vocabulary, vocabulary
from coursegen.config import CheckSettings
from coursegen.model.base import Waiver
from coursegen.model.blocks import Citation, citations_of
from coursegen.model.course import Course, Module
from coursegen.model.diff import EditionNotice
from coursegen.model.disagreement import Disputes
from coursegen.model.finding import Finding, Severity
from coursegen.model.items import Item, MultipleChoice, SingleChoice
from coursegen.model.passage import Index, Statement

__all__ = ["CheckContext", "CitedAt"]


@dataclass(frozen=True, slots=True)
class CitedAt:
    """A citation and the unit it stands in."""

    module: str
    unit: str
    citation: Citation


@dataclass(frozen=True)
class CheckContext:
    """The course, the index it rests on, the settings, and views of them that rules share."""

    course: Course
    index: Index
    settings: CheckSettings = field(default_factory=CheckSettings)
    stray_modules: tuple[str, ...] = ()
    """Names, without ``.yaml``, of module files that the outline does not name."""
    stale: tuple[Conflict, ...] = ()
    """What people changed or pinned and the sources changed too, not settled yet."""
    same_edition: tuple[EditionNotice, ...] = ()
    """Sources whose meaning changed since the last build under the edition that they had."""
    known: Memory = field(default_factory=Memory, compare=False, repr=False)
    """What was found out about the texts of the sources, in this run and before it."""
    disputes: Disputes = field(default_factory=Disputes)
    """What of the sources cannot all hold, and which decisions settle nothing."""
    memory: dict[tuple[str, ...], Any] = field(default_factory=dict, compare=False, repr=False)
    """What rules remember for one another within one run."""
    paired: dict[Claim, tuple[Any, ...]] = field(default_factory=dict, compare=False, repr=False)
    """The pairings of each claim that a rule has asked for."""

    found: list[Finding] = field(default_factory=list, compare=False, repr=False)
    """What the rules before have found, for the rule on waivers."""

    @property
    def language(self) -> str:
        """The course's language."""
        return self.course.outline.language

    @property
    def words(self) -> Vocabulary:
        """The vocabulary of the course's language."""
        return vocabulary(self.language)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every text of the course, in course order."""
        return tuple(claims_of(self.course))

    @cached_property
    def claims_by_module(self) -> dict[str, list[Claim]]:
        """Module id -> its claims, in order."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(claim.module, []).append(claim)
        return found

    @cached_property
    def items(self) -> tuple[tuple[Module, Item], ...]:
        """Every item with its module, in course order."""
        return tuple((module, item) for module in self.course.modules for item in module.items)

    @cached_property
    def choices(self) -> tuple[tuple[Module, SingleChoice | MultipleChoice], ...]:
        """Every single and multiple choice with its module, in course order."""
        return tuple(
            (module, item)
            for module, item in self.items
            if isinstance(item, (SingleChoice, MultipleChoice))
        )

    @cached_property
    def item_ids(self) -> frozenset[str]:
        """Ids of all items."""
        return frozenset(item.id for _, item in self.items)

    @cached_property
    def waivers(self) -> dict[str, tuple[Waiver, ...]]:
        """Unit id -> its waivers; the course itself is the empty id."""
        course = self.course
        found = {"": course.outline.waivers}
        found |= {each.id: each.waivers for each in course.outline.objectives}
        for module in course.modules:
            found[module.id] = module.waivers
            found |= {each.id: each.waivers for each in (*module.blocks, *module.items)}
            if module.scenario:
                found[module.scenario.id] = module.scenario.waivers
                found |= {each.id: each.waivers for each in module.scenario.scenes}
                found |= {each.id: each.waivers for each in module.scenario.endings}
        return {unit: waivers for unit, waivers in found.items() if waivers}

    @cached_property
    def statements_by_passage(self) -> dict[str, list[Statement]]:
        """Statements under each passage that is their evidence."""
        found: dict[str, list[Statement]] = {}
        for statement in self.index.statements:
            for passage in sorted({each.passage for each in statement.evidence}):
                found.setdefault(passage, []).append(statement)
        return found

    @cached_property
    def citations(self) -> tuple[CitedAt, ...]:
        """Every citation with its unit, in course order; objectives' first."""
        found: list[CitedAt] = []
        for objective in self.course.outline.objectives:
            found.extend(CitedAt("", objective.id, each) for each in citations_of(objective))
        for module in self.course.modules:
            for block in module.blocks:
                found.extend(CitedAt(module.id, block.id, each) for each in citations_of(block))
            if module.scenario:
                for scene in module.scenario.scenes:
                    found.extend(CitedAt(module.id, scene.id, each) for each in citations_of(scene))
                for ending in module.scenario.endings:
                    found.extend(CitedAt(module.id, ending.id, each) for each in ending.citations)
            for item in module.items:
                found.extend(CitedAt(module.id, item.id, each) for each in citations_of(item))
        return tuple(found)

    @cached_property
    def order(self) -> dict[str, int]:
        """Unit id -> its place in the course; the course itself is the empty id."""
        names = ["", *(each.id for each in self.course.outline.objectives)]
        for module in self.course.modules:
            names.append(module.id)
            names.extend(block.id for block in module.blocks)
            if module.scenario:
                names.append(module.scenario.id)
                names.extend(scene.id for scene in module.scenario.scenes)
                names.extend(ending.id for ending in module.scenario.endings)
            names.extend(item.id for item in module.items)
        places: dict[str, int] = {}
        for name in names:
            places.setdefault(name, len(places))
        return places

    def at(self, claim: Claim, rule: str, severity: Severity, message: str, hint: str) -> Finding:
        """A Finding of ``rule`` at the place of ``claim``."""
        return Finding(
            rule=rule,
            severity=severity,
            message=message,
            hint=hint,
            module=claim.module,
            unit=claim.unit,
            field=claim.field,
        )
