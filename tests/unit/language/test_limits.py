"""Limits on things are claims, open places of a template are none."""

import pytest

from coursegen.language.claims import parse_all
from coursegen.language.parts import Scene

SCENE = Scene(normative=True)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "A hotel room may cost at most 140 euros a night.", 140),
        ("en", "Travel expenses may not exceed 500 euros per trip.", 500),
        ("nl", "Een hotelkamer mag hoogstens 140 euro per nacht kosten.", 140),
        ("nl", "Een lunch kost maximaal 15 euro per persoon.", 15),
    ],
)
def test_a_limit_on_a_thing_is_a_quantity(language, text, value):
    (found,) = parse_all(text, language, SCENE)
    assert (found.kind, found.strength) == ("quantity", "must")
    assert value in [each.value for each in found.quantities]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A hotel room may cost more in summer."),
        ("en", "It may take at most 3 hours."),
        ("nl", "Dat kost maximaal 15 euro."),
    ],
)
def test_without_a_bounded_number_or_a_subject_nothing_is_claimed(language, text):
    assert parse_all(text, language, SCENE) == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Inschrijver moet binnen een [termijn] de oplossing leveren."),
        ("nl", "De opdrachtnemer moet [enige mate|een hoge standaard] van openheid bieden."),
        ("en", "The supplier must answer within [number of days] of the request."),
    ],
)
def test_an_open_place_of_a_template_is_no_rule(language, text):
    assert parse_all(text, language, SCENE) == ()


def test_a_reference_in_brackets_is_no_open_place():
    (found,) = parse_all("De aanbieder moet TLS 1.2 [RFC5246] ondersteunen.", "nl", SCENE)
    assert found.kind == "obligation"
