"""Poor generators lose on the scorecard: the source copied, one item repeated, nothing, keys in one place, long keys."""

from __future__ import annotations

from typing import Any

import pytest
from tests.fixtures.flaws import good_items

from coursegen.check.run import run_checks
from coursegen.check.scorecard import Measure, scorecard
from coursegen.model.course import Course
from coursegen.model.passage import Index


def turned(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The items with their keys in each place in turn."""
    return [
        {**item, "options": item["options"][number % 3 :] + item["options"][: number % 3]}
        for number, item in enumerate(items)
    ]


def taught(index: Index) -> list[dict[str, Any]]:
    """A block a rule, in the source's own words."""
    return [
        {
            "id": f"block-{number:05}",
            "type": "text",
            "text": passage.text,
            "citations": [{"passage": passage.id, "quote": passage.text}],
        }
        for number, passage in enumerate(index.passages)
    ]


def lengthened(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The items with the key made the longest option by far."""
    more = ", which is what the rules of the house ask of everybody who works here"
    return [
        {
            **item,
            "options": [
                {**each, "text": each["text"] + more} if each["correct"] else each
                for each in item["options"]
            ],
        }
        for item in items
    ]


def copies(item: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """The same item again and again, under ids of its own."""
    return [{**item, "id": f"again-{number:05}"} for number in range(count)]


def card(good: Course, index: Index, **parts: Any) -> dict[str, Measure]:
    """The scorecard of ``good`` with other blocks and items."""
    data = good.model_dump(mode="json")
    data["modules"] = [{**data["modules"][0], **parts}] if parts else []
    course = Course.model_validate(data)
    measures = scorecard(course, index, index.statements, run_checks(course, index))
    return {each.name: each for each in measures}


def held(measures: dict[str, Measure]) -> int:
    return sum(each.holds is True for each in measures.values())


@pytest.mark.parametrize("language", ["en", "nl"])
def test_poor_generators_lose_against_good_items(language):
    good, index = good_items(language)
    items = turned(good.model_dump(mode="json")["modules"][0]["items"])
    blocks = taught(index)
    real = card(good, index, blocks=blocks, items=items)
    poor = {
        "asked": card(good, index, blocks=blocks, items=[]),
        "duplicates": card(good, index, blocks=blocks, items=copies(items[0], 60)),
        "taught": card(good, index),
        "key_position": card(
            good, index, blocks=blocks, items=good.model_dump(mode="json")["modules"][0]["items"]
        ),
        "key_longest": card(good, index, blocks=blocks, items=lengthened(items)),
    }
    for measure, lost in poor.items():
        assert lost[measure].holds is False, measure
        assert held(lost) < held(real), measure
    for measure in ("asked", "duplicates", "taught", "key_position"):
        assert real[measure].holds is not False, measure
