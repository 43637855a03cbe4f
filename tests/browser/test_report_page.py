"""The report for everyone: axe-core, light and dark, at three widths, and nothing that it asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.browser.programs import run
from tests.unit.export.test_report_page import flaw, made

from coursegen.export.report_page import report_page

pytestmark = pytest.mark.browser


def test_axe_finds_nothing_in_the_report(tmp_path: Path) -> None:
    report = made(
        "en", flaw(), flaw(severity="error"), flaw(waived_by="Noor", waived_because="So.")
    )
    file = tmp_path / "report.html"
    file.write_text(report_page(report), encoding="utf-8")
    seen = run("page-views.mjs", str(file))
    assert seen["views"] == 6
    assert {"color-contrast", "heading-order", "label"} <= set(seen["passed"])
    assert seen["found"] == []
