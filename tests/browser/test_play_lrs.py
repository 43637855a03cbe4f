"""xAPI and cmi5 in Chromium, against a launcher and a record store that refuse what breaks a rule."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.browser.programs import run
from tests.fakes.launcher import Launcher, launching
from tests.fakes.lrs_rules import verb_of
from tests.fixtures.courses import fixture_context, fixture_course

from coursegen.export.registry import exporter_for

pytestmark = pytest.mark.browser

VERSION = "urn:coursegen:extension:course-version"
SOURCES = "urn:coursegen:extension:sources"


@dataclass
class Played:
    target: str
    lms: Launcher
    said: dict[str, Any]
    seen: dict[str, Any]

    def verbs(self, number: int) -> list[str]:
        """The verbs of a session without the answers."""
        return [verb for verb in self.lms.sessions[number].verbs() if verb != "answered"]

    def statement(self, number: int, verb: str) -> dict[str, Any]:
        return next(s for s in self.lms.sessions[number].statements if verb_of(s) == verb)


@pytest.fixture(scope="session", params=["cmi5", "xapi"])
def played(request: pytest.FixtureRequest) -> Played:
    made = exporter_for(request.param)(fixture_course("en"), fixture_context("en"))
    files = dict(made.files)
    by_module = fixture_context("en").model_copy(update={"units": "module"})
    parts = exporter_for("cmi5")(fixture_course("en"), by_module).files
    files |= {name: data for name, data in parts.items() if name.endswith(".html")}
    with launching(files, is_cmi5=request.param == "cmi5") as lms:
        lms.parts = ["lost-device-h2t9s.html", "final-test-y3d5a.html"]
        report = run("play-lrs.mjs", lms.origin, request.param)
    return Played(request.param, lms, report["said"], report["seen"])


def test_the_store_refuses_nothing_and_the_console_is_silent(played: Played) -> None:
    expected = [("cmi5 8.2: the fetch URL is used once", "")] if played.target == "cmi5" else []
    assert played.lms.refused == expected
    assert played.seen == {"outside": [], "console": []}


def test_the_sessions_of_a_learner_tell_each_thing_once_and_in_order(played: Played) -> None:
    assert played.verbs(0) == ["initialized", "terminated"]
    judged = (
        ["completed", "passed"] if played.target == "cmi5" else ["failed", "completed", "passed"]
    )
    assert played.verbs(1) == ["initialized", *judged, "terminated"]
    assert played.verbs(2) == ["initialized", "terminated"]
    assert played.verbs(3) == ["initialized", "terminated"]


def test_every_answer_wrong_and_right_is_told_in_the_patterns_of_its_type(played: Played) -> None:
    answers = [s for s in played.lms.sessions[0].statements if verb_of(s) == "answered"]
    course = fixture_course("en")
    for module in course.modules:
        for item in module.items:
            if item.pool != "practice":
                continue
            mine = [s for s in answers if s["object"]["id"].endswith(f":{item.id}")]
            assert [s["result"]["success"] for s in mine] == [False, True], item.id
            definition = mine[1]["object"]["definition"]
            response = mine[1]["result"]["response"]
            if definition["interactionType"] not in ("fill-in", "numeric"):
                assert definition["correctResponsesPattern"] == [response]
            if definition["interactionType"] in ("choice", "sequencing"):
                known = {each["id"] for each in definition["choices"]}
                assert set(response.split("[,]")) <= known
    kinds = {s["object"]["definition"]["interactionType"] for s in answers}
    assert {"choice", "true-false", "fill-in", "numeric", "matching", "sequencing"} <= kinds


def test_passing_carries_the_scaled_score_and_the_stamps(played: Played) -> None:
    passed = played.statement(1, "passed")
    assert passed["result"]["score"] == {"scaled": 1, "raw": 100, "min": 0, "max": 100}
    assert passed["context"]["extensions"][VERSION] == "1.0.0 5f0c1e2d3b4a"
    assert any(
        "version 2.1" in each or "2." in each for each in passed["context"]["extensions"][SOURCES]
    )


def test_a_learner_comes_back_to_where_they_were(played: Played) -> None:
    assert played.said["atTest"] == played.said["resumed"] == "_test"
    assert played.said["complete"] == 1


def test_a_store_that_fails_is_told_and_loses_nothing(played: Played) -> None:
    assert "did not accept" in played.said["message"]
    statements = played.lms.sessions[4].statements
    assert [verb_of(s) for s in statements] == ["initialized", "answered", "terminated"]
    assert len({s["id"] for s in statements}) == 3


def test_browse_and_review_tell_only_that_they_began_and_ended(played: Played) -> None:
    if played.target == "xapi":
        assert len(played.lms.sessions) == 5
        return
    for number, mode in ((5, "Browse"), (6, "Review")):
        assert played.lms.sessions[number].verbs() == ["initialized", "terminated"]
        assert played.said[mode]
    assert "not being saved" in played.said["reloaded"]


def test_every_statement_is_valid_for_learning_locker(played: Played, tmp_path: Path) -> None:
    statements = [s for session in played.lms.sessions for s in session.statements]
    assert len(statements) > 30
    file = tmp_path / "statements.json"
    file.write_text(json.dumps(statements), encoding="utf-8")
    assert run("validate.mjs", str(file)) == []
    file.write_text(json.dumps([{**statements[0], "id": "no uuid", "actor": {}}]), encoding="utf-8")
    assert run("validate.mjs", str(file)) != []


def test_two_units_of_one_registration_each_tell_their_own(played: Played) -> None:
    if played.target == "xapi":
        pytest.skip("a Tin Can package is launched as one")
    module, test = played.lms.sessions[7], played.lms.sessions[8]
    assert module.activity != test.activity
    assert played.verbs(7) == ["initialized", "completed", "terminated"]
    assert played.verbs(8) == ["initialized", "passed", "terminated"]
    assert played.statement(8, "passed")["result"]["score"]["scaled"] == 1
