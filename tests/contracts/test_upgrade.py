"""An upgrade changes no approved course by itself: plan shows it, a refresh applies it, edits stay."""

import json
import re
import shutil
from pathlib import Path

import pytest
from tests.fakes import model
from tests.fakes.endpoint import Endpoint
from tests.fixtures import by_model
from tests.fixtures.scratch import POLICY, Scratch, make_project

from coursegen import api
from coursegen.generate.embedded.generator import EmbeddedGenerator
from coursegen.resources import read_text

MORE = """
## Devices

Employees must lock the screen of a laptop whenever they leave the desk. Employees must not install software on
a laptop without approval of the service desk. Employees must report a lost laptop to the service desk within 4
hours. If a laptop shows a warning, the employee must stop working on it at once.

## Paper

Employees must put confidential paper in the locked bin. Employees must not leave confidential paper at the
printer. If an employee finds confidential paper, the employee must hand it to the reception. Employees must
clear the desk at the end of each day.

## Messages

Employees must not open an attachment from an unknown sender. Employees must report a suspicious message to the
service desk within 2 hours. Employees must encrypt every message that holds personal data.
"""


WARM = "We are glad that you are here."


def warmly(messages: list[dict[str, str]], name: str) -> str:
    """As the model, which greets the learner where its prompt asks for warmth."""
    draft = json.loads(model.write(messages, name))
    if "Write warmly." in messages[1]["content"]:
        draft["blocks"] = [
            each | {"text": f"{WARM} {each['text']}"} if each.get("origin") == "story" else each
            for each in draft["blocks"]
        ]
    return json.dumps(draft)


@pytest.fixture
def upgraded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    """A built course with an edit, whose generator then got another version."""
    scratch = Scratch(make_project(tmp_path / "p", POLICY + MORE))
    scratch.build()
    path, module, block = scratch.find("within 1 hour", ("blocks",))
    block["text"] = "Ring them within 1 hour."
    scratch.save(path, module)
    monkeypatch.setattr(EmbeddedGenerator, "recipe", "embedded/next")
    return scratch


def test_a_changed_generator_is_shown_as_outdated_and_nothing_is_written(upgraded: Scratch) -> None:
    before = upgraded.files()
    states = {each.state for each in api.plan(upgraded.project).lines}
    assert states == {"outdated"}
    api.build(upgraded.project, frozen=True)
    assert upgraded.build().written == []
    shutil.rmtree(upgraded.folder / ".coursegen")
    assert upgraded.build().requests == 0
    assert upgraded.files() == before


def test_a_refresh_applies_it_to_one_module_or_to_all_and_the_edit_stays(upgraded: Scratch) -> None:
    _, module, block = upgraded.find("Ring them", ("blocks",))
    upgraded.build(refresh=frozenset([block["id"]]))
    units = upgraded.lock["units"]
    outdated = {each.unit for each in api.plan(upgraded.project).lines if each.state == "outdated"}
    assert outdated
    assert not any(units[each].get("module", each) == module["id"] for each in outdated)
    upgraded.build(refresh=frozenset())
    assert [
        each.unit for each in api.plan(upgraded.project).lines if each.state == "outdated"
    ] == []
    assert upgraded.unit(block["id"])["text"] == "Ring them within 1 hour."


def test_a_changed_prompt_is_nothing_to_a_generator_that_reads_none(tmp_path: Path) -> None:
    scratch = Scratch(make_project(tmp_path / "p"))
    scratch.build()
    (scratch.folder / "prompts").mkdir()
    words = read_text("prompts/module.md").rstrip() + "\n\nWrite warmly.\n"
    (scratch.folder / "prompts" / "module.md").write_text(words, encoding="utf-8")
    assert api.plan(scratch.project).lines == []


def test_a_changed_prompt_changes_nothing_that_a_model_wrote_until_it_is_refreshed(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    by_model.build(by_model.project(tmp_path, url))
    (tmp_path / "prompts").mkdir()
    words = read_text("prompts/module.md").rstrip() + "\n\nWrite warmly.\n"
    (tmp_path / "prompts" / "module.md").write_text(words, encoding="utf-8")
    before, asked = by_model.course_bytes(tmp_path), len(made.calls)
    lines = api.plan(api.open_project(tmp_path)).lines
    units = set(api.open_project(tmp_path).require_lock().units)
    assert {each.unit for each in lines} == units
    assert {each.state for each in lines} == {"outdated"}
    api.build(api.open_project(tmp_path), frozen=True)
    assert by_model.build(tmp_path).written == []
    assert len(made.calls) == asked
    assert by_model.course_bytes(tmp_path) == before

    made.writer = warmly
    one, *others = [each.id for each in api.open_project(tmp_path).course().modules]
    api.build(api.open_project(tmp_path), refresh=frozenset([one]))
    now = by_model.course_bytes(tmp_path)
    assert WARM.encode() in now[f"{one}.yaml"]
    assert [now[f"{each}.yaml"] for each in others] == [before[f"{each}.yaml"] for each in others]
    api.build(api.open_project(tmp_path), refresh=frozenset())
    now = by_model.course_bytes(tmp_path)
    assert all(WARM.encode() in now[f"{each}.yaml"] for each in (one, *others))
    assert api.plan(api.open_project(tmp_path)).lines == []


def test_a_lock_from_before_today_s_sketches_is_read_followed_and_renewed(tmp_path: Path) -> None:
    scratch = Scratch(make_project(tmp_path / "p"))
    scratch.build()
    lock = scratch.folder / "coursegen.lock"
    text = lock.read_text(encoding="utf-8").replace('"format": 2', '"format": 1')
    lock.write_text(
        re.sub(r'("sketch":"[0-9a-f]{16})[0-9a-f]{16}"', r'\1"', text), encoding="utf-8"
    )
    before = scratch.files()
    assert scratch.build().written == []
    assert scratch.files() == before
    ids = scratch.lock["units"].keys()
    _, _, item = scratch.find("within 1 hour", ("items",))
    scratch.source("within 1 hour", "within 3 hours")
    scratch.build()
    assert scratch.lock["format"] == 2
    assert {len(each["sketch"]) for each in scratch.lock["passages"].values()} == {32}
    assert scratch.lock["units"].keys() == ids
    assert "within 3 hours" in str(scratch.unit(item["id"]))
