"""The first outline: one request over all passages; numbers become passage ids, units get ids.

In: the scope and the settings of the course. Out: a Revision whose outline rests on passages.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pydantic import ValidationError

from coursegen.author.citations import DraftError
from coursegen.author.homes import A_MODULES_OWN, LEAST_MINUTES, Homes, minutes_of
from coursegen.author.mint import Mint
from coursegen.author.module import Dropped, draft_of, first_line
from coursegen.author.outline_parts import Candidate, candidates_of, join_request, parts_of
from coursegen.author.requests import Scope, outline_request
from coursegen.author.revise import Revision
from coursegen.author.rounds import Rounds
from coursegen.errors import GeneratorError
from coursegen.generate.protocol import fits, may_be_too_long, reads_prompts
from coursegen.language.data import load
from coursegen.model.base import Programme
from coursegen.model.course import Assessment, Brief, Objective, Outline
from coursegen.model.drafts import DraftBrief, OutlineDraft
from coursegen.model.passage import Statement
from coursegen.model.request import Repair, Request, Style

__all__ = ["Drafted", "Room", "extend_outline", "new_outline", "outline_from_draft"]


@dataclass(frozen=True)
class Room:
    """The minutes that an outline may take, or one course of it where ``programme`` lets it be several.

    ``several_from``: of a course that is there, the minutes of new modules from which ``auto`` makes it several.
    ``own``: those of the ``minutes`` that are left of the course's own; the others are for what is new.
    """

    minutes: float
    programme: Programme = "never"
    several_from: float | None = None
    own: float = math.inf


@dataclass(frozen=True)
class Beside:
    """What stands beside the modules to plan: the statements of the sources that it teaches or left, and its titles."""

    related: tuple[Statement, ...] = ()
    titles: tuple[str, ...] = ()


def new_outline(rounds: Rounds, scope: Scope, settings: Outline, room: Room) -> Revision:
    """Ask the generator for an outline that fits ``room``; every module of it is fresh.

    Raises GeneratorError where the draft cannot be used.
    """
    found = _asked(rounds, scope, settings, room, Mint(settings.id), None)
    return Revision(
        outline=found.outline,
        fresh=frozenset(each.id for each in found.outline.modules),
        no_room=found.no_room,
        dropped=found.dropped,
    )


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
    left_over = revision.left_over if _reconsiders(revision, scope, room) else ()
    if reads_prompts(rounds.generator) and not (revision.homeless or revision.reconsidered):
        left_over = ()  # it left them out itself, and asking again is paid for
    waiting = frozenset(revision.homeless) | frozenset(left_over)
    if outline is None or not waiting:
        return replace(revision, no_room=tuple(sorted(revision.left_over)))
    unasked = set(revision.left_over) - waiting
    if room.minutes < LEAST_MINUTES and room.programme == "never":
        return replace(revision, no_room=tuple(sorted({*waiting, *unasked})))
    homes = Homes(scope, outline.modules, {}, math.inf)
    part = scope.only(waiting, homes.free(waiting))
    mine = {each.id for each in part.inside}
    related = tuple(each for each in scope.inside if each.id not in mine)
    settings = outline.model_copy(update={"modules": (), "objectives": (), "parts": ()})
    mint = Mint(outline.id, taken)
    beside = Beside(related, tuple(each.topic for each in outline.modules))
    found = _asked(rounds, part, settings, room, mint, beside)
    full = room.own < LEAST_MINUTES and found.no_room  # a programme has room for all
    added = _only_with(found.outline, frozenset(revision.homeless) if full else waiting)
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
        no_room=tuple(sorted({*waiting.intersection(found.no_room), *unasked})),
        dropped=found.dropped,
    )


def _only_with(added: Outline, wanted: frozenset[str]) -> Outline:
    """``added`` without modules of none of the ``wanted``.

    Only what is new may take a course beyond its minutes, and what a module tells already makes no other.
    """
    modules = tuple(each for each in added.modules if not wanted.isdisjoint(each.passages))
    aims = {key for each in modules for key in each.objectives}
    objectives = tuple(each for each in added.objectives if each.id in aims)
    return added.model_copy(update={"modules": modules, "objectives": objectives})


def _reconsiders(revision: Revision, scope: Scope, room: Room) -> bool:
    """Whether what earlier builds left over may find room: there are minutes, or what is new may make a programme.

    A course that becomes several has room for all that it left out while it was one.
    """
    if room.minutes >= LEAST_MINUTES or room.programme == "always":
        return True
    return room.programme == "auto" and minutes_of(revision.homeless, scope) >= A_MODULES_OWN


def _asked(
    rounds: Rounds,
    scope: Scope,
    settings: Outline,
    room: Room,
    mint: Mint,
    beside: Beside | None,
) -> Drafted:
    """The outline, the passages that found no room in it, and what of the draft could not be used.

    A draft with faults goes back; what still has one after the last repair is left out, and named. A first
    outline, ``beside`` which nothing stands, must keep a module where it had any.
    """
    request = _request(scope, settings, room, beside or Beside())
    if reads_prompts(rounds.generator) and beside:
        request = _narrowed(request, scope.taught_passages)
    behind: Mapping[str, tuple[str, ...]] = {}
    if not _fits(rounds, request):
        request, behind = join_request(request, _surveyed(rounds, request), scope)
    usable: Drafted | None = None
    dropped: tuple[Dropped, ...] = ()
    for attempt in range(1, rounds.generator.repairs + 2):
        reply = rounds.run("outline", [request])[request.id]
        faults: list[str] = []
        try:
            draft = draft_of(OutlineDraft, reply)
        except DraftError as error:
            faults.append(str(error))
        else:
            found = outline_from_draft(draft, request, settings, mint.copy(), behind)
            faults, dropped = [each.reason for each in found.dropped], found.dropped
            if not faults:
                return _or_named(found, request, rounds)
            usable = found if found.outline.modules or beside else usable
        repair = Repair(part=reply.draft, finding=" ".join(dict.fromkeys(faults)))
        request = request.model_copy(update={"id": f"outline~{attempt}", "repair": repair})
    if usable is not None:
        return usable
    if not request.statements:  # the sources hold nothing to teach: no fault of the generator
        return replace(
            outline_from_draft(_NOTHING, request, settings, mint, behind), dropped=dropped
        )
    raise GeneratorError(
        f"the outline from {reply.generator} cannot be used: {repair.finding}",
        hint=f"The sources hold {len(request.statements)} statements to teach. Run the build again, or choose "
        "another model or generator in coursegen.toml.",
    )


def _request(scope: Scope, settings: Outline, room: Room, beside: Beside) -> Request:
    """The request for an outline of ``scope`` in ``room``."""
    style = Style(language=settings.language, address=settings.address, audience=settings.audience)
    request = outline_request(
        scope, title=settings.title, style=style, minutes=room.minutes, seed=settings.id
    )
    told = {
        "programme": room.programme,
        "several_from": room.several_from,
        "related": beside.related,
        "titles": beside.titles,
    }
    return request.model_copy(update=told)


_NOTHING = OutlineDraft(title="", modules=[], no_room=[])


def _or_named(found: Drafted, request: Request, rounds: Rounds) -> Drafted:
    """``found``; where it plans nothing of what a model was given to plan, that is named."""
    count = len(request.statements)
    if found.outline.modules or not count or not reads_prompts(rounds.generator):
        return found
    why = f"the generator planned no module, though the sources hold {count} statements to teach"
    return replace(found, dropped=(Dropped(request.id, "modules", why),))


def _fits(rounds: Rounds, request: Request) -> bool:
    if not may_be_too_long(rounds.generator):
        return True  # and rendering all the sources would be for nothing
    return fits(rounds.generator, rounds.prompts.rendered(request))


def _surveyed(rounds: Rounds, request: Request) -> list[Candidate]:
    """The modules that the sources could give, part by part, all parts asked at once.

    Raises GeneratorError for a part without a draft: the others are kept, and the next build asks for it again.
    """
    parts = parts_of(request, lambda each: _fits(rounds, each))
    replies = rounds.run("outline", parts)
    found: list[Candidate] = []
    for part in parts:
        try:
            draft = draft_of(OutlineDraft, replies[part.id])
        except DraftError as error:
            raise GeneratorError(
                f"the outline of a part of the sources ({part.id}) cannot be used: {error}",
                hint="Run the build again: the other parts are kept.",
            ) from error
        found += candidates_of(part, draft.modules)
    return found


def _narrowed(request: Request, wanted: frozenset[str]) -> Request:
    """``request`` with the passages ``wanted`` and their lead-ins alone: a model plans what it is shown."""
    leads = {each.lead for each in request.occurrences if each.passage in wanted and each.lead}
    here = wanted | leads
    return request.model_copy(
        update={
            "passages": tuple(each for each in request.passages if each.id in here),
            "occurrences": tuple(each for each in request.occurrences if each.passage in here),
        }
    )


@dataclass(frozen=True)
class Drafted:
    """An outline made of a draft, the passages that had no room, and what of the draft could not be used."""

    outline: Outline
    no_room: tuple[str, ...]
    dropped: tuple[Dropped, ...]


def outline_from_draft(
    draft: OutlineDraft,
    request: Request,
    settings: Outline,
    mint: Mint,
    behind: Mapping[str, tuple[str, ...]] | None = None,
) -> Drafted:
    """Fill ``settings`` (an outline without modules) with the draft's modules and objectives.

    A passage number that the request does not have is left out; so is a module without a passage, an objective
    or words. ``behind`` maps a passage of the request to those that it stands for.
    """
    briefs: list[Brief] = []
    objectives: list[Objective] = []
    faults: list[tuple[str, str]] = []
    for each in draft.modules:
        passages, unknown = _named(each.passages, request, behind)
        faults += [(each.topic, reason) for reason in unknown]
        try:
            brief, own = _brief(each, passages, mint)
        except ValidationError as error:
            lacking = "it names no passage" if not passages else first_line(error)
            faults.append((each.topic, f"the module {each.topic!r} cannot be used: {lacking}"))
            continue
        briefs.append(brief)
        objectives.extend(own)
    no_room, unknown = _named(draft.no_room, request, behind)
    faults += [("no_room", reason) for reason in unknown]
    assessment = None
    if briefs:
        words = load(settings.language, "course") or load("en", "course")
        title = words["final_assessment"]
        assessment = Assessment(id=mint("assessment", title), title=title)
    outline = settings.model_copy(
        update={
            "modules": tuple(briefs),
            "objectives": tuple(objectives),
            "assessment": assessment,
        }
    )
    dropped = tuple(Dropped(request.id, part, reason) for part, reason in faults)
    return Drafted(outline, no_room, dropped)


def _brief(
    draft: DraftBrief, passages: tuple[str, ...], mint: Mint
) -> tuple[Brief, list[Objective]]:
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


def _named(
    numbers: Iterable[int], request: Request, behind: Mapping[str, tuple[str, ...]] | None
) -> tuple[tuple[str, ...], list[str]]:
    """The ids of the passages with these numbers, in order, and a complaint about each that there is not."""
    wanted = sorted(set(numbers))
    here = [each for each in wanted if 1 <= each <= len(request.passages)]
    unknown = [
        f"the passage number {each} is not one of this request"
        for each in wanted
        if each not in here
    ]
    named = [request.passages[number - 1].id for number in here]
    known = behind or {}
    return tuple(dict.fromkeys(each for one in named for each in known.get(one, (one,)))), unknown
