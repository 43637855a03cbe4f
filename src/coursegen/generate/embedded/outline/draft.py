"""The task ``outline``. In: Material of the whole project. Out: an OutlineDraft: modules of about five minutes.

Statements are grouped by document and section. What CRAFT says to leave out is left out. Small neighbours
under one parent join, large sections split. The heaviest modules fill the minutes; source order stays.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.absorb import absorbed
from coursegen.generate.embedded.outline.founded import founded
from coursegen.generate.embedded.outline.gather import Gathering, Planned, gathered
from coursegen.generate.embedded.outline.names import parts_name
from coursegen.generate.embedded.outline.objectives import objectives_for, several_topics
from coursegen.generate.embedded.outline.passages import passages_of
from coursegen.generate.embedded.outline.plan import Plan, planned
from coursegen.generate.embedded.outline.room import (
    LEAST,
    SHORTEST,
    Ranked,
    heaviest,
    ranked,
    spare_minutes,
    worth_planning,
)
from coursegen.generate.embedded.outline.sections import (
    Section,
    built_sections,
    families_of,
    sections_of,
    shared_heading,
)
from coursegen.generate.embedded.outline.titles import (
    clean_heading,
    is_generic,
    joined_title,
    stripped,
    titled,
)
from coursegen.generate.embedded.outline.used_terms import with_terms
from coursegen.generate.embedded.outline.weights import weight_of
from coursegen.generate.embedded.reporting.module import brief_of
from coursegen.model.drafts import DraftBrief, OutlineDraft

__all__ = ["outline_draft"]

_GATHERED, _ASKED, _PAIR = 30, 3, 2
"""Things that a gathered module teaches at most; rules to ask about that a section is joined for, below; items an
objective has to have."""
_TWO_TITLES = 9
"""Words of the title of two documents, at most."""
_LONGEST = 6.8
"""Minutes of a module: what is shorter than SHORTEST is joined, as long as it stays below."""
_SEVERAL = 3
"""With more sections than this, the title of a document names none of its modules."""
_OWN = 6
"""With so many rules of the learner's own, sections without any come last."""


def outline_draft(material: Material) -> OutlineDraft:
    """The modules of a course; none where nothing can be taught."""
    request = material.request
    own, sections = founded(material, sections_of(material))
    audience = request.style.audience.aliases
    spoken = bool(audience) and sum(each.own for each in sections) >= _OWN
    groups = [sections]
    if spoken:
        groups = [[each for each in sections if bool(each.own) == own] for own in (True, False)]
    families = families_of(sections)
    built = [part for group in groups for part in built_sections(material, group, families)]
    place = {rule.id: number for number, rule in enumerate(material.rules)}
    built.sort(key=lambda each: place[each.rules[0].id])
    counts = Counter(each.document for each in built)
    tops = Counter(name for name, _ in {(each.document, each.heading[:1]) for each in built})
    built = [
        replace(
            each,
            of=counts[each.document],
            topped=counts[each.document] > _SEVERAL and tops[each.document] == 1,
        )
        for each in built
    ]
    tried, untried = worth_planning(
        [ranked(each.weight, each.minutes, last=spoken and not each.own) for each in built], request
    )
    plans = [*_founding(material, own), *_plans(material, [built[at] for at in tried])]
    plans.sort(key=lambda each: place[each[0].rules[0].id])
    kept, no_room = heaviest([_rank(section, plan, spoken) for section, plan in plans], request)
    out = [plans[at][0] for at in no_room]
    taught = _filled(material, [plans[at] for at in kept], plans, _Left(sections, out, spoken))
    modules = _chosen(material, taught)
    without = [plans[at][0] for at in no_room] + [built[at] for at in untried]
    passages = {number for each in without for number in passages_of(material, each.rules)}
    taken = {number for each in modules for number in each.passages}
    return OutlineDraft(title=_title(material), modules=modules, no_room=sorted(passages - taken))


def _founding(material: Material, own: Section | None) -> list[Planned]:
    """The module that a duty of the learner founds, with its plan; none where too little can be asked of it."""
    if own is None:
        return []
    plan = planned(material, _brief(material, own, []), own.rules)
    return [(own, plan)] if plan.items >= _PAIR else []


def _rank(section: Section, plan: Plan, spoken: bool) -> Ranked:
    """The rank of a module: one that a duty of the learner founds goes first."""
    weight = math.inf if section.matter else section.weight
    return ranked(weight, plan.minutes, last=spoken and not section.own)


@dataclass(frozen=True)
class _Left:
    """All sections, those that have no room, and whether the audience has sections of its own."""

    sections: Sequence[Section]
    no_room: Sequence[Section]
    spoken: bool


