"""A course built by a model endpoint, from the sources to the lock, with what can go wrong on the way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.fakes import model
from tests.fakes.endpoint import Endpoint, served

from coursegen import api
from coursegen.build.journal import runs
from coursegen.errors import GeneratorError
from coursegen.model.blocks import citations_of

POLICY = """# Incidents and devices

## Reporting an incident

Employees must report a suspected incident to the service desk within 24 hours.
Employees may not investigate an incident themselves.
Employees must keep the device switched on until the service desk calls.
Employees must write down what they saw and when.
Employees may not discuss an incident with customers.

## Devices

Employees must lock the screen when they leave their desk.
Employees may not lend a work laptop to family.
Employees must hand in a broken device at the service desk.
Employees must install updates within 7 days of their release.
"""


@pytest.fixture
def endpoint() -> Iterator[tuple[Endpoint, str]]:
    made = Endpoint(writer=model.write)
    with served(made) as url:
        yield made, url


def project(folder: Path, url: str, more: str = "") -> Path:
    (folder / "sources").mkdir(exist_ok=True)
    (folder / "sources" / "policy.md").write_text(POLICY, encoding="utf-8")
    (folder / "coursegen.toml").write_text(
        f'[generate]\ngenerator = "openai"\nmodel = "fake-model"\nbase_url = "{url}"\n{more}',
        encoding="utf-8",
    )
    return folder


def build(folder: Path) -> api.BuildReport:
    return api.build(api.open_project(folder))


def course_bytes(folder: Path) -> dict[str, bytes]:
    files = sorted((folder / "course").rglob("*.yaml"))
    return {each.name: each.read_bytes() for each in [*files, folder / "coursegen.lock"]}


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


WRONG, RIGHT = "99 hours", "24 hours"


def spoiled(messages: list[dict[str, str]], name: str) -> str:
    """As the model, with a wrong time in every question; a repair puts it right."""
    words = messages[1]["content"]
    if "What is wrong with it" not in words:
        draft = model.write(messages, name)
        return draft.replace(RIGHT, WRONG) if name == "items" else draft
    part = words.partition("cannot be used:\n")[2].partition("\n\nWhat is wrong")[0]
    return json.dumps({"items": [json.loads(part.replace(WRONG, RIGHT))]})


def stems(folder: Path) -> list[str]:
    course = api.open_project(folder).course()
    return [item.stem for module in course.modules for item in module.items]


def test_a_part_that_fails_the_check_goes_back_with_the_finding(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    made.writer = spoiled
    build(project(tmp_path, url))
    repairs = [each for each in made.prompts if "What is wrong with it" in each]
    assert any(WRONG in each for each in repairs)
    assert any(RIGHT in each for each in stems(tmp_path))
    assert not any(WRONG in each for each in stems(tmp_path))


def test_what_stays_wrong_is_dropped_counted_and_named(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    made.writer = lambda messages, name: (
        model.write(messages, name).replace(RIGHT, WRONG)
        if name == "items"
        else model.write(messages, name)
    )
    report = build(project(tmp_path, url, "repairs = 1\n"))
    assert not any(WRONG in each for each in stems(tmp_path))
    assert [each for each in report.dropped if "99" in each.reason]


def test_without_repairs_nothing_goes_back(tmp_path: Path, endpoint: tuple[Endpoint, str]) -> None:
    made, url = endpoint
    made.writer = spoiled
    build(project(tmp_path, url, "repairs = 0\n"))
    assert not [each for each in made.prompts if "What is wrong with it" in each]
