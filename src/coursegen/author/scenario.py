"""ScenarioDraft to Scenario: names become ids, labels become citations.

In: the draft and its request. Out: a Scenario, or None where the draft has no scenes.
"""

from __future__ import annotations

from coursegen.author.citations import DraftError, citations, passage_ids
from coursegen.author.mint import Mint
from coursegen.model.base import Origin
from coursegen.model.drafts import DraftScene, DraftSceneChoice, ScenarioDraft
from coursegen.model.request import Request
from coursegen.model.scenario import Choice, Ending, Scenario, Scene

__all__ = ["scenario_from_draft"]


def scenario_from_draft(
    draft: ScenarioDraft, request: Request, objectives: tuple[str, ...], mint: Mint, story: Origin
) -> Scenario | None:
    """The scenario of a draft. Raises DraftError where a choice leads nowhere."""
    if not draft.scenes:
        return None
    if not 1 <= draft.objective <= len(objectives):
        raise DraftError(f"objective {draft.objective} is not one of the brief")
    cited = citations(_all_labels(draft), request.passages)
    scenario = mint("scenario", draft.title, passage_ids(cited))
    known = [each.name for each in draft.scenes] + [each.name for each in draft.endings]
    names = {name: mint("scene", name, (scenario,)) for name in known}
    return Scenario(
        id=scenario,
        title=draft.title,
        objective=objectives[draft.objective - 1],
        start=names[draft.scenes[0].name],
        scenes=tuple(_scene(each, names, request, mint, story) for each in draft.scenes),
        endings=tuple(
            Ending(
                id=names[each.name],
                grade=each.grade,
                debrief=each.debrief,
                citations=citations(each.cites, request.passages),
            )
            for each in draft.endings
        ),
    )


def _all_labels(draft: ScenarioDraft) -> list[str]:
    choices = [label for scene in draft.scenes for each in scene.choices for label in each.cites]
    return choices + [label for each in draft.endings for label in each.cites]


def _scene(
    draft: DraftScene, names: dict[str, str], request: Request, mint: Mint, story: Origin
) -> Scene:
    return Scene(
        id=names[draft.name],
        text=draft.text,
        origin=story,
        choices=tuple(_choice(each, names, request, mint, draft.name) for each in draft.choices),
    )


def _choice(
    draft: DraftSceneChoice, names: dict[str, str], request: Request, mint: Mint, scene: str
) -> Choice:
    if draft.to not in names:
        raise DraftError(f"the choice {draft.text!r} leads to the unknown scene {draft.to!r}")
    return Choice(
        id=mint("choice", draft.text, (names[scene],)),
        text=draft.text,
        consequence=draft.consequence,
        to=names[draft.to],
        citations=citations(draft.cites, request.passages),
    )
