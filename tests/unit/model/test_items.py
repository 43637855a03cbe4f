"""Items: what cannot be built, and what the message says then."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from coursegen.model.items import Item

ADAPTER: TypeAdapter[Any] = TypeAdapter(Item)
CITATION = {"passage": "0123456789ab", "quote": "So it is."}
BASE = {
    "id": "item-00001",
    "objective": "aim-00001",
    "bloom": "apply",
    "stem": "What?",
    "citations": [CITATION],
}
JUDGED = {**BASE, "feedback_right": "Yes, so.", "feedback_wrong": "No, so."}


def option(number: int, *, correct: bool = False) -> dict[str, Any]:
    return {
        "id": f"o-0000{number}",
        "text": f"Text {number}",
        "correct": correct,
        "feedback": "So.",
    }


def refused(data: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as caught:
        ADAPTER.validate_python(data)
    return str(caught.value)


def choice(*options: dict[str, Any], kind: str = "single_choice") -> dict[str, Any]:
    return {**BASE, "type": kind, "options": list(options)}


def test_a_single_choice_has_exactly_one_key():
    ADAPTER.validate_python(choice(option(1, correct=True), option(2)))
    assert "0 have" in refused(choice(option(1), option(2)))
    assert "2 have" in refused(choice(option(1, correct=True), option(2, correct=True)))


def test_a_multiple_choice_has_at_least_one_key():
    both = choice(option(1, correct=True), option(2, correct=True), kind="multiple_choice")
    ADAPTER.validate_python(both)
    assert "none has" in refused(choice(option(1), option(2), kind="multiple_choice"))


def test_a_choice_has_two_to_eight_options_with_ids_of_their_own():
    refused(choice(option(1, correct=True)))
    refused(choice(option(0, correct=True), *(option(number) for number in range(1, 9))))
    assert "stands twice" in refused(choice(option(1, correct=True), option(1)))


def test_every_option_has_feedback():
    without = {key: value for key, value in option(2).items() if key != "feedback"}
    assert "feedback" in refused(choice(option(1, correct=True), without))
    refused(choice(option(1, correct=True), {**option(2), "feedback": "  "}))


def cloze(text: str, *gaps: dict[str, Any]) -> dict[str, Any]:
    return {**JUDGED, "type": "cloze", "text": text, "gaps": list(gaps)}


def test_each_gap_stands_once_in_the_text_of_a_cloze():
    gap = {"id": "gap-1", "accept": ["x"]}
    ADAPTER.validate_python(cloze("A {{gap-1}}.", gap))
    assert "exactly once" in refused(cloze("A b.", gap))
    assert "exactly once" in refused(cloze("A {{gap-1}} {{gap-1}}.", gap))


def test_the_answers_of_a_gap_are_among_its_options():
    gap = {"id": "gap-1", "accept": ["x", "z"], "options": ["x", "y"]}
    assert "among its options" in refused(cloze("A {{gap-1}}.", gap))
    ADAPTER.validate_python(cloze("A {{gap-1}}.", {**gap, "options": ["x", "y", "z"]}))


def pair(number: int, left: str, right: str) -> dict[str, Any]:
    return {"id": f"p-0000{number}", "left": left, "right": right}


def test_the_sides_of_a_matching_differ_the_extra_ones_too():
    matching = {**JUDGED, "type": "matching"}
    good = [pair(1, "a", "b"), pair(2, "c", "d")]
    ADAPTER.validate_python({**matching, "pairs": good, "extra": ["e"]})
    assert "are the same" in refused({**matching, "pairs": [pair(1, "a", "b"), pair(2, "a", "d")]})
    assert "are the same" in refused({**matching, "pairs": [pair(1, "a", "b"), pair(2, "c", "b")]})
    assert "are the same" in refused({**matching, "pairs": good, "extra": ["d"]})
    refused({**matching, "pairs": good[:1]})


def test_an_ordering_has_two_steps_with_ids_of_their_own():
    ordering = {**JUDGED, "type": "ordering"}
    steps = [{"id": "s-1", "text": "First"}, {"id": "s-2", "text": "Then"}]
    ADAPTER.validate_python({**ordering, "steps": steps})
    refused({**ordering, "steps": steps[:1]})
    assert "stands twice" in refused({**ordering, "steps": [steps[0], steps[0]]})


def test_every_entry_of_a_categorise_names_a_category():
    data = {
        **JUDGED,
        "type": "categorise",
        "categories": [{"id": "c-1", "text": "A"}, {"id": "c-2", "text": "B"}],
        "entries": [
            {"id": "e-1", "text": "x", "category": "c-1"},
            {"id": "e-2", "text": "y", "category": "c-2"},
        ],
    }
    ADAPTER.validate_python(data)
    data["entries"][1]["category"] = "c-3"
    assert "c-3" in refused(data)


def test_an_item_of_origin_source_needs_a_citation_anywhere_in_it():
    bare = dict(choice(option(1, correct=True), option(2)).items())
    del bare["citations"]
    assert "origin: author" in refused(bare)
    ADAPTER.validate_python({**bare, "origin": "author"})
    bare["options"][0]["citations"] = [CITATION]
    ADAPTER.validate_python(bare)


def test_an_unknown_field_and_an_unknown_type_are_refused():
    assert "hint" in refused({**choice(option(1, correct=True), option(2)), "hint": "x"})
    assert "essay" in refused({**BASE, "type": "essay"})


def test_an_item_is_frozen():
    item = ADAPTER.validate_python(choice(option(1, correct=True), option(2)))
    with pytest.raises(ValidationError, match="frozen"):
        item.stem = "Other"
