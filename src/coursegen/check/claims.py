"""Every text of a course as one flat list. In: a Course. Out: Claims, in course order.

A Claim is a text that a learner sees, with its place, its role, its origin and the citations in reach:
its own and those of the unit it stands in. Rules about words walk this list; none walks the course.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from coursegen.model.base import Origin
from coursegen.model.blocks import (
    Attestation,
    Block,
    Callout,
    Citation,
    Cited,
    Clip,
    Figure,
    Flashcards,
    Reveal,
    Steps,
    Summary,
    Table,
    TextBlock,
    citations_of,
)
from coursegen.model.course import Course, Module
from coursegen.model.items import (
    Categorise,
    Cloze,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from coursegen.model.scenario import Scenario

__all__ = ["STATING", "Claim", "Role", "claims_of", "claims_of_module"]

Role = Literal[
    "title",
    "teaching",
    "summary",
    "stem",
    "key",
    "distractor",
    "feedback",
    "distractor_feedback",
    "rationale",
    "story",
    "right_choice",
    "consequence",
    "debrief",
]
STATING: frozenset[Role] = frozenset({"teaching", "summary", "key", "feedback", "rationale"})
"""Roles whose text, where the origin is source, says what the source says and nothing else."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One text with what a rule needs to judge it.

    ``field`` is the path inside the unit (``options.<id>.feedback``, ``points.0``). ``context`` is what
    the learner has just read: a stem, a scene. ``lead`` introduces the text: the intro of steps.
    """

    module: str
    unit: str
    field: str
    role: Role
    origin: Origin
    text: str
    citations: tuple[Citation, ...] = ()
    context: str = ""
    lead: str = ""


def claims_of(course: Course) -> Iterator[Claim]:
    """All claims of ``course``, module by module: blocks, scenario, items."""
    for module in course.modules:
        yield from claims_of_module(module)


def claims_of_module(module: Module) -> Iterator[Claim]:
    """All claims of ``module``. Its title may say whatever a citation of its blocks says."""
    cited = tuple(each for block in module.blocks for each in citations_of(block))
    yield Claim(module.id, module.id, "title", "title", "source", module.title, cited)
    for block in module.blocks:
        yield from _block_claims(module.id, block)
    if module.scenario:
        yield from _scenario_claims(module.id, module.scenario)
    for item in module.items:
        yield from _item_claims(module.id, item)


def _block_claims(module: str, block: Block) -> Iterator[Claim]:
    own = block.citations
    for name, text, lead, citations in _block_texts(block):
        role: Role = "teaching"
        if name == "title" or name.endswith(".front"):
            role = "title"
        elif isinstance(block, Summary):
            role = "summary"
        elif block.origin != "source":
            role = "story"
        if text.strip():
            yield Claim(
                module, block.id, name, role, block.origin, text, citations or own, "", lead
            )


_BlockText = tuple[str, str, str, tuple[Citation, ...]]


def _block_texts(block: Block) -> Iterator[_BlockText]:
    """Field path, text, lead and citations of each text of ``block``."""
    if not isinstance(block, (Figure, Reveal, Attestation)):
        yield "title", block.title, "", ()
    if isinstance(block, (TextBlock, Callout, Attestation)):
        yield "text", block.text, "", ()
    elif isinstance(block, Reveal):
        yield "prompt", block.prompt, "", ()
        yield "text", block.text, block.prompt, ()
    elif isinstance(block, Figure):
        yield "alt", block.alt, "", ()
        yield "caption", block.caption, "", ()
    elif isinstance(block, Clip):
        yield "transcript", block.transcript, "", ()
    else:
        yield from _part_texts(block)


def _part_texts(block: Steps | Table | Flashcards | Summary) -> Iterator[_BlockText]:
    if isinstance(block, Steps):
        yield "intro", block.intro, "", ()
        for number, step in enumerate(block.steps):
            yield f"steps.{number}", step, block.intro, ()
    elif isinstance(block, Table):
        for number, row in enumerate(block.rows):
            yield f"rows.{number}", " | ".join(row), "", ()
        yield "note", block.note, "", ()
    elif isinstance(block, Flashcards):
        for number, card in enumerate(block.cards):
            cited = card.citations + block.citations
            yield f"cards.{number}.front", card.front, "", cited
            yield f"cards.{number}.back", card.back, "", cited
    else:
        for number, point in enumerate(block.points):
            yield f"points.{number}", point, "", ()


def _scenario_claims(module: str, scenario: Scenario) -> Iterator[Claim]:
    yield Claim(module, scenario.id, "title", "title", "template", scenario.title)
    right = _right_choices(scenario)
    for scene in scenario.scenes:
        role: Role = "teaching" if scene.origin == "source" else "story"
        yield Claim(module, scene.id, "text", role, scene.origin, scene.text, scene.citations)
        for choice in scene.choices:
            cited = choice.citations or scene.citations
            path = f"choices.{choice.id}"
            role = "right_choice" if choice.id in right else "story"
            yield Claim(
                module, scene.id, f"{path}.text", role, "template", choice.text, cited, scene.text
            )
            if choice.consequence.strip():
                context = f"{scene.text} {choice.text}"
                yield Claim(
                    module,
                    scene.id,
                    f"{path}.consequence",
                    "consequence",
                    "source",
                    choice.consequence,
                    cited,
                    context,
                )
    story = " ".join(scene.text for scene in scenario.scenes)
    for ending in scenario.endings:
        cited = ending.citations
        yield Claim(module, ending.id, "debrief", "debrief", "source", ending.debrief, cited, story)


def _right_choices(scenario: Scenario) -> frozenset[str]:
    """Ids of the choices from which a best ending can still be reached, where not all of them do."""
    best = {each.id for each in scenario.endings if each.grade == "best"}
    grown = True
    while grown:
        more = {
            scene.id
            for scene in scenario.scenes
            if scene.id not in best and any(choice.to in best for choice in scene.choices)
        }
        best |= more
        grown = bool(more)
    return frozenset(
        choice.id
        for scene in scenario.scenes
        if any(each.to not in best for each in scene.choices)
        for choice in scene.choices
        if choice.to in best
    )


def _item_claims(module: str, item: Item) -> Iterator[Claim]:
    def claim(
        name: str, role: Role, text: str, own: tuple[Citation, ...] = (), told: str = item.stem
    ) -> Claim:
        return Claim(module, item.id, name, role, item.origin, text, own + item.citations, told)

    true_statement = isinstance(item, TrueFalse) and item.answer
    yield Claim(
        module,
        item.id,
        "stem",
        "key" if true_statement else "stem",
        item.origin,
        item.stem,
        item.citations,
    )
    if isinstance(item, (SingleChoice, MultipleChoice)):
        for option in item.options:
            path = f"options.{option.id}"
            yield claim(
                f"{path}.text",
                "key" if option.correct else "distractor",
                option.text,
                option.citations,
            )
            role: Role = "feedback" if option.correct else "distractor_feedback"
            told = f"{item.stem} {option.text}"
            yield claim(f"{path}.feedback", role, option.feedback, option.citations, told)
    else:
        for name, text, own in _answers(item):
            yield claim(name, "key", text, own)
        yield claim("feedback_right", "feedback", item.feedback_right, _part_citations(item))
        yield claim("feedback_wrong", "feedback", item.feedback_wrong, _part_citations(item))
    if item.rationale.strip():
        yield claim("rationale", "rationale", item.rationale, _part_citations(item))


_Judged = TrueFalse | Cloze | Numeric | Matching | Ordering | Categorise | ShortAnswer


def _answers(item: _Judged) -> Iterator[tuple[str, str, tuple[Citation, ...]]]:
    """Field path, text and own citations of what must be given to be right."""
    if isinstance(item, Cloze):
        filled = item.text
        for gap in item.gaps:
            filled = filled.replace("{{" + gap.id + "}}", gap.accept[0])
        yield "text", filled, _part_citations(item)
    elif isinstance(item, Numeric):
        yield "answer", f"{item.answer:g} {item.unit}".strip(), ()
    elif isinstance(item, ShortAnswer):
        yield "accept", item.accept[0], ()
    else:
        yield from _parts(item)


def _parts(item: _Judged) -> Iterator[tuple[str, str, tuple[Citation, ...]]]:
    """The same for items whose answer has parts."""
    if isinstance(item, Matching):
        for pair in item.pairs:
            yield f"pairs.{pair.id}", f"{pair.left} | {pair.right}", pair.citations
    elif isinstance(item, Ordering):
        for step in item.steps:
            yield f"steps.{step.id}", step.text, step.citations
    elif isinstance(item, Categorise):
        names = {each.id: each.text for each in item.categories}
        for entry in item.entries:
            text = f"{entry.text} | {names.get(entry.category, '')}"
            yield f"entries.{entry.id}", text, entry.citations


def _part_citations(item: Cited) -> tuple[Citation, ...]:
    """Citations of the parts that are right: options that are keys, gaps, pairs, steps, entries."""
    parts: list[Citation] = []
    for name in ("options", "gaps", "pairs", "steps", "entries"):
        for part in getattr(item, name, ()):
            if getattr(part, "correct", True):
                parts.extend(part.citations)
    return tuple(parts)
