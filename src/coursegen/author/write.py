"""The round that writes modules: three requests a module, all at once.

In: the revised outline, the course on disk. Out: the modules as generated, before anything of a person is
merged in. Modules that nothing touched are taken from disk as they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from coursegen.author.mint import Mint
from coursegen.author.module import Dropped, ModuleMaker
from coursegen.author.requests import MODULE_TASKS, Scope, module_requests
from coursegen.author.revise import Revision, keep_untouched
from coursegen.author.rounds import Rounds
from coursegen.model.base import Noun
from coursegen.model.course import Course, Module
from coursegen.model.lock import Lock
from coursegen.model.request import Request

__all__ = ["write_modules"]


def write_modules(
    rounds: Rounds,
    scope: Scope,
    revision: Revision,
    on_disk: Course | None,
    before: Lock | None,
) -> tuple[Course, list[Dropped]]:
    """Write the fresh modules of ``revision`` and take the others from disk."""
    outline = revision.outline
    assert outline is not None
    old = {each.id: each for each in on_disk.modules} if on_disk else {}
    briefs = [each for each in outline.modules if each.id in revision.fresh]
    requests: dict[str, dict[str, Request]] = {
        brief.id: {each.task: each for each in module_requests(scope, outline, brief)}
        for brief in briefs
    }
    replies = rounds.run(
        "modules", [each for tasks in requests.values() for each in tasks.values()]
    )
    taken, known = _ids(revision, old, before)
    captions = {
        each.source.path: companion
        for each in scope.index.documents
        for companion in each.source.companions
        if companion.endswith(".vtt")
    }
    maker = ModuleMaker(Mint(outline.id, taken, known), captions)
    modules: list[Module] = []
    for brief in outline.modules:
        if brief.id not in revision.fresh:
            modules.append(old[brief.id])
            continue
        own = requests[brief.id]
        made = maker.make(brief, own, {task: replies[own[task].id] for task in MODULE_TASKS})
        if brief.id in old and before is not None:
            made = keep_untouched(made, old[brief.id], revision, before)
        modules.append(made)
    return Course(outline=outline, modules=tuple(modules)), maker.dropped


def _ids(
    revision: Revision, old: dict[str, Module], before: Lock | None
) -> tuple[set[str], set[str]]:
    """Ids that no new unit may get, and ids of the units in modules that are written anew."""
    assert revision.outline is not None
    taken = {each.id for each in revision.outline.modules}
    taken.update(each.id for each in revision.outline.objectives)
    taken.update(before.retired if before else ())
    known: set[str] = set()
    for identifier, module in old.items():
        ids = set(_ids_in(module))
        if identifier in revision.fresh:
            known |= ids
        else:
            taken |= ids
    return taken, known - taken


def _ids_in(part: object) -> Iterator[str]:
    if isinstance(part, tuple):
        for each in part:
            yield from _ids_in(each)
    elif isinstance(part, Noun):
        identifier = getattr(part, "id", None)
        if isinstance(identifier, str):
            yield identifier
        for name in type(part).model_fields:
            yield from _ids_in(getattr(part, name))
