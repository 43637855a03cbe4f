"""A course built by a model endpoint: what is asked, what it costs, and what is kept of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.fakes import model
from tests.fakes.endpoint import Endpoint
from tests.fixtures.by_model import POLICY, build, course_bytes, project

from coursegen import api
from coursegen.author.prompts import Prompts
from coursegen.author.requests import module_requests
from coursegen.author.scope import scope_of
from coursegen.build.journal import runs
from coursegen.cli.main import main
from coursegen.errors import ConfigError, GeneratorError
from coursegen.index.index import build_index
from coursegen.model.blocks import citations_of
from coursegen.resources import read_text

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_a_model_writes_a_course_that_cites_its_sources(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    report = build(project(tmp_path, url))
    course = api.open_project(tmp_path).course()
    assert report.requests == len(made.calls) > 3
    assert len(course.modules) == 3
    for module in course.modules:
        stories = [each for each in module.blocks if each.origin == "model"]
        taught = [each for each in module.blocks if each.origin == "source"]
        assert len(stories) == 1
        assert all(citations_of(each) for each in taught)
    assert not [each for each in report.findings if each.severity == "error"]


def test_an_unchanged_project_asks_nothing(tmp_path: Path, endpoint: tuple[Endpoint, str]) -> None:
    made, url = endpoint
    build(project(tmp_path, url))
    asked = len(made.calls)
    assert build(tmp_path).requests == 0
    assert len(made.calls) == asked


def test_a_build_that_failed_half_way_asks_only_for_the_rest(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    made.fault_for = lambda _body: "404" if len(made.calls) >= 4 else ""
    with pytest.raises(GeneratorError):
        build(project(tmp_path, url, "parallel = 1\n"))
    paid = [each.body for each in made.calls if not each.fault]
    made.fault_for = lambda _body: ""
    build(tmp_path)
    again = [each.body for each in made.calls if not each.fault]
    assert len(again) == len({json.dumps(each, sort_keys=True) for each in again})
    assert again[: len(paid)] == paid


def test_a_changed_prompt_makes_what_a_model_wrote_outdated_and_nothing_more(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    build(project(tmp_path, url))
    asked = len(made.calls)
    (tmp_path / "prompts").mkdir()
    words = read_text("prompts/module.md").rstrip() + "\n\nWrite warmly.\n"
    (tmp_path / "prompts" / "module.md").write_text(words, encoding="utf-8")
    assert {each.state for each in api.plan(api.open_project(tmp_path)).lines} == {"outdated"}
    assert build(tmp_path).requests == 0
    assert len(made.calls) == asked


STYLE = """[style]
voice = "calm, a colleague to a colleague."
reading_level = "B1"
rules = ["Name departments in full."]
[check]
glossary = {guest = ["customer", "client"], desk = []}
avoid = ["utilise", "leverage"]
[audience]
name = "the night shift"
aliases = ["employees"]
"""


def test_the_style_guide_stands_in_every_request_and_the_check_holds_to_its_words(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    made.writer = lambda messages, name: model.write(messages, name).replace(
        "Friday, late", "Utilise"
    )
    report = build(project(tmp_path, url, "repairs = 0\n" + STYLE))
    for each in (call.body["messages"][0]["content"] for call in made.calls):
        assert "- Voice: calm, a colleague to a colleague.\n" in each
        assert "- Reading level B1 (CEFR): short sentences" in each
        assert '- Write "guest", never "customer" or "client".\n- Write "desk".\n' in each
        assert '- Never write "utilise" or "leverage".\n- Name departments in full.\n' in each
        assert "You write a course for the night shift" in each
        assert "Write in this language: en. Address the learner as: you." in each
    assert [each for each in report.findings if each.rule == "words-kept"]


def test_a_changed_style_guide_makes_units_outdated_and_starts_no_build(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    _, url = endpoint
    build(project(tmp_path, url))
    toml = tmp_path / "coursegen.toml"
    toml.write_text(f'{toml.read_text()}[style]\nvoice = "warm"\n', encoding="utf-8")
    assert {each.state for each in api.plan(api.open_project(tmp_path)).lines} == {"outdated"}
    assert build(tmp_path).requests == 0


def test_two_projects_with_the_same_replies_are_the_same(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    _, url = endpoint
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        build(project(tmp_path / name, url))
    assert course_bytes(tmp_path / "one") == course_bytes(tmp_path / "two")


def test_each_reply_stands_in_the_journal_with_what_it_took(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    build(project(tmp_path, url))
    ((number, lines),) = runs(tmp_path / ".coursegen")
    assert number == "0001"
    assert len(lines) == len(made.calls)
    assert sum(each["input_tokens"] for each in lines) == sum(each.tokens for each in made.calls)


def test_the_key_is_in_no_file(
    tmp_path: Path, endpoint: tuple[Endpoint, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, url = endpoint
    monkeypatch.setenv("OPENAI_API_KEY", "sk-never-to-be-seen")
    build(project(tmp_path, url))
    for each in tmp_path.rglob("*"):
        assert not each.is_file() or b"never-to-be-seen" not in each.read_bytes(), each


def test_a_plan_says_calls_tokens_and_cost_before_anything_is_asked(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    prices = "[generate.prices]\ninput = 1\noutput = 4\n"
    found = api.plan(api.open_project(project(tmp_path, url, prices))).estimate
    assert made.calls == []
    assert found is not None
    assert found.cost is not None
    assert found.worst is not None
    build(tmp_path)
    used = sum(each.tokens for each in made.calls)
    assert found.calls[0] <= len(made.calls) <= found.calls[1]
    assert found.input_tokens[0] <= used <= found.input_tokens[1]
    assert found.cost[0] < found.cost[1] < found.worst


def test_an_estimate_of_a_change_counts_the_modules_that_it_touches(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    _, url = endpoint
    build(project(tmp_path, url))
    source = tmp_path / "sources" / "policy.md"
    source.write_text(POLICY.replace("within 7 days", "within 5 days"), encoding="utf-8")
    found = api.plan(api.open_project(tmp_path)).estimate
    assert found is not None
    assert found.calls == (3, 3)


def test_runs_sums_up_what_was_asked_and_cost(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    build(project(tmp_path, url, "[generate.prices]\ninput = 2\noutput = 8\n"))
    (found,) = api.runs(api.open_project(tmp_path))
    assert found.usage.calls == len(made.calls)
    assert found.usage.input_tokens == sum(each.tokens for each in made.calls)
    assert found.cost is not None
    assert found.cost > 0


def test_most_of_what_a_module_sends_is_a_prefix_that_was_sent_before() -> None:
    example = api.open_project(EXAMPLES / "infosec")
    index = build_index(example.documents())
    scope = scope_of(index, example.config.audience)
    outline, prompts, made = example.course().outline, Prompts(), Endpoint()
    total = shared = 0
    for brief in outline.modules:
        for each in map(prompts.rendered, module_requests(scope, outline, brief)):
            text = each.context + each.prompt
            total, shared = total + len(text) // 4, shared + made.cached(text)
    assert shared / total >= 0.6, shared / total


def verdicts(messages: list[dict[str, str]], name: str) -> str:
    """As the model; a judge that finds the first question false and cannot answer the second."""
    if name != "judge":
        return model.write(messages, name)
    count = messages[1]["content"].count("Question ")
    said = [
        {"item": at, "answers": [2 if at == 1 else 1], "answerable": at != 2, "why": "So it is."}
        for at in range(1, count)
    ]
    return json.dumps({"verdicts": said})


def test_a_judge_says_which_questions_it_doubts_and_changes_nothing(
    tmp_path: Path, endpoint: tuple[Endpoint, str], capsys: pytest.CaptureFixture[str]
) -> None:
    made, url = endpoint
    made.writer, made.models = verdicts, ("fake-model", "judge-model")
    build(project(tmp_path, url, 'models = {judge = "judge-model"}\n'))
    before, asked = course_bytes(tmp_path), len(made.calls)
    with pytest.raises(SystemExit) as stopped:
        main(["judge", "--project", str(tmp_path)])
    assert stopped.value.code in (None, 0)
    told = capsys.readouterr().out
    assert "the judge takes another answer for right. So it is." in told
    assert "cannot be answered from the sources" in told
    calls = made.calls[asked:]
    assert len(calls) == 3
    assert {each.body["model"] for each in calls} == {"judge-model"}
    shown = calls[0].body["messages"][1]["content"]
    assert "Question 1: " in shown
    assert "feedback" not in shown
    assert course_bytes(tmp_path) == before
    report = api.judge(api.open_project(tmp_path))
    assert report.requests == 0
    assert len([each for each in report.items if each.answerable is None]) == 3


def test_a_generator_without_a_model_cannot_judge(tmp_path: Path) -> None:
    project(tmp_path, "http://127.0.0.1:9/v1")
    (tmp_path / "coursegen.toml").write_text("", encoding="utf-8")
    build(tmp_path)
    with pytest.raises(ConfigError, match="only a language model"):
        api.judge(api.open_project(tmp_path))
