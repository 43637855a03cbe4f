"""The demo of a rebuild shows what it says: the diff, a small rebuild, a kept edit, the refresher."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    place = tmp_path_factory.mktemp("demo") / "demo-rebuild"
    done = subprocess.run(
        [sys.executable, ROOT / "examples" / "demo_rebuild.py", place],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return place, done.stdout


def test_it_tells_the_change_of_meaning_and_makes_the_page(demo):
    place, said = demo
    assert "deadline: within 1 hour -> within 30 minutes" in said
    assert "holds from 2026-12-01" in said
    page = (place / "diff.html").read_text(encoding="utf-8")
    assert "<ins>within 30 minutes</ins>" in page


def test_the_rebuild_touches_only_the_module_of_the_change(demo):
    """A step elsewhere whose hour runs from another event, the loss of a device, contradicts nothing and stays."""
    place, said = demo
    outline = yaml.safe_load((place / "infosec" / "course" / "course.yaml").read_text("utf-8"))
    shipped = yaml.safe_load(
        (ROOT / "examples" / "infosec" / "course" / "course.yaml").read_text("utf-8")
    )
    assert f"wrote 1 of {len(shipped['modules'])} modules" in said
    remote = (place / "infosec" / "course" / "modules").glob("requirements-for-remote-work-*.yaml")
    assert "Call the IT service desk within 1 hour of noticing the loss." in next(remote).read_text(
        "utf-8"
    )
    assert [each["id"] for each in outline["modules"]] == [
        each["id"] for each in shipped["modules"]
    ]


def test_the_rebuilt_course_says_the_new_rule_and_a_persons_edit_is_kept(demo):
    place, said = demo
    modules = (place / "infosec" / "course" / "modules").glob("*.yaml")
    [text] = [each for file in modules if "Something odd?" in (each := file.read_text("utf-8"))]
    assert "within 30 minutes of noticing it" in text
    assert "telephone within 1 hour" not in text
    assert "Something odd? Call, do not wait" in text
    assert "is kept" in said


def test_the_refresher_is_a_package_of_its_own(demo):
    place, said = demo
    [package] = (place / "infosec" / "dist").glob("infosec-basics-refresher-*-scorm12.zip")
    with zipfile.ZipFile(package) as files:
        assert "imsmanifest.xml" in files.namelist()
    assert str(package) in said
