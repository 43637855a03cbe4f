"""Small sections that make no module of their own. In: the modules that are kept, all sections. Out: modules that teach them too.

A section of which too little can be asked is told in the nearest module of its document, under its own heading, as
long as that module keeps its length and the course its minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from coursegen.generate.embedded.gates import word_count
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.names import folder_name
from coursegen.generate.embedded.outline.plan import Plan
from coursegen.generate.embedded.outline.sections import Section

__all__ = ["absorbed"]

_WORDS_A_MINUTE = 180
_SLACK = 0.05
"""Minutes by which a section's words may misjudge what it adds to a module."""
_TRIES = 2
"""Modules that a section is tried in, the nearest first."""

Planned = tuple[Section, Plan]


def absorbed(
    material: Material,
    kept: Sequence[Planned],
    sections: Sequence[Section],
    plan_of: Callable[[Section], Plan],
    *,
    longest: float,
    spare: float,
) -> list[Planned]:
    """``kept`` with those of ``sections`` that are in no plan, where they fit.

    ``longest``: minutes of a module, at most. ``spare``: minutes that the course has left.
    """
    result = list(kept)
    for section in sorted(sections, key=lambda each: -each.weight):
        adds = sum(word_count(each.plain) for each in section.rules) / _WORDS_A_MINUTE
        if adds > spare or not _is_worth_it(section):
            continue
        for at in _hosts(material, result, section)[:_TRIES]:
            host, plan = result[at]
            if plan.minutes + adds > longest + _SLACK:
                continue
            both = _with(material, host, section)
            tried = plan_of(both)
            grown = tried.minutes - plan.minutes
            if tried.minutes <= longest and grown <= spare and tried.items >= plan.items:
                result[at] = (both, tried)
                spare -= max(grown, 0.0)
                break
    return result


def _is_worth_it(section: Section) -> bool:
    """Whether it says anything that stands by itself."""
    return any(not each.leaning or each.modality != "fact" for each in section.rules)


def _hosts(material: Material, plans: Sequence[Planned], section: Section) -> list[int]:
    """The places of the modules that may teach it too: of its document, or named after its folder."""
    folder = section.document.rpartition("/")[0].rpartition("/")[2]
    names = {folder, folder_name(section.document)} - {""}
    place = material.order[section.rules[0].id]
    found: list[tuple[int, int]] = []
    for at, (host, _) in enumerate(plans):
        if host.matter:  # it has its own blocks
            continue
        documents = {each.statement.document for each in host.rules}
        same = section.document in documents
        beside = bool(names & {host.title, *host.heading[:1]})
        if same or beside:
            near = min(abs(material.order[each.id] - place) for each in host.rules)
            found.append((near, at))
    return [at for _, at in sorted(found)]


def _with(material: Material, host: Section, section: Section) -> Section:
    rules = {each.id: each for each in (*host.rules, *section.rules)}
    told = sorted(rules.values(), key=lambda each: material.order[each.id])
    return replace(host, rules=tuple(told))
