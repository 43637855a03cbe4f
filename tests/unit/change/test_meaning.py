"""Changes of meaning: what a reader of rules must see, and what is no change to anybody."""

from __future__ import annotations

import pytest

from coursegen.change.meaning import difference, meaning_changes
from coursegen.model.diff import MeaningChange

CHANGED = [
    ("deadline", "en", "Report it within 24 hours.", "Report it within 48 hours."),
    ("deadline", "en", "Report it within 24 hours.", "Report it immediately."),
    ("number", "en", "Passwords are changed every 90 days.", "Passwords are changed every 30 days."),
    ("strength", "en", "Staff must report incidents.", "Staff should report incidents."),
    ("strength", "en", "MFA is recommended for guests.", "MFA is strongly recommended for guests."),
    ("negation", "en", "Staff must not share codes.", "Staff must share codes."),
    ("actor", "en", "The CTO must approve a change.", "The CISO must approve a change."),
    ("actor", "en", "The manager informs the employee.", "The employee informs the manager."),
    ("condition", "en", "If a laptop is lost, staff must report it.", "Staff must report it."),
    ("condition", "en", "A badge and a code must be shown.", "A badge or a code must be shown."),
    ("exception", "en", "Staff must lock it unless a guard stays.", "Staff must lock it."),
    ("term", "en", "Follow the NCSC 2021 guidelines.", "Follow the NCSC 2025 guidelines."),
    ("term", "en", "An incident means any event that harms data.", "An incident means any loss of data."),
    ("date", "en", "It takes effect on 1 September 2026.", "It takes effect on 1 October 2026."),
    ("date", "en", "Send the form before 1 May.", "Send the form after 1 May."),
    ("date", "en", "Staff must send it by 1 May.", "Staff must send it from 1 May."),
    ("date", "nl", "Lever het formulier in voor 1 mei.", "Lever het formulier in na 1 mei."),
    ("date", "nl", "Medewerkers moeten uiterlijk op 1 mei declareren.", "Medewerkers moeten vanaf 1 mei declareren."),
    ("date", "de", "Mitarbeiter müssen es bis zum 1. Mai melden.", "Mitarbeiter müssen es ab dem 1. Mai melden."),
    ("number", "en", "The maximum is 45 euros per day.", "The maximum is 45 euros per week."),
    ("number", "nl", "Het maximum is 45 euro per nacht.", "Het maximum is 45 euro per persoon."),
    ("condition", "en", "Staff must usually wear a badge.", "Staff must always wear a badge."),
    ("condition", "en", "Staff must wear a badge.", "In principle staff must wear a badge."),
    ("condition", "nl", "Bezoekers moeten altijd een pas dragen.", "Bezoekers moeten meestal een pas dragen."),
    ("condition", "nl", "Bezoekers moeten een pas dragen.", "Bezoekers moeten in principe een pas dragen."),
    ("condition", "en", "Staff may do so with written approval.", "Staff may do so with approval."),
    ("condition", "nl", "Dit mag na schriftelijke toestemming.", "Dit mag na toestemming."),
    ("condition", "nl", "Je moet vooraf toestemming vragen.", "Je moet achteraf toestemming vragen."),
    ("object", "en", "Staff must encrypt the laptop.", "Staff must encrypt the laptop and the phone."),
    ("object", "en", "Staff must put it in the blue bin.", "Staff must put it in the red bin."),
    ("object", "nl", "Je moet een pas melden bij de receptie.", "Je moet een pas melden bij de beveiliging."),
    ("object", "nl", "Je moet de laptop versleutelen.", "Je moet de laptop en de telefoon versleutelen."),
    ("rule", "en", "Lock your screen.", "Lock your screen. Staff must report a lost badge."),
    ("deadline", "nl", "Je moet het lek binnen 24 uur melden.", "Je moet het lek binnen 72 uur melden."),
    ("strength", "nl", "CPA | Optioneel", "CPA | Zeer aanbevolen"),
    ("strength", "nl", "TLS 1.3 is aanbevolen.", "TLS 1.3 is zeer aanbevolen."),
    ("strength", "nl", "De afnemer moet dit melden.", "De afnemer hoeft dit niet te melden."),
    ("negation", "nl", "Je mag geen codes delen.", "Je mag codes delen."),
    ("actor", "nl", "De afnemer moet dit melden.", "De aanbieder moet dit melden."),
    ("condition", "nl", "Als de dienst uitvalt, meldt de beheerder dit.", "De beheerder meldt dit."),
    ("exception", "nl", "Je moet dit melden, tenzij het geheim is.", "Je moet dit melden."),
    ("term", "nl", "Volg de richtlijnen van NCSC 2021.", "Volg de richtlijnen van NCSC 2025."),
    ("date", "nl", "Dit geldt vanaf 1 mei 2026.", "Dit geldt vanaf 1 juni 2026."),
    ("strength", "de", "Mitarbeiter müssen es melden.", "Mitarbeiter sollen es melden."),
    ("negation", "de", "Mitarbeiter dürfen Codes teilen.", "Mitarbeiter dürfen keine Codes teilen."),
    ("number", "de", "Es gilt 30 Tage.", "Es gilt 60 Tage."),
    ("strength", "fr", "Les agents doivent le signaler.", "Les agents peuvent le signaler."),
]  # fmt: skip

