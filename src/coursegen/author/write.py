"""The round that writes modules: three requests a new module and one for the words it uses, one a touched unit of a module on disk, all at once.

What a later module asks about an earlier one is asked after that, one by one, as long as the course has minutes left.

In: the revised outline, the course on disk. Out: the modules as generated, before anything of a person is
merged in. Modules that nothing touched are taken from disk as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field

from coursegen.author.adopt import best_heir
from coursegen.author.glossary import glossary_requests, terms_on_cards
from coursegen.author.keep import keep_untouched, keeper_of, retitled_module
from coursegen.author.mint import Mint
from coursegen.author.module import Dropped, ModuleMaker
from coursegen.author.rehome import passages_of, rehomed
from coursegen.author.requests import Scope, again_request, module_requests
from coursegen.author.revise import Revision
from coursegen.author.revised import revised_module
from coursegen.author.rounds import Rounds
from coursegen.author.touched import Touched, touched_units
from coursegen.check.time import estimate_minutes
from coursegen.generate.protocol import reads_prompts
from coursegen.model.base import ids_in
from coursegen.model.course import Brief, Course, Module, Outline
from coursegen.model.items import Item
from coursegen.model.lock import Lock
from coursegen.model.request import Reply, Request

__all__ = ["Minutes", "Writing", "Written", "write_modules"]


@dataclass(frozen=True)
class Minutes:
    """What the whole course may take, and a module of it at most."""

    course: float = 0
    module: float = 0


@dataclass(frozen=True)
class Written:
    """The course as generated; ``made`` are the ids of blocks, items and scenarios that are new in it.

    ``places`` tells from which request, and which part of its draft (from 0), each of them came.
    """

    course: Course
    made: frozenset[str]
    dropped: list[Dropped]
    places: Mapping[str, tuple[str, int]]


_QUESTION = 0.7
"""Minutes that a question on an earlier module takes, at most: 40 s, to one decimal."""


@dataclass(frozen=True)
class Writing:
    """What the fresh modules are made of: their requests by brief, and the reply to each.

    Requests stand under their task; those of a module that is in ``touched``, as it is revised unit by unit, under
    their ids. ``again`` holds the earlier module that each may ask about once more, with the request for that, which
    ``ask`` answers.
    """

    scope: Scope
    revision: Revision
    old: Mapping[str, Module]
    before: Lock | None
    requests: Mapping[str, Mapping[str, Request]]
    replies: Mapping[str, Reply]
    ask: Callable[[Request], Reply]
    minutes: Minutes
    touched: Mapping[str, Touched] = field(default_factory=dict)
    again: Mapping[str, tuple[Brief, Request]] = field(default_factory=dict)

    def written(self) -> Written:
        """Make the modules from the replies; the same replies give the same modules."""
        outline = self.revision.outline
        assert outline is not None
        taken, known = _ids(self.revision, self.old, self.before, self.touched)
        mint = Mint(outline.id, taken, known)
        maker = ModuleMaker(mint, self.minutes.module, self._captions())
        made: dict[str, Module] = {}
        revised: dict[str, Module] = {}
        for brief in outline.modules:
            maker.mint.enter(brief.id)
            if brief.id in self.touched:
                revised[brief.id] = revised_module(
                    maker, brief, self.touched[brief.id], self.replies
                )
            elif brief.id in self.revision.fresh:
                own = self.requests[brief.id]
                replies = {task: self.replies[each.id] for task, each in own.items()}
                made[brief.id] = maker.make(brief, own, replies)
        self._ask_again(maker, made)
        if self.before is not None:
            self._ask_for_lost(maker, made, self.before)
            made = rehomed(made, self.old, self.revision, self.before)
            for key in [each for each in made if each in self.old]:
                made[key] = keep_untouched(
                    made[key], self.old[key], self.revision, self.before, self.scope.index
                )
        found = {**self.old, **self._retitled(), **made, **revised}
        modules = [found[each.id] for each in outline.modules]
        course = Course(outline=outline, modules=tuple(modules))
        return Written(course, _made(modules, self.old), maker.dropped, maker.places)

    def _ask_for_lost(self, maker: ModuleMaker, made: dict[str, Module], before: Lock) -> None:
        """Ask again about the changed rule of each question that a draft of its module has no heir for.

        A draft chooses anew what to ask; the rule that changed would lose its question, and a person's edit of it its ground.
        """
        outline = self.revision.outline
        assert outline is not None
        for brief in outline.modules:
            if brief.id not in made or brief.id not in self.old:
                continue
            if brief.id in self.revision.rewritten:
                continue
            maker.mint.enter(brief.id)
            keeper = keeper_of(self.old[brief.id], self.revision, before, self.scope.index)
            for item in self.old[brief.id].items:
                if not keeper.touched(item) or item.id in self.revision.disputed:
                    continue
                found = [(each, passages_of(each)) for each in made[brief.id].items]
                if best_heir(item, keeper.now(item), found) is None:
                    heir = self._asked_of(maker, brief, item, keeper.now(item))
                    items = (*made[brief.id].items, *([heir] if heir else []))
                    made[brief.id] = made[brief.id].model_copy(update={"items": items})

    def _asked_of(
        self, maker: ModuleMaker, brief: Brief, item: Item, passages: frozenset[str]
    ) -> Item | None:
        """A question in the place of ``item`` on the ``passages`` in the place of its own; None where none comes of them."""
        outline = self.revision.outline
        assert outline is not None
        here = tuple(each for each in brief.passages if each in passages)
        if not here:
            return None
        narrow = brief.model_copy(update={"passages": here})
        (request,) = module_requests(self.scope, outline, narrow, ("items",))
        request = request.model_copy(update={"id": f"{request.id}:{item.id}"})
        items = maker.asking(brief, request, self.ask(request))
        heir = best_heir(item, passages, [(each, passages_of(each)) for each in items])
        return heir.model_copy(update={"pool": item.pool}) if heir else None

    def _retitled(self) -> dict[str, Module]:
        """The modules that nothing touched but a number in a heading that their titles name."""
        before = self.before
        if before is None:
            return {}
        index = self.scope.index
        return {
            key: retitled_module(self.old[key], self.revision, before, index)
            for key in self.revision.numbers
            if key in self.old and not self.old[key].pinned
        }

    def _ask_again(self, maker: ModuleMaker, made: dict[str, Module]) -> None:
        """Let the modules ``made`` ask about earlier ones, as far as the course's minutes go."""
        outline = self.revision.outline
        assert outline is not None
        minutes = {key: each.minutes for key, each in {**self.old, **made}.items()}
        left = self.minutes.course - sum(minutes.get(each.id, 0) for each in outline.modules)
        for key in [
            each.id for each in outline.modules if each.id in made and each.id in self.again
        ]:
            if left < _QUESTION:
                return
            earlier, request = self.again[key]
            maker.mint.enter(key)
            items = maker.asking(earlier, request, self.ask(request))
            grown = made[key].model_copy(update={"items": (*made[key].items, *items)})
            spent = estimate_minutes(grown)
            if spent <= self.minutes.module:
                left -= spent - made[key].minutes
                made[key] = grown.model_copy(update={"minutes": spent})

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
    minutes: Minutes,
) -> Writing:
    """Ask for the fresh modules of ``revision``, all at once; the others stay as they are on disk.

    What they leave of the course's ``minutes`` goes to questions on earlier modules.
    """
    outline = revision.outline
    assert outline is not None
    old = {each.id: each for each in on_disk.modules} if on_disk else {}
    requests: dict[str, dict[str, Request]] = {}
    touched: dict[str, Touched] = {}
    anew: list[Brief] = []
    again: dict[str, tuple[Brief, Request]] = {}
    for brief in outline.modules:
        if brief.id not in revision.fresh:
            continue
        there = brief.id in old and brief.id not in revision.rewritten
        if there and before is not None and reads_prompts(rounds.generator):
            keeper = keeper_of(old[brief.id], revision, before, scope.index)
            touched[brief.id] = touched_units(scope, outline, brief, old[brief.id], keeper)
            requests[brief.id] = touched[brief.id].requests
        else:
            whole = module_requests(scope, outline, brief)
            requests[brief.id] = {each.task: each for each in whole}
            anew.append(brief)
            stands = None if brief.id in revision.rewritten else old.get(brief.id)
            # What a rebuild adds asks of its own alone: two branches may add modules at once.
            added = before is not None and brief.id not in old
            asks = not added and not reads_prompts(rounds.generator)
            once_more = again_request(scope, outline, brief, stands) if asks else None
            if once_more is not None:
                again[brief.id] = once_more
    if reads_prompts(rounds.generator):
        _add_glossary(requests, scope, outline, anew, old)
    replies = rounds.run("modules", [each for own in requests.values() for each in own.values()])

    def ask(request: Request) -> Reply:
        return rounds.run("modules", [request])[request.id]

    return Writing(scope, revision, old, before, requests, replies, ask, minutes, touched, again)


