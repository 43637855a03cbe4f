"""Outline, scenario and course: names that must exist, ids that must differ."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from coursegen.model.course import Course, Module, Outline
from coursegen.model.scenario import Scenario

OUTLINE: dict[str, Any] = {
    "id": "course-00001",
    "title": "T",
    "language": "en",
    "objectives": [{"id": "aim-00001", "text": "Report it", "bloom": "apply"}],
    "modules": [
        {
            "id": "module-00001",
            "topic": "Reporting",
            "objectives": ["aim-00001"],
            "passages": ["0123456789ab"],
        }
    ],
}


def outline(**more: Any) -> Outline:
    return Outline.model_validate({**OUTLINE, **more})


def test_a_module_names_objectives_of_the_outline():
    assert outline().modules[0].objectives == ("aim-00001",)
    with pytest.raises(ValidationError, match="unknown objective aim-00001"):
        outline(objectives=[])


def test_no_two_modules_have_the_same_id():
    with pytest.raises(ValidationError, match="same id"):
        outline(modules=OUTLINE["modules"] * 2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"format": 2},
        {"language": "English"},
        {"address": "ihr"},
        {"version": "1.0"},
        {"mastery_score": 80},
        {"mastery_score": 0},
        {"completion": "done"},
        {"assessment": {"id": "final-00001", "title": "T", "draw": 0}},
        {"colour": "red"},
    ],
)
def test_a_setting_that_means_nothing_is_refused(wrong):
    with pytest.raises(ValidationError):
        outline(**wrong)


def test_the_defaults_are_those_of_the_format():
    found = outline()
    assert (found.format, found.version, found.mastery_score) == (1, "1.0.0", 0.8)
    assert (found.completion, found.tracking, found.address) == (
        "viewed_and_passed",
        "answers",
        "you",
    )


SCENARIO: dict[str, Any] = {
    "id": "story-00001",
    "title": "S",
    "start": "scene-00001",
    "scenes": [
        {
            "id": "scene-00001",
            "text": "Now?",
            "choices": [
                {"id": "choice-00001", "text": "a", "to": "end-00001"},
                {"id": "choice-00002", "text": "b", "to": "scene-00001"},
            ],
        }
    ],
    "endings": [{"id": "end-00001", "grade": "best", "debrief": "So."}],
}


def test_a_choice_leads_to_a_scene_or_an_ending_that_exists():
    assert Scenario.model_validate(SCENARIO).scenes[0].origin == "template"
    scene = SCENARIO["scenes"][0]
    lost = {**scene, "choices": [scene["choices"][0], {**scene["choices"][1], "to": "gone-00001"}]}
    with pytest.raises(ValidationError, match="unknown scene gone-00001"):
        Scenario.model_validate({**SCENARIO, "scenes": [lost]})


def test_the_start_is_a_scene_and_no_ending():
    for start in ("gone-00001", "end-00001"):
        with pytest.raises(ValidationError, match="start names the unknown scene"):
            Scenario.model_validate({**SCENARIO, "start": start})


def test_scenes_and_endings_have_ids_of_their_own():
    ending = {**SCENARIO["endings"][0], "id": "scene-00001"}
    with pytest.raises(ValidationError, match="same id"):
        Scenario.model_validate({**SCENARIO, "endings": [*SCENARIO["endings"], ending]})


def test_a_scene_has_two_choices_and_there_is_an_ending():
    scene = SCENARIO["scenes"][0]
    with pytest.raises(ValidationError):
        Scenario.model_validate(
            {**SCENARIO, "scenes": [{**scene, "choices": scene["choices"][:1]}]}
        )
    with pytest.raises(ValidationError):
        Scenario.model_validate({**SCENARIO, "endings": []})


def test_the_bank_of_the_final_assessment_is_in_course_order():
    def item(number: int, pool: str) -> dict[str, Any]:
        return {
            "id": f"item-0000{number}",
            "type": "short_answer",
            "origin": "author",
            "objective": "aim-00001",
            "bloom": "apply",
            "stem": "What?",
            "pool": pool,
            "accept": ["x"],
            "feedback_right": "So.",
            "feedback_wrong": "So.",
        }

    modules = [
        Module.model_validate(
            {
                "id": f"module-0000{number}",
                "title": "T",
                "minutes": 5,
                "objectives": ["aim-00001"],
                "items": [item(2 * number, "assessment"), item(2 * number + 1, "practice")],
            }
        )
        for number in (2, 1)
    ]
    course = Course(outline=outline(), modules=tuple(modules))
    assert [each.id for each in course.assessment_items()] == ["item-00004", "item-00002"]
