"""The course as people keep it: course.yaml (the outline) and one file a module."""

from __future__ import annotations

from typing import Literal, TypeVar

from pydantic import Field, model_validator

from coursegen.model.base import Bloom, Identifier, Language, Meta, Noun, PassageId, Text, Waiver
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
    "Part",
]

FORMAT: Literal[1] = 1
"""Version of the files in ``course/``; a newer one is refused, an older one migrated."""


Anything = TypeVar("Anything", "Brief", "Module")


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
    waivers: tuple[Waiver, ...] = ()
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


class Part(Noun):
    """One course of a programme: a package of its own, with a progress and a test of its own.

    ``id`` is the id of that course, part of every id in its package and of the package's name. ``title``
    stands behind the title of the whole. ``modules`` are in the order in which they are taught.
    """

    id: Identifier
    title: Text
    modules: tuple[Identifier, ...] = Field(min_length=1, description="Ids of its modules")


class Outline(Noun):
    """``course/course.yaml``: everything about the course but the content of its modules.

    With ``parts`` it is a programme: several courses, which share their ids and are built together.
    """

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
    parts: tuple[Part, ...] = Field(
        default=(), description="The courses of a programme; none where it is one course"
    )
    waivers: tuple[Waiver, ...] = ()
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

    @model_validator(mode="after")
    def _parts_hold_every_module_once(self) -> Outline:
        held = [module for part in self.parts for module in part.modules]
        known = {each.id for each in self.modules}
        for module in held:
            if module not in known:
                raise ValueError(f"parts name the unknown module {module}")
            if held.count(module) > 1:
                raise ValueError(f"module {module} stands in two parts, or twice in one")
        for module in sorted(known - set(held)) if self.parts else ():
            raise ValueError(f"module {module} stands in no part; add it to the modules of one")
        if len({each.id for each in self.parts}) != len(self.parts):
            raise ValueError("two parts have the same id")
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
    waivers: tuple[Waiver, ...] = ()
    meta: Meta = Field(default_factory=dict)

    @property
    def units(self) -> tuple[Block | Item | Scenario, ...]:
        """Its blocks, its items and its scenario: what is generated, pinned and recorded one by one."""
        scenario = (self.scenario,) if self.scenario else ()
        return (*self.blocks, *self.items, *scenario)


class Course(Noun):
    """An outline and its modules, in the outline's order: what is checked and exported."""

    outline: Outline
    modules: tuple[Module, ...]

    def assessment_items(self) -> tuple[Item, ...]:
        """The item bank of the final assessment, in course order."""
        return tuple(
            item for module in self.modules for item in module.items if item.pool == "assessment"
        )

    def courses(self) -> tuple[Course, ...]:
        """The courses that are packages: the parts of a programme, or the course itself.

        A part is a course with its own modules and objectives and the settings of the whole; its test draws
        from its own bank, and there is none where that is empty.
        """
        return tuple(self._part(each) for each in self.outline.parts) or (self,)

    def _part(self, part: Part) -> Course:
        modules = _in_order(self.modules, part.modules)
        objectives = {key for each in modules for key in each.objectives}
        outline = self.outline.model_copy(
            update={
                "id": part.id,
                "title": f"{self.outline.title}: {part.title}",
                "modules": _in_order(self.outline.modules, part.modules),
                "objectives": tuple(
                    each for each in self.outline.objectives if each.id in objectives
                ),
                "parts": (),
            }
        )
        return Course(outline=outline, modules=modules)


def _in_order(each_of: tuple[Anything, ...], order: tuple[str, ...]) -> tuple[Anything, ...]:
    """Those of ``each_of`` whose ids stand in ``order``, in that order."""
    by_id = {each.id: each for each in each_of}
    return tuple(by_id[key] for key in order if key in by_id)
