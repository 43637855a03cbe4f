"""OutlineDraft to Outline: numbers become passage ids, modules and objectives get ids.

In: the draft and its request, the settings of the course. Out: an Outline whose briefs rest on passages.
"""

from __future__ import annotations

from coursegen.author.citations import DraftError
from coursegen.author.mint import Mint
from coursegen.model.course import Assessment, Brief, Objective, Outline
from coursegen.model.drafts import DraftBrief, OutlineDraft
from coursegen.model.request import Request

__all__ = ["outline_from_draft"]

_OBJECTIVE_WORDS = 4


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
        title = settings.title
        assessment = Assessment(id=mint("assessment", "final-assessment"), title=title)
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
