"""An outline of sources that the model's context cannot hold: candidates part by part, then one plan."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.fakes import model
from tests.fakes.endpoint import Endpoint, served

from coursegen import api
from coursegen.errors import GeneratorError

SECTIONS, RULES = 12, 20
CONTEXT, ROOM = 5_000, 2_000


def handbook() -> str:
    lines = ["# Handbook"]
    for section in range(SECTIONS):
        lines.append(f"## Device {section}")
        lines += [
            f"Employees must return part {rule} of device {section} within {rule + 2} days of leaving."
            for rule in range(RULES)
        ]
    return "\n\n".join(lines) + "\n"


def writer(messages: list[dict[str, str]], name: str) -> str:
    """As the model; of candidates it takes two for each module and leaves out the last."""
    if "candidates for modules" not in messages[1]["content"]:
        return model.write(messages, name)
    numbers = [int(label.split(".")[0]) for label, _ in model.labelled(messages[0]["content"])]
    objective = {"text": "Return what was lent", "bloom": "apply"}
    modules = [
        {
            "topic": f"Device {at} returned",
            "objectives": [objective],
            "passages": numbers[at : min(at + 2, len(numbers) - 1)],
        }
        for at in range(0, len(numbers) - 1, 2)
    ]
    return json.dumps({"title": "", "modules": modules, "no_room": [*numbers[-1:], 999]})


@pytest.fixture
def endpoint() -> Iterator[tuple[Endpoint, str]]:
    made = Endpoint(writer=writer)
    with served(made) as url:
        yield made, url


def project(folder: Path, url: str, context: int = CONTEXT) -> Path:
    (folder / "sources").mkdir()
    (folder / "sources" / "handbook.md").write_text(handbook(), encoding="utf-8")
    (folder / "coursegen.toml").write_text(
        f'[course]\nminutes = 200\nprogramme = "never"\n[generate]\ngenerator = "openai"\n'
        f'model = "fake-model"\nbase_url = "{url}"\ncontext = {context}\nmax_output = {ROOM}\n'
        "repairs = 0\n",
        encoding="utf-8",
    )
    return folder


def test_what_no_request_can_hold_is_outlined_in_parts_and_joined(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    found = api.build_outline(api.open_project(project(tmp_path, url)))
    *parts, join = made.prompts
    assert len(parts) > 2
    assert all("one part of sources" in each for each in parts)
    assert "candidates for modules" in join
    assert all(len(each) / 3.6 < CONTEXT - ROOM + 100 for each in made.prompts)
    for section in range(SECTIONS):
        for rule in range(RULES):
            words = f"part {rule} of device {section} within"
            assert sum(words in each for each in parts) == 1
    index = {
        each
        for module in api.open_project(tmp_path).course(unwritten=True).outline.modules
        for each in module.passages
    }
    assert sum(each.passages for each in found.modules) == len(index)
    assert SECTIONS * RULES - 4 <= len(index) < SECTIONS * RULES
    assert [each.reason for each in found.dropped] == [
        "the passage number 999 is not one of this request"
    ]


def test_modules_of_a_long_source_are_written_from_its_own_passages(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    report = api.build(api.open_project(project(tmp_path, url)))
    assert report.modules
    assert not [each for each in report.findings if each.severity == "error"]
    asked = len(made.calls)
    assert api.build(api.open_project(tmp_path)).requests == 0
    assert len(made.calls) == asked


def test_a_part_that_fails_is_asked_again_by_the_next_build_alone(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    made.fault_for = lambda body: (
        "refusal" if "part 0 of device 0 " in body["messages"][0]["content"] else ""
    )
    with pytest.raises(GeneratorError, match="a part of the sources"):
        api.build_outline(api.open_project(project(tmp_path, url)))
    parts = len(made.calls)
    made.fault_for = lambda _body: ""
    api.build_outline(api.open_project(tmp_path))
    assert len(made.calls) - parts == 2  # that part, and the plan


def test_a_context_that_holds_the_sources_asks_once(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    api.build_outline(api.open_project(project(tmp_path, url, context=50_000)))
    assert len(made.calls) == 1


def test_a_recording_of_an_outline_in_parts_gives_it_again(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    first, second = tmp_path / "first", tmp_path / "second"
    for each in (first, second):
        each.mkdir()
    api.build(api.open_project(project(first, url)), record=second / "replies.jsonl")
    asked = len(made.calls)
    project(second, url)
    toml = (second / "coursegen.toml").read_text().replace('"openai"', '"replay"')
    recorded = toml.replace("model =", 'recording = "replies.jsonl"\nmodel =')
    (second / "coursegen.toml").write_text(recorded, encoding="utf-8")
    api.build(api.open_project(second))
    assert len(made.calls) == asked
    files = [
        {each.name: each.read_bytes() for each in (folder / "course").rglob("*.yaml")}
        for folder in (first, second)
    ]
    assert files[0] == files[1]