def _add_glossary(
    requests: Mapping[str, dict[str, Request]],
    scope: Scope,
    outline: Outline,
    anew: Sequence[Brief],
    old: Mapping[str, Module],
) -> None:
    """Add a request for the words that the modules ``anew`` use; not for those on cards of others."""
    others = [each for key, each in old.items() if key not in {brief.id for brief in anew}]
    known = {term for each in others for term in terms_on_cards(each.blocks)}
    for key, request in glossary_requests(scope, outline, anew, known).items():
        requests[key][request.task] = request


def _made(modules: list[Module], old: Mapping[str, Module]) -> frozenset[str]:
    """Ids of the units that are not on disk as they are."""
    found = {each.id: each for module in old.values() for each in module.units}
    return frozenset(
        each.id for module in modules for each in module.units if found.get(each.id) != each
    )


def _ids(
    revision: Revision,
    old: Mapping[str, Module],
    before: Lock | None,
    touched: Container[str],
) -> tuple[set[str], dict[str, set[str]]]:
    """Ids that no new unit may get, and by module those of the units in modules that are written anew as a whole."""
    assert revision.outline is not None
    taken = {each.id for each in revision.outline.modules}
    taken.update(each.id for each in revision.outline.objectives)
    if before is not None:  # one that a killed build retired has its record still
        taken.update(before.retired.keys() - before.units.keys())
    known: dict[str, set[str]] = {}
    for identifier, module in old.items():
        ids = set(ids_in(module))
        if identifier in revision.fresh and identifier not in touched:
            known[identifier] = ids
        else:
            taken |= ids
            if identifier in touched:
                known[identifier] = set()
    return taken, {key: ids - taken for key, ids in known.items()}
