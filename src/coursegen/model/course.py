"""The course as people keep it: course.yaml (the outline) and one file a module."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from coursegen.model.base import Bloom, Identifier, Language, Meta, Noun, PassageId, Text
from coursegen.model.blocks import Block, Citation
from coursegen.model.items import Item
from coursegen.model.scenario import Scenario

__all__ = [
    "FORMAT",
    "Assessment",
    "Audience",
    "Brief",
    "Course",
    "Module",
    "Objective",
    "Outline",
]

FORMAT: Literal[1] = 1
"""Version of the files in ``course/``; a newer one is refused, an older one migrated."""


class Audience(Noun):
    """Whom the course is for. ``aliases`` are the words by which the sources name them."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    roles_left_out: tuple[str, ...] = ()


class Objective(Noun):
    """What the learner can do afterwards: a measurable verb, and its Bloom level."""

    id: Identifier
    text: Text
    bloom: Bloom
    citations: tuple[Citation, ...] = ()
    pinned: bool = False
    meta: Meta = Field(default_factory=dict)


class Brief(Noun):
    """A module as planned: its id, what it is about, its objectives, the passages it rests on."""

    id: Identifier
    topic: Text
    objectives: tuple[Identifier, ...] = Field(min_length=1)
    passages: tuple[PassageId, ...] = Field(min_length=1)


class Assessment(Noun):
    """The final test, drawn from all items whose pool is ``assessment``.

    ``draw`` is how many items one attempt asks, at least one an objective; None asks all. ``attempts``
    is how often it may be taken; None is without limit. ``test_out``: it may be taken first, and who passes
    it need not do the modules.
    """

    id: Identifier
    title: Text
    draw: int | None = Field(default=None, ge=1)
    attempts: int | None = Field(default=None, ge=1)
    test_out: bool = False


class Outline(Noun):
    """``course/course.yaml``: everything about the course but the content of its modules."""

    format: Literal[1] = FORMAT
    id: Identifier
    title: Text
    language: Language
    address: Literal["je", "u", "du", "Sie", "tu", "vous", "you"] = "you"
    version: str = Field(default="1.0.0", pattern=r"^\d+\.\d+\.\d+$")
    audience: Audience = Audience()
    mastery_score: float = Field(default=0.8, gt=0, le=1)
    completion: Literal["viewed", "passed", "viewed_and_passed"] = "viewed_and_passed"
    tracking: Literal["none", "result", "answers"] = "answers"
    objectives: tuple[Objective, ...] = ()
    modules: tuple[Brief, ...] = ()
    assessment: Assessment | None = None
    meta: Meta = Field(default_factory=dict)

    @model_validator(mode="after")
    def _briefs_fit(self) -> Outline:
        known = {each.id for each in self.objectives}
        for brief in self.modules:
            for objective in brief.objectives:
                if objective not in known:
                    raise ValueError(f"module {brief.id} names the unknown objective {objective}")
        if len({each.id for each in self.modules}) != len(self.modules):
            raise ValueError("two modules have the same id")
        return self


class Module(Noun):
    """``course/modules/<id>.yaml``: one microlearning unit of about five minutes."""

    id: Identifier
    title: Text
    minutes: float = Field(ge=0)
    objectives: tuple[Identifier, ...] = Field(min_length=1)
    image: str = ""
    image_alt: str = ""
    blocks: tuple[Block, ...] = ()
    items: tuple[Item, ...] = ()
    scenario: Scenario | None = None
    pinned: bool = False
    meta: Meta = Field(default_factory=dict)


class Course(Noun):
    """An outline and its modules, in the outline's order: what is checked and exported."""

    outline: Outline
    modules: tuple[Module, ...]

    def assessment_items(self) -> tuple[Item, ...]:
        """The item bank of the final assessment, in course order."""
        return tuple(
            item for module in self.modules for item in module.items if item.pool == "assessment"
        )
