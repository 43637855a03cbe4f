"""An outline of sources that no one request can hold: candidates part by part, then a plan made of candidates.

In: the request for the whole, and what tells whether a request fits. Out: requests for parts that fit, cut between
documents or sections; the candidates in their drafts; and the request that plans the course from those, each shown as
a numbered passage of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from coursegen.author.homes import minutes_of
from coursegen.author.requests import Scope
from coursegen.ids import digest
from coursegen.model.drafts import DraftBrief
from coursegen.model.passage import Occurrence, Passage
from coursegen.model.request import Request

__all__ = ["Candidate", "candidates_of", "join_request", "parts_of"]

_ID_LENGTH = 12


@dataclass(frozen=True)
class Candidate:
    """A module that a part of the sources could give: as drafted, and the passages it rests on."""

    draft: DraftBrief
    passages: tuple[str, ...]


def parts_of(request: Request, fits: Callable[[Request], bool]) -> list[Request]:
    """``request`` in as many parts as it takes until each fits; one passage is never cut."""
    runs = _runs(request, request.passages, fits)
    return [
        _part(request, run).model_copy(update={"id": f"{request.id}:{number}"})
        for number, run in enumerate(runs, 1)
    ]


def _runs(
    request: Request, passages: tuple[Passage, ...], fits: Callable[[Request], bool]
) -> list[tuple[Passage, ...]]:
    if len(passages) <= 1 or fits(_part(request, passages)):
        return [passages]
    at = _cut(request, passages)
    return [*_runs(request, passages[:at], fits), *_runs(request, passages[at:], fits)]


def _part(request: Request, passages: tuple[Passage, ...]) -> Request:
    here = {each.id for each in passages}
    return request.model_copy(
        update={
            "passages": passages,
            "occurrences": tuple(each for each in request.occurrences if each.passage in here),
            "statements": tuple(
                each
                for each in request.statements
                if any(ref.passage in here for ref in each.evidence)
            ),
            "stage": "part",
        }
    )


def _cut(request: Request, passages: tuple[Passage, ...]) -> int:
    """Where to cut: between documents near the middle, else between sections, else in the middle."""
    places = {each.passage: each for each in request.occurrences}
    middle = len(passages) / 2
    most = len(passages) / 4

    def nearest(differ: Callable[[Occurrence, Occurrence], bool]) -> list[int]:
        found = [
            at
            for at in range(1, len(passages))
            if differ(places[passages[at - 1].id], places[passages[at].id])
            and abs(at - middle) <= most
        ]
        return sorted(found, key=lambda at: (abs(at - middle), at))

    documents = nearest(lambda one, other: one.document != other.document)
    sections = nearest(lambda one, other: one.locator.heading != other.locator.heading)
    return (documents or sections or [len(passages) // 2])[0]


def candidates_of(request: Request, drafts: Iterable[DraftBrief]) -> list[Candidate]:
    """The modules in the draft of one part; a number that it does not have is passed over."""
    found = []
    for each in drafts:
        numbers = sorted(set(each.passages))
        ids = [request.passages[n - 1].id for n in numbers if 1 <= n <= len(request.passages)]
        if ids and each.topic.strip() and each.objectives:
            found.append(Candidate(each, tuple(ids)))
    return found


def join_request(
    request: Request, candidates: Iterable[Candidate], scope: Scope
) -> tuple[Request, Mapping[str, tuple[str, ...]]]:
    """The request that plans from ``candidates``, and the passages behind the id of each.

    A candidate stands among the passages, as its words come from the sources by way of a model.
    """
    shown: list[Passage] = []
    behind: dict[str, tuple[str, ...]] = {}
    for number, each in enumerate(candidates, 1):
        goals = "; ".join(
            f"{goal.text.rstrip('.')} ({goal.bloom})" for goal in each.draft.objectives
        )
        minutes = max(1, round(minutes_of(each.passages, scope)))
        text = " ".join(f"{each.draft.topic}: {goals}; about {minutes} min".split())
        identifier = digest([number, text, each.passages], _ID_LENGTH)
        behind[identifier] = each.passages
        shown.append(
            Passage(
                id=identifier,
                kind="list_item",
                text=text,
                sentences=(text,),
                language=request.style.language,
                sketch="",
            )
        )
    joined = request.model_copy(
        update={"passages": tuple(shown), "occurrences": (), "statements": (), "stage": "join"}
    )
    return joined, behind
