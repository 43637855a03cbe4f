"""Both editions of SCORM 2004 in Chromium, under the run-time of scorm-again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.browser.programs import run
from tests.fixtures.courses import fixture_context, fixture_course

from coursegen.export.registry import exporter_for

pytestmark = pytest.mark.browser

Plays = dict[str, dict[str, Any]]
PREFIX = "urn:coursegen:device-and-data-policy-q7m2x:"


@pytest.fixture(scope="session", params=["scorm2004-3rd", "scorm2004-4th"])
def plays(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Plays:
    folder: Path = tmp_path_factory.mktemp(request.param)
    made = exporter_for(request.param)(fixture_course("en"), fixture_context("en"))
    for name, data in made.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    results: Plays = run("play2004.mjs", str(folder))
    return results


def interactions(state: dict[str, Any]) -> list[dict[str, Any]]:
    found = state["cmi"]["interactions"]
    return [found[key] for key in sorted(found, key=int)]


def test_no_play_meets_an_api_error_breaks_the_grammar_or_asks_from_elsewhere(plays: Plays) -> None:
    assert plays["seen"] == {"outside": [], "console": [], "missing": []}
    names = ("modules", "failed", "passed", "look", "left_at_once", "review")
    for name in names:
        assert plays[name]["errors"] == [], name
        assert plays[name]["breaches"] == [], name


def test_each_answer_wrong_and_right_is_an_interaction_in_the_patterns_of_2004(
    plays: Plays,
) -> None:
    found = interactions(plays["modules"])
    by_id = {each["id"].removeprefix(PREFIX): each for each in found}
    course = fixture_course("en")
    practice = [each for m in course.modules for each in m.items if each.pool == "practice"]
    for item in practice:
        results = [each["result"] for each in found if each["id"] == PREFIX + item.id]
        assert results == ["incorrect", "correct"], item.id
        last = by_id[item.id]
        assert last["objectives"]["0"]["id"] == PREFIX + item.objective
        assert last["description"]
        assert last["timestamp"].endswith("Z")
        assert last["latency"].startswith("PT0H0M")
    wanted = {
        "usb-stick-true-r7e0w": ("true-false", "false", "false"),
        "password-length-a9f6r": ("numeric", "14", "14[:]14"),
    }
    for name, (kind, response, pattern) in wanted.items():
        last = by_id[name]
        assert (last["type"], last["learner_response"]) == (kind, response)
        assert last["correct_responses"]["0"]["pattern"] == pattern
    single = next(each for each in practice if each.type == "single_choice")
    assert by_id[single.id]["learner_response"] == next(o.id for o in single.options if o.correct)
    several = next(each for each in practice if each.type == "multiple_choice")
    assert by_id[several.id]["learner_response"] == "[,]".join(
        o.id for o in several.options if o.correct
    )
    order = next(each for each in practice if each.type == "ordering")
    assert by_id[order.id]["learner_response"] == "[,]".join(step.id for step in order.steps)
    pairs = next(each for each in practice if each.type == "matching")
    assert by_id[pairs.id]["learner_response"] == "[,]".join(
        f"{pair.id}[.]{pair.id}" for pair in pairs.pairs
    )
    sorting = next(each for each in practice if each.type == "categorise")
    assert by_id[sorting.id]["learner_response"] == "[,]".join(
        f"{entry.id}[.]{entry.category}" for entry in sorting.entries
    )


def test_the_course_version_stands_in_an_objective_and_in_the_first_interaction(
    plays: Plays,
) -> None:
    state = plays["modules"]
    assert state["cmi"]["objectives"]["0"]["id"] == f"{PREFIX}version-1-0-0-5f0c1e2d3b4a"
    first = interactions(state)[0]
    assert first["id"] == f"{PREFIX}course-version"
    assert first["learner_response"] == "1.0.0 5f0c1e2d3b4a"


def test_opened_and_left_at_once_nothing_is_passed(plays: Plays) -> None:
    cmi = plays["left_at_once"]["cmi"]
    assert cmi["completion_status"] == "incomplete"
    assert cmi["success_status"] == "unknown"
    assert cmi["score"]["raw"] == ""
    assert cmi["exit"] == "suspend"


def test_a_learner_comes_back_to_where_they_were(plays: Plays) -> None:
    assert plays["modules"]["atTest"] == plays["resumed"]["place"] == "_test"
    assert plays["modules"]["cmi"]["exit"] == "suspend"


def test_failing_passing_and_looking_again_never_takes_anything_back(plays: Plays) -> None:
    failed, passed, look = (plays[name]["cmi"] for name in ("failed", "passed", "look"))
    assert (failed["success_status"], failed["completion_status"]) == ("failed", "incomplete")
    assert (failed["score"]["raw"], failed["score"]["scaled"]) == ("66.67", "0.6667")
    for cmi in (passed, look):
        assert (cmi["success_status"], cmi["completion_status"]) == ("passed", "completed")
        assert (cmi["score"]["raw"], cmi["score"]["scaled"]) == ("100", "1")
    assert passed["exit"] == "normal"
    assert passed["session_time"].startswith("PT0H")
    calls = [call[0] for call in plays["passed"]["calls"]]
    assert calls.count("Initialize") == calls.count("Terminate") == 1


def test_review_mode_writes_nothing(plays: Plays) -> None:
    calls = [call[0] for call in plays["review"]["calls"]]
    assert "SetValue" not in calls
    assert "Commit" not in calls
    assert calls.count("Terminate") == 1


def test_an_lms_without_interactions_still_gets_the_state_and_is_told_to_close(
    plays: Plays,
) -> None:
    state = plays["refused"]
    assert state["cmi"]["suspend_data"].startswith("1;1.0.0;")
    sent = [call[1:] for call in state["calls"] if call[0] == "SetValue"]
    assert ["adl.nav.request", "suspendAll"] in sent
