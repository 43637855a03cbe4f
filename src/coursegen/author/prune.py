"""What fails the check is not shipped: drop generated units that carry an error, and what then hangs loose.

In: a course fresh from a generator and its findings. Out: the course without them, and what was dropped.
Never applied to units that a person has touched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from coursegen.author.items import cover_objectives
from coursegen.author.module import Dropped
from coursegen.check.time import estimate_minutes
from coursegen.model.base import ids_in
from coursegen.model.course import Course, Module, Outline
from coursegen.model.finding import Finding

__all__ = ["prune"]


def prune(
    course: Course, findings: Iterable[Finding], made: frozenset[str], new: frozenset[str]
) -> tuple[Course, list[Dropped]]:
    """Drop the units among ``made`` (ids) and the ``new`` modules that carry an error; what is empty with them.

    A finding inside a scenario drops the scenario; one inside an item (an option, say) the item. An item
    that repeats an earlier one goes as well, where its objective has another. Only modules among ``new``
    may lose objectives or go: the others stand on disk.
    """
    owner = {part: unit for unit, part in _parts_of(course) if unit in made}
    mine = [
        each.model_copy(update={"unit": owner[each.unit]})
        for each in findings
        if each.unit in owner
    ]
    bad = {each.unit: each for each in mine if each.severity == "error"}
    repeated = [each for each in mine if each.rule == "near-duplicate"]
    bad |= {each.unit: each for each in _spare(repeated, course, set(bad))}
    bad |= {each.unit: each for each in findings if each.severity == "error" and each.unit in new}
    dropped = [
        Dropped(each.module, unit, f"{each.rule}: {each.message}") for unit, each in bad.items()
    ]
    modules = tuple(_without(module, set(bad)) for module in course.modules)
    course, loose = _drop_loose(Course(outline=course.outline, modules=modules), new)
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


def _parts_of(course: Course) -> Iterator[tuple[str, str]]:
    """The id of each unit with the id of each of its parts, itself included."""
    for module in course.modules:
        for unit in module.units:
            yield from ((unit.id, part) for part in ids_in(unit))


def _without(module: Module, bad: set[str]) -> Module:
    if module.id in bad:
        return module.model_copy(update={"blocks": (), "items": (), "scenario": None})
    units = {each.id for each in module.units}
    if not bad & units:
        return module
    kept = module.model_copy(
        update={
            "blocks": tuple(each for each in module.blocks if each.id not in bad),
            "items": tuple(each for each in module.items if each.id not in bad),
            "scenario": None
            if module.scenario is None or module.scenario.id in bad
            else module.scenario,
        }
    )
    return kept.model_copy(update={"minutes": estimate_minutes(kept)})


def _drop_loose(course: Course, new: frozenset[str]) -> tuple[Course, list[Dropped]]:
    """Drop objectives that no item asks and modules that are left without blocks or objectives."""
    dropped: list[Dropped] = []
    gone: set[str] = set()
    modules: list[Module] = []
    for module in course.modules:
        if module.id not in new:
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
    modules = [_without_lost(each, gone) for each in modules]
    outline = _outline_of(course.outline, modules, gone)
    return Course(outline=outline, modules=tuple(modules)), dropped


def _without_lost(module: Module, gone: set[str]) -> Module:
    """``module`` without items on objectives of an earlier module that are ``gone``."""
    lost = gone - set(module.objectives)
    left = tuple(each for each in module.items if each.objective not in lost or each.pinned)
    if left == module.items:
        return module
    kept = module.model_copy(update={"items": left})
    return kept.model_copy(update={"minutes": estimate_minutes(kept)})


def _with_objectives(module: Module, kept: tuple[str, ...]) -> Module:
    scenario = module.scenario
    if scenario is not None and scenario.objective not in kept:
        scenario = scenario.model_copy(update={"objective": None})
    covered = module.model_copy(
        update={
            "objectives": kept,
            "scenario": scenario,
            "items": tuple(cover_objectives(list(module.items), kept)),
        }
    )
    if covered.items == module.items:
        return covered
    return covered.model_copy(update={"minutes": estimate_minutes(covered)})


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
