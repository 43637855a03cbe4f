"""Sentences of a text field, with list items read behind their lead-in."""

from __future__ import annotations

from coursegen.check.prose import plain, sentences_of


def test_marks_go_and_words_stay():
    assert plain("**Never** share [a link](http://x.nl) or `code` *again*") == (
        "Never share a link or code again"
    )


def test_snake_case_and_stars_between_numbers_stay():
    assert plain("file_name_x and 2 * 3") == "file_name_x and 2 * 3"


def test_a_list_item_is_read_behind_its_lead():
    text = "First this. You must not:\n\n- forward mail\n- store files. Ever.\n\nThat is all."
    assert sentences_of(text, "en") == (
        "First this.",
        "You must not: forward mail",
        "You must not: store files.",
        "Ever.",
        "That is all.",
    )


def test_lines_of_one_paragraph_are_one_text():
    assert sentences_of("You must\nreport it.", "en") == ("You must report it.",)


def test_a_step_is_read_behind_the_intro():
    assert sentences_of("Call the desk.", "en", "After an incident:") == (
        "After an incident: Call the desk.",
    )
