"""The HTML of every view keeps to the standard."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.browser.programs import run

pytestmark = pytest.mark.browser

_VALIDATOR = Path(__file__).parents[2] / "node_modules" / "html-validate"


def test_html_validate_finds_nothing_in_the_page_and_in_any_view(package_folder: Path) -> None:
    if not _VALIDATOR.is_dir():
        pytest.skip("needs the npm package html-validate: run `npm ci`")
    report = run("html.mjs", str(package_folder))
    assert len(report["looked"]) >= 16
    assert report["found"] == []
