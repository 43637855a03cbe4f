"""What is a definition and what only looks like one."""

import pytest

from coursegen.ingest.definition import Definition, definition_in


def test_a_bold_term_with_a_dash_and_a_meaning_is_one_anywhere():
    found = definition_in("Incident - an event that harms.", emphasised="Incident")
    assert found == Definition("Incident", " - ", "an event that harms.")


def test_the_colon_may_stand_inside_the_bold():
    found = definition_in(
        "Datalek: een inbreuk op gegevens.", emphasised="Datalek:", among_definitions=True
    )
    assert found == Definition("Datalek", ": ", "een inbreuk op gegevens.")


def test_a_plain_term_with_a_colon_is_one_among_definitions_only():
    text = "Supplier: a person who delivers."
    assert definition_in(text, among_definitions=True) == Definition(
        "Supplier", ": ", "a person who delivers."
    )
    assert definition_in(text) is None


def test_its_parts_together_are_the_text():
    text = "Public key – the half of a key pair that anyone may have."
    found = definition_in(text, emphasised="Public key")
    assert found is not None
    assert found.term + found.separator + found.meaning == text


@pytest.mark.parametrize(
    ("text", "emphasised", "among"),
    [
        ("Report it - call the service desk at once.", "Report it", False),
        ("Note: the rule of last year has lapsed.", "Note:", True),
        ("Let op: dit geldt alleen in de test.", "Let op:", True),
        ("Why? Because the law says so.", "Why?", True),
        ("Vision: services for all.", "Vision:", False),
        ("think: secrets are one kind of information.", "", True),
        ("A sentence about the rules that goes on: it ends here.", "", True),
        ("Access: see below", "", True),
        ("Incident", "Incident", True),
    ],
)
def test_what_only_looks_like_a_definition_is_none(text, emphasised, among):
    assert definition_in(text, emphasised=emphasised, among_definitions=among) is None
