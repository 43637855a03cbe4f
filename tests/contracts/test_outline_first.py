"""A build that stops at the outline: a person changes it, and the next build goes on from there."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.fakes.endpoint import Endpoint
from tests.fixtures.by_model import POLICY, course_bytes, project
from tests.fixtures.scratch import Scratch, make_project

from coursegen import api
from coursegen.cli.main import main
from coursegen.errors import ConfigError, GateError


def opened(folder: Path) -> api.Project:
    return api.open_project(folder)


def test_a_build_stops_at_the_outline_and_goes_on_without_asking_it_again(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    for name in ("stopped", "straight"):
        (tmp_path / name).mkdir()
        project(tmp_path / name, url)
    found = api.build_outline(opened(tmp_path / "stopped"))
    assert found.requests == len(made.calls) == 1
    assert len(found.modules) == 3
    assert all(each.objectives and each.sections for each in found.modules)
    files = [each.name for each in (tmp_path / "stopped" / "course").rglob("*.yaml")]
    assert files == ["course.yaml"]
    planned = api.plan(opened(tmp_path / "stopped"))
    assert [each.state for each in planned.lines] == ["new"] * 3
    assert planned.requests == "9"
    report = api.build(opened(tmp_path / "stopped"))
    assert report.requests == 9
    assert len(made.calls) == 10
    api.build(opened(tmp_path / "straight"))
    assert course_bytes(tmp_path / "stopped") == course_bytes(tmp_path / "straight")


def test_what_a_person_changes_in_the_outline_is_what_is_built(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    project(tmp_path, url)
    first, _, third = api.build_outline(opened(tmp_path)).modules
    path = tmp_path / "course" / "course.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    one, _, three = data["modules"]
    assert one["topic"] == first.topic
    one["topic"] = "Tell the desk"
    data["modules"] = [three, one]
    path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    again = api.build_outline(opened(tmp_path))
    assert [each.topic for each in again.modules] == [third.topic, "Tell the desk"]
    assert len(made.calls) == 1
    report = api.build(opened(tmp_path))
    assert [each.id for each in report.modules] == [third.id, first.id]
    assert any("The module is about: Tell the desk" in each for each in made.prompts)
    assert api.build(opened(tmp_path)).requests == 0


def test_a_source_that_changes_before_the_approval_is_followed(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    _, url = endpoint
    project(tmp_path, url)
    api.build_outline(opened(tmp_path))
    changed = POLICY.replace("within 24 hours", "within 12 hours")
    (tmp_path / "sources" / "policy.md").write_text(changed, encoding="utf-8")
    api.build(opened(tmp_path))
    assert b"within 12 hours" in b"".join(course_bytes(tmp_path).values())
    assert b"within 24 hours" not in b"".join(course_bytes(tmp_path).values())


def test_the_embedded_generator_stops_at_the_outline_too(tmp_path: Path) -> None:
    stopped, straight = (Scratch(make_project(tmp_path / name)) for name in ("one", "two"))
    assert api.build_outline(stopped.project).modules
    stopped.build()
    straight.build()
    assert stopped.files() == straight.files()


def test_nothing_can_be_checked_or_exported_before_the_modules_are_written(tmp_path: Path) -> None:
    scratch = Scratch(make_project(tmp_path / "p"))
    api.build_outline(scratch.project)
    with pytest.raises(ConfigError, match="none of its modules is written"):
        api.check(scratch.project)
    with pytest.raises(GateError, match="out of date"):
        scratch.build(frozen=True)


def test_a_written_course_has_no_outline_to_stop_at(tmp_path: Path) -> None:
    scratch = Scratch(make_project(tmp_path / "p"))
    scratch.build()
    with pytest.raises(ConfigError, match="written already"):
        api.build_outline(scratch.project)


def test_a_module_that_rests_on_no_passage_of_the_sources_is_named(tmp_path: Path) -> None:
    scratch = Scratch(make_project(tmp_path / "p"))
    (first, *_) = api.build_outline(scratch.project).modules
    path = scratch.folder / "course" / "course.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("passages:", text.index(f"- id: {first.id}"))
    path.write_text(
        text[:start] + "passages: [0123456789ab]\n" + text[text.index("assessment:") :],
        encoding="utf-8",
    )
    with pytest.raises(ConfigError, match="rests on no passage of the sources"):
        scratch.build()


def test_the_outline_is_shown_with_what_to_do_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_project(tmp_path / "p")
    with pytest.raises(SystemExit) as stopped:
        main(["build", "--until", "outline", "--project", str(folder)])
    told = capsys.readouterr().err
    assert stopped.value.code in (None, 0)
    assert "from: Passwords" in told
    assert "Then `coursegen build` writes the modules" in told