def _filled(
    material: Material, kept: Sequence[Planned], plans: Sequence[Planned], left: _Left
) -> list[Planned]:
    """``kept``, with the small sections that are in none of ``plans``: in the nearest module, or gathered in new ones."""
    every = [plan.minutes for _, plan in plans]

    def plan_of(section: Section) -> Plan:
        return planned(material, _brief(material, section, []), section.rules)

    def spare(taught: Sequence[Planned]) -> float:
        return spare_minutes(every, [plan.minutes for _, plan in taught], material.request)

    def rest(taught: Sequence[Planned]) -> list[Section]:
        return _untaught(left.sections, [*(section for section, _ in taught), *left.no_room])

    def absorbing(taught: Sequence[Planned]) -> list[Planned]:
        return absorbed(
            material, taught, rest(taught), plan_of, longest=_LONGEST, spare=spare(taught)
        )

    taught = absorbing(_entitled(material, kept))
    how = Gathering(material, plan_of, _LONGEST, spare(taught))
    both = gathered(how, taught, rest(taught), spoken=left.spoken)
    return absorbing(both) if len(both) != len(taught) else both


def _entitled(material: Material, kept: Sequence[Planned]) -> list[Planned]:
    """``kept`` with the titles that they will have, which those gathered beside them may not have too."""
    titles: list[str] = []
    for section, _ in kept:
        titles.append(_brief(material, section, [*material.request.titles, *titles]).topic)
    return [
        (replace(section, title=title), plan)
        for (section, plan), title in zip(kept, titles, strict=True)
    ]


def _untaught(sections: Sequence[Section], planned_ones: Sequence[Section]) -> list[Section]:
    """The sections, or what is left of them, that no plan holds."""
    taken = {rule.id for each in planned_ones for rule in each.rules}
    left = [
        replace(each, rules=tuple(rule for rule in each.rules if rule.id not in taken))
        for each in sections
    ]
    return [each for each in left if each.rules]


def _chosen(material: Material, chosen: Sequence[tuple[Section, Plan]]) -> list[DraftBrief]:
    """The briefs of modules in source order, no two of one name."""
    briefs: list[DraftBrief] = []
    for section, (_, plan) in zip(
        with_terms(material, [each for each, _ in chosen]), chosen, strict=True
    ):
        titles = [one.topic for one in briefs]
        brief = _brief(material, section, [*material.request.titles, *titles])
        if brief.topic and brief.topic not in titles:
            objectives = [
                each.model_copy(
                    update={"text": each.text.replace(f"“{plan.brief.topic}”", f"“{brief.topic}”")}
                )
                for each in plan.brief.objectives
            ]
            briefs.append(brief.model_copy(update={"objectives": objectives}))
    return briefs


def _plans(material: Material, sections: Sequence[Section]) -> list[tuple[Section, Plan]]:
    """Each section with its plan; a poor one joined with the neighbour that it fits, if there is one."""
    result: list[tuple[Section, Plan]] = []
    for section in sections:
        each = section
        plan = planned(material, _brief(material, each, []), each.rules)
        while result and (_is_poor(plan) or _is_poor(result[-1][1])):
            both = _together(material, result[-1][0], each)
            joined = planned(material, _brief(material, both, []), both.rules) if both else None
            if both is None or joined is None or joined.minutes > _LONGEST:
                break
            each, plan = both, joined
            result.pop()
        result.append((each, plan))
    result = _gathered(material, _whole_documents(material, sections, result))
    return [one for one in result if one[1].items >= _PAIR and one[1].minutes >= 1]


def _gathered(
    material: Material, plans: Sequence[tuple[Section, Plan]]
) -> list[tuple[Section, Plan]]:
    """``plans`` with those of one document that are too short to stand as one module, where they make one."""
    result = list(plans)
    for document in dict.fromkeys(section.document for section, _ in plans):
        short = [one for one in result if one[0].document == document and _is_short(one[1])]
        taken, whole = short[:1], replace(short[0][0], topped=False) if short else None
        for one in short[1:]:  # what is left of a document may bear its title
            both = _together(material, whole, replace(one[0], topped=False)) if whole else None
            if both:
                whole, taken = both, [*taken, one]
        plan = planned(material, _brief(material, whole, []), whole.rules) if whole else None
        if whole and plan and len(taken) > 1 and not _is_short(plan) and plan.minutes <= _LONGEST:
            result[result.index(taken[0])] = (whole, plan)
            result = [one for one in result if one not in taken]
    return result


def _is_short(plan: Plan) -> bool:
    return plan.items < _PAIR or plan.minutes < LEAST


def _whole_documents(
    material: Material, sections: Sequence[Section], plans: Sequence[tuple[Section, Plan]]
) -> list[tuple[Section, Plan]]:
    """``plans`` with a document of poor ones as one module, where all its sections together make one."""
    result: list[tuple[Section, Plan]] = []
    for document, run in groupby(plans, key=lambda each: each[0].document):
        held = list(run)
        parts = [each for each in sections if each.document == document]
        poor = any(_is_poor(plan) for _, plan in held)
        whole = _whole(material, parts) if poor and len(parts) > 1 else None
        short = sum(plan.minutes for _, plan in held) <= _LONGEST
        plan = (
            planned(material, _brief(material, whole, []), whole.rules) if whole and short else None
        )
        fits = whole and plan and plan.minutes <= _LONGEST and plan.items >= _ASKED
        result += [(whole, plan)] if whole and plan and fits else held
    return result


