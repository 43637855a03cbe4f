"""Plan: what a build would do, and why, without asking a generator or writing anything.

In: a Project. Out: a PlanReport; the same lines decide what ``build --frozen`` refuses.
"""

from __future__ import annotations

from dataclasses import replace

from coursegen.api.behind import (
    changed_settings,
    kind_of,
    out_of_date,
    strays,
    unwritten_modules,
)
from coursegen.api.diffing import since_build
from coursegen.api.estimating import Estimate, estimate, estimate_of
from coursegen.api.growing import growth_of
from coursegen.api.homeless import Homeless, homeless_in
from coursegen.api.outlook import outlook
from coursegen.api.project import Project
from coursegen.api.rehearsing import rehearsed
from coursegen.api.reports import PlanLine, PlanReport
from coursegen.api.retrieving import recipe_of, tokens_to_embed
from coursegen.api.translating import translations_behind
from coursegen.author.edits import held_modules
from coursegen.author.prompts import Prompts
from coursegen.author.record import outline_key
from coursegen.author.requests import MODULE_TASKS, Scope
from coursegen.author.scope import audience_of, scope_by
from coursegen.author.settings import settings_of
from coursegen.author.style_guide import style_guide
from coursegen.author.write import Minutes
from coursegen.change.stale import open_conflicts
from coursegen.change.words import shortened_pair
from coursegen.check.edits import in_words
from coursegen.generate.protocol import Generator, reads_prompts
from coursegen.index.index import build_index
from coursegen.index.retrieval import Retrieval
from coursegen.model.course import Course
from coursegen.model.diff import SourceChange
from coursegen.model.lock import Lock, UnitRecord, outline_only
from coursegen.model.passage import Index

__all__ = ["plan"]

_LONGEST = 50


def plan(project: Project) -> PlanReport:
    """Compare the sources with the lock, unit by unit. Needs no network and no cache."""
    before = project.known_lock()
    scope = _scope(project)
    if before is None or not project.has_course():
        why = (
            "the course has not been built yet; `build --until outline` stops to let you approve it"
        )
        lines = [PlanLine("course", "outline", "new", why)]
        requests = f"1 for the outline, then {len(MODULE_TASKS)} a module"
        report = _report(project, scope, None, lines, requests)
        return replace(report, estimate=_estimate(project, scope, len(report.parts)))
    generator = project.generator()
    waiting = _waiting(scope, before)
    touched = _lines(project, scope, before, generator, waiting)
    modules = {
        before.units[each.unit].module or each.unit
        for each in touched
        if each.state == "changed" and each.kind != "outline"
    }
    course = project.course(unwritten=outline_only(before))
    growth = None
    if waiting:
        held = held_modules(project.folder, course, before)
        growth = growth_of(waiting, scope, course, held, project.config)
    unwritten = unwritten_modules(course)
    lines = [*changed_settings(project, before), *strays(course, before), *touched, *unwritten]
    lines += [
        PlanLine(each.unit, kind_of(each.unit, before), "stale", in_words(each))
        for each in open_conflicts(before, course)
    ]
    if not reads_prompts(generator):
        requests = str(len(MODULE_TASKS) * (len(modules) + len(unwritten)))
        if any(each.kind == "outline" for each in touched):
            requests += ", and one for the outline where minutes are left"
        return replace(_report(project, scope, (course, before), lines, requests), growth=growth)
    asked = rehearsed(project, before, course) if out_of_date(project, before, course) else []
    requests = str(len(asked))
    if any(each.task == "outline" for each in asked):
        requests += f", then {len(MODULE_TASKS)} a module that comes of the outline"
    embedded = tokens_to_embed(project, scope.index) if asked else 0
    found = estimate_of(project.config.generate, asked, embedded)
    report = _report(project, scope, (course, before), lines, requests)
    return replace(report, estimate=found, growth=growth)


