"""The player in Chromium, under the SCORM 1.2 run-time of scorm-again: what an LMS and a learner see."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.browser.programs import run
from tests.fixtures.courses import fixture_context, fixture_course

from coursegen.export.suspend import worst_case_length

pytestmark = pytest.mark.browser

Plays = dict[str, dict[str, Any]]


@pytest.fixture(scope="session")
def plays(package_folder: Path) -> Plays:
    results: Plays = run("play.mjs", str(package_folder))
    crashed = {name: each["crashed"] for name, each in results.items() if "crashed" in each}
    assert not crashed, crashed
    return results


def core(state: dict[str, Any]) -> dict[str, Any]:
    return state["cmi"]["core"]


def interactions(state: dict[str, Any]) -> list[dict[str, Any]]:
    found = state["cmi"]["interactions"]
    return [found[key] for key in sorted(found, key=int)]


def test_nothing_is_asked_from_elsewhere_nothing_is_missing_and_the_console_is_silent(
    plays: Plays,
) -> None:
    assert plays["seen"] == {"outside": [], "console": [], "missing": []}


def test_no_play_meets_an_api_error_or_breaks_the_grammar_of_the_run_time(plays: Plays) -> None:
    states = [each for each in plays.values() if "calls" in each]
    states += [
        plays["failed_then_passed"][f"after{name}"] for name in ("Failure", "Passing", "Look")
    ]
    assert len(states) > 10
    assert [state["errors"] for state in states if state["errors"]] == []
    assert [state["breaches"] for state in states if state["breaches"]] == []


def test_a_course_is_played_from_launch_through_every_module_to_passed(plays: Plays) -> None:
    through = plays["through"]
    assert through["atTest"] == "_test"
    assert core(through)["lesson_status"] == "passed"
    assert core(through)["score"] == {"raw": "100", "min": "0", "max": "100"}
    assert core(through)["exit"] == ""
    assert core(through)["session_time"].startswith("00:0")
    assert core(through)["session_time"] > "00:00:01"
    calls = [call[0] for call in through["calls"]]
    assert calls.count("LMSInitialize") == 1
    assert calls.count("LMSFinish") == 1


def test_every_block_kind_is_seen(plays: Plays) -> None:
    kinds = [tuple(kind) for module in plays["through"]["modules"] for kind in module["kinds"]]
    assert {kind for kind, _ in kinds} == {
        "text", "callout", "steps", "table", "flashcards", "reveal", "figure", "clip", "attestation", "summary",
    }  # fmt: skip
    assert all(seen for _, seen in kinds)


def test_every_item_type_takes_a_wrong_and_a_right_answer_each_with_its_reason_and_source(
    plays: Plays,
) -> None:
    items = [item for module in plays["through"]["modules"] for item in module["items"]]
    assert {item["type"] for item in items} == {
        "single_choice", "multiple_choice", "true_false", "cloze", "numeric", "matching", "ordering", "categorise", "short_answer",
    }  # fmt: skip
    for item in items:
        assert item["wrong"] == "verdict is-wrong", item["id"]
        assert item["right"] == "verdict is-right", item["id"]
        assert item["wrongFeedback"] != item["rightFeedback"]
        assert item["solution"]
        assert ("[" in item["solution"]) == (item["type"] == "cloze")  # the text, its gaps filled
        assert item["sources"] >= 1


def test_a_declaration_is_never_ticked_beforehand_and_is_tracked_with_its_version(
    plays: Plays,
) -> None:
    assert [m["tickedBefore"] for m in plays["through"]["modules"] if "tickedBefore" in m] == [
        False
    ]
    ids = [each["id"] for each in interactions(plays["through"])]
    assert "my-declaration-g1y8v-v2-1" in ids


def test_each_answer_is_an_interaction_with_the_pattern_of_its_type(plays: Plays) -> None:
    found = interactions(plays["through"])
    by_id = {each["id"]: each for each in found}
    wanted = {
        "sunday-phone-p2j6y": ("choice", "b"),
        "ways-to-report-s7b9d": ("choice", "a,c"),
        "order-of-report-g4c7v": ("sequencing", "a,b,c,d"),
        "usb-stick-true-r7e0w": ("true-false", "f"),
        "password-length-a9f6r": ("numeric", "14"),
        "match-the-words-k1p8z": ("matching", "1.a,2.b,3.c,4.d"),
        "sort-the-documents-f6w3k": ("matching", "1.a,2.b,3.c,4.c"),
        "name-the-place-v8e3q": ("fill-in", "PASSWORD MANAGER"),
        "fill-the-rule-d7h2e": ("fill-in", "signing in yourself; REFUSE"),
    }
    for name, (kind, response) in wanted.items():
        last = by_id[name]
        assert (last["type"], last["student_response"], last["result"]) == (
            kind,
            response,
            "correct",
        )
        assert last["objectives"]["0"]["id"]
    results = [each["result"] for each in found if each["id"] == "sunday-phone-p2j6y"]
    assert results == ["wrong", "correct"]


def test_the_course_version_stands_in_an_objective_and_in_the_first_interaction(
    plays: Plays,
) -> None:
    state = plays["through"]
    assert state["cmi"]["objectives"]["0"]["id"] == "version-1-0-0-5f0c1e2d3b4a"
    first = interactions(state)[0]
    assert (first["id"], first["student_response"]) == ("course-version", "1.0.0 5f0c1e2d3b4a")


def test_the_test_asks_at_least_one_question_an_objective(plays: Plays) -> None:
    test = plays["through"]["test"]
    assert len(test["asked"]) == len(set(test["asked"])) == 6
    assert len(set(test["objectives"])) == 4


def test_a_course_opened_and_left_at_once_is_not_passed(plays: Plays) -> None:
    state = plays["left_at_once"]
    assert core(state)["lesson_status"] == "incomplete"
    assert core(state)["score"]["raw"] == ""
    assert core(state)["exit"] == "suspend"


def test_a_learner_comes_back_to_where_they_were(plays: Plays) -> None:
    resumed = plays["resumed"]
    assert resumed["before"] == resumed["after"] == "safe-sign-in-m4r7k"
    assert resumed["done"] == 1
    assert core(resumed["left"])["exit"] == "suspend"
    assert core(resumed)["lesson_status"] == "incomplete"
    assert core(resumed)["lesson_location"] == "_overview"


def test_a_test_left_in_the_middle_goes_on_at_the_same_question(plays: Plays) -> None:
    resumed = plays["test_resumed"]
    assert resumed["before"] == resumed["after"]
    assert resumed["after"][1] == "Question 2 of 6"
    assert core(resumed)["lesson_status"] == "incomplete"


def test_the_review_shows_the_answers_after_a_resume_as_it_did_before(plays: Plays) -> None:
    play = plays["review_resumed"]
    assert len(play["before"]) == 6
    assert play["before"] == play["after"]
    assert all("Your answer" in each for each in play["before"])
    assert len(play["suspend"].split(";")) == 10


def test_where_answers_are_not_reported_none_is_kept_in_the_saved_state(plays: Plays) -> None:
    assert plays["other_rules"]["passed"]["suspend"].count(";") == 8


def test_failing_is_told_passing_afterwards_counts_and_nothing_goes_down_again(
    plays: Plays,
) -> None:
    play = plays["failed_then_passed"]
    assert play["failed"]["score"] == "66.67 %"
    assert core(play["afterFailure"])["lesson_status"] == "failed"
    assert core(play["afterFailure"])["score"]["raw"] == "66.67"
    assert core(play["afterFailure"])["exit"] == "suspend"
    assert core(play["afterPassing"])["lesson_status"] == "passed"
    assert core(play["afterLook"])["lesson_status"] == "passed"
    assert core(play["afterLook"])["score"]["raw"] == "100"
    assert core(play["afterLook"])["exit"] == ""


def test_the_score_is_sent_before_the_status(plays: Plays) -> None:
    sent = [
        call[1:]
        for call in plays["failed_then_passed"]["afterPassing"]["calls"]
        if call[0] == "LMSSetValue"
    ]
    score, status = ["cmi.core.score.raw", "100"], ["cmi.core.lesson_status", "passed"]
    assert sent.index(score) < sent.index(status)


def test_a_module_is_played_by_keyboard_alone_and_the_focus_goes_where_the_eye_goes(
    plays: Plays,
) -> None:
    play = plays["keyboard"]
    assert play["skip"]["text"] == "Skip to the content"
    assert play["heading"]["tag"] == "H1"
    assert play["ending"]["text"] == "The best ending"
    assert [play[name]["text"] for name in ("verdict", "second", "third")] == ["✓Right"] * 3
    assert "place" in play["said"]
    assert play["next"] == "safe-sign-in-m4r7k"


def test_a_module_with_something_left_to_do_says_so_and_is_not_done(plays: Plays) -> None:
    play = plays["unfinished"]
    assert play["before"] == play["after"]
    assert (play["finish"], play["open"]) == (0, 2)
    assert play["canStart"] == 0
    assert core(play)["lesson_status"] == "incomplete"


@pytest.mark.parametrize("name", ["review_mode", "no_credit"])
def test_review_and_no_credit_write_nothing(plays: Plays, name: str) -> None:
    calls = [call[0] for call in plays[name]["calls"]]
    assert "LMSSetValue" not in calls
    assert "LMSCommit" not in calls
    assert calls.count("LMSFinish") == 1


def test_without_an_lms_the_course_is_played_and_says_that_nothing_is_saved(plays: Plays) -> None:
    play = plays["no_lms"]
    assert "not being saved" in play["message"]
    assert play["there"] == play["asFile"] == "lost-device-h2t9s"


def test_the_api_is_found_in_the_window_that_opened_the_course(plays: Plays) -> None:
    assert core(plays["popup"])["lesson_status"] == "incomplete"
    assert core(plays["popup"])["lesson_location"] == "lost-device-h2t9s"


def test_a_learner_is_told_when_the_lms_keeps_nothing(plays: Plays) -> None:
    assert "did not accept" in plays["not_saved"]["message"]


def test_an_lms_that_refuses_interactions_and_objectives_still_gets_the_result(
    plays: Plays,
) -> None:
    state = plays["no_interactions"]
    assert core(state)["lesson_status"] == "passed"
    assert core(state)["score"]["raw"] == "100"


def test_a_damaged_state_and_an_unknown_place_open_the_course_at_its_start(plays: Plays) -> None:
    assert set(plays["damaged_state"]["found"]) == {"Your devices and our data"}


def test_without_a_test_or_where_viewing_counts_the_course_is_completed_without_a_score(
    plays: Plays,
) -> None:
    for rule in ("viewed", "no_test"):
        state = plays["other_rules"][rule]
        assert state["core"]["lesson_status"] == "completed"
        assert state["core"]["score"]["raw"] == ""
        assert state["core"]["exit"] == ""
        assert state["errors"] == state["breaches"] == []


def test_where_passing_alone_counts_the_test_is_open_at_once(plays: Plays) -> None:
    state = plays["other_rules"]["passed"]
    assert state["core"]["lesson_status"] == "passed"
    assert state["core"]["score"]["raw"] == "100"


def test_tracking_of_results_sends_no_answer_and_no_tracking_sends_the_status_alone(
    plays: Plays,
) -> None:
    result, none = plays["other_rules"]["passed"], plays["other_rules"]["untracked"]
    assert (result["interactions"], result["objectives"]) == (0, 1)
    assert (none["interactions"], none["objectives"]) == (0, 0)
    assert none["core"]["lesson_status"] == "passed"
    assert none["core"]["score"]["raw"] == ""


def test_after_the_last_attempt_the_course_is_failed_and_over(plays: Plays) -> None:
    state = plays["other_rules"]["one_attempt"]
    assert state["core"]["lesson_status"] == "failed"
    assert state["core"]["score"]["raw"] == "0"
    assert state["core"]["exit"] == ""
    assert state["buttons"] == ["Back to the overview"]


def test_in_a_new_version_only_what_changed_is_to_be_done_again(plays: Plays) -> None:
    play = plays["new_version"]
    assert play["done"] == [True, False, False, False]
    changed = [note for note in play["notes"] if note.startswith("Changed")]
    assert len(changed) == 1
    assert len(play["notes"]) >= 2
    assert play["declaration"] == [1, False]
    assert play["cmi"]["suspend_data"].startswith("1;1.0.0>1.1.0;")
    first = interactions(play)[0]
    assert first["student_response"].startswith("1.1.0 ")


def test_closing_finishes_once(plays: Plays) -> None:
    assert plays["closed"]["at"] == "_closed"
    assert [call[0] for call in plays["closed"]["calls"]].count("LMSFinish") == 1


@pytest.fixture(scope="session")
def state_report(package_folder: Path) -> dict[str, Any]:
    report: dict[str, Any] = run("state.mjs", str(package_folder))
    return report


def test_any_saved_text_opens_and_what_is_written_is_read_back(
    state_report: dict[str, Any],
) -> None:
    assert state_report["tried"] > 100
    assert state_report["opened"]
    assert state_report["roundTrip"]
    assert state_report["passing"] == ["999.999.999", "2099-12-31"]
    assert state_report["kept"]


def test_the_computed_worst_case_covers_the_longest_state_the_player_writes(
    state_report: dict[str, Any],
) -> None:
    course, context = fixture_course("en"), fixture_context("en")
    for written, answers in (("withoutAnswers", False), ("longest", True)):
        bound = worst_case_length(course, context, answers=answers)
        assert (
            state_report[written] <= bound <= state_report[written] + 45
        )  # a draw, not the whole bank


def test_an_answer_of_each_type_is_kept_in_plain_letters_and_any_other_text_is_none(
    state_report: dict[str, Any],
) -> None:
    assert state_report["typed"] == [[True, ["Zoë; 3,5 ~ +1"]], [True, None], [True, ["密码"]], [True, None]]  # fmt: skip
    assert state_report["spoilt"][:3] == [None, None, None]


def test_an_answer_to_a_key_that_changed_does_not_count(state_report: dict[str, Any]) -> None:
    assert state_report["changedKey"] == ["", True, "d"]
    assert state_report["olderCourse"]


def test_a_draw_covers_the_objectives_differs_by_seed_and_repeats_with_it(
    state_report: dict[str, Any],
) -> None:
    assert state_report["fewestObjectives"] == 4
    assert state_report["distinctDraws"] > 20
    assert not state_report["drawRepeats"]
    assert state_report["sameSeedSameDraw"]
    assert state_report["shuffleKeepsAll"]
