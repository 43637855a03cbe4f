"""Items that ask several rules at once, and answers that are more than a yes or a no."""

import pytest

from coursegen.generate.embedded.generator import EmbeddedGenerator
from coursegen.model.drafts import ItemsDraft


@pytest.fixture
def items(make_request):
    """The items that statements give, without an audience."""

    def _items(statements, **more):
        more.setdefault("aliases", ("nobody",))
        request = make_request("items", statements, objectives=("Explain the rules",), **more)
        (reply,) = EmbeddedGenerator().generate([request])
        return ItemsDraft.model_validate(reply.draft).items

    return _items


def test_a_deed_that_needs_approval_is_answered_by_the_approval(items, make_statement):
    text = "Employees must not install software without prior approval from the Security Officer."
    (item,) = items([make_statement(text, "prohibition")], aliases=("employees",))
    (key,) = (each.text for each in item.options if each.correct)
    assert key == "Only with prior approval from the Security Officer"
    assert "install software" in item.stem
    assert "without" not in item.stem


def test_amounts_of_two_rules_are_asked_in_one_item(items, make_statement):
    told = [
        make_statement(
            "Accounts of visitors are blocked within 30 days.", "fact", actor="", place=0
        ),
        make_statement("A lost badge is replaced within 2 days.", "fact", actor="", place=1),
    ]
    (item,) = (each for each in items(told) if each.type == "cloze" and len(each.gaps) == 2)
    assert "30" not in item.text
    assert [each.accept for each in item.gaps] == [["within 30 days"], ["within 2 days"]]


def test_feedback_says_what_the_choice_does_the_rule_and_what_to_do_instead(items, make_statement):
    text = "If an employee suspects a leak, the employee must report the leak to the desk."
    (item,) = items([make_statement(text, actor="employee")], aliases=("employee",))
    for option in item.options:
        assert "report the leak to the desk" in option.feedback
        assert len(option.feedback.split()) <= 30
        assert option.correct or option.feedback.count(".") == 3


def test_the_reason_does_not_repeat_the_feedback(items, make_statement):
    text = "Employees must not forward work email to a private mailbox."
    (item,) = items([make_statement(text, "prohibition")], aliases=("employees",))
    (key,) = (each for each in item.options if each.correct)
    assert not item.rationale or item.rationale not in key.feedback
