"""Numbers stand in the quotes; stories state no terms."""

from __future__ import annotations

import re

import pytest

RULE = {
    "hour": {"text": "Employees must report an incident within 1 hour of noticing it."},
    "month": {"text": "An exception ends after a month."},
    "all day": {"text": "The desk accepts reports 24 hours a day, 7 days a week."},
    "row": {"text": "Retention | 30", "kind": "row"},
}


def test_a_number_in_its_quote_passes_in_digits_and_in_words(desk):
    for text in (
        "Report it within 1 hour.",
        "Report it within one hour.",
        "Report within an hour.",
    ):
        assert desk(RULE).text("numbers-agree", text, "hour") == []
    assert desk(RULE).text("numbers-agree", "It ends after 1 month.", "month") == []
    assert desk(RULE).text("numbers-agree", "The desk is open 24/7.", "all day") == []
    assert desk(RULE).text("numbers-agree", "Keep it for 30 days.", "row") == []


@pytest.mark.parametrize(
    "text",
    [
        "Report it within 2 hours.",
        "Report it within two hours.",
        "Report it within 1 day.",
        "Report it within a day.",
        "Report it at least 1 hour before.",
        "Report it within 1 hour, at 17:00.",
        "Report it within 1 hour, for 10% of the cost.",
    ],
)
def test_a_number_that_is_not_there_is_an_error(desk, text):
    found = desk(RULE).text("numbers-agree", text, "hour")
    assert [each.severity for each in found] == ["error"]
    assert text[:-1] in found[0].message


def test_words_that_only_count_texts_are_no_numbers(desk):
    text = "Two sides, one rule: it takes a day. Report it within 1 hour."
    assert desk(RULE).text("numbers-agree", text, "hour") == []


def test_a_title_is_held_to_the_quotes_too(desk):
    found = desk(RULE).text("numbers-agree", "Report it.", "hour", title="Report within 4 hours")
    assert [each.field for each in found] == ["title"]


def test_a_title_may_name_what_its_source_is_called(desk):
    named = {"booking": {"text": "Book a hotel early.", "heading": ["Travel 101"]}}
    found = desk(named).text("numbers-agree", "Book early.", "booking", title="Travel 101")
    assert found == []
    (elsewhere,) = desk(named).text("numbers-agree", "See Travel 101.", "booking")
    assert "101" in elsewhere.message


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (["Chapter 5", "Report it within 1 hour."], []),
        (["Chapter 6", "Report it within 1 hour."], ["6"]),
        (["Chapter 5", "Report it within 5 hours."], ["5"]),
        (["Chapter 5 says: within 5 hours", "Report it."], ["5", "5"]),
    ],
)
def test_a_cell_of_a_table_may_be_the_heading_of_its_source_and_no_more(desk, a_module, row, wrong):
    named = {"hour": {**RULE["hour"], "heading": ["Chapter 5"]}}
    table = {"type": "table", "id": "table-4kd7e", "origin": "source", "columns": ["About", "Rule"], "rows": [row], "citations": ["hour"]}  # fmt: skip
    found = desk(named).run("numbers-agree", a_module(blocks=[table]))
    assert [re.search(r"“(\d)", each.message)[1] for each in found] == wrong


def test_an_authors_own_text_is_not_held(desk):
    assert desk(RULE).text("numbers-agree", "Within 5 hours.", "hour", origin="author") == []


def test_a_time_worked_out_from_the_case_in_the_stem_passes(desk, a_module, a_choice):
    item = a_choice(
        1,
        "You notice it at 14:00. By when must you report it?",
        "By 15:00",
        "By 18:00",
        citations=["hour"],
    )
    assert desk(RULE).run("numbers-agree", a_module(item)) == []


def test_feedback_may_name_the_number_of_its_own_option(desk, a_module, a_choice):
    item = a_choice(1, "Within what time?", "Within 1 hour", "Within 4 hours", citations=["hour"])
    item["options"][1]["feedback"] = "4 hours is too late: the limit is 1 hour."
    assert desk(RULE).run("numbers-agree", a_module(item)) == []
    item["options"][1]["feedback"] = "4 hours is too late: the limit is 3 hours."
    assert len(desk(RULE).run("numbers-agree", a_module(item))) == 1


def test_the_answer_of_a_numeric_item_and_of_a_cloze_is_held(desk, a_module, a_choice):
    base = {
        key: value for key, value in a_choice(1, "How long?", "x", "y").items() if key != "options"
    }
    base |= {"citations": ["hour"], "feedback_right": "So it is.", "feedback_wrong": "Not so."}
    numeric = {**base, "type": "numeric", "answer": 2, "unit": "hours"}
    gap = {"id": "gap-00001", "accept": ["2 hours"]}
    cloze = {**base, "type": "cloze", "text": "Report it within {{gap-00001}}.", "gaps": [gap]}
    for item in (numeric, cloze):
        assert len(desk(RULE).run("numbers-agree", a_module(item))) == 1
    numeric["answer"], gap["accept"] = 1, ["1 hour"]
    for item in (numeric, cloze):
        assert desk(RULE).run("numbers-agree", a_module(item)) == []