UNCHANGED = [
    ("en", "Staff must  report “incidents”, always.", 'Staff must report "incidents" always.'),
    ("en", "Employees must recieve training.", "Employees must receive training."),
    ("en", "Staff **must** use [the form](a.md).", "Staff must use the form."),
    ("en", "Use e-mail. Lock it.", "Use email. Lock it."),
    ("en", "Names, keys and codes must stay.", "Codes, names and keys must stay."),
    ("en", "Keep it for two weeks.", "Keep it for 14 days."),
    ("en", "The report, written in May, must stay.", "The report written in May must stay."),
    ("en", "Lock your screen.", "Please always lock your screen."),
    ("en", "The weather in the office is nice.", "The weather in the big office is nice."),
    ("nl", "Je moet een incident melden.", "Je moet een incident altijd zorgvuldig melden."),
    ("nl", "Je moet één code gebruiken.", "Je moet een code gebruiken."),
    ("nl", "De beheerder – en jij – moet dit weten.", "De beheerder - en jij - moet dit weten."),
]


@pytest.mark.parametrize(("kind", "language", "old", "new"), CHANGED)
def test_a_change_of_meaning_is_found_and_named_by_its_kind(
    kind: str, language: str, old: str, new: str
) -> None:
    assert [each.kind for each in meaning_changes(old, new, language)] == [kind]
    assert [each.kind for each in meaning_changes(new, old, language)] == [kind]


@pytest.mark.parametrize(("language", "old", "new"), UNCHANGED)
def test_typography_spelling_markup_and_order_change_no_meaning(
    language: str, old: str, new: str
) -> None:
    assert difference(old, new, language).severity != "meaning"
    assert meaning_changes(old, old, language) == ()


def test_white_space_markup_and_spelling_are_no_change_at_all() -> None:
    for language, old, new in UNCHANGED[:4]:
        assert difference(old, new, language).severity == "none"


def test_other_words_are_wording_for_a_person_to_read() -> None:
    found = difference("Fix every fault soon.", "Repair every fault soon.", "en")
    assert (found.severity, found.changes) == ("wording", ())


def test_a_change_holds_the_words_as_they_were_and_are() -> None:
    found = meaning_changes("Report it within 24 hours.", "Report it within 48 hours.", "en")
    assert found == (MeaningChange(kind="deadline", old="within 24 hours", new="within 48 hours"),)


def test_of_a_language_without_words_numbers_are_still_found() -> None:
    found = meaning_changes("Ilmoita 24 tunnin aikana.", "Ilmoita 48 tunnin aikana.", "fi")
    assert found == (MeaningChange(kind="number", old="24", new="48"),)


