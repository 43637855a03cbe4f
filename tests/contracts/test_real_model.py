"""A course written by a real, very small language model: its structure, never its quality."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.fakes import small_model

from coursegen import api
from coursegen.author.scope import scope_of
from coursegen.build.journal import runs
from coursegen.index.index import build_index
from coursegen.model.base import ids_in
from coursegen.model.blocks import citations_of
from coursegen.model.drafts import DRAFTS

pytestmark = [
    pytest.mark.llm,
    pytest.mark.skipif(
        not small_model.installed(), reason="run by make test-llm, which installs the model"
    ),
]

POLICY = """# Screens and badges

Employees must lock the screen when they leave their desk.

Employees must report a lost badge to the service desk.
"""

SETTINGS = """[course]
title = "Screens"
minutes = 5
programme = "never"

[generate]
generator = "openai"
profile = "llamacpp"
model = "{model}"
base_url = "{url}"
context = 8000
max_output = 400
parallel = 1
repairs = 0
temperature = 0
"""

RULE = "Employees must lock the screen when they leave their desk."
OBJECTIVE = {"text": "Lock the screen", "bloom": "apply"}
DRAFTS_TO_COPY: dict[str, Any] = {
    "outline": {
        "title": "Screens and badges",
        "modules": [{"topic": "Lock the screen", "objectives": [OBJECTIVE], "passages": [1, 2]}],
        "no_room": [],
    },
    "module": {
        "title": "Lock the screen",
        "blocks": [
            {"type": "text", "origin": "source", "title": "", "text": RULE, "cites": ["1.1"]}
        ],
    },
    "items": {
        "items": [
            {
                "type": "true_false",
                "objective": 1,
                "bloom": "understand",
                "stem": RULE,
                "answer": True,
                "feedback_right": RULE,
                "feedback_wrong": RULE,
                "rationale": "",
                "cites": ["1.1"],
            }
        ]
    },
    "scenario": {"title": "", "objective": 1, "scenes": [], "endings": []},
}
"""So small a model cannot write from the prompts that ship (its drafts have the form and no sense: labels and objectives
that there are not). The project has prompts of its own, which show it a draft; what it makes of that is its own."""


def with_prompts(folder: Path) -> None:
    """Give the project in ``folder`` prompts of a line each."""
    (folder / "prompts").mkdir()
    bodies = {
        "context": ("none", "[passages, module]", "{{passages}}{{module}}\nYou answer in JSON.")
    }
    for task, draft in DRAFTS_TO_COPY.items():
        bodies[task] = (task, "[]", f"Copy this answer:\n{json.dumps(draft)}")
    for name, (draft_name, inputs, body) in bodies.items():
        front = f"id: {name}\nversion: 1\ndraft: {draft_name}\ninputs: {inputs}"
        (folder / "prompts" / f"{name}.md").write_text(f"---\n{front}\n---\n{body}\n", "utf-8")


@pytest.fixture(scope="module")
def built(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[api.Project, api.BuildReport]]:
    """A project that the model built."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "sources").mkdir()
    (folder / "sources" / "policy.md").write_text(POLICY, encoding="utf-8")
    with_prompts(folder)
    with small_model.served() as url:
        text = SETTINGS.format(model=small_model.NAME, url=url)
        (folder / "coursegen.toml").write_text(text, encoding="utf-8")
        project = api.open_project(folder)
        yield project, api.build(project, record=folder / "replies.jsonl")


def test_every_task_is_answered_and_what_it_took_is_on_record(
    built: tuple[api.Project, api.BuildReport],
) -> None:
    project, report = built
    _, lines = list(runs(project.folder / ".coursegen"))[-1]
    assert {"outline", "module", "items", "scenario"} <= {
        each["request"].partition(":")[0] for each in lines
    }
    assert len(lines) == report.requests
    assert all(each["model"] == small_model.NAME for each in lines)
    assert all(each["input_tokens"] and each["output_tokens"] for each in lines)


def test_each_draft_has_the_form_of_its_task(
    built: tuple[api.Project, api.BuildReport],
) -> None:
    project, _ = built
    lines = (project.folder / "replies.jsonl").read_text(encoding="utf-8").splitlines()
    drafts = [(each["task"], each["draft"]) for each in map(json.loads, lines)]
    assert {"outline", "module"} <= {task for task, _ in drafts}
    for task, draft in drafts:
        DRAFTS[task].model_validate(draft)


def test_every_quote_of_the_course_stands_in_its_passage(
    built: tuple[api.Project, api.BuildReport],
) -> None:
    project, _ = built
    passages = build_index(project.documents()).passage_by_id
    cited = [
        each
        for module in project.course().modules
        for part in (*module.blocks, *module.items)
        for each in citations_of(part)
    ]
    assert all(each.quote in passages[each.passage].text for each in cited)


def test_the_course_is_whole_and_what_was_dropped_is_named(
    built: tuple[api.Project, api.BuildReport],
) -> None:
    project, report = built
    course = project.course()
    scope = scope_of(build_index(project.documents()), course.outline.audience)
    known = {each.id for each in scope.index.passages}
    assert all(set(each.passages) <= known for each in course.outline.modules)
    assert [each.id for each in course.modules] == [each.id for each in course.outline.modules]
    ids = list(ids_in(course.modules))
    assert len(ids) == len(set(ids))
    assert all(each.reason for each in report.dropped)
    assert [each for each in report.findings if each.severity == "error"] == []


def test_the_course_teaches_and_asks_something(
    built: tuple[api.Project, api.BuildReport],
) -> None:
    project, report = built
    course = project.course()
    assert course.modules, report.dropped
    for module in course.modules:
        assert module.blocks, report.dropped
        assert module.items, report.dropped


def test_the_next_build_asks_nothing(built: tuple[api.Project, api.BuildReport]) -> None:
    project, _ = built
    assert api.build(api.open_project(project.folder)).requests == 0
