"""A question goes back to a model in the part that fails: new wrong options, new feedback, never another key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.fakes import model
from tests.fakes.endpoint import Endpoint

from coursegen import api
from coursegen.model.items import SingleChoice

POLICY = """# Visitors

Employees must collect a visitor at the desk within 10 minutes.

Employees may not leave a visitor alone in the building.

Employees must return the badge of a visitor to the desk.
"""


def build(folder: Path, url: str, more: str = "") -> api.BuildReport:
    (folder / "sources").mkdir(exist_ok=True)
    (folder / "sources" / "policy.md").write_text(POLICY, encoding="utf-8")
    settings = f'generator = "openai"\nmodel = "fake-model"\nbase_url = "{url}"\n{more}'
    (folder / "coursegen.toml").write_text(f"[generate]\n{settings}", encoding="utf-8")
    return api.build(api.open_project(folder))


def wrong(text: str, feedback: str = "Then nobody is with the visitor.") -> dict[str, Any]:
    return {"text": text, "correct": False, "feedback": feedback, "cites": ["1.1"]}


def question(*options: dict[str, Any]) -> dict[str, Any]:
    key = {
        "text": "Within 10 minutes",
        "correct": True,
        "feedback": "You must collect a visitor within 10 minutes.",
        "cites": ["1.1"],
    }
    return {
        "type": "single_choice",
        "objective": 1,
        "bloom": "apply",
        "stem": "A visitor waits at the desk. By when must you collect her?",
        "options": [*options[:1], key, *options[1:]],
        "rationale": "",
        "cites": ["1.1"],
    }


def asked_for(made: Endpoint, task: str) -> list[str]:
    """The task of each call for a draft of that name."""
    return [
        call.body["messages"][1]["content"]
        for call in made.calls
        if call.body["response_format"]["json_schema"]["name"] == task
    ]


def items(folder: Path) -> list[SingleChoice]:
    course = api.open_project(folder).course()
    return [
        each for module in course.modules for each in module.items if each.type == "single_choice"
    ]


def test_new_wrong_options_are_asked_for_and_the_key_stays(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint

    def writer(messages: list[dict[str, str]], name: str) -> str:
        if name == "items":
            return json.dumps({"items": [question(wrong("Within an hour"))]})
        if name == "distractors":
            new = {key: value for key, value in wrong("Within 30 minutes").items() if key != "correct"}  # fmt: skip
            return json.dumps({"options": [new]})
        return model.write(messages, name)

    made.writer = writer
    build(tmp_path, url)
    (told,) = asked_for(made, "distractors")
    assert '"wanted": 1' in told
    assert "What is wrong with those under" in told
    assert "there is only one wrong option" in told
    assert not any("This part of an earlier answer" in each for each in made.prompts)
    (item,) = items(tmp_path)
    assert [each.text for each in item.options if each.correct] == ["Within 10 minutes"]
    assert {each.text for each in item.options} == {
        "Within 10 minutes",
        "Within 30 minutes",
        "Within an hour",
    }
    assert api.build(api.open_project(tmp_path)).requests == 0


def test_feedback_that_fails_the_check_is_written_anew_and_nothing_else(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    lie = "You must collect a visitor within 45 minutes, not within an hour."

    def writer(messages: list[dict[str, str]], name: str) -> str:
        if name == "items":
            drafted = question(wrong("Within an hour", lie), wrong("Within 30 minutes", ""))
            return json.dumps({"items": [drafted]})
        if name == "rationale":
            said = "Too late: you must collect a visitor within 10 minutes."
            answers = [{"answer": at, "feedback": said, "cites": ["1.1"]} for at in (1, 3)]
            return json.dumps({"rationale": "", "answers": answers})
        return model.write(messages, name)

    made.writer = writer
    report = build(tmp_path, url)
    assert asked_for(made, "rationale")
    assert not asked_for(made, "distractors")
    (item,) = items(tmp_path)
    assert all("45" not in each.feedback for each in item.options)
    assert {each.text for each in item.options} == {
        "Within 10 minutes",
        "Within 30 minutes",
        "Within an hour",
    }
    assert not report.dropped


def test_what_no_new_option_mends_is_dropped_and_named(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint

    def writer(messages: list[dict[str, str]], name: str) -> str:
        if name == "items":
            draft = json.loads(model.write(messages, name))
            return json.dumps({"items": [question(), *draft["items"]]})
        if name == "distractors":
            return json.dumps({"options": []})
        return model.write(messages, name)

    made.writer = writer
    report = build(tmp_path, url)
    assert len(asked_for(made, "distractors")) == 1  # what was answered once is not asked again
    assert items(tmp_path) == []
    assert [each for each in report.dropped if "at least 2 items" in each.reason]


def test_a_part_of_a_question_goes_to_the_model_of_questions(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    made.models = ("fake-model", "better")
    made.writer = lambda messages, name: (
        json.dumps({"items": [question(wrong("Within an hour"))]})
        if name == "items"
        else json.dumps({"options": []})
        if name == "distractors"
        else model.write(messages, name)
    )
    build(tmp_path, url, 'models = {items = "better"}\n')
    asked = {
        call.body["model"]
        for call in made.calls
        if call.body["response_format"]["json_schema"]["name"] in ("items", "distractors")
    }
    assert asked == {"better"}
