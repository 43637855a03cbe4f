"""The web page in one file, opened by a double click, under the policy that stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.browser.programs import run
from tests.fixtures.courses import fixture_context, fixture_course

from coursegen.export.html_single import export

pytestmark = pytest.mark.browser


def test_the_page_works_alone_with_its_pictures_and_recordings(tmp_path: Path) -> None:
    made = export(fixture_course("en"), fixture_context("en"))
    (tmp_path / "index.html").write_bytes(made.files["index.html"])
    report = run("single.mjs", str(tmp_path))
    assert report["verdict"] == "verdict is-right"
    assert report["pictures"]
    assert all(report["pictures"])
    assert report["videos"] >= 1
    assert report["accent"] not in ("rgba(0, 0, 0, 0)", "rgb(239, 239, 239)")
    assert report["console"] == report["outside"] == report["missing"] == []
