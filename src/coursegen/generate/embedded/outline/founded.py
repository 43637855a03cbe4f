"""A module that a duty of the learner founds. In: Material of the project, its sections. Out: the module's section, and the sections without it.

A duty to report mostly stands alone: the sections around it are for those who deal with reports, so that of its own
section too little can be asked for a module. What belongs to it from all documents makes one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.sections import Section
from coursegen.generate.embedded.outline.weights import is_asked
from coursegen.generate.embedded.reporting.matter import Matter, matter_of
from coursegen.generate.embedded.reporting.module import brief_of

__all__ = ["founded"]

_ASKED = 3
"""With so many rules of the learner's own to ask about, a section needs no help to become a module."""
_PARTS = 2
"""Parts that a matter has to have beside its duty, at least."""


def founded(
    material: Material, sections: Sequence[Section]
) -> tuple[Section | None, list[Section]]:
    """The section of the module on reporting, if a duty to report has none; and the others without its rules."""
    matter = matter_of(material) if material.request.style.audience.aliases else None
    if matter is None or not _is_needed(matter, sections):
        return None, list(sections)
    taken = {each.id for each in matter.rules}
    left = [
        replace(each, rules=tuple(rule for rule in each.rules if rule.id not in taken))
        for each in sections
    ]
    first = matter.duty.statement
    own = Section(
        first.document,
        first.heading,
        matter.rules,
        named=len(matter.rules),
        title=brief_of(material, matter).topic,
        gathered=True,
        matter=matter,
    )
    return own, [each for each in left if each.rules]


def _is_needed(matter: Matter, sections: Sequence[Section]) -> bool:
    """Whether there is enough to teach, and the duty's own section gives too little to ask."""
    there = (matter.ways, matter.kinds, matter.unsure, matter.ban, matter.judge, matter.also)
    if sum(map(bool, there)) < _PARTS:
        return False
    own = [
        rule
        for each in sections
        for rule in each.rules
        if (rule.statement.document, rule.statement.heading)
        == (matter.duty.statement.document, matter.duty.statement.heading)
    ]
    return sum(is_asked(each) and each.addressed for each in own) < _ASKED
