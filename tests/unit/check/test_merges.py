"""A source in which git left both sides of a merge."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from coursegen import api
from coursegen.api.building import build
from coursegen.model.finding import Finding

RULES = """# Lab rules

## Bottles

Staff must label every bottle. Staff must not pour solvents down the sink.

{between}

Staff must report a spill within 1 hour. Staff may eat in the canteen.
"""
OURS, THEIRS = (
    "Staff must test peroxides every 3 months.",
    "Staff must test peroxides every 6 months.",
)


def merged(tmp_path: Path, ours: str, theirs: str) -> str:
    """What git makes of two sides that changed the same place."""
    for name, text in (("base", "Staff may test peroxides."), ("ours", ours), ("theirs", theirs)):
        (tmp_path / name).write_text(RULES.format(between=text), encoding="utf-8")
    command = ["git", "merge-file", "-p", "ours", "base", "theirs"]
    return subprocess.run(command, check=False, cwd=tmp_path, capture_output=True, text=True).stdout


def found(tmp_path: Path, text: str) -> list[Finding]:
    folder = tmp_path / "project"
    (folder / "sources").mkdir(parents=True)
    (folder / "sources" / "rules.md").write_text(text, encoding="utf-8")
    (folder / "coursegen.toml").write_text("", encoding="utf-8")
    build(api.open_project(folder))
    findings = api.check(api.open_project(folder))
    return [each for each in findings if each.rule == "source-unsettled"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (OURS, THEIRS),
        (f"- {OURS}\n- Staff must wear a coat.", f"- {THEIRS}\n- Staff must wear a coat."),
        ("| Acetone | 2 litres |\n| --- | --- |", "| Acetone | 5 litres |\n| --- | --- |"),
        (f"## Peroxides\n\n{OURS}", f"## Peroxides\n\n{THEIRS}"),
        (OURS, ""),
    ],
)
def test_a_source_with_both_sides_of_a_merge_is_an_error_that_names_it(tmp_path, ours, theirs):
    (finding,) = found(tmp_path, merged(tmp_path, ours, theirs))
    assert finding.severity == "error"
    assert finding.message.startswith("sources/rules.md holds both sides of a merge")


def test_marks_of_a_merge_in_a_code_block_are_none(tmp_path):
    example = f"```\n<<<<<<< HEAD\n{OURS}\n=======\n{THEIRS}\n>>>>>>> other\n```"
    assert found(tmp_path, RULES.format(between=example)) == []


def test_a_settled_source_is_none(tmp_path):
    assert found(tmp_path, RULES.format(between=OURS)) == []
