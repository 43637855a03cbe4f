"""A branching exercise: scenes with choices, each with its consequence, and graded endings."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from coursegen.model.base import Identifier, Meta, Noun, Origin, Text, Waiver
from coursegen.model.blocks import Citation

__all__ = ["Choice", "Ending", "Scenario", "Scene"]


class Choice(Noun):
    """What a sensible colleague might do here. ``to`` is the id of a scene or an ending.

    ``consequence`` tells what then happens, in the story first, then the rule, with its citation.
    """

    id: Identifier
    text: Text
    consequence: str = ""
    to: Identifier
    citations: tuple[Citation, ...] = ()


class Scene(Noun):
    """A moment that asks for a decision."""

    id: Identifier
    text: Text
    origin: Origin = "template"
    citations: tuple[Citation, ...] = ()
    choices: tuple[Choice, ...] = Field(min_length=2)
    waivers: tuple[Waiver, ...] = ()


class Ending(Noun):
    """How it ends, graded, with what to take from it."""

    id: Identifier
    grade: Literal["best", "acceptable", "poor"]
    debrief: Text
    citations: tuple[Citation, ...] = ()
    waivers: tuple[Waiver, ...] = ()


class Scenario(Noun):
    """Scenes and endings; ``start`` is the id of the first scene."""

    id: Identifier
    title: Text
    objective: Identifier | None = None
    start: Identifier
    scenes: tuple[Scene, ...] = Field(min_length=1)
    endings: tuple[Ending, ...] = Field(min_length=1)
    pinned: bool = False
    waivers: tuple[Waiver, ...] = ()
    meta: Meta = Field(default_factory=dict)

    @model_validator(mode="after")
    def _targets_exist(self) -> Scenario:
        scenes = [each.id for each in self.scenes]
        known = [*scenes, *(each.id for each in self.endings)]
        if len(set(known)) != len(known):
            raise ValueError("two scenes or endings have the same id")
        if self.start not in scenes:
            raise ValueError(f"start names the unknown scene {self.start}")
        for scene in self.scenes:
            for choice in scene.choices:
                if choice.to not in known:
                    raise ValueError(f"choice {choice.id} leads to the unknown scene {choice.to}")
        return self
