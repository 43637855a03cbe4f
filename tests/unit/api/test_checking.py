"""Check through the project: its settings count, and files that the outline does not name are seen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.fixtures.projects import fixture_project

from coursegen import api
from coursegen.errors import ConfigError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fixture_project(tmp_path)


def rules(folder: Path) -> list[tuple[str, str, str]]:
    found = api.check(api.open_project(folder))
    return [(each.rule, each.severity, each.module) for each in found if each.severity != "note"]


def test_a_module_file_that_the_outline_does_not_name_is_a_warning(folder: Path) -> None:
    before = rules(folder)
    some = min((folder / "course" / "modules").glob("*.yaml"))
    shutil.copy(some, some.with_name("left-behind-00000.yaml"))
    shutil.copy(some, some.with_name(f"{some.stem}.nl.yaml"))  # goes with a module that is named
    assert [each for each in rules(folder) if each not in before] == [
        ("stray-module", "warning", "left-behind-00000")
    ]


def test_the_thresholds_of_the_project_count(folder: Path) -> None:
    (folder / "coursegen.toml").write_text(
        '[check]\nlongest_module = 0.1\nshortest_module = 0\noff = ["form-cue"]\n'
    )
    assert {rule for rule, _, _ in rules(folder)} == {"module-time"}
    (folder / "coursegen.toml").write_text(
        '[check]\nlongest_module = 0.1\nshortest_module = 0\noff = ["form-cue", "module-time"]\n'
    )
    assert rules(folder) == []


def test_a_rule_that_is_none_cannot_be_left_out(folder: Path) -> None:
    (folder / "coursegen.toml").write_text('[check]\noff = ["module-tim"]\n')
    with pytest.raises(ConfigError, match="module-time"):
        rules(folder)
