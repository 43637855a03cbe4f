"""What fails the check is not shipped: drop generated units that carry an error, and what then hangs loose.

In: a course fresh from a generator and its findings. Out: the course without them, and what was dropped.
Never applied to units that a person has touched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from coursegen.author.items import cover_objectives
from coursegen.author.module import Dropped
from coursegen.check.time import estimate_minutes
from coursegen.model.base import Noun
from coursegen.model.course import Course, Module, Outline
from coursegen.model.finding import Finding

__all__ = ["prune"]


def prune(
    course: Course, findings: Iterable[Finding], generated: frozenset[str]
) -> tuple[Course, list[Dropped]]:
    """Drop the units with an error among the modules ``generated`` (ids), then empty objectives.

    A finding inside a scenario drops the scenario; one inside an item (an option, say) the item. An item
    that repeats an earlier one goes as well, where its objective has another.
    """
    mine = [each for each in findings if each.unit and each.module in generated]
    bad = {each.unit: each for each in mine if each.severity == "error"}
    repeated = [each for each in mine if each.rule == "near-duplicate"]
    bad |= {each.unit: each for each in _spare(repeated, course, set(bad))}
    dropped = [
        Dropped(each.module, unit, f"{each.rule}: {each.message}") for unit, each in bad.items()
    ]
    modules = tuple(
        _without(module, set(bad)) if module.id in generated else module
        for module in course.modules
    )
    course, loose = _drop_loose(Course(outline=course.outline, modules=modules), generated)
    return course, dropped + loose


def _spare(repeated: list[Finding], course: Course, bad: set[str]) -> list[Finding]:
    """Those of ``repeated`` whose objective keeps an item without them."""
    items = {item.id: item.objective for module in course.modules for item in module.items}
    left = Counter(objective for key, objective in items.items() if key not in bad)
    spare = []
    for each in repeated:
        objective = items.get(each.unit)
        if objective is not None and each.unit not in bad and left[objective] > 1:
            left[objective] -= 1
            spare.append(each)
    return spare


def _inside(part: object, identifiers: set[str]) -> bool:
    """Whether ``part`` or anything in it has one of ``identifiers``."""
    if isinstance(part, tuple):
        return any(_inside(each, identifiers) for each in part)
    if not isinstance(part, Noun):
        return False
    if getattr(part, "id", None) in identifiers:
        return True
    return any(_inside(getattr(part, name), identifiers) for name in type(part).model_fields)


def _without(module: Module, bad: set[str]) -> Module:
    if not bad:
        return module
    kept = module.model_copy(
        update={
            "blocks": tuple(each for each in module.blocks if not _inside(each, bad)),
            "items": tuple(each for each in module.items if not _inside(each, bad)),
            "scenario": None
            if module.scenario is None or _inside(module.scenario, bad)
            else module.scenario,
        }
    )
    return kept.model_copy(update={"minutes": estimate_minutes(kept)})


def _drop_loose(course: Course, generated: frozenset[str]) -> tuple[Course, list[Dropped]]:
    """Drop objectives that no item asks and modules that are left without blocks or objectives."""
    dropped: list[Dropped] = []
    gone: set[str] = set()
    modules: list[Module] = []
    for module in course.modules:
        if module.id not in generated:
            modules.append(module)
            continue
        asked = {each.objective for each in module.items}
        kept = tuple(each for each in module.objectives if each in asked)
        gone.update(set(module.objectives) - set(kept))
        if kept and module.blocks:
            modules.append(_with_objectives(module, kept))
        else:
            gone.update(module.objectives)
            dropped.append(
                Dropped(module.id, module.title, "nothing of it could be asked or taught")
            )
    outline = _outline_of(course.outline, modules, gone)
    return Course(outline=outline, modules=tuple(modules)), dropped


def _with_objectives(module: Module, kept: tuple[str, ...]) -> Module:
    scenario = module.scenario
    if scenario is not None and scenario.objective not in kept:
        scenario = scenario.model_copy(update={"objective": None})
    return module.model_copy(
        update={
            "objectives": kept,
            "scenario": scenario,
            "items": tuple(cover_objectives(list(module.items))),
        }
    )


def _outline_of(outline: Outline, modules: list[Module], gone: set[str]) -> Outline:
    kept = {each.id: each for each in modules}
    used = {key for module in modules for key in module.objectives}
    return outline.model_copy(
        update={
            "modules": tuple(
                each.model_copy(update={"objectives": kept[each.id].objectives})
                for each in outline.modules
                if each.id in kept
            ),
            "objectives": tuple(
                each for each in outline.objectives if each.id in used or each.id not in gone
            ),
            "assessment": outline.assessment if modules else None,
        }
    )
