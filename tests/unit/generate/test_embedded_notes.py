"""Rules as somebody misremembers them: one thing changed, and the feedback says what is right."""

import re

import pytest

from coursegen.generate.embedded.items.changes import changes
from coursegen.generate.embedded.items.notes import note_items
from coursegen.generate.embedded.material import Material
from coursegen.model.passage import Quantity


@pytest.fixture
def changed(make_request, make_statement):
    """Each change of one rule: its kind, text and effect, beside rules that the project has as well."""

    def _changed(text, kind="obligation", *, beside=(), language="en", aliases=None, **more):
        rules = [make_statement(text, kind, language=language, **more)]
        rules += [
            make_statement(one, each, actor=actor, place=at, language=language)
            for at, (one, each, actor) in enumerate(beside, 1)
        ]
        material = Material(make_request("items", rules, language=language, aliases=aliases))
        return {each.kind: each for each in changes(material, material.rules[0])}

    return _changed


def test_a_time_becomes_another_on_its_scale(changed):
    found = changed("Employees must report a lost badge within 4 hours.")["value"]
    assert "within 4 hours" not in found.text
    assert found.text.startswith("You must report a lost badge within ")
    assert found.effect.endswith("but within 4 hours.")


def _sized(text, bound, value, unit):
    return {"quantities": (Quantity(text=text, value=value, unit=unit, bound=bound),)}


@pytest.mark.parametrize(
    ("language", "text", "told", "right", "higher"),
    [
        ("en", "Receipts are required for expenses over $75.", ("over $75", "over", 75, "dollar"), 75, False),
        ("en", "Accounts inactive for over 90 days are removed.", ("over 90 days", "over", 90, "day"), 90, False),
        ("en", "Orders of less than $200 need no quote.", ("less than $200", "at most", 200, "dollar"), 200, True),
        ("nl", "Bonnen zijn nodig bij uitgaven van meer dan €75.", ("meer dan €75", "over", 75, "euro"), 75, False),
        ("nl", "Accounts die langer dan 90 dagen stilstaan, worden verwijderd.", ("langer dan 90 dagen", "over", 90, "day"), 90, False),
        ("nl", "Na 30 dagen wordt het account gesloten.", ("Na 30 dagen", "after", 30, "day"), 30, False),
        ("nl", "Bij minder dan €200 is geen offerte nodig.", ("minder dan €200", "at most", 200, "euro"), 200, True),
    ],
)  # fmt: skip
def test_no_amount_that_the_right_one_covers_is_a_wrong_one(
    make_request, make_statement, language, text, told, right, higher
):
    rule = make_statement(text, actor="", language=language, **_sized(*told))
    material = Material(make_request("items", [rule], language=language, aliases=("nobody",)))
    wrong = [each for each in changes(material, material.rules[0]) if each.kind == "value"]
    assert wrong
    for each in wrong:
        assert (int(re.search(r"\d+", each.text)[0]) > right) == higher, each.text


@pytest.mark.parametrize(
    ("language", "text", "right", "wrong"),
    [
        ("en", "Identities must be verified prior to granting access.", "prior to", "after"),
        ("en", "The answer must be given in writing.", "in writing", "by word of mouth"),
        ("nl", "De beheerder moet het akkoord schriftelijk geven.", "schriftelijk", "mondeling"),
    ],
)
def test_a_word_becomes_the_one_it_is_mixed_up_with(changed, language, text, right, wrong):
    found = changed(text, language=language, actor="", aliases=("nobody",))["word"]
    assert found.text == text.replace(right, wrong)
    assert right in found.effect
    assert wrong in found.effect


def test_an_exception_goes_and_the_feedback_gives_it_back(changed):
    text = "Employees must not print files at home, unless the manager has approved the print."
    found = changed(text, "prohibition", exception="unless the manager has approved the print")
    assert "unless" not in found["bound"].text
    assert "unless the manager has approved the print" in found["bound"].effect


def test_a_ban_is_lifted_only_where_nothing_allows_it(changed):
    text = "Employees must not forward work email to a private mailbox."
    assert changed(text, "prohibition")["freed"].text.startswith("You may forward work email")


def test_a_freedom_becomes_a_duty(changed):
    found = changed("Employees need not change a password at fixed intervals.", "no_obligation")
    assert found["duty"].text == "You must change a password at fixed intervals."


def test_a_duty_becomes_advice_where_nothing_else_can_change(changed):
    found = changed("Employees must wear the badge in the building.")
    assert (
        found["advice"].text == "You should wear the badge in the building, but you do not have to."
    )


def test_capitals_of_a_norm_change_in_strength(changed):
    text = "The codebase SHOULD be versioned in full."
    found = changed(text, "recommendation", actor="", marker="SHOULD", aliases=("nobody",))
    assert found["strength"].text == "The codebase must be versioned in full."


def test_a_number_that_the_source_has_for_the_same_thing_is_never_the_wrong_one(changed):
    text = "Employees must report a lost badge within 4 hours."
    beside = [
        (f"Visitors must report a lost badge within {hours} hours.", "obligation", "Visitors")
        for hours in (1, 2, 8, 12)
    ]
    told = changed(text, beside=beside).get("value")
    assert told is None or not any(f" {hours} hours" in told.text for hours in (1, 2, 8, 12))


@pytest.fixture
def asked(make_request, make_statement):
    """The items of notes that rules of employees give."""

    def _asked(*told):
        rules = [make_statement(text, kind, place=at) for at, (text, kind) in enumerate(told)]
        material = Material(make_request("items", rules))
        return [each.item for each in note_items(material, material.rules)]

    return _asked


RULES = (
    ("Employees must report a lost badge within 4 hours.", "obligation"),
    ("Employees must not forward work email to a private mailbox.", "prohibition"),
    ("Employees must keep visitors company in closed areas.", "obligation"),
    ("Employees need not change a password at fixed intervals.", "no_obligation"),
)


def test_notes_hold_right_and_changed_rules_and_every_option_cites_its_own(asked):
    (item,) = (each for each in asked(*RULES) if len(getattr(each, "options", ())) == len(RULES))
    assert 1 <= sum(each.correct for each in item.options) < len(item.options)
    assert len({tuple(each.cites) for each in item.options}) == len(item.options)


def test_the_feedback_of_a_changed_note_holds_the_rule(asked):
    wrong = [
        each for item in asked(*RULES) for each in getattr(item, "options", ()) if not each.correct
    ]
    assert wrong
    for each in wrong:
        assert len(each.feedback.split()) > len(each.text.split()) / 2
        assert each.text not in each.feedback


def test_a_rule_that_points_at_another_sentence_is_no_note(asked):
    open_rules = [(text.replace("a lost badge", "this loss"), kind) for text, kind in RULES[:1]]
    told = [
        each.text
        for item in asked(*open_rules, *RULES[1:])
        for each in getattr(item, "options", ())
    ]
    assert not any("this loss" in each for each in told)
