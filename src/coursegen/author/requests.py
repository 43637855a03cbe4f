"""Requests from what the sources say: one for the outline, three for each module.

In: the Index, what is in scope, the outline. Out: Requests, which hold all that a generator may know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from coursegen.coursefiles.schemas import draft_schema
from coursegen.index.retrieval import Retrieval
from coursegen.model.course import Brief, Module, Outline
from coursegen.model.disagreement import Disputes
from coursegen.model.passage import Index, Occurrence, Passage, Statement
from coursegen.model.request import BriefInput, Request, Style, Task

__all__ = ["Scope", "Section", "again_request", "module_requests", "outline_request", "schema_of"]

MODULE_TASKS: tuple[Task, ...] = ("module", "items", "scenario")

Section = tuple[str, tuple[str, ...]]
"""A document and a heading path in it."""
_AWAY = 2
"""How many modules back the one stands that a module asks about once more."""
_MOST_RELATED, _MOST_WORDS = 6, 300
"""Of related passages in a prompt: more would cost more than they say."""


@dataclass(frozen=True)
class Scope:
    """The Index as one audience sees it: statements for it, statements of others.

    ``retrieval`` finds related passages for requests; None where nobody reads them.
    What ``disputes`` take out stands outside too.
    """

    index: Index
    inside: tuple[Statement, ...]
    outside: tuple[Statement, ...]
    retrieval: Retrieval | None = None
    disputes: Disputes = field(default_factory=Disputes)

    @classmethod
    def empty(cls) -> Scope:
        """Return the scope of no sources."""
        index = Index(documents=(), passages=(), occurrences=(), statements=())
        return cls(index=index, inside=(), outside=())

    def only(self, passages: frozenset[str], sections: frozenset[Section] = frozenset()) -> Scope:
        """Return the same scope with the statements inside that rest on any of ``passages`` or stand in ``sections``."""
        inside = tuple(
            each
            for each in self.inside
            if (each.document, each.heading) in sections
            or any(ref.passage in passages for ref in each.evidence)
        )
        return replace(self, inside=inside)

    @cached_property
    def taught_passages(self) -> frozenset[str]:
        """Passages that carry a statement in scope."""
        return frozenset(self.statements_of)

    @cached_property
    def statements_of(self) -> Mapping[str, int]:
        """How many statements in scope each passage carries."""
        return Counter(ref.passage for each in self.inside for ref in each.evidence)

    @cached_property
    def ruling_passages(self) -> frozenset[str]:
        """Passages that carry a statement, for whomever."""
        told = (*self.inside, *self.outside)
        return frozenset(ref.passage for each in told for ref in each.evidence)


@cache
def schema_of(task: Task) -> dict[str, Any]:
    """The schema that a draft of ``task`` is held to: the one in schemas/, as endpoints accept it."""
    return draft_schema(task)


def outline_request(
    scope: Scope, *, title: str, style: Style, minutes: float, seed: str
) -> Request:
    """The request for the whole course's outline, over all passages in the order of the sources."""
    seen: set[str] = set()
    passages: list[Passage] = []
    occurrences: list[Occurrence] = []
    for place in scope.index.occurrences:
        if place.passage not in seen:
            seen.add(place.passage)
            passages.append(scope.index.passage_by_id[place.passage])
            occurrences.append(place)
    return Request(
        id="outline",
        task="outline",
        style=style,
        title=title,
        passages=tuple(passages),
        occurrences=tuple(occurrences),
        statements=scope.inside,
        rejected=scope.outside,
        minutes=minutes,
        seed=seed,
        draft_schema=schema_of("outline"),
    )


def module_requests(
    scope: Scope, outline: Outline, brief: Brief, tasks: Iterable[Task] = MODULE_TASKS
) -> list[Request]:
    """The requests for one module: its teaching blocks, its items, its scenario."""
    occurrences = _places(scope.index, brief)
    passages = tuple(scope.index.passage_by_id[each.passage] for each in occurrences)
    here = {each.id for each in passages}
    statements = tuple(each for each in scope.inside if _rests_in(each, here))
    elsewhere = _elsewhere(scope, [each.id for each in passages])
    chosen = {each.id for each in statements}
    objectives = {each.id: each for each in outline.objectives}
    brief_input = BriefInput(
        topic=brief.topic,
        objectives=tuple((objectives[key].text, objectives[key].bloom) for key in brief.objectives),
    )
    return [
        Request(
            id=f"{task}:{brief.id}",
            task=task,
            style=Style(
                language=outline.language, address=outline.address, audience=outline.audience
            ),
            title=outline.title,
            brief=brief_input,
            passages=passages,
            occurrences=tuple(occurrences),
            statements=statements,
            rejected=scope.outside,
            related=tuple(each for each in scope.inside if each.id not in chosen),
            elsewhere=elsewhere,
            seed=brief.id,
            draft_schema=schema_of(task),
        )
        for task in tasks
    ]


def again_request(
    scope: Scope, outline: Outline, brief: Brief, old: Module | None = None
) -> tuple[Brief, Request] | None:
    """The earlier module that ``brief`` asks about once more, and the request for that; None for the first ones.

    It is the one before the last: what is asked again is then no longer fresh.
    A module that stands, ``old``, goes on asking about the one that it asks about, wherever that is now, or about none.
    """
    if old is not None:
        elsewhere = {each.objective for each in old.items} - set(old.objectives)
        found = (each for each in outline.modules if elsewhere & set(each.objectives))
        earlier = next(found, None)
    else:
        at = [each.id for each in outline.modules].index(brief.id)
        earlier = outline.modules[at - _AWAY] if at >= _AWAY else None
    if earlier is None or earlier.id == brief.id:
        return None
    (request,) = module_requests(scope, outline, earlier, ("items",))
    told = {"id": f"again:{brief.id}", "task": "again", "seed": brief.id}
    return earlier, request.model_copy(update=told)


def _elsewhere(scope: Scope, passages: list[str]) -> tuple[Passage, ...]:
    """The passages with a rule that are most like ``passages``, as many as _MOST_WORDS hold."""
    if scope.retrieval is None:
        return ()
    found: list[Passage] = []
    words = 0
    for each in scope.retrieval.like(passages, scope.ruling_passages, _MOST_RELATED):
        words += len(each.text.split())
        if words > _MOST_WORDS:
            break
        found.append(each)
    return tuple(found)


def _rests_in(statement: Statement, passages: set[str]) -> bool:
    return all(ref.passage in passages for ref in statement.evidence)


def _places(index: Index, brief: Brief) -> list[Occurrence]:
    """First occurrence of each passage of the brief and of its leads, in the order of the sources."""
    wanted = set(brief.passages)
    by_passage = index.occurrences_by_passage
    pending = list(wanted)
    while pending:
        for place in by_passage.get(pending.pop(), []):
            if place.lead and place.lead not in wanted:
                wanted.add(place.lead)
                pending.append(place.lead)
    result, seen = [], set()
    for place in index.occurrences:
        if place.passage in wanted and place.passage not in seen:
            seen.add(place.passage)
            result.append(place)
    return result