def _estimate(project: Project, scope: Scope, parts: int) -> Estimate | None:
    """What a model would be asked for a first build; None without a model."""
    settings = project.config.generate
    if not (settings.model or settings.models):
        return None
    outline = settings_of(project.config, scope.index.documents)
    minutes = Minutes(
        project.config.course.minutes * max(1, parts), project.config.check.longest_module
    )
    scope = replace(
        scope, retrieval=Retrieval(scope.index)
    )  # by words: nothing is embedded for a plan
    prompts = Prompts(project.folder, style_guide(project.config))
    embedded = tokens_to_embed(project, scope.index)
    return estimate(settings, prompts, scope, outline, minutes, embedded)


def _report(
    project: Project,
    scope: Scope,
    built: tuple[Course, Lock] | None,
    lines: list[PlanLine],
    requests: str,
) -> PlanReport:
    course, before = built if built is not None else (None, None)
    return PlanReport(
        lines=lines,
        generator=project.config.generate.generator,
        requests=requests,
        sources=[each.path for each in project.sources],
        skipped=project.skipped,
        translations=translations_behind(project, course) if course else [],
        **outlook(project, scope, course if course and course.modules else None, before),
    )


def _scope(project: Project) -> Scope:
    return scope_by(build_index(project.documents(), project.store), project.config, project.memory)


def _waiting(scope: Scope, before: Lock) -> Homeless | None:
    """What no module holds; None where the rules for the audience are those of the last build."""
    now = outline_key(scope.taught_passages)
    outlines = [each for each in before.units.values() if each.kind == "outline"]
    changed = any(each.source_key != now for each in outlines)
    return homeless_in(before, scope) if changed else None


def _lines(
    project: Project, scope: Scope, before: Lock, generator: Generator, waiting: Homeless | None
) -> list[PlanLine]:
    audience = audience_of(scope.index, project.config.audience)
    settings = settings_of(project.config, scope.index.documents).model_copy(
        update={"audience": audience}
    )
    gone = set(before.passages) - set(scope.index.passage_by_id)
    recipe_now = recipe_of(
        project, generator, Prompts(project.folder, style_guide(project.config)), settings
    )
    lines = []
    for identifier, unit in before.units.items():
        why = (waiting.words if waiting else "") if unit.kind == "outline" else _changed(unit, gone)
        if why:
            lines.append(PlanLine(identifier, unit.kind, "changed", why))
        elif unit.recipe_key != recipe_now:
            why = "the way of writing changed; `coursegen build --refresh` applies it"
            lines.append(PlanLine(identifier, unit.kind, "outdated", why))
    return _told(project, scope.index, lines)


def _told(project: Project, index: Index, lines: list[PlanLine]) -> list[PlanLine]:
    """``lines`` with what changed for each unit, in the words of ``coursegen diff``."""
    if not any(each.state == "changed" and each.kind != "outline" for each in lines):
        return lines
    reasons: dict[str, list[str]] = {}
    for change in since_build(project, index).changes:
        words = _change_words(change)
        for unit in change.units:
            why = "what it quotes still stands; only its citation moves" if unit.stands else words
            reasons.setdefault(unit.id, []).append(why)
    return [
        replace(each, why="; ".join(dict.fromkeys(reasons[each.unit])))
        if each.state == "changed" and each.unit in reasons
        else each
        for each in lines
    ]


def _change_words(change: SourceChange) -> str:
    place = change.locator.heading[-1] if change.locator.heading else change.document
    told = [
        "{} {} -> {}".format(each.kind, *map(_quoted, shortened_pair(each.old, each.new, _LONGEST)))
        for each in change.meaning
        if each.kind != "rule"
    ]
    kinds = {"meaning": "a rule changed", "wording": "other words", "none": "form only"}
    gone = "its passage is gone" if change.what == "removed" else ""
    return f"{place}: {gone or ', '.join(told) or kinds[change.severity]}"


def _quoted(words: str) -> str:
    return f'"{words}"' if words else "nothing"


def _changed(unit: UnitRecord, gone: set[str]) -> str:
    """Why a build would touch ``unit``; ``gone`` are passages that stood at the last build."""
    lost = sorted(gone.intersection(unit.passages))
    return f"{len(lost)} of its passages changed or went: {', '.join(lost)}" if lost else ""
