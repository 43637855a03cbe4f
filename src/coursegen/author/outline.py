"""The first outline: one request over all passages; numbers become passage ids, units get ids.

In: the scope and the settings of the course. Out: a Revision whose outline rests on passages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from coursegen.author.citations import DraftError
from coursegen.author.mint import Mint
from coursegen.author.module import draft_of
from coursegen.author.requests import Scope, outline_request
from coursegen.author.revise import Revision
from coursegen.author.rounds import Rounds
from coursegen.errors import GeneratorError
from coursegen.language.data import load
from coursegen.model.base import Programme
from coursegen.model.course import Assessment, Brief, Objective, Outline
from coursegen.model.drafts import DraftBrief, OutlineDraft
from coursegen.model.request import Repair, Request, Style

__all__ = ["Room", "extend_outline", "new_outline", "outline_from_draft"]

LEAST_MINUTES = 3
"""A module takes at least this long."""


@dataclass(frozen=True)
class Room:
    """The minutes that an outline may take, or one course of it where ``programme`` lets it be several."""

    minutes: float
    programme: Programme = "never"


def new_outline(rounds: Rounds, scope: Scope, settings: Outline, room: Room) -> Revision:
    """Ask the generator for an outline that fits ``room``; every module of it is fresh.

    Raises GeneratorError where the draft cannot be used.
    """
    outline, no_room = _asked(rounds, scope, settings, room, Mint(settings.id))
    fresh = frozenset(each.id for each in outline.modules)
    return Revision(outline=outline, fresh=fresh, no_room=no_room)


def extend_outline(
    rounds: Rounds, scope: Scope, revision: Revision, taken: frozenset[str], room: Room
) -> Revision:
    """Give passages without a module modules of their own, where ``room`` is left.

    ``taken`` are ids that no new unit may get. Raises GeneratorError where the draft cannot be used.
    """
    outline = revision.outline
    if not revision.homeless and room.programme == "auto":
        room = replace(
            room, programme="never"
        )  # what never had room makes no programme of a course
    left_over = (
        revision.left_over if room.minutes >= LEAST_MINUTES or room.programme == "always" else ()
    )
    waiting = frozenset(revision.homeless) | frozenset(left_over)
    if outline is None or not waiting:
        return replace(revision, no_room=tuple(sorted(revision.left_over)))
    unasked = set(revision.left_over) - waiting
    if room.minutes < LEAST_MINUTES and room.programme == "never":
        return replace(revision, no_room=tuple(sorted({*waiting, *unasked})))
    part = scope.only(waiting)
    settings = outline.model_copy(update={"modules": (), "objectives": (), "parts": ()})
    added, no_room = _asked(rounds, part, settings, room, Mint(outline.id, taken))
    extended = outline.model_copy(
        update={
            "modules": outline.modules + added.modules,
            "objectives": outline.objectives + added.objectives,
            "assessment": outline.assessment or added.assessment,
        }
    )
    placed = {passage for each in added.modules for passage in each.passages}
    return replace(
        revision,
        outline=extended,
        fresh=revision.fresh | {each.id for each in added.modules},
        homeless=tuple(each for each in revision.homeless if each not in placed),
        left_over=tuple(each for each in revision.left_over if each not in placed),
        no_room=tuple(sorted({*no_room, *unasked})),
    )


def _asked(
    rounds: Rounds, scope: Scope, settings: Outline, room: Room, mint: Mint
) -> tuple[Outline, tuple[str, ...]]:
    """The outline, and the passages that found no room in it; one that cannot be used goes back."""
    style = Style(language=settings.language, address=settings.address, audience=settings.audience)
    request = outline_request(
        scope, title=settings.title, style=style, minutes=room.minutes, seed=settings.id
    ).model_copy(update={"programme": room.programme})
    for attempt in range(1, rounds.generator.repairs + 2):
        reply = rounds.run("outline", [request])[request.id]
        try:
            draft = draft_of(OutlineDraft, reply)
            outline = outline_from_draft(draft, request, settings, mint)
            return outline, _named(draft.no_room, request)
        except DraftError as error:
            repair = Repair(part=reply.draft, finding=str(error))
            request = request.model_copy(update={"id": f"outline~{attempt}", "repair": repair})
    raise GeneratorError(
        f"the outline from {reply.generator} cannot be used: {repair.finding}",
        hint="Run the build again, or choose another generator in coursegen.toml.",
    )


def outline_from_draft(
    draft: OutlineDraft, request: Request, settings: Outline, mint: Mint
) -> Outline:
    """Fill ``settings`` (an outline without modules) with the draft's modules and objectives.

    Raises DraftError for a passage number that the request does not have.
    """
    briefs: list[Brief] = []
    objectives: list[Objective] = []
    for each in draft.modules:
        brief, own = _brief(each, request, mint)
        briefs.append(brief)
        objectives.extend(own)
    assessment = None
    if briefs:
        words = load(settings.language, "course") or load("en", "course")
        title = words["final_assessment"]
        assessment = Assessment(id=mint("assessment", title), title=title)
    return settings.model_copy(
        update={
            "modules": tuple(briefs),
            "objectives": tuple(objectives),
            "assessment": assessment,
        }
    )


def _brief(draft: DraftBrief, request: Request, mint: Mint) -> tuple[Brief, list[Objective]]:
    passages = _named(draft.passages, request)
    objectives = [
        Objective(id=mint("objective", each.text, passages), text=each.text, bloom=each.bloom)
        for each in draft.objectives
    ]
    brief = Brief(
        id=mint("module", draft.topic, passages),
        topic=draft.topic,
        objectives=tuple(each.id for each in objectives),
        passages=passages,
    )
    return brief, objectives


def _named(numbers: Iterable[int], request: Request) -> tuple[str, ...]:
    """The ids of the passages with these numbers, in order. Raises DraftError for a number there is not."""
    for number in numbers:
        if not 1 <= number <= len(request.passages):
            raise DraftError(f"the passage number {number} is not one of this request")
    return tuple(request.passages[number - 1].id for number in sorted(set(numbers)))
