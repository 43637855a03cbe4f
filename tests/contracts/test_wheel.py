"""The wheel holds what is shipped beside the code, and coursegen runs from it in a clean environment."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from tests.fixtures.handbook import english_handbook

ROOT = Path(__file__).parents[2]
SHIPPED = ("schemas", "prompts", "exports")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory) -> Path:
    """A Python that knows the wheel and, without a network, the libraries it depends on; no checkout."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=False)
    bare = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    site = Path(
        subprocess.run(
            [bare, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
    )
    zipfile.ZipFile(wheel).extractall(site)
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return bare


def test_the_wheel_holds_every_shipped_file(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder in SHIPPED:
        for file in sorted((ROOT / folder).rglob("*")):
            if file.is_file():
                name = file.relative_to(ROOT).as_posix()
                assert f"coursegen/_shipped/{name}" in inside
    assert "coursegen/_shipped/schemas/module.schema.json" in inside
    assert not [name for name in inside if name.startswith(("tests/", "examples/"))]


def test_coursegen_runs_from_the_wheel_and_makes_a_package(python, tmp_path):
    (tmp_path / "policy.md").write_text(english_handbook(2), encoding="utf-8")
    done = subprocess.run(
        [python, "-m", "coursegen", "make", "policy.md", "-o", "p", "--to", "scorm12", "--json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (package,) = json.loads(done.stdout)["packages"]
    assert (tmp_path / package["path"]).is_file()
    where = subprocess.run(
        [python, "-c", "import coursegen; print(coursegen.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert str(ROOT) not in where


def test_the_readme_names_the_schemas():
    assert "](schemas)" in (ROOT / "README.md").read_text(encoding="utf-8")