@pytest.mark.parametrize(("then", "now"), [("3.2", "3.3"), ("(b)", "(c)"), ("Art. 3.2", "3.2.")])
def test_another_number_before_a_rule_is_no_change_of_it(then: str, now: str) -> None:
    rule = "Employees must keep the receipt for 5 years."
    found = difference(f"{then} {rule}", f"{now} {rule}", "en")
    assert (found.severity, found.changes) == ("none", ())


def test_a_renumbered_rule_that_changed_tells_only_its_own_change() -> None:
    old = "3.2 Employees must keep the receipt for 5 years."
    new = "3.3 Employees must keep the receipt for 7 years."
    assert [(each.kind, each.new) for each in meaning_changes(old, new, "en")] == [
        ("number", "7 years")
    ]


@pytest.mark.parametrize(
    ("language", "old", "new", "told"),
    [
        (
            "en",
            "Staff must not print it unless the Information Security Officer has approved it.",
            "Staff must not print it unless the Data Protection Officer has approved it.",
            ("actor", "Information Security Officer", "Data Protection Officer"),
        ),
        (
            "en",
            "Information Security Officers must approve it.",
            "Data Protection Officers must approve it.",
            ("actor", "Information Security Officers", "Data Protection Officers"),
        ),
        (
            "en",
            "The claim must name every guest and the organisation of each guest.",
            "The claim must name every guest and the employer of each guest.",
            ("actor", "organisation", "employer"),
        ),
        (
            "nl",
            "Vraag toestemming aan de Functionaris Gegevensbescherming.",
            "Vraag toestemming aan de Information Security Officer.",
            ("actor", "Functionaris Gegevensbescherming", "Information Security Officer"),
        ),
        (
            "nl",
            "De directeur HR keurt het verzoek goed.",
            "De directeur Financiën keurt het verzoek goed.",
            ("actor", "directeur HR", "directeur Financiën"),
        ),
    ],
)
def test_whoever_has_another_name_of_several_words_changes_whole(language, old, new, told):
    assert [(each.kind, each.old, each.new) for each in meaning_changes(old, new, language)] == [
        told
    ]


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("nl", "Medewerkers moeten dit melden voor zij vertrekken.", "Medewerkers moeten dit melden voordat zij vertrekken."),
        ("nl", "Als een pas kwijt is, moeten medewerkers dit melden.", "Indien een pas kwijt is, moeten medewerkers dit melden."),
        ("nl", "Wanneer een pas kwijt is, moeten medewerkers dit melden.", "Als een pas kwijt is, moeten medewerkers dit melden."),
        ("en", "Staff must lock it whilst they are away.", "Staff must lock it while they are away."),
        ("en", "If a badge is lost, staff must report it.", "When a badge is lost, staff must report it."),
        ("en", "Staff must wait till the guard returns.", "Staff must wait until the guard returns."),
    ],
)  # fmt: skip
def test_one_word_for_another_that_says_the_same_is_wording(language, old, new):
    assert difference(old, new, language).severity == "wording"
    assert difference(new, old, language).severity == "wording"


def test_a_word_that_says_the_same_is_no_condition_where_words_beside_it_changed():
    old = "Medewerkers horen hun agenda bij te werken voor zij beginnen."
    new = "Medewerkers moeten hun agenda bijwerken voordat zij beginnen."
    assert [each.kind for each in meaning_changes(old, new, "nl")] == ["strength"]


def test_a_word_that_says_the_same_hides_no_other_change():
    old = "Medewerkers moeten dit 2 dagen vooraf melden voor zij vertrekken."
    new = "Medewerkers moeten dit 3 dagen vooraf melden voordat zij vertrekken."
    assert [(each.old, each.new) for each in meaning_changes(old, new, "nl")] == [
        ("2 dagen", "3 dagen")
    ]
