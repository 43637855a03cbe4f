"""One item: key, options, cues, feedback. Good items pass."""

from __future__ import annotations

import pytest

from coursegen.check.context import CheckContext
from coursegen.check.items import one_key
from coursegen.model.course import Course
from coursegen.model.items import Option, SingleChoice


def rules_on(desk, a_module, item, rule):
    return [each.field for each in desk().run(rule, a_module(item))]


def test_two_keys_are_seen_even_in_an_item_that_nothing_validated(
    desk, a_module, a_choice, make_course
):
    place = desk()
    course = make_course(a_module(a_choice(1, "What?", "Refuse", "Agree")), place.passages)
    module = course.modules[0]
    item = module.items[0]
    assert isinstance(item, SingleChoice)
    both = tuple(Option.model_validate({**dict(each), "correct": True}) for each in item.options)
    wrong = item.model_copy(update={"options": both})
    course = Course(
        outline=course.outline, modules=(module.model_copy(update={"items": (wrong,)}),)
    )
    found = list(one_key(CheckContext(course, place.index)))
    assert [each.message for each in found] == ["2 options are marked correct."]


def test_a_multiple_choice_in_which_everything_is_right_is_no_choice(desk, a_module, a_choice):
    item = a_choice(1, "Which?", "Refuse it", "Report it", type="multiple_choice")
    assert rules_on(desk, a_module, item, "one-key") == []
    item["options"][1]["correct"] = True
    assert rules_on(desk, a_module, item, "one-key") == ["options"]


def test_options_that_differ_in_capitals_and_points_only_are_twins(desk, a_module, a_choice):
    item = a_choice(1, "What?", "Report it now", "Wait", "report it now.")
    assert len(rules_on(desk, a_module, item, "option-duplicates")) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("24 hours", "48 hours"), ("TLS 1.2", "TLS 12"), ("May", "May not"), ("5%", "5")],
)
def test_options_that_differ_in_one_character_that_counts_are_no_twins(
    desk, a_module, a_choice, one, other
):
    item = a_choice(1, "Which?", one, other)
    assert rules_on(desk, a_module, item, "option-duplicates") == []


@pytest.mark.parametrize(
    "text", ["All of the above", "None of these.", "None of the above is correct", "Both A and B"]
)
def test_an_option_that_leans_on_the_others_is_seen(desk, a_module, a_choice, text):
    item = a_choice(1, "Which?", "Refuse it", text)
    assert len(rules_on(desk, a_module, item, "all-none-of-the-above")) == 1


@pytest.mark.parametrize(
    "text",
    ["All of them must sign", "None of the files may leave", "Both managers", "A and B forms"],
)
def test_an_option_about_all_or_none_of_something_passes(desk, a_module, a_choice, text):
    item = a_choice(1, "Which?", "Refuse it", text)
    assert rules_on(desk, a_module, item, "all-none-of-the-above") == []


def test_a_stem_that_only_the_key_echoes_is_seen(desk, a_module, a_choice):
    stem = "A colleague wants to use the guest network. Where does he sign in?"
    item = a_choice(1, stem, "On the guest network", "In the office", "At reception")
    assert rules_on(desk, a_module, item, "stem-holds-answer") == ["stem"]
    fair = a_choice(
        1, stem, "On the guest network", "On the office network of a colleague", "Nowhere"
    )
    assert rules_on(desk, a_module, fair, "stem-holds-answer") == []


def test_an_answer_to_type_does_not_stand_in_the_stem(desk, a_module, a_choice):
    base = {key: each for key, each in a_choice(1, "x", "y", "z").items() if key != "options"}
    base |= {"feedback_right": "So it says.", "feedback_wrong": "Not so."}
    short = {**base, "type": "short_answer", "accept": ["guest network"]}
    short["stem"] = "Which network is the guest network?"
    assert rules_on(desk, a_module, short, "stem-holds-answer") == ["stem"]
    gap = {"id": "guest-00001", "accept": ["guest"]}
    cloze = {
        **base,
        "type": "cloze",
        "stem": "Fill in.",
        "text": "Use {{guest-00001}}.",
        "gaps": [gap],
    }
    assert rules_on(desk, a_module, cloze, "stem-holds-answer") == []


@pytest.mark.parametrize(
    "text", ["Correct", "Correct!", "That's right.", "Well done!", "Wrong.", "No"]
)
def test_a_bare_verdict_is_no_feedback(desk, a_module, a_choice, text):
    item = a_choice(1, "Which?", "Refuse it", "Agree to it")
    item["options"][0]["feedback"] = text
    assert len(rules_on(desk, a_module, item, "feedback-present")) == 1


@pytest.mark.parametrize("text", ["Juist.", "Klopt!", "Helaas", "Dat klopt niet"])
def test_a_bare_verdict_in_dutch_is_no_feedback(desk, a_module, a_choice, text):
    item = a_choice(1, "Welke?", "Weigeren", "Doen")
    for option in item["options"]:
        option["feedback"] = "Zo staat het in de regel."
    item["options"][0]["feedback"] = text
    assert len(desk(language="nl").run("feedback-present", a_module(item))) == 1


@pytest.mark.parametrize("text", ["Yes, within 7 days.", "Correct: it stays with you.", "7 days"])
def test_feedback_that_says_why_passes(desk, a_module, a_choice, text):
    item = a_choice(1, "Which?", "Refuse it", "Agree to it")
    item["options"][0]["feedback"] = text
    assert rules_on(desk, a_module, item, "feedback-present") == []
