"""A course written by a real, very small language model: its structure, never its quality."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from tests.fakes import small_model

from coursegen import api
from coursegen.author.scope import scope_of
from coursegen.build.journal import runs
from coursegen.errors import GeneratorError
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

POLICY = """# Incidents

Employees must report a suspected incident to the service desk within 24 hours.

Employees may not investigate an incident themselves.

Employees must keep the device switched on until the service desk calls.

Employees must lock the screen when they leave their desk.
"""

SETTINGS = """[course]
title = "Incidents"
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
temperature = {temperature}
"""

TEMPERATURES = (0.6, 0.8, 1.0)
"""So small a model may not come to the end of an outline; then it is asked in another way."""


@pytest.fixture(scope="module")
def built(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[api.Project, api.BuildReport]]:
    """A project that the model built."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "sources").mkdir()
    (folder / "sources" / "policy.md").write_text(POLICY, encoding="utf-8")
    with small_model.served() as url:
        for temperature in TEMPERATURES:
            text = SETTINGS.format(model=small_model.NAME, url=url, temperature=temperature)
            (folder / "coursegen.toml").write_text(text, encoding="utf-8")
            project = api.open_project(folder)
            try:
                report = api.build(project, record=folder / "replies.jsonl")
            except GeneratorError as error:
                if "outline" not in error.what:  # nothing else may end a build
                    raise
                continue
            break
        yield project, report


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
    ids = list(ids_in(course))
    assert len(ids) == len(set(ids))
    assert all(each.reason for each in report.dropped)
    assert (
        course.modules or report.dropped
    )  # so small a model may write nothing that the check lets stand
    errors = {each.rule for each in report.findings if each.severity == "error"}
    assert errors <= ({"course-empty"} if not course.modules else set())


def test_the_next_build_asks_nothing(built: tuple[api.Project, api.BuildReport]) -> None:
    project, _ = built
    assert api.build(api.open_project(project.folder)).requests == 0
