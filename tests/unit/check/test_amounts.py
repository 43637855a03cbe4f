"""Numbers as they are written in policies, read with their units."""

from __future__ import annotations

import pytest

from coursegen.check.amounts import agrees, amounts_of


def read(text, language="en"):
    return [(each.value, each.unit) for each in amounts_of(text, language) if not each.weak]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("within 24 hours", [("24", "hour")]),
        ("within twenty-four hours", [("24", "hour")]),
        ("a 90-day period", [("90", "day")]),
        ("30 consecutive days", [("30", "day")]),
        ("5 working days", [("5", "working day")]),
        ("ten (10) business days", [("10", "working day"), ("10", "")]),
        ("2 to 4 weeks", [("2", "week"), ("4", "week")]),
        ("2-4 weeks", [("2", "week"), ("4", "week")]),
        ("9,400 homes", [("9400", "")]),
        ("0.5 percent, 30% and 5 %", [("0.5", "percent"), ("30", "percent"), ("5", "percent")]),
        ("on 1 September 2026", [("2026-09-01", "date")]),
        ("on September 1st, 2026", [("2026-09-01", "date")]),
        ("on 2026-09-01", [("2026-09-01", "date")]),
        ("at 08:50, or 5 pm", [("08:50", "clock"), ("17:00", "clock")]),
        ("$50 and € 2,500", [("50", "dollar"), ("2500", "euro")]),
        ("rule IS-01, TLS004, a 2nd time, step 3", []),
        ("TLS 1.2 or 1.3", [("1.2", ""), ("1.3", "")]),
        ("you may 2", [("2", "")]),
        ("one month", [("1", "month")]),
        ("one of them", []),
        ("3 times a day", [("3", "")]),
    ],
)
def test_english(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("binnen 24 uur", [("24", "hour")]),
        ("binnen vierentwintig uur", [("24", "hour")]),
        ("een 24-uurs dienst", [("24", "hour")]),
        ("binnen één maand", [("1", "month")]),
        ("om 16.40 uur", [("16:40", "clock")]),
        ("€ 3.200,50", [("3200.50", "euro")]),
        ("0,5 procent", [("0.5", "percent")]),
        ("18-12-2025", [("2025-12-18", "date")]),
        ("vanaf 1 juli 2026", [("2026-07-01", "date")]),
        ("ten minste 14 tekens", [("14", "")]),
        ("2 tot 4 weken", [("2", "week"), ("4", "week")]),
        ("TLS 1.2", [("1.2", "")]),
    ],
)
def test_dutch(text, expected):
    assert read(text, "nl") == expected


@pytest.mark.parametrize(
    ("text", "language", "bound"),
    [
        ("within 24 hours", "en", "most"),
        ("no more than 5 days", "en", "most"),
        ("more than 5 days", "en", "more"),
        ("no less than 5 days", "en", "least"),
        ("every 5 days", "en", ""),
        ("ten hoogste 6 maanden", "nl", "most"),
        ("niet langer dan 6 maanden", "nl", "most"),
        ("langer dan 6 maanden", "nl", "more"),
    ],
)
def test_the_longest_word_before_a_number_bounds_it(text, language, bound):
    assert [each.bound for each in amounts_of(text, language)] == [bound]


def one(text, language="en"):
    return amounts_of(text, language)[0]


def test_a_unit_must_be_the_same_unless_the_quote_has_a_bare_number():
    assert agrees(one("24 hours"), one("24 hours"))
    assert not agrees(one("24 hours"), one("24 days"))
    assert not agrees(one("5 days"), one("5 working days"))
    assert not agrees(one("14 days"), one("14 characters"))
    assert agrees(one("24 hours"), one("24"))
    assert agrees(one("24"), one("24 hours"))


def test_amounts_of_two_languages_agree():
    assert agrees(one("binnen 24 uur", "nl"), one("within 24 hours"))


def test_a_date_without_its_year_agrees_with_the_date():
    assert agrees(one("1 September"), one("1 September 2026"))
    assert not agrees(one("1 September 2025"), one("1 September 2026"))
