"""Rules on what a course is made of: it has modules, its ids are unique, its objectives exist.

In: a CheckContext. Out: Findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coursegen.check.context import CheckContext
from coursegen.check.vocabulary import fold
from coursegen.language.data import languages
from coursegen.model.base import Noun
from coursegen.model.blocks import Citation
from coursegen.model.course import Brief, Module
from coursegen.model.finding import Finding
from coursegen.model.items import Item

__all__ = [
    "course_empty",
    "language_known",
    "module_empty",
    "objective_assessed",
    "objective_known",
    "objective_measurable",
    "stray_module",
    "unique_ids",
]


def course_empty(context: CheckContext) -> Iterable[Finding]:
    """The course has at least one module.

    Why: a course without modules teaches nothing and no package can be made of it.
    Mend: see with ``coursegen plan`` what the sources hold; set ``[audience]`` aliases to the words by
    which the sources name the learners, or add a module by hand.
    """
    if context.course.modules:
        return
    statements = len(context.index.statements)
    if not context.index.passages:
        hint = "Add documents to sources/, or set `include` under [sources] in coursegen.toml."
    elif not statements:
        hint = "The sources hold no rules that can be taught; add a source that says what to do."
    elif context.language.split("-")[0] not in languages("phrases"):
        hint = (
            f"The course is in {context.language!r}, and the embedded generator writes {' and '.join(languages('phrases'))} "
            "only. Have a language model write it (docs/models.md), write modules by hand in course/modules, or, "
            "where the sources are in a language that it writes, set `language` under [course]."
        )
    else:
        hint = (
            f"The sources hold {statements} statements. `coursegen plan` shows which are out of scope; "
            "set the aliases under [audience] to the words by which the sources name the learners."
        )
    yield Finding(
        rule="course-empty", severity="error", message="The course has no modules.", hint=hint
    )


def module_empty(context: CheckContext) -> Iterable[Finding]:
    """A module has something to read and something to answer.

    Why: a module without blocks teaches nothing; one without items or scenario is not practised.
    Mend: add blocks or items, or take the module out of course.yaml.
    """
    for module in context.course.modules:
        if not module.blocks:
            yield _of_module(module, "The module has no blocks.", "Add blocks, or take it out.")
        elif not module.items and module.scenario is None:
            yield _of_module(
                module, "The module has nothing to answer.", "Add an item or a scenario."
            )


def stray_module(context: CheckContext) -> Iterable[Finding]:
    """Every file in ``course/modules`` is of a module that course.yaml names.

    Why: a module that is not named is in no package, however good it is.
    Mend: add it to ``modules`` in course.yaml, or delete the file.
    """
    for name in context.stray_modules:
        yield Finding(
            rule="stray-module",
            severity="warning",
            message=f"The file modules/{name}.yaml is part of no course: course.yaml does not name it.",
            hint="Add its id, topic, objectives and passages to `modules`, or delete the file.",
            module=name,
        )


def _of_module(module: Module, message: str, hint: str) -> Finding:
    return Finding(
        rule="module-empty",
        severity="warning",
        message=message,
        hint=hint,
        module=module.id,
        unit=module.id,
    )


def unique_ids(context: CheckContext) -> Iterable[Finding]:
    """No id stands twice in the course.

    Why: ids carry the learner's saved answers and the links from a change to what rests on it.
    Mend: give the later one another id, such as its own with another ending.
    """
    seen: dict[str, str] = {}
    for module, unit, identifier in _ids(context):
        if identifier in seen:
            yield Finding(
                rule="unique-ids",
                severity="error",
                message=f"The id {identifier} stands twice, first in {seen[identifier] or 'course.yaml'}.",
                hint="Give the later one another id.",
                module=module,
                unit=unit,
            )
        else:
            seen[identifier] = module


def _ids(context: CheckContext) -> Iterator[tuple[str, str, str]]:
    """Module, unit and id of everything in the course that has an id, in course order."""
    outline = context.course.outline
    yield "", "", outline.id
    for objective in outline.objectives:
        yield "", objective.id, objective.id
    if outline.assessment:
        yield "", outline.assessment.id, outline.assessment.id
    for module in context.course.modules:
        yield module.id, module.id, module.id
        units: list[Noun] = [*module.blocks, *module.items]
        if module.scenario:
            yield module.id, module.scenario.id, module.scenario.id
            units += [*module.scenario.scenes, *module.scenario.endings]
        for unit in units:
            yield from _ids_in(module.id, str(getattr(unit, "id", "")), unit)


def _ids_in(module: str, unit: str, part: object) -> Iterator[tuple[str, str, str]]:
    if isinstance(part, tuple):
        for each in part:
            yield from _ids_in(module, unit, each)
    elif isinstance(part, Noun) and not isinstance(part, (Citation, Brief)):
        own = getattr(part, "id", None)
        if own is not None:
            yield module, unit, str(own)
        for name in type(part).model_fields:
            yield from _ids_in(module, unit, getattr(part, name))


def objective_known(context: CheckContext) -> Iterable[Finding]:
    """Every objective that a module, an item or a scenario names is in course.yaml.

    Why: results are reported per objective; one that is not listed counts nowhere.
    Mend: name an objective of course.yaml, or add this one there.
    """
    known = {each.id for each in context.course.outline.objectives}
    for module in context.course.modules:
        named = [(module.id, each) for each in module.objectives]
        if module.scenario and module.scenario.objective:
            named.append((module.scenario.id, module.scenario.objective))
        named += [(item.id, item.objective) for item in module.items]
        for unit, objective in named:
            if objective not in known:
                yield Finding(
                    rule="objective-known",
                    severity="error",
                    message=f"The objective {objective} is not in course.yaml.",
                    hint="Name one that is, or add it under `objectives` there.",
                    module=module.id,
                    unit=unit,
                    field="objectives" if unit == module.id else "objective",
                )


def objective_assessed(context: CheckContext) -> Iterable[Finding]:
    """Every objective has an item, and the final assessment, where there is one, covers them all.

    Why: an objective that nobody asks about cannot be shown to be reached.
    Mend: add an item for it (``pool: assessment`` for the final assessment), or drop the objective.
    """
    outline = context.course.outline
    items: list[Item] = [item for _, item in context.items]
    anywhere = {item.objective for item in items}
    assessed = {item.objective for item in items if item.pool == "assessment"}
    for objective in outline.objectives:
        if objective.id not in anywhere:
            message = "No item asks about this objective."
        elif outline.assessment and objective.id not in assessed:
            message = "The final assessment has no item about this objective."
        else:
            continue
        yield Finding(
            rule="objective-assessed",
            severity="warning",
            message=f"{message} ({objective.text})",
            hint="Add an item for it, or drop the objective.",
            unit=objective.id,
        )


def objective_measurable(context: CheckContext) -> Iterable[Finding]:
    """An objective says what a learner can be seen to do: no "know", "understand" or "be aware of".

    Why: what nobody can see somebody do, no question can ask, and no result can show.
    Mend: say what the learner does with it: report, choose, check, tell apart, fill in.
    """
    for objective in context.course.outline.objectives:
        match = context.words.unmeasurable.search(fold(objective.text))
        if match:
            yield Finding(
                rule="objective-measurable",
                severity="warning",
                message=f"Nobody can see whether this is reached: “{objective.text}”",
                hint=f"Replace “{match[0]}” by what the learner does: report, choose, check.",
                unit=objective.id,
                field="text",
            )


def language_known(context: CheckContext) -> Iterable[Finding]:
    """The rules about wording know the course's language.

    Why: without word lists, strength, number words and typical item flaws go unseen.
    Mend: add ``checks.yaml`` to the language's data folder; the English one explains each entry.
    """
    if not context.words.known:
        yield Finding(
            rule="language-known",
            severity="note",
            message=f"There are no word lists for the language {context.language}; rules about wording "
            "saw digits only.",
            hint="Read strength and number words by eye, or add checks.yaml for the language.",
        )
