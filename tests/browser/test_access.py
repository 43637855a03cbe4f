"""The player for everyone: axe-core on every view, and no page that scrolls sideways."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.browser.programs import run

pytestmark = pytest.mark.browser


def test_axe_finds_nothing_on_any_view_light_or_dark_wide_or_narrow(package_folder: Path) -> None:
    report = run("access.mjs", str(package_folder))
    assert report["views"] >= 32
    assert {"color-contrast", "label", "button-name", "heading-order"} <= set(report["passed"])
    assert report["found"] == []
