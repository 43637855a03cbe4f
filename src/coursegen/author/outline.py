"""The first outline: one request over all passages; numbers become passage ids, units get ids.

In: the scope and the settings of the course. Out: a Revision whose outline rests on passages.
"""

from __future__ import annotations

from dataclasses import replace

from coursegen.author.citations import DraftError
from coursegen.author.mint import Mint
from coursegen.author.module import draft_of
from coursegen.author.requests import Scope, outline_request
from coursegen.author.revise import Revision
from coursegen.author.rounds import Rounds
from coursegen.errors import GeneratorError
from coursegen.language.data import load
from coursegen.model.course import Assessment, Brief, Objective, Outline
from coursegen.model.drafts import DraftBrief, OutlineDraft
from coursegen.model.request import Request, Style

__all__ = ["extend_outline", "new_outline", "outline_from_draft"]

LEAST_MINUTES = 3
"""A module takes at least this long."""


def new_outline(rounds: Rounds, scope: Scope, settings: Outline, minutes: float) -> Revision:
    """Ask the generator for an outline of at most ``minutes``; every module of it is fresh.

    Raises GeneratorError where the draft cannot be used.
    """
    outline = _asked(rounds, scope, settings, minutes, Mint(settings.id))
    return Revision(outline=outline, fresh=frozenset(each.id for each in outline.modules))


def extend_outline(
    rounds: Rounds, scope: Scope, revision: Revision, taken: frozenset[str], minutes: float
) -> Revision:
    """Give passages without a module modules of their own, where ``minutes`` are left.

    ``taken`` are ids that no new unit may get. Raises GeneratorError where the draft cannot be used.
    """
    outline = revision.outline
    waiting = frozenset(revision.homeless) | frozenset(revision.left_over)
    if outline is None or not waiting or minutes < LEAST_MINUTES:
        return revision
    part = scope.only(waiting)
    settings = outline.model_copy(update={"modules": (), "objectives": ()})
    added = _asked(rounds, part, settings, minutes, Mint(outline.id, taken))
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
    )


def _asked(rounds: Rounds, scope: Scope, settings: Outline, minutes: float, mint: Mint) -> Outline:
    style = Style(language=settings.language, address=settings.address, audience=settings.audience)
    request = outline_request(
        scope, title=settings.title, style=style, minutes=minutes, seed=settings.id
    )
    reply = rounds.run("outline", [request])[request.id]
    try:
        draft = draft_of(OutlineDraft, reply)
        return outline_from_draft(draft, request, settings, mint)
    except DraftError as error:
        raise GeneratorError(
            f"the outline from {reply.generator} cannot be used: {error}",
            hint="Run the build again, or choose another generator in coursegen.toml.",
        ) from error


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
    for number in draft.passages:
        if not 1 <= number <= len(request.passages):
            raise DraftError(f"the passage number {number} is not one of this request")
    passages = tuple(request.passages[number - 1].id for number in sorted(set(draft.passages)))
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
