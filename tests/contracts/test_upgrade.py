"""An upgrade changes no approved course by itself: plan shows it, a refresh applies it, edits stay."""

import shutil
from pathlib import Path

import pytest
from tests.fixtures.scratch import Scratch, make_project

from coursegen import api
from coursegen.resources import read_text


@pytest.fixture
def upgraded(tmp_path: Path) -> Scratch:
    """A built course with an edit, whose prompt then got another version."""
    scratch = Scratch(make_project(tmp_path / "p"))
    scratch.build()
    path, module, block = scratch.find("within 1 hour", ("blocks",))
    block["text"] = "Ring them within 1 hour."
    scratch.save(path, module)
    prompts = scratch.folder / "prompts"
    prompts.mkdir()
    words = read_text("prompts/module.md")
    (prompts / "module.md").write_text(words.rstrip() + "\n\nWrite warmly.\n", encoding="utf-8")
    return scratch


def test_a_changed_prompt_is_shown_as_outdated_and_nothing_is_written(upgraded: Scratch) -> None:
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
