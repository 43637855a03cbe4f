"""The page of a diff for everyone: axe-core, light and dark, at three widths, and nothing that it asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.browser.programs import run
from tests.unit.export.test_diff_page import OTHER, change, diff

from coursegen.export.diff_page import diff_page
from coursegen.model.diff import Review

pytestmark = pytest.mark.browser


def test_axe_finds_nothing_on_the_page_of_a_diff(tmp_path: Path) -> None:
    many = tuple(OTHER.model_copy(update={"id": f"shred-{n:05}"}) for n in range(20))
    found = diff(
        changes=(
            change(),
            change(units=many, old_known="quotes"),
            change(severity="wording", meaning=(), what="added", old="", before=()),
            change(severity="none", meaning=()),
        ),
        reviews=(
            Review(why="term", name="Sensitive data", document="sources/policy.md", units=many),
        ),
    )
    file = tmp_path / "diff.html"
    file.write_text(diff_page(found), encoding="utf-8")
    report = run("page-views.mjs", str(file))
    assert report["views"] == 6
    assert {"color-contrast", "heading-order", "list"} <= set(report["passed"])
    assert report["found"] == []
