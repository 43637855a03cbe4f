"""Two branches that each rebuilt are merged with git; a build joins what git could not, and loses nothing."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.fixtures.scratch import Scratch, make_project

from coursegen import api
from coursegen.author.recover import united
from coursegen.build.lock import read_lock
from coursegen.errors import ConfigError
from coursegen.model.lock import ExportRecord

PARKING = """\
# Parking policy

Employees must park in the marked bays. Employees must not park in front of the emergency exit. If an
employee sees a blocked exit, the employee must call the reception at once. Employees must return a parking
pass within 5 working days.
"""
TRAVEL = """\
# Travel policy

Employees must book trips through the travel desk. Employees must not book flights within 500 km. If a trip
is cancelled, the employee must inform the travel desk at once. Employees must hand in receipts within 10
working days.
"""
PRINTING = """\
# Printing policy

Employees must fetch a print at once. Employees must not leave a confidential print on the printer. If an
employee finds a print of someone else, the employee must hand it in at the reception within 3 days.
"""


def git(folder: Path, *arguments: str, check: bool = True) -> str:
    settings = [
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.org",
        "-c",
        "init.defaultBranch=main",
    ]
    done = subprocess.run(
        ["git", *settings, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not check or done.returncode == 0, done.stderr + done.stdout
    return done.stdout


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    """A repository on branch ``ours``, in which ``theirs`` waits to be merged; each added a document."""
    folder = make_project(tmp_path / "p")
    (folder / "sources" / "workplace.md").write_text(PRINTING, encoding="utf-8")
    scratch = Scratch(folder)
    (folder / ".gitignore").write_text(".coursegen/\n", encoding="utf-8")
    scratch.build()
    git(folder, "init", "-q")
    commit(folder, "base")
    git(folder, "checkout", "-q", "-b", "theirs")
    (folder / "sources" / "travel.md").write_text(TRAVEL, encoding="utf-8")
    scratch.source("2 working days", "4 working days")
    path, module, item = scratch.find("Suppose that you receive a visitor", ("items",))
    item["rationale"] = "Their words on the card."
    scratch.save(path, module)
    scratch.build()
    commit(folder, "theirs")
    git(folder, "checkout", "-q", "main")
    git(folder, "checkout", "-q", "-b", "ours")
    (folder / "sources" / "parking.md").write_text(PARKING, encoding="utf-8")
    scratch.source("within 1 hour", "within 3 hours")
    scratch.build()
    commit(folder, "ours")
    return scratch


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


def settle_outline(folder: Path) -> None:
    """What a person does in course.yaml: delete the markers, keep the lines of both sides."""
    path = folder / "course" / "course.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [each for each in lines if each[:7] not in ("<<<<<<<", "=======", ">>>>>>>")]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")


def test_the_sides_of_a_lock_are_joined_and_nobody_loses_a_thing(scratch: Scratch) -> None:
    folder = scratch.folder
    base = json.loads(git(folder, "show", "main:coursegen.lock"))
    git(folder, "merge", "-q", "theirs", check=False)
    assert "<<<<<<<" in (folder / "coursegen.lock").read_text(encoding="utf-8")
    with pytest.raises(ConfigError, match="merge conflict"):
        scratch.build()
    settle_outline(folder)
    with pytest.raises(ConfigError, match="two sides"):
        api.plan(scratch.project)
    report = scratch.build()
    assert report.joined
    assert report.conflicts == []
    assert {each.title for each in report.modules} >= {"Passwords", "Visitors"}
    assert len(report.modules) == 5
    kept = scratch.find("Their words on the card.")[2]
    assert kept["rationale"] == "Their words on the card."
    assert "within 3 hours" in str(scratch.modules())
    assert "4 working days" in str(scratch.modules())
    units = scratch.lock["units"]
    slots = [each["slot"] for each in units.values() if "slot" in each]
    assert len(set(slots)) == len(slots)
    common = units.keys() & base["units"].keys()
    assert len(common) > len(base["units"]) - 3
    for key in common:
        assert units[key].get("slot") == base["units"][key].get("slot")
    assert all(each.get("fields") for key, each in units.items() if each["kind"] == "item")
    assert api.plan(scratch.project).lines == []
    scratch.source("4 working days", "6 working days")
    scratch.source("within 500 km", "within 700 km")
    scratch.source("5 working days", "7 working days")
    assert scratch.build().conflicts == []
    quotes = set(re.findall(r"'quote': '([^']*)'", str(scratch.modules())))
    for old, new in (("4 working", "6 working"), ("500 km", "700 km"), ("5 working", "7 working")):
        assert any(new in each for each in quotes)
        assert not any(old in each for each in quotes)


def test_a_joined_course_is_the_same_whichever_side_was_checked_out(scratch: Scratch) -> None:
    other = Scratch(Path(shutil.copytree(scratch.folder, scratch.folder.parent / "other")))
    git(other.folder, "checkout", "-q", "theirs")
    for each, name in ((scratch, "theirs"), (other, "ours")):
        git(each.folder, "merge", "-q", name, check=False)
        settle_outline(each.folder)
        each.build()
    assert {each.stem for each in scratch.modules()} == {each.stem for each in other.modules()}
    assert set(scratch.lock["units"]) == set(other.lock["units"])


def test_the_higher_version_of_two_exports_stands(scratch: Scratch) -> None:
    path = scratch.folder / "coursegen.lock"
    lock = read_lock(path)
    assert lock is not None
    sides = [
        lock.model_copy(update={"exported": ExportRecord(version=each), "exported_units": {}})
        for each in ("1.9.0", "1.10.0")
    ]
    for ours, theirs in (sides, sides[::-1]):
        exported = united(ours, theirs, scratch.project.course()).exported
        assert exported is not None
        assert exported.version == "1.10.0"
    assert united(lock, sides[0], scratch.project.course()).exported == sides[0].exported


def test_a_conflict_in_a_module_file_names_its_line(scratch: Scratch) -> None:
    folder = scratch.folder
    path, module, item = scratch.find("Suppose that you receive a visitor", ("items",))
    item["rationale"] = "Our words on the card."
    scratch.save(path, module)
    commit(folder, "our words")
    git(folder, "merge", "-q", "theirs", check=False)
    settle_outline(folder)
    before = path.read_bytes()
    with pytest.raises(ConfigError, match=rf"{path.name}:\d+: an unresolved merge conflict"):
        scratch.build()
    assert path.read_bytes() == before
