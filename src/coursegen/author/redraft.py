"""A unit of the course as the draft it might have been: ids and quotes out, labels of sentences in.

In: a block, an item, or a scene or ending of a scenario, and what gives a citation its labels. Out: plain data of
the same form as a part of that draft (model/drafts.py), so that a generator can be shown what it is to revise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from coursegen.model.blocks import Block, Citation, Flashcards, TextBlock, citations_of
from coursegen.model.drafts import DraftBlock, DraftEnding, DraftItem, DraftScene
from coursegen.model.items import Categorise, Cloze, Item, Matching, Ordering
from coursegen.model.scenario import Ending, Scene

__all__ = ["Labels", "block_draft", "ending_draft", "item_draft", "scene_draft"]

Labels = Callable[[Iterable[Citation]], list[str]]
"""The labels of the sentences that citations quote, as they stand in a request."""

_BLOCK_FIELDS = {
    name: tuple(kind.model_fields)
    for kind in DraftBlock.__args__
    for name in kind.model_fields["type"].annotation.__args__
}
_ITEM_FIELDS = {
    name: tuple(kind.model_fields)
    for kind in DraftItem.__args__
    for name in kind.model_fields["type"].annotation.__args__
}
"""The fields of each type of draft, by the type's name."""


def block_draft(block: Block, labels: Labels) -> dict[str, Any] | None:
    """The draft of ``block``; None for a type that no draft has (figure, attestation)."""
    names = _BLOCK_FIELDS.get(block.type)
    if names is None:
        return None
    made = _plain(block, names, labels)
    if isinstance(block, TextBlock):
        made["origin"] = "source" if block.origin == "source" else "story"
    if isinstance(block, Flashcards):
        made["cards"] = [
            {"front": each.front, "back": each.back, "cites": labels(each.citations)}
            for each in block.cards
        ]
    return made


def item_draft(item: Item, objective: int, labels: Labels) -> dict[str, Any]:
    """The draft of ``item``, which asks the objective of that number."""
    made = _plain(item, _ITEM_FIELDS[item.type], labels) | {"objective": objective}
    if isinstance(item, Cloze):
        for number, gap in enumerate(item.gaps, 1):
            made["text"] = made["text"].replace("{{" + gap.id + "}}", "{{" + str(number) + "}}")
        made["gaps"] = [
            {"accept": list(each.accept), "options": list(each.options)} for each in item.gaps
        ]
    elif isinstance(item, Matching):
        made["pairs"] = [
            {"left": each.left, "right": each.right, "cites": labels(each.citations)}
            for each in item.pairs
        ]
    elif isinstance(item, Ordering):
        made["steps"] = [
            {"text": each.text, "cites": labels(each.citations)} for each in item.steps
        ]
    elif isinstance(item, Categorise):
        names = {each.id: each.text for each in item.categories}
        made["categories"] = list(names.values())
        made["entries"] = [
            {
                "text": each.text,
                "category": names[each.category],
                "cites": labels(each.citations),
            }
            for each in item.entries
        ]
    elif "options" in made:
        made["options"] = [
            {
                "text": each.text,
                "correct": each.correct,
                "feedback": each.feedback,
                "cites": labels(each.citations),
            }
            for each in vars(item)["options"]
        ]
    return made


def scene_draft(scene: Scene, labels: Labels) -> dict[str, Any]:
    """The draft of ``scene``; scenes go by their ids."""
    made = _plain(scene, tuple(DraftScene.model_fields), labels) | {"name": scene.id}
    made["choices"] = [
        {
            "text": each.text,
            "consequence": each.consequence,
            "to": each.to,
            "cites": labels(each.citations),
        }
        for each in scene.choices
    ]
    return made


def ending_draft(ending: Ending, labels: Labels) -> dict[str, Any]:
    """The draft of ``ending``, which goes by its id."""
    return _plain(ending, tuple(DraftEnding.model_fields), labels) | {"name": ending.id}


def _plain(noun: Any, names: Iterable[str], labels: Labels) -> dict[str, Any]:
    """The fields ``names`` of ``noun`` that both have, as plain data, and the labels of its own citations."""
    data = noun.model_dump(mode="json")
    made = {name: data[name] for name in names if name in data}
    if "cites" in names:
        own = noun.citations or (citations_of(noun) if not hasattr(noun, "options") else ())
        made["cites"] = labels(own)
    return made
