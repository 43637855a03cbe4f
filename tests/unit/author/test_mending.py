"""Of a question that goes back, its stem and key stay where they are not what is wrong."""

from __future__ import annotations

from typing import Any

from coursegen.author.mending import Flaw, mend_of, mended, seen_flaws

DRAFT: dict[str, Any] = {
    "type": "single_choice",
    "objective": 1,
    "bloom": "apply",
    "stem": "Your visitor is early. What do you do?",
    "rationale": "You collect your own visitor.",
    "cites": ["1.1"],
    "options": [
        {"text": "Collect her", "correct": True, "feedback": "She is with you.", "cites": ["1.1"]},
        {"text": "Let her wait", "correct": False, "feedback": "She is alone.", "cites": ["1.1"]},
        {"text": "Send her up", "correct": False, "feedback": "Nobody knows her.", "cites": []},
    ],
}


def new(text: str) -> dict[str, Any]:
    return {"text": text, "feedback": "Nobody would be with her.", "cites": ["1.1"]}


def options(*places: int) -> dict[str, Any]:
    return {**DRAFT, "options": [DRAFT["options"][at] for at in places]}


def test_a_wrong_option_that_fails_is_replaced_in_its_place_and_the_rest_stays():
    mend = mend_of(DRAFT, [Flaw("the source makes it right", "option", 1)])
    assert (mend.task, mend.places) == ("distractors", (1,))
    assert mend.part["keep"] == ["Send her up"]
    assert (mend.part["replace"], mend.part["wanted"]) == (["Let her wait"], 1)
    made = mended(DRAFT, mend, {"options": [new("Ask the desk to bring her")]})
    texts = [each["text"] for each in made["options"]]
    assert texts == ["Collect her", "Ask the desk to bring her", "Send her up"]
    assert [each["correct"] for each in made["options"]] == [True, False, False]
    assert {**made, "options": 0} == {**DRAFT, "options": 0}


def test_too_few_wrong_options_ask_for_as_many_as_are_lacking():
    draft = options(0, 1)
    (flaw,) = seen_flaws(draft)
    mend = mend_of(draft, [flaw])
    assert (mend.task, mend.part["wanted"], mend.places) == ("distractors", 1, ())
    made = mended(draft, mend, {"options": [new("Send her up"), new("Wave")]})
    assert [each["text"] for each in made["options"]] == [
        "Collect her",
        "Let her wait",
        "Send her up",
    ]
    assert seen_flaws(options(0))[0].message == "there is no wrong option"


def test_a_new_option_that_says_the_key_or_one_that_is_there_is_not_taken():
    mend = mend_of(DRAFT, [Flaw("true", "option", 1)])
    answer = {"options": [new("collect her"), new("send her UP"), new("Let her wait")]}
    assert mended(DRAFT, mend, answer) == DRAFT


def test_feedback_that_is_missing_is_asked_for_alone():
    draft = options(0, 1, 2)
    draft["options"] = [{**each} for each in draft["options"]]
    draft["options"][2]["feedback"] = " "
    mend = mend_of(draft, seen_flaws(draft))
    assert (mend.task, mend.places, mend.part["write"]) == ("rationale", (2,), [3])
    answer = {
        "rationale": "",
        "answers": [
            {"answer": 3, "feedback": "She would be alone.", "cites": ["1.2"]},
            {"answer": 1, "feedback": "Right!", "cites": []},
        ],
    }
    made = mended(draft, mend, answer)
    assert made["options"][2]["feedback"] == "She would be alone."
    assert made["options"][2]["cites"] == ["1.2"]
    assert made["options"][:2] == draft["options"][:2]
    assert made["rationale"] == draft["rationale"]


def test_feedback_of_a_question_without_options_goes_by_right_and_wrong():
    draft = {
        "type": "true_false",
        "stem": "So it is.",
        "rationale": "",
        "cites": ["1.1"],
        "answer": True,
        "feedback_right": "",
        "feedback_wrong": "No: so it is.",
    }
    mend = mend_of(draft, seen_flaws(draft))
    assert (mend.task, mend.places) == ("rationale", (0,))
    answer = {
        "rationale": "It is.",
        "answers": [{"answer": 1, "feedback": "It is so.", "cites": ["1.2"]}],
    }
    made = mended(draft, mend, answer)
    assert (made["feedback_right"], made["feedback_wrong"]) == ("It is so.", "No: so it is.")
    assert (made["rationale"], made["cites"]) == ("It is.", ["1.1", "1.2"])


def test_a_wrong_stem_or_key_sends_the_whole_question_back():
    for flaws in (
        [Flaw("two keys")],
        [Flaw("no such number", "option", 0)],
        [Flaw("true", "option", 1), Flaw("says 48 hours", "feedback", 0)],
    ):
        mend = mend_of(DRAFT, flaws)
        assert (mend.task, mend.part) == ("items", DRAFT)


def test_an_answer_of_another_form_changes_nothing():
    mend = mend_of(DRAFT, [Flaw("true", "option", 1)])
    assert mended(DRAFT, mend, {"items": []}) == DRAFT
