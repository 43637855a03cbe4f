"""The number before a rule is a label; a number that the rule speaks of is none."""

from __future__ import annotations

import pytest

from coursegen.language.rule_labels import is_place, rule_label, without_label

RULE = "Employees must lock the screen."


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("3.1", "3.1"),
        ("3.1.", "3.1"),
        ("3.1)", "3.1"),
        ("(3.1)", "3.1"),
        ("3.1:", "3.1"),
        ("3.1 -", "3.1"),
        ("**3.1**", "3.1"),
        ("**3.1.**", "3.1"),
        ("\\3.1", "3.1"),
        ("3.1a", "3.1a"),
        ("3.1.1", "3.1.1"),
        ("19.2.12.", "19.2.12"),
        ("§ 3.1", "3.1"),
        ("§3.1", "3.1"),
        ("Art. 3.1", "3.1"),
        ("Article 3.1", "3.1"),
        ("Section 3.1:", "3.1"),
        ("Article 3.", ""),
        ("Art. 3 -", ""),
        ("(a)", ""),
        ("(ii)", ""),
        ("a)", ""),
        ("7.", ""),
        ("R1.", "R1"),
        ("TLS-04:", "TLS-04"),
    ],
)
def test_the_number_before_a_rule_is_a_label(label: str, code: str) -> None:
    assert rule_label(f"{label} {RULE}", "en").code == code
    assert without_label(f"{label} {RULE}", "en") == RULE


@pytest.mark.parametrize(
    "actor", ["A user", "HR", "The IT department", "“Guests”", "(External) staff"]
)
def test_the_sentence_behind_a_label_may_open_with_any_capital(actor: str) -> None:
    sentence = f"{actor} must lock the screen."
    assert without_label(f"3.1 {sentence}", "en") == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "3.5 million users must renew their password.",
        "3.5 Million users must renew their password.",
        "2.4 GHz networks must be switched off.",
        "2.5 GB of storage must be kept free.",
        "1.5 hours after the alarm the doors must be closed.",
        "1.5 Hours after the alarm the doors must be closed.",
        "3.1 is the current version and must be used.",
        "3.1 2026 is the date on which it must be ready.",
        "12. January is the last day on which claims must be sent.",
        "1.500 Employees must renew their password.",
        "Article 6 GDPR requires a legal basis.",
        "Article 6.1 GDPR requires a legal basis.",
        "Section 3.1 applies to all employees.",
        "Article 5.2 Directive 95/46 must be observed.",
        "FY25 Awards must be requested in time.",
        "AES-256 Encryption must be used.",
        "1) The laptop and 2) the telephone must be returned.",
        "(a) and (b) must both be met.",
    ],
)
def test_a_number_that_the_sentence_speaks_of_is_no_label(sentence: str) -> None:
    assert without_label(sentence, "en") == sentence


@pytest.mark.parametrize(
    "label", ["3.1", "3.1.", "Artikel 3.1", "Art. 3.1", "Artikel 3.", "§ 3.1", "(a)", "Lid 2:"]
)
def test_the_number_before_a_dutch_rule_is_a_label(label: str) -> None:
    rule = "Medewerkers moeten hun scherm vergrendelen."
    assert without_label(f"{label} {rule}", "nl") == rule


@pytest.mark.parametrize(
    "sentence",
    [
        "Artikel 2.1 Wet open overheid verplicht organen om te publiceren.",
        "Artikel 4.1 Archiefwet verplicht organen om te bewaren.",
        "Artikel 6 AVG eist een grondslag.",
        "1.500 Medewerkers moeten hun wachtwoord vernieuwen.",
        "2.5 Miljoen euro moet worden gereserveerd.",
        "2,5 uur na de melding moet het systeem werken.",
    ],
)
def test_a_number_of_a_dutch_law_or_amount_is_no_label(sentence: str) -> None:
    assert without_label(sentence, "nl") == sentence


def test_a_german_hour_is_no_label() -> None:
    assert rule_label("14.30 Uhr ist der Beginn der Sitzung.", "de").length == 0
    assert rule_label("3.1 Mitarbeitende müssen den Bildschirm sperren.", "de").code == "3.1"


def test_a_number_is_a_place_and_a_name_is_not() -> None:
    assert [is_place(each) for each in ("3.1", "19.2.12", "R1", "TLS-04")] == [
        True,
        True,
        False,
        False,
    ]
