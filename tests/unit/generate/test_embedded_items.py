"""Items of the embedded generator: one defensible key, wrong options past the gates, feedback that teaches."""

import pytest

from coursegen.generate.embedded.generator import create
from coursegen.generate.embedded.items.candidate import Candidate
from coursegen.generate.embedded.items.draft import objective_of
from coursegen.generate.embedded.material import Material
from coursegen.model.drafts import DraftOrdering, ItemsDraft

CASE = "If an employee suspects a leak, the employee must report the leak to the IT service desk."
LATE = "Employees must report a leak to the IT service desk within 4 hours."
BAN = "Employees must not forward work email to a private mailbox."
LIMIT = "Employees must not give out data by telephone unless the caller has been checked."
GRANT = "Employees may share internal data with a supplier if the supplier has signed a contract."


@pytest.fixture
def items(make_request):
    def _items(statements, **more):
        reply = next(iter(create().generate([make_request("items", statements, **more)])))
        return ItemsDraft.model_validate(reply.draft).items

    return _items


def _key(item):
    return next(each.text for each in item.options if each.correct)


def test_a_condition_becomes_a_case(items, make_statement):
    (item,) = items([make_statement(CASE, actor="employee")])
    assert item.stem == "What must you do if you suspect a leak?"
    assert _key(item) == "Report the leak to the IT service desk"
    assert item.bloom == "apply"


def test_a_time_is_asked_with_neighbours_in_ascending_order(items, make_statement):
    item = next(each for each in items([make_statement(LATE)]) if "what time" in each.stem)
    texts = [each.text for each in item.options]
    assert texts == sorted(texts, key=lambda each: int(each.split()[1]))
    assert _key(item) == "Within 4 hours"
    assert "4" not in item.stem


def test_a_value_that_the_source_gives_elsewhere_for_the_same_thing_is_no_distractor(
    items, make_statement
):
    other = make_statement(
        "The manager must report a leak to the IT service desk within 8 hours.", actor="manager"
    )
    item = next(
        each
        for each in items([make_statement(LATE)], rejected=(other,))
        if "what time" in each.stem
    )
    assert not any("8 hours" in each.text for each in item.options)


def test_a_prohibition_is_asked_without_a_made_up_exception(items, make_statement):
    (item,) = items([make_statement(BAN, "prohibition")])
    assert _key(item) == "No, that is not allowed"


def test_a_prohibition_keeps_its_exception(items, make_statement):
    (item,) = items([make_statement(LIMIT, "prohibition")])
    assert _key(item) == "No, unless the caller has been checked"


def test_a_permission_keeps_its_condition(items, make_statement):
    (item,) = items([make_statement(GRANT, "permission")])
    assert _key(item) == "Yes, if the supplier has signed a contract"
    assert "No, not even if the supplier has signed a contract" in [
        each.text for each in item.options
    ]


def test_a_temptation_that_the_source_allows_is_not_used(items, make_statement):
    allowed = make_statement(
        "A manager may forward work email to a private mailbox for a short time.",
        "permission",
        actor="manager",
    )
    (item,) = items([make_statement(BAN, "prohibition")], rejected=(allowed,))
    assert not any("short time" in each.text for each in item.options)


def test_the_person_to_turn_to_is_asked_among_roles_with_rules_of_their_own(items, make_statement):
    others = tuple(
        make_statement(f"The {role} must keep a register of {thing}.", actor=role)
        for role, thing in (
            ("IT service desk", "devices"),
            ("Data Protection Officer", "breaches"),
            ("Legal Department", "contracts"),
        )
    )
    text = "Employees must hand a found key to the IT service desk."
    found = items([make_statement(text)], rejected=others)
    item = next(each for each in found if each.stem.startswith("To whom"))
    assert _key(item) == "The IT service desk"


def test_steps_are_ordered(items, make_statement):
    steps = [
        make_statement(text, "step", actor="", group="g", number=number, place=number)
        for number, text in enumerate(
            ("Disconnect the device.", "Call the desk.", "Write down what you saw."), 1
        )
    ]
    (item,) = items(steps)
    assert [each.text for each in item.steps] == [each.text for each in steps]


def test_steps_under_no_heading_are_not_ordered(items, make_statement):
    steps = [
        make_statement(text, "step", actor="", group="g", number=number, place=number, heading=())
        for number, text in enumerate(
            ("Disconnect the device.", "Call the desk.", "Write down what you saw."), 1
        )
    ]
    assert "ordering" not in {each.type for each in items(steps)}


def test_things_of_disputed_strength_are_not_asked(items, make_statement):
    rows = [
        make_statement("TLS 1.3: Verplicht", actor="", language="nl"),
        make_statement("TLS 1.3: Aanbevolen", "recommendation", actor="", language="nl"),
    ]
    assert items(rows, language="nl") == []


def test_every_objective_that_a_rule_serves_gets_an_item(items, make_statement):
    rules = [make_statement(CASE, actor="employee"), make_statement(BAN, "prohibition", place=1)]
    goals = ("Report a leak to the IT service desk", "Decide whether you may forward work email")
    assert {each.objective for each in items(rules, objectives=goals)} == {1, 2}


@pytest.fixture
def many(items, make_statement):
    rules = [
        make_statement(CASE, actor="employee"),
        make_statement(LATE, place=1),
        make_statement(BAN, "prohibition", place=2),
        make_statement(LIMIT, "prohibition", place=3),
        make_statement(GRANT, "permission", place=4),
        make_statement("Employees should send a link instead of a file.", "recommendation"),
        make_statement("Employees must wear a badge inside the offices.", place=6),
    ]
    return items(rules)


def test_choice_items_have_three_options_and_one_key(many):
    choices = [each for each in many if each.type == "single_choice"]
    assert choices
    for item in choices:
        assert len({each.text for each in item.options}) == 3
        assert sum(each.correct for each in item.options) == 1


def test_feedback_is_short_and_never_a_bare_verdict(many):
    for item in many:
        for option in getattr(item, "options", []):
            assert 4 <= len(option.feedback.split()) <= 30
            assert option.cites


def test_nothing_is_asked_of_a_duty_that_cannot_be_taken_apart(items, make_statement):
    assert items([make_statement("Everything is kept as described above.", actor="")]) == []


def test_a_report_on_a_colleagues_conduct_is_tempted_by_talk_and_not_by_repair(
    items, make_statement
):
    rule = "If an employee sees harassment, the employee must report the harassment to the owner."
    (item,) = items([make_statement(rule, actor="employee")])
    told = {each.text for each in item.options}
    assert not told & {
        "Try to put it right yourself first",
        "Wait until you are sure what happened",
    }
    assert told & {
        "Talk it over with the person first, and see whether it stops",
        "Leave it for now, in the hope that it blows over",
    }


def test_a_procedure_goes_under_the_objective_that_names_one_of_its_steps(
    make_request, make_statement
):
    told = ["Call the desk within 1 hour.", "Report the theft to the police within 2 days."]
    goals = ("Switch off a smart speaker", "Report the theft to the police if it was stolen")
    steps = [make_statement(each, "step", place=at) for at, each in enumerate(told)]
    material = Material(make_request("items", steps, objectives=goals))
    item = DraftOrdering(
        type="ordering",
        objective=1,
        bloom="understand",
        stem="In which order?",
        rationale="",
        cites=[],
        feedback_right="",
        feedback_wrong="",
        steps=[],
    )
    assert objective_of(material, Candidate(item, "order", 1.0, material.rules)) == 2
