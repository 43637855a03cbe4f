"""A SCO for each module and for the test, under the SCORM 1.2 run-time of scorm-again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.browser.programs import run
from tests.fixtures.courses import fixture_context, fixture_course

from coursegen.export.scorm12 import export

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("parts")
    context = fixture_context("en").model_copy(update={"units": "module"})
    for name, data in export(fixture_course("en"), context).files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return run("parts.mjs", str(folder), "lost-device-h2t9s.html", "final-test-y3d5a.html")


def test_a_module_is_completed_without_a_score_and_stays_so(report: Any) -> None:
    for state in ("left", "again"):
        core = report[state]["cmi"]["core"]
        assert core["lesson_status"] == "completed"
        assert core["score"]["raw"] == ""


def test_the_test_is_failed_then_passed_by_itself(report: Any) -> None:
    assert report["heading"] == "Final test"
    assert report["failed"]["cmi"]["core"]["lesson_status"] == "failed"
    core = report["passed"]["cmi"]["core"]
    assert (core["lesson_status"], core["score"]["raw"], core["exit"]) == ("passed", "100", "")


def test_no_error_no_breach_nothing_missing(report: Any) -> None:
    for state in ("left", "again", "failed", "passed"):
        assert report[state]["errors"] == report[state]["breaches"] == []
    assert report["seen"] == {"outside": [], "console": [], "missing": []}
