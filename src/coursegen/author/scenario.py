"""ScenarioDraft to Scenario: names become ids, labels become citations.

In: the draft and its request. Out: a Scenario, or None where the draft has no scenes.
"""

from __future__ import annotations

from collections.abc import Mapping

from coursegen.author.citations import DraftError, citations, passage_ids
from coursegen.author.foreign import refuse_foreign
from coursegen.author.mint import Mint
from coursegen.model.base import Origin
from coursegen.model.drafts import DraftEnding, DraftScene, DraftSceneChoice, ScenarioDraft
from coursegen.model.request import Request
from coursegen.model.scenario import Choice, Ending, Scenario, Scene

__all__ = ["ending_from_draft", "scenario_from_draft", "scene_from_draft"]


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
        scenes=tuple(scene_from_draft(each, names, request, mint, story) for each in draft.scenes),
        endings=tuple(ending_from_draft(each, names, request) for each in draft.endings),
    )


def _all_labels(draft: ScenarioDraft) -> list[str]:
    choices = [label for scene in draft.scenes for each in scene.choices for label in each.cites]
    return choices + [label for each in draft.endings for label in each.cites]


def ending_from_draft(draft: DraftEnding, names: Mapping[str, str], request: Request) -> Ending:
    """The ending of a draft; ``names`` maps names in drafts to ids. Raises DraftError for a wrong label."""
    made = Ending(
        id=names[draft.name],
        grade=draft.grade,
        debrief=draft.debrief,
        citations=citations(draft.cites, request.passages),
    )
    refuse_foreign(made, request)
    return made


def scene_from_draft(
    draft: DraftScene, names: Mapping[str, str], request: Request, mint: Mint, story: Origin
) -> Scene:
    """The scene of a draft. Raises DraftError for a wrong label, and where a choice leads nowhere."""
    made = Scene(
        id=names[draft.name],
        text=draft.text,
        origin=story,
        choices=tuple(_choice(each, names, request, mint, draft.name) for each in draft.choices),
    )
    refuse_foreign(made, request)
    return made


def _choice(
    draft: DraftSceneChoice, names: Mapping[str, str], request: Request, mint: Mint, scene: str
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
