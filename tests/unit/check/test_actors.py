"""Who acts, and under which condition."""

from __future__ import annotations

AUDIENCE = {"aliases": ["employees", "you"], "roles_left_out": ["Security Officer", "managers"]}
RULES = {
    "so": {"text": "The Security Officer decides on the measures.", "actor": "Security Officer"},
    "man": {"text": "Managers must review the access rights every 6 months.", "actor": "Managers"},
    "all": {"text": "Employees must lock the screen.", "actor": "employees"},
    "under": {"text": "Decides on the measures.", "heading": ["Security Officer"]},
    "if": {
        "text": "If personal data are involved, employees must send the form to the desk.",
        "actor": "employees",
    },
    "unless": {
        "text": "Employees must not copy a tenant file, unless the manager has approved it in writing.",
        "actor": "employees",
    },
}


def actors(desk, text, *passages):
    return desk(RULES).text("actor-agrees", text, *passages, audience=AUDIENCE)


def test_the_actor_of_the_quote_passes(desk):
    assert actors(desk, "The Security Officer decides on the measures.", "so") == []
    assert actors(desk, "A manager must review the access rights.", "man") == []
    assert actors(desk, "You must lock the screen.", "all") == []


def test_another_role_is_seen(desk):
    found = actors(desk, "The manager decides on the measures.", "so")
    assert [each.severity for each in found] == ["warning"]
    assert "managers" in found[0].message


def test_a_role_in_the_heading_of_the_passage_counts(desk):
    assert actors(desk, "The Security Officer decides on the measures.", "under") == []


def test_a_duty_of_a_role_that_is_told_to_the_learner_is_seen(desk):
    assert len(actors(desk, "You must review the access rights every 6 months.", "man")) == 1


def test_without_an_audience_you_may_be_anybody(desk):
    text = "You must review the access rights every 6 months."
    assert desk(RULES).text("actor-agrees", text, "man") == []


def test_a_condition_that_is_kept_in_other_words_passes(desk):
    for text in (
        "If personal data are involved, you must send the form to the desk.",
        "Personal data involved? Send the form to the desk.",
        "You must send the form to the desk when personal data are involved.",
    ):
        assert desk(RULES).text("condition-kept", text, "if") == []


def test_a_lost_condition_or_exception_is_seen(desk):
    found = desk(RULES).text("condition-kept", "You must send the form to the desk.", "if")
    assert "if personal data are involved" in found[0].message
    found = desk(RULES).text("condition-kept", "You must not copy a tenant file.", "unless")
    assert "unless the manager" in found[0].message


def test_the_sentence_beside_it_may_hold_the_exception(desk):
    text = "You must not copy a tenant file. Only a manager's approval in writing lifts this."
    assert desk(RULES).text("condition-kept", text, "unless") == []


def test_a_key_may_leave_the_condition_to_its_stem(desk, a_module, a_choice):
    stem = "You lost a list of tenants. What do you do?"
    item = a_choice(1, stem, "Send the form to the desk", "Wait", citations=["if"])
    assert desk(RULES).run("condition-kept", a_module(item)) == []