def test_a_wrong_option_and_a_false_statement_may_hold_any_number(desk, a_module, a_choice):
    item = a_choice(1, "Within what time?", "Within 1 hour", "Within 9 hours", citations=["hour"])
    false = {key: value for key, value in item.items() if key != "options"}
    false |= {
        "id": "item-00099",
        "type": "true_false",
        "answer": False,
        "stem": "You may take 9 hours.",
        "feedback_right": "Within 1 hour, not 9 hours.",
        "feedback_wrong": "Within 1 hour.",
    }
    assert desk(RULE).run("numbers-agree", a_module(item, false)) == []


def test_the_story_in_a_consequence_is_free_and_the_rule_in_it_is_not(desk, a_module):
    scenario = {
        "id": "story-00001",
        "title": "S",
        "start": "scene-00001",
        "scenes": [
            {
                "id": "scene-00001",
                "text": "Ten records are gone. Now?",
                "choices": [
                    {"id": "choice-00001", "text": "a", "to": "end-00001"},
                    {
                        "id": "choice-00002",
                        "text": "b",
                        "consequence": "Three weeks later it is found. You must report it within 1 hour.",
                        "citations": ["hour"],
                        "to": "end-00001",
                    },
                ],
            }
        ],
        "endings": [
            {"id": "end-00001", "grade": "best", "debrief": "Well done.", "citations": ["hour"]}
        ],
    }
    assert desk(RULE).run("numbers-agree", a_module(scenario=scenario)) == []
    second = scenario["scenes"][0]["choices"][1]
    second["consequence"] = "Three weeks later it is found. You must report it within 3 hours."
    assert len(desk(RULE).run("numbers-agree", a_module(scenario=scenario))) == 1


def test_the_right_choice_of_a_scene_is_held_and_the_wrong_one_is_free(desk, a_module):
    right = {"id": "choice-00001", "text": "Report it within 1 hour", "to": "end-00001"}
    wrong = {"id": "choice-00002", "text": "Report it within 5 hours", "to": "end-00002"}
    scene = {"id": "scene-00001", "text": "Now?", "choices": [right, wrong]}
    scenario = {
        "id": "story-00001",
        "title": "S",
        "start": "scene-00001",
        "scenes": [scene],
        "endings": [
            {"id": "end-00001", "grade": "best", "debrief": "Well done.", "citations": ["hour"]},
            {"id": "end-00002", "grade": "poor", "debrief": "Too late.", "citations": ["hour"]},
        ],
    }
    right["citations"] = wrong["citations"] = ["hour"]
    assert desk(RULE).run("numbers-agree", a_module(scenario=scenario)) == []
    right["text"] = "Report it within 2 hours"
    found = desk(RULE).run("numbers-agree", a_module(scenario=scenario))
    assert [each.field for each in found] == ["choices.choice-00001.text"]


@pytest.mark.parametrize(
    "text",
    [
        "08:50. Three colleagues got the same email. You could wait.",
        "Sam says: 'We must be done within 2 hours.' What do you say?",
        "Should you report it within 4 hours?",
        "It is Friday; the report is 2 weeks late.",
    ],
)
def test_a_story_may_tell_times_and_counts(desk, text):
    assert desk(RULE).text("unsourced-rule", text, origin="template") == []


@pytest.mark.parametrize(
    "text",
    ["You must report it in 4 hours.", "The deadline is 3 days.", "Reports are due within a week."],
)
def test_a_story_that_states_a_term_is_seen(desk, text):
    found = desk(RULE).text("unsourced-rule", text, origin="template")
    assert [each.severity for each in found] == ["warning"]


def test_a_story_that_cites_its_term_passes(desk):
    text = "You must report it within 1 hour."
    assert desk(RULE).text("unsourced-rule", text, "hour", origin="template") == []


def test_quotes_in_another_language_support_numbers(desk):
    place = desk({"uur": {"text": "Meld het binnen vierentwintig uur."}}, language="nl")
    assert place.text("numbers-agree", "Meld het binnen 24 uur.", "uur") == []


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        ("Report an incident within 1 hour", []),
        ("Report an incident within one hour", []),
        ("Explain the two sides of a report", []),
        ("Report an incident within 4 hours", ["error"]),
        ("Name the 5 steps of a report", ["warning"]),
    ],
)
def test_a_number_of_an_objective_stands_in_its_module(desk, a_module, text, severities):
    objective = {"id": "aim-00001", "text": text, "bloom": "apply"}
    told = {"id": "block-00001", "type": "text", "text": "Report it.", "citations": ["hour"]}
    found = desk(RULE).run("numbers-agree", a_module(blocks=[told]), objectives=[objective])
    assert [each.severity for each in found] == severities
