"""Limits on things are claims, open places of a template are none."""

import pytest

from coursegen.language.claims import parse_all
from coursegen.language.parts import Scene
from coursegen.language.quantities import quantities_in

SCENE = Scene(normative=True)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "A hotel room may cost at most 140 euros a night.", 140),
        ("en", "Travel expenses may not exceed 500 euros per trip.", 500),
        ("nl", "Een hotelkamer mag hoogstens 140 euro per nacht kosten.", 140),
        ("nl", "Een lunch kost maximaal 15 euro per persoon.", 15),
        ("en", "The maximum reimbursement for a meal is 35 euros.", 35),
        ("en", "The limit for a gift is €50.", 50),
        ("en", "The retention period for invoices is 7 years.", 7),
        ("en", "Passwords have at least 12 characters.", 12),
        ("nl", "De maximale vergoeding voor een maaltijd is 35 euro.", 35),
        ("nl", "Het tarief voor een diner is € 35.", 35),
        ("nl", "De bewaartermijn is 7 jaar.", 7),
        ("nl", "Wachtwoorden bestaan uit minimaal 12 tekens.", 12),
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
        ("en", "Our office is 3 kilometres from the station."),
        ("en", "The team has 12 members."),
        ("en", "The industry standard is 4 years old, but stock vests over 6 years."),
        ("nl", "Het team heeft 12 leden."),
        ("nl", "Het kantoor is 3 kilometer van het station."),
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


@pytest.mark.parametrize(
    ("language", "text", "amount", "unit"),
    [
        ("en", "Meals are reimbursed up to €35 per day.", "up to €35", "euro"),
        ("en", "A flight may cost at most $1,200.", "at most $1,200", "dollar"),
        ("nl", "Maaltijden worden vergoed tot € 35 per dag.", "tot € 35", "euro"),
        ("nl", "Een reis mag niet meer dan € 1.250,50 kosten.", "niet meer dan € 1.250,50", "euro"),
    ],
)
def test_an_amount_of_money_is_a_quantity(language, text, amount, unit):
    (found,) = [each for each in quantities_in(text, language) if each.unit == unit]
    assert found.text == amount
    assert found.bound == "at most"
