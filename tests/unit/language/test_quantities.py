"""Numbers that bind, and numbers that only look so."""

from __future__ import annotations

import pytest

from coursegen.language.quantities import deadline_in, quantities_in

FOUND = [
    ("en", "Report it within 24 hours.", ("within 24 hours", 24, "hour", "within")),
    (
        "en",
        "no later than 5 working days",
        ("no later than 5 working days", 5, "working day", "at most"),
    ),
    ("en", "Review it every 6 months.", ("every 6 months", 6, "month", "every")),
    ("en", "at least 12 characters", ("at least 12 characters", 12, "characters", "at least")),
    ("en", "within thirty (30) days", ("within thirty (30) days", 30, "day", "within")),
    ("en", "after two weeks", ("after two weeks", 2, "week", "after")),
    ("en", "for more than 1,000 records", ("more than 1,000 records", 1000, "records", "over")),
    ("en", "a share of 2.5 percent", ("2.5 percent", 2.5, "percent", "exactly")),
    ("en", "The plan is tested annually.", ("annually", 1, "year", "every")),
    ("en", "one to two weeks", ("one to two weeks", 2, "week", "at most")),
    ("en", "5 days or more", ("5 days or more", 5, "day", "at least")),
    ("nl", "binnen twee weken", ("binnen twee weken", 2, "week", "within")),
    ("nl", "uiterlijk 3 werkdagen", ("uiterlijk 3 werkdagen", 3, "working day", "at most")),
    ("nl", "ten minste 14 tekens", ("ten minste 14 tekens", 14, "tekens", "at least")),
    ("nl", "elke 6 maanden", ("elke 6 maanden", 6, "month", "every")),
    ("nl", "ouder dan 1,5 jaar", ("ouder dan 1,5 jaar", 1.5, "year", "over")),
    ("nl", "boven de 1.000 euro", ("boven de 1.000 euro", 1000, "euro", "over")),
    ("nl", "jaarlijks", ("jaarlijks", 1, "year", "every")),
]

NOT_FOUND = [
    ("en", "Version 3.1 of section 4.2 applies since 1 September 2026."),
    ("en", "Use port 443 and form 12-B."),
    ("en", "Call 24 hours a day, 7 days a week."),
    ("en", "We use 3 classes and 9,400 homes."),
    ("en", "One of the managers, on one or more days."),
    ("en", "See 164.308(a)(5)(i) and §7.12."),
    ("nl", "Versie 2.0.1 van 24-06-2025 gebruikt poort 443."),
    ("nl", "Het KVK-nummer bestaat uit 8 cijfers."),
    ("nl", "24 uur per dag, 7 dagen per week"),
]

DUE = [
    ("en", "report it within 1 hour of noticing it by phone", "within 1 hour of noticing it", 1),
    (
        "en",
        "decide within 8 hours of the report which measures are needed",
        "within 8 hours of the report",
        8,
    ),
    (
        "en",
        "install it within 7 days after the desk has offered it",
        "within 7 days after the desk has offered it",
        7,
    ),
    (
        "en",
        "ask at least 20 working days before the start",
        "at least 20 working days before the start",
        20,
    ),
    ("en", "ask 5 days in advance", "5 days in advance", 5),
    (
        "nl",
        "een dossier binnen 30 dagen na het laatste gesprek afsluiten",
        "binnen 30 dagen na het laatste gesprek",
        30,
    ),
    (
        "nl",
        "binnen 4 weken na het einde van de procedure verwijderen",
        "binnen 4 weken na het einde van de procedure",
        4,
    ),
    ("nl", "binnen 2 werkdagen naar de functionaris sturen", "binnen 2 werkdagen", 2),
    ("nl", "ten minste 4 weken vooraf advies vragen", "ten minste 4 weken vooraf", 4),
]

NOT_DUE = [
    ("en", "review it every 6 months"),
    ("en", "keep it for at least 6 years"),
    ("en", "have at least 14 characters"),
    ("en", "accounts inactive for over 90 days"),
    ("nl", "elke 2 jaar herhalen"),
    ("nl", "ten minste 5 jaar bewaren"),
    ("nl", "met 2 maanden verlengen"),
]


@pytest.mark.parametrize(("language", "text", "expected"), FOUND)
def test_quantity_is_read(language: str, text: str, expected: tuple[str, float, str, str]) -> None:
    found = [(q.text, q.value, q.unit, q.bound) for q in quantities_in(text, language)]
    assert found == [expected]


@pytest.mark.parametrize(("language", "text"), NOT_FOUND)
def test_number_that_binds_nothing_is_left(language: str, text: str) -> None:
    assert quantities_in(text, language) == ()


@pytest.mark.parametrize(("language", "text", "phrase", "value"), DUE)
def test_deadline_runs_to_the_end_of_its_anchor(
    language: str, text: str, phrase: str, value: float
) -> None:
    found = deadline_in(text, language)
    assert found is not None
    assert (found.text, found.value) == (phrase, value)


@pytest.mark.parametrize(("language", "text"), NOT_DUE)
def test_frequency_and_retention_are_no_deadline(language: str, text: str) -> None:
    assert deadline_in(text, language) is None


def test_numbers_in_words_and_digits_are_one_value() -> None:
    written = [("twenty-four hours", "en"), ("24 hours", "en"), ("vierentwintig uur", "nl")]
    found = [quantities_in(text, language) for text, language in written]
    assert [[(each.value, each.unit) for each in several] for several in found] == [
        [(24, "hour")]
    ] * 3


def test_language_without_tables_has_no_quantities() -> None:
    assert quantities_in("within 24 hours", "xx") == ()
    assert deadline_in("within 24 hours", "xx") is None