def _whole(material: Material, parts: Sequence[Section]) -> Section | None:
    """The sections of one document as one, under the heading that all stand under; or None."""
    shared = shared_heading(*(each.heading for each in parts))
    rules = {rule.id: rule for each in parts for rule in each.rules}
    size = sum(each.size for each in parts)
    if not shared or is_generic(material, shared[-1]) or size > _GATHERED:
        return None
    heavy = max(parts, key=lambda each: each.weight)
    told = sorted(rules.values(), key=lambda each: material.order[each.id])
    return replace(
        parts[0],
        heading=shared,
        heaviest=heavy.heading,
        rules=tuple(told),
        also=(),
        parts=parts[0].of,
        topped=False,
    )


def _share_title(material: Material, one: Section, other: Section) -> bool:
    """Whether one title can name both, or one of them has no name."""
    if not one.heading or not other.heading:
        return True
    topic = titled(material, one.heading, [])
    return joined_title(material, topic, other.heading) != topic


def _is_poor(plan: Plan) -> bool:
    return plan.items < _ASKED or plan.minutes < SHORTEST


def _together(material: Material, one: Section, other: Section) -> Section | None:
    """Two neighbours of one document, or of one folder, under a heading that names both; or None."""
    if one.size + other.size > _GATHERED:
        return None
    heavier = one if one.weight >= other.weight else other
    lighter = other if heavier is one else one
    apart = one.document != other.document
    both = replace(
        one,
        heaviest=heavier.heaviest or heavier.heading,
        rules=one.rules + other.rules,
        parts=one.parts + other.parts,
        of=one.of + other.of if apart else one.of,
    )
    if apart:
        name = _folder_title(one, other) or _two_titles(material, one, other)
        return replace(both, heading=(name,), also=(), topped=False) if name else None
    shared = shared_heading(one.heading, other.heading)
    if any(not is_generic(material, name) for name in shared[1:] if one.topped) or (
        not one.topped and any(not is_generic(material, name) for name in shared)
    ):
        return replace(both, heading=shared, also=())
    if lighter.heading and is_generic(material, clean_heading(lighter.heading[-1])):
        return replace(both, heading=heavier.heading, also=heavier.also)  # it names nothing itself
    if one.also or other.also or not _share_title(material, heavier, lighter):
        return None
    return replace(both, heading=heavier.heading, also=lighter.heading)


def _two_titles(material: Material, one: Section, other: Section) -> str:
    """The names of two small documents of one folder, joined; empty where one is not whole or has no name."""
    folders = {each.document.rpartition("/")[0] for each in (one, other)}
    whole = one.parts == one.of and other.parts == other.of
    names = [
        stripped(material, each.heading[-1]) for each in (one, other) if len(each.heading) == 1
    ]
    link = str(material.wording.words("titles", "link"))
    fits = len(folders) == 1 and whole and len(names) == len({*names}) == 2
    if not fits or any(is_generic(material, each) or f" {link} " in each for each in names):
        return ""
    first, second = names
    named = any(each[:1].isupper() for each in second.split()[1:])
    both = f"{first} {link} {second if named else material.inside(second)}"
    return both if len(both.split()) <= _TWO_TITLES else ""


def _folder_title(one: Section, other: Section) -> str:
    """The name of the folder that both small documents are in, where it is written as a title."""
    folders = {each.document.rpartition("/")[0] for each in (one, other)}
    name = min(folders).rpartition("/")[2]
    whole = one.parts == one.of and other.parts == other.of
    return name if len(folders) == 1 and name[:1].isupper() and whole else ""


def _start(title: str) -> tuple[str, ...]:
    """The words by which two titles are told apart: the first four."""
    return tuple(title.lower().split()[:4])


def _brief(material: Material, section: Section, taken: Sequence[str]) -> DraftBrief:
    if section.matter:
        return brief_of(material, section.matter)
    own = [each for each in section.rules if each.modality != "definition"]
    heavy = sorted(own, key=lambda each: -weight_of(each))
    topic = section.title or titled(material, section.heading, heavy, topped=section.topped)
    if section.also and not section.title:
        topic = joined_title(material, topic, section.also)
    starts = {_start(each) for each in taken}
    if _start(topic) in starts and (not section.title or topic in taken):
        others = [titled(material, (), [each]) for each in heavy]
        last = section.heaviest[-1:]
        if last and not is_generic(material, last[0]):
            others.insert(0, titled(material, last, []))
        others.insert(0, parts_name(material, topic, section.rules, len(section.heading)))
        fit = (each for each in others if each and _start(each) not in starts)
        topic = next(fit, topic)
    objectives = several_topics if section.gathered else objectives_for
    return DraftBrief(
        topic=topic,
        objectives=objectives(material, topic, heavy),
        passages=passages_of(material, section.rules),
    )


def _title(material: Material) -> str:
    if material.request.title:
        return material.request.title
    headings = [
        each.locator.heading for each in material.request.occurrences if each.locator.heading
    ]
    return clean_heading(headings[0][0]) if headings else ""
