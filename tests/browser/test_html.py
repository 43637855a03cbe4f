"""The HTML of every view keeps to the standard."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.browser.programs import run

pytestmark = pytest.mark.browser

_PACKAGES = Path(__file__).parents[2] / "node_modules"
_VALIDATOR = _PACKAGES / "html-validate"
_VNU = _PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"


def test_html_validate_finds_nothing_in_the_page_and_in_any_view(package_folder: Path) -> None:
    if not _VALIDATOR.is_dir():
        pytest.skip("needs the npm package html-validate: run `npm ci`")
    report = run("html.mjs", str(package_folder))
    assert len(report["looked"]) >= 16
    assert report["found"] == []


def test_the_validator_of_the_w3c_finds_nothing_where_java_is_present(
    package_folder: Path, tmp_path: Path
) -> None:
    java = shutil.which("java")
    if java is None or not _VNU.is_file():
        pytest.skip("needs Java, and the npm package vnu-jar: run `npm ci`")
    looked = run("html.mjs", str(package_folder), str(tmp_path))["looked"]
    pages = sorted(tmp_path.glob("*.html"))
    assert {each.stem for each in pages} == set(looked)
    command = [java, "-jar", str(_VNU), "--format", "json", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    found = [
        f"{Path(each['url']).stem}: {each['message']}: {each['extract']}"
        for each in json.loads(done.stderr)["messages"]
        if each["type"] == "error" or each.get("subType") == "warning"
    ]
    assert found == []
