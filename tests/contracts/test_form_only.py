"""A change of form asks nothing of people, and what ``diff`` tells of it is what ``build --frozen`` refuses."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.fixtures.scratch import Scratch, make_project

from coursegen import api
from coursegen.cli.diff import command
from coursegen.errors import GateError


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    """A built project."""
    scratch = Scratch(make_project(tmp_path / "p"))
    scratch.build()
    return scratch


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("report the suspicion", "report\nthe suspicion"),
        ("must report the suspicion", "**must** report the suspicion"),
        ("## Passwords", "## Passwords\n"),
    ],
    ids=["white space", "markup", "blank line"],
)
def test_white_space_and_markup_put_nothing_out_of_date(
    scratch: Scratch, old: str, new: str
) -> None:
    before = scratch.files()
    scratch.source(old, new)
    assert api.diff(scratch.project).changes == ()
    api.build(scratch.project, frozen=True)
    scratch.build()
    course = {name: each for name, each in scratch.files().items() if name != "coursegen.lock"}
    assert course == {name: each for name, each in before.items() if name != "coursegen.lock"}


def test_of_another_spelling_diff_tells_the_units_that_the_gate_refuses(scratch: Scratch) -> None:
    scratch.source("report the suspicion to", "report the suspition to")
    found = api.diff(scratch.project)
    assert [each.severity for each in found.changes] == ["none"]
    kinds = {"block", "item", "scenario"}
    told = {each.id for change in found.changes for each in change.units if each.kind in kinds}
    with pytest.raises(GateError) as refused:
        api.build(scratch.project, frozen=True)
    named = {
        line.split()[1].rstrip(":")
        for line in str(refused.value.hint).splitlines()
        if line.split()[0] in kinds
    }
    assert named == told != set()
    printed = CliRunner().invoke(command, ["--project", str(scratch.folder)]).output
    assert "nothing to decide" in printed
    assert f"a build takes it along in the {len(told)} unit(s) that quote it" in printed
    scratch.build()
    api.build(scratch.project, frozen=True)
    assert [each for each in api.check(scratch.project) if each.severity == "error"] == []
