"""What people can do or are given is told, and nobody is asked whether it is allowed."""

import pytest

from coursegen.generate.embedded.grammar.rule import modality_of
from coursegen.generate.embedded.items.changes import changes
from coursegen.generate.embedded.items.draft import candidates
from coursegen.generate.embedded.material import Material
from coursegen.model.passage import Quantity

HOURS = Quantity(text="up to 240 hours", value=240, unit="hour", bound="at most")
YEARLY = Quantity(text="every 52 weeks", value=52, unit="week", bound="every")


@pytest.mark.parametrize(
    ("text", "kind", "parts", "modality"),
    [
        ("Employees can check the balance online.", "permission", {"marker": "can"}, "fact"),
        ("Medewerkers kunnen het saldo inzien.", "permission", {"marker": "kunnen"}, "fact"),
        ("Employees may leave at noon.", "permission", {"marker": "may"}, "may"),
        (
            "Employees can leave at noon if the desk is staffed.",
            "permission",
            {"marker": "can", "condition": "if the desk is staffed"},
            "may",
        ),
        ("Only employees can open the safe.", "permission", {"marker": "can"}, "may"),
        (
            "Employees can request up to 240 hours of leave.",
            "permission",
            {"marker": "can", "quantities": (HOURS,)},
            "may",
        ),
        (
            "Employees are entitled to 12 weeks of leave.",
            "entitlement",
            {"marker": "are entitled to", "action": "12 weeks of leave"},
            "fact",
        ),
        (
            "Employees have the right to inspect their file.",
            "entitlement",
            {"marker": "have the right to", "action": "inspect their file"},
            "may",
        ),
        ("You cannot change it by hand.", "prohibition", {"marker": "cannot"}, "fact"),
        ("You must not change it by hand.", "prohibition", {"marker": "must not"}, "must_not"),
        (
            "Employees cannot open a claim unless the desk agrees.",
            "prohibition",
            {"marker": "cannot", "exception": "unless the desk agrees"},
            "must_not",
        ),
    ],
)
def test_an_ability_and_a_right_to_a_thing_are_facts(make_statement, text, kind, parts, modality):
    parts = {**parts, "quantities": parts.get("quantities", ())}
    found = make_statement(text, kind).model_copy(update=parts)
    assert modality_of(found) == modality


@pytest.fixture
def stems(make_request, make_statement):
    def _stems(text, **parts):
        rule = make_statement(text, "permission").model_copy(update=parts)
        material = Material(make_request("items", [rule]))
        return [each.item.stem for each in candidates(material)]

    return _stems


def test_nobody_asks_leave_to_be_given_a_thing(stems):
    assert any("leave at noon" in each for each in stems("Employees may leave at noon."))
    given = stems("Employees may receive two days of leave for a funeral.")
    assert not [each for each in given if "allowed" in each or "all right" in each or "May" in each]


def test_what_may_be_done_every_year_does_not_have_to_be(stems):
    text = "Employees may use 12 unpaid weeks every 52 weeks."
    found = stems(text, quantities=(YEARLY,), deadline=YEARLY)
    assert not [each for each in found if "must" in each]


def test_what_cannot_be_done_is_neither_told_nor_asked_as_a_ban(make_request, make_statement):
    text = "You cannot change your address by hand."
    rule = make_statement(text, "prohibition", actor="You").model_copy(update={"marker": "cannot"})
    material = Material(make_request("items", [rule], aliases=("employees", "you")))
    assert material.rules[0].plain == text
    (change,) = changes(material, material.rules[0])
    assert change.text == "You can change your address by hand."
    for each in candidates(material):
        assert "May " not in each.item.stem
        assert "allowed" not in str(each.item)
    assert not material.truths.hold("Change your address by hand")
