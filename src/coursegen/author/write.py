"""The round that writes modules: three requests a module, all at once.

In: the revised outline, the course on disk. Out: the modules as generated, before anything of a person is
merged in. Modules that nothing touched are taken from disk as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coursegen.author.keep import keep_untouched
from coursegen.author.mint import Mint
from coursegen.author.module import Dropped, ModuleMaker
from coursegen.author.record import units_in
from coursegen.author.requests import MODULE_TASKS, Scope, module_requests
from coursegen.author.revise import Revision
from coursegen.author.rounds import Rounds
from coursegen.model.base import ids_in
from coursegen.model.course import Course, Module
from coursegen.model.lock import Lock
from coursegen.model.request import Reply, Request

__all__ = ["Writing", "Written", "write_modules"]


@dataclass(frozen=True)
class Written:
    """The course as generated; ``made`` are the ids of blocks, items and scenarios that are new in it.

    ``places`` tells from which request, and which part of its draft (from 0), each of them came.
    """

    course: Course
    made: frozenset[str]
    dropped: list[Dropped]
    places: Mapping[str, tuple[str, int]]


@dataclass(frozen=True)
class Writing:
    """What the fresh modules are made of: their requests by brief and task, and the reply to each."""

    scope: Scope
    revision: Revision
    old: Mapping[str, Module]
    before: Lock | None
    requests: Mapping[str, Mapping[str, Request]]
    replies: Mapping[str, Reply]

    def written(self) -> Written:
        """Make the modules from the replies; the same replies give the same modules."""
        outline = self.revision.outline
        assert outline is not None
        taken, known = _ids(self.revision, self.old, self.before)
        maker = ModuleMaker(Mint(outline.id, taken, known), self._captions())
        modules: list[Module] = []
        for brief in outline.modules:
            if brief.id not in self.revision.fresh:
                modules.append(self.old[brief.id])
                continue
            own = self.requests[brief.id]
            replies: dict[str, Reply] = {task: self.replies[own[task].id] for task in MODULE_TASKS}
            made = maker.make(brief, own, replies)
            if brief.id in self.old and self.before is not None:
                made = keep_untouched(
                    made, self.old[brief.id], self.revision, self.before, self.scope.index
                )
            modules.append(made)
        course = Course(outline=outline, modules=tuple(modules))
        return Written(course, _made(modules, self.old), maker.dropped, maker.places)

    def _captions(self) -> dict[str, str]:
        """The captions that were read of each recording, or the first that a browser can show."""
        return {
            each.source.path: companion
            for each in self.scope.index.documents
            for companion in reversed(each.source.companions)
            if companion.endswith(".vtt")
        }


def write_modules(
    rounds: Rounds,
    scope: Scope,
    revision: Revision,
    on_disk: Course | None,
    before: Lock | None,
) -> Writing:
    """Ask for the fresh modules of ``revision``, all at once; the others stay as they are on disk."""
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
    return Writing(scope, revision, old, before, requests, replies)


def _made(modules: list[Module], old: Mapping[str, Module]) -> frozenset[str]:
    """Ids of the units that are not on disk as they are."""
    found = {each.id: each for module in old.values() for each in units_in(module)}
    return frozenset(
        each.id for module in modules for each in units_in(module) if found.get(each.id) != each
    )


def _ids(
    revision: Revision, old: Mapping[str, Module], before: Lock | None
) -> tuple[set[str], set[str]]:
    """Ids that no new unit may get, and ids of the units in modules that are written anew."""
    assert revision.outline is not None
    taken = {each.id for each in revision.outline.modules}
    taken.update(each.id for each in revision.outline.objectives)
    if before is not None:  # one that a killed build retired has its record still
        taken.update(before.retired.keys() - before.units.keys())
    known: set[str] = set()
    for identifier, module in old.items():
        ids = set(ids_in(module))
        if identifier in revision.fresh:
            known |= ids
        else:
            taken |= ids
    return taken, known - taken
