"""A SCO for each module and for the test, under the SCORM run-times of scorm-again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.browser.programs import run
from tests.fixtures.courses import fixture_context, fixture_course

from coursegen.export.folder import write_folder
from coursegen.export.registry import exporter_for

pytestmark = pytest.mark.browser

_PAGES = ("lost-device-h2t9s.html", "final-test-y3d5a.html")


def played(folder: Path, target: str, *more: str) -> Any:
    context = fixture_context("en").model_copy(update={"units": "module"})
    write_folder(folder / "package", exporter_for(target)(fixture_course("en"), context))
    return run("parts.mjs", str(folder / "package"), *_PAGES, *more)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return played(tmp_path_factory.mktemp("parts"), "scorm12")


@pytest.fixture(scope="module", params=["scorm2004-3rd", "scorm2004-4th"])
def report2004(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return played(tmp_path_factory.mktemp(request.param), request.param, "2004")


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


def test_a_module_of_2004_is_completed_tells_no_success_and_stays_so(report2004: Any) -> None:
    for state in ("left", "again"):
        cmi = report2004[state]["cmi"]
        assert (cmi["completion_status"], cmi["success_status"]) == ("completed", "unknown")
        assert cmi["score"]["raw"] == cmi["score"]["scaled"] == ""
    assert report2004["left"]["cmi"]["exit"] == "normal"


def test_the_test_of_2004_is_failed_then_passed_and_carries_the_score(report2004: Any) -> None:
    assert report2004["heading"] == "Final test"
    failed, passed = (report2004[name]["cmi"] for name in ("failed", "passed"))
    assert (failed["success_status"], failed["completion_status"]) == ("failed", "incomplete")
    assert (passed["success_status"], passed["completion_status"]) == ("passed", "completed")
    assert (passed["score"]["raw"], passed["score"]["scaled"]) == ("100", "1")
    assert passed["exit"] == "normal"


def _is_clean(told: Any) -> bool:
    states = [told[name] for name in ("left", "again", "failed", "passed")]
    silent = told["seen"] == {"outside": [], "console": [], "missing": []}
    return silent and not any(each["errors"] or each["breaches"] for each in states)


def test_no_error_no_breach_nothing_missing(report: Any) -> None:
    assert _is_clean(report)


def test_no_error_no_breach_nothing_missing_in_2004(report2004: Any) -> None:
    assert _is_clean(report2004)
