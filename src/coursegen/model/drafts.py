"""What a generator writes: no ids, no quotes, no derived fields; citations are sentence labels.

Each draft's JSON Schema keeps to the strict subset that endpoints accept (DESIGN section 6): every
property required, nothing additional, at most 100 properties and five levels, ``anyOf`` below the root
only. Text fields hold CommonMark. ``cites`` holds labels such as ``"3.2"``: sentence 2 of passage 3.
``objective`` is the number of an objective in the brief, from 1. A text that states nothing of the source
(a situation, a story) has origin ``story``; code turns that into ``template`` or ``model``.
"""

from __future__ import annotations

from typing import Literal

from coursegen.model.base import Bloom, Noun

__all__ = [
    "DRAFTS",
    "DraftBlock",
    "DraftItem",
    "ItemsDraft",
    "JudgeDraft",
    "ModuleDraft",
    "OutlineDraft",
    "ScenarioDraft",
]


class DraftObjective(Noun):
    """A measurable verb and what it acts on."""

    text: str
    bloom: Bloom


class DraftBrief(Noun):
    """A module to be: what it is about, and the numbers of the passages it rests on."""

    topic: str
    objectives: list[DraftObjective]
    passages: list[int]


class OutlineDraft(Noun):
    """The modules of a course, in order; ``no_room`` numbers the passages that the minutes left no room for."""

    title: str
    modules: list[DraftBrief]
    no_room: list[int]


class DraftText(Noun):
    """A short run of prose, or a CommonMark list. No title: the empty string."""

    type: Literal["text"]
    origin: Literal["source", "story"]
    title: str
    text: str
    cites: list[str]


class DraftCallout(Noun):
    """A sentence or two set apart."""

    type: Literal["callout"]
    style: Literal["note", "important", "exception"]
    title: str
    text: str
    cites: list[str]


class DraftSteps(Noun):
    """A procedure in order."""

    type: Literal["steps"]
    title: str
    intro: str
    steps: list[str]
    cites: list[str]


class DraftTable(Noun):
    """A table."""

    type: Literal["table"]
    title: str
    columns: list[str]
    rows: list[list[str]]
    note: str
    cites: list[str]


class DraftCard(Noun):
    """One flashcard."""

    front: str
    back: str
    cites: list[str]


class DraftFlashcards(Noun):
    """Cards to turn over."""

    type: Literal["flashcards"]
    title: str
    cards: list[DraftCard]


class DraftReveal(Noun):
    """A question whose answer opens on request."""

    type: Literal["reveal"]
    prompt: str
    text: str
    cites: list[str]


class DraftClip(Noun):
    """A part of a recording; code finds file and times from the cited sentences."""

    type: Literal["clip"]
    title: str
    cites: list[str]


class DraftSummary(Noun):
    """What to keep."""

    type: Literal["summary"]
    title: str
    points: list[str]
    cites: list[str]


DraftBlock = (
    DraftText
    | DraftCallout
    | DraftSteps
    | DraftTable
    | DraftFlashcards
    | DraftReveal
    | DraftClip
    | DraftSummary
)


class ModuleDraft(Noun):
    """The teaching part of a module."""

    title: str
    blocks: list[DraftBlock]


class DraftOption(Noun):
    """One option, with the feedback for choosing it."""

    text: str
    correct: bool
    feedback: str
    cites: list[str]


class _DraftItem(Noun):
    objective: int
    bloom: Bloom
    stem: str
    rationale: str
    cites: list[str]


class DraftChoice(_DraftItem):
    """One key (single) or several (multiple)."""

    type: Literal["single_choice", "multiple_choice"]
    options: list[DraftOption]


class _DraftJudged(_DraftItem):
    feedback_right: str
    feedback_wrong: str


class DraftTrueFalse(_DraftJudged):
    """Is the statement in the stem true?"""

    type: Literal["true_false"]
    answer: bool


class DraftGap(Noun):
    """A gap; options may be empty for typing."""

    accept: list[str]
    options: list[str]


class DraftCloze(_DraftJudged):
    """``text`` holds the gaps as ``{{1}}``, ``{{2}}`` ... in order."""

    type: Literal["cloze"]
    text: str
    gaps: list[DraftGap]


class DraftNumeric(_DraftJudged):
    """A number is asked."""

    type: Literal["numeric"]
    answer: float
    tolerance: float
    unit: str


class DraftPair(Noun):
    """What belongs together."""

    left: str
    right: str
    cites: list[str]


class DraftMatching(_DraftJudged):
    """Left sides with their right sides; extra right sides belong to none."""

    type: Literal["matching"]
    pairs: list[DraftPair]
    extra: list[str]


class DraftStep(Noun):
    """One step of an order."""

    text: str
    cites: list[str]


class DraftOrdering(_DraftJudged):
    """Steps in their right order."""

    type: Literal["ordering"]
    steps: list[DraftStep]


class DraftEntry(Noun):
    """A thing and the name of its category."""

    text: str
    category: str
    cites: list[str]


class DraftCategorise(_DraftJudged):
    """Entries into categories."""

    type: Literal["categorise"]
    categories: list[str]
    entries: list[DraftEntry]


class DraftShortAnswer(_DraftJudged):
    """A word or short phrase."""

    type: Literal["short_answer"]
    accept: list[str]


DraftItem = (
    DraftChoice
    | DraftTrueFalse
    | DraftCloze
    | DraftNumeric
    | DraftMatching
    | DraftOrdering
    | DraftCategorise
    | DraftShortAnswer
)


class ItemsDraft(Noun):
    """The items of a module, best first."""

    items: list[DraftItem]


class DraftSceneChoice(Noun):
    """``to`` is the name of a scene or ending."""

    text: str
    consequence: str
    to: str
    cites: list[str]


class DraftScene(Noun):
    """``name`` is a short word, unique in the draft."""

    name: str
    text: str
    choices: list[DraftSceneChoice]


class DraftEnding(Noun):
    """A graded ending."""

    name: str
    grade: Literal["best", "acceptable", "poor"]
    debrief: str
    cites: list[str]


class ScenarioDraft(Noun):
    """A scenario that starts at its first scene; no scenes where the passages carry none."""

    title: str
    objective: int
    scenes: list[DraftScene]
    endings: list[DraftEnding]


class DraftVerdict(Noun):
    """On question ``item``: the options that the sources make right, whether they decide it, and why."""

    item: int
    answers: list[int]
    answerable: bool
    why: str


class JudgeDraft(Noun):
    """What a judge says of the questions of a module; it becomes no part of the course."""

    verdicts: list[DraftVerdict]


DRAFTS: dict[str, type[Noun]] = {
    "outline": OutlineDraft,
    "module": ModuleDraft,
    "items": ItemsDraft,
    "scenario": ScenarioDraft,
}
"""The draft of each task."""
