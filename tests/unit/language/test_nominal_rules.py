"""Rules without a marker that the ledger used to miss, and sentences that look like rules and are none."""

from __future__ import annotations

import pytest

from coursegen.language.claims import parse_all
from coursegen.language.parts import Scene

RULES = Scene(normative=True, listed=True, names=frozenset({"Noordkade"}))


@pytest.mark.parametrize(
    ("language", "text", "actor", "action"),
    [
        (
            "en",
            "The Security Officer promptly investigates each report.",
            "Security Officer",
            "promptly investigate each report",
        ),
        (
            "en",
            "The vendor does not outsource the work.",
            "vendor",
            "outsource the work",
        ),
        ("en", "Use of other tools requires approval.", "", "require approval"),
        ("en", "All systems are categorized by risk.", "", "be categorized by risk"),
        (
            "en",
            "Create an Issue in the Quality System.",
            "",
            "create an Issue in the Quality System",
        ),
        (
            "en",
            "You need your manager's approval before you travel.",
            "You",
            "have your manager's approval",
        ),
        (
            "en",
            "Anyone is always welcome to ask the director.",
            "Anyone",
            "ask the director",
        ),
        (
            "nl",
            "De beheerder is verantwoordelijk voor de werking van het systeem.",
            "beheerder",
            "verantwoordelijk zijn voor de werking van het systeem",
        ),
        ("nl", "Het dossier wordt na een jaar vernietigd.", "", "na een jaar vernietigd worden"),
    ],
)
def test_a_rule_without_a_marker_is_found(language, text, actor, action):
    (found,) = parse_all(text, language, RULES)
    assert (found.actor, found.action) == (actor, action)


def test_what_an_agent_does_not_do_is_denied():
    (found,) = parse_all("The vendor does not outsource the work.", "en", RULES)
    assert (found.kind, found.negated) == ("fact", True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Employees understand what customers want."),
        ("en", "The programme is intended for new staff."),
        ("en", "The rules in this document are updated every year."),
        ("en", "The terms are explained in the next chapter."),
        ("en", "New Parent Leave."),
        ("en", "Check the channel of the office —"),
        ("nl", "De spelregels uit dit document worden opgenomen in de voorwaarden."),
        ("nl", "De begrippen worden in de volgende paragraaf toegelicht."),
        ("nl", "Het wordt na een jaar vernietigd."),
        ("nl", "In het voorbeeld wordt het dossier vernietigd."),
        ("nl", "Medewerkers weten wat klanten willen."),
        ("nl", "De beheerder controleert de lijst –"),
    ],
)
def test_a_sentence_about_the_text_or_the_mind_is_no_rule(language, text):
    assert parse_all(text, language, RULES) == ()


@pytest.mark.parametrize(
    ("text", "kind", "strength"),
    [
        ("There MUST be a way to report security issues in private.", "obligation", "must"),
        ("There should be a list of all keys.", "recommendation", "should"),
        (
            "Under no circumstances shall audit records be shared with outsiders.",
            "prohibition",
            "must",
        ),
        ("At no time may visitors be left alone in the server room.", "prohibition", "must"),
    ],
)
def test_rules_that_open_with_their_marker_are_read(text, kind, strength):
    (found,) = parse_all(text, "en", Scene())
    assert (found.kind, found.strength, found.text) == (kind, strength, text)


@pytest.mark.parametrize(
    "text",
    [
        "There must be no doubt about it.",
        "There may be several ways to do so.",
        "There must have been a mistake in the list.",
        "There should be.",
    ],
)
def test_what_only_looks_like_such_a_rule_is_none(text):
    assert parse_all(text, "en", Scene()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Employees may work remotely up to 2 days per week.",
        "Employees may work from home only if their manager agrees.",
    ],
)
def test_what_people_may_work_is_a_permission(text):
    (found,) = parse_all(text, "en", RULES)
    assert (found.kind, found.actor) == ("permission", "Employees")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Per diem means a fixed daily amount for meals."),
        ("nl", "Onder per diem wordt verstaan een vast bedrag per dag voor maaltijden."),
    ],
)
def test_a_term_that_opens_with_a_preposition_is_a_term(language, text):
    (found,) = parse_all(text, language, RULES)
    assert (found.kind, found.term.lower()) == ("definition", "per diem")


def test_what_may_work_is_no_permission():
    assert not parse_all("The device may work for years without repair.", "en", RULES)
