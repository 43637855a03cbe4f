"""Explain: every id leads to what it is and to the passages it rests on."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.fixtures.projects import fixture_project

from coursegen import api
from coursegen.api.explaining import Explanation
from coursegen.errors import ConfigError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fixture_project(tmp_path)


def explained(folder: Path, identifier: str) -> Explanation:
    return api.explain(api.open_project(folder), identifier)


def outline(folder: Path) -> dict:
    return yaml.safe_load((folder / "course" / "course.yaml").read_text(encoding="utf-8"))


def test_a_module_rests_on_the_passages_of_its_brief(folder: Path) -> None:
    brief = outline(folder)["modules"][0]
    found = explained(folder, brief["id"])
    assert found.kind == "module"
    assert found.file == f"course/modules/{brief['id']}.yaml"
    named = list(dict.fromkeys(each.passage for each in found.trails))
    assert named[: len(brief["passages"])] == brief["passages"]
    assert any(each.quote and each.places for each in found.trails)


def test_a_passage_that_a_module_does_not_quote_is_shown_with_its_place(folder: Path) -> None:
    path = folder / "course" / "course.yaml"
    data = outline(folder)
    brief, other = data["modules"][:2]
    added = next(
        each.passage
        for each in explained(folder, other["id"]).trails
        if each.places
        and each.passage not in {t.passage for t in explained(folder, brief["id"]).trails}
    )
    brief["passages"].append(added)
    path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    (trail,) = [each for each in explained(folder, brief["id"]).trails if each.passage == added]
    assert trail.quote == ""
    assert trail.places


def test_a_unit_of_the_outline_is_named_as_what_it_is(folder: Path) -> None:
    data = outline(folder)
    assert explained(folder, data["objectives"][0]["id"]).kind == "objective"
    assert explained(folder, data["id"]).kind == "outline"
    assert explained(folder, data["id"]).trails


def test_an_option_is_part_of_an_item_and_a_scene_of_a_scenario(folder: Path) -> None:
    modules = [
        yaml.safe_load(each.read_text(encoding="utf-8"))
        for each in sorted((folder / "course" / "modules").glob("*.yaml"))
    ]
    options = [o for m in modules for i in m["items"] for o in i.get("options", ()) if "id" in o]
    scenes = [s for m in modules if "scenario" in m for s in m["scenario"]["scenes"]]
    assert explained(folder, options[0]["id"]).kind == "part of an item"
    assert explained(folder, scenes[0]["id"]).kind == "part of a scenario"


def test_an_unknown_id_names_the_nearest(folder: Path) -> None:
    known = outline(folder)["modules"][0]["id"]
    with pytest.raises(ConfigError, match=known):
        explained(folder, known[:-1])
