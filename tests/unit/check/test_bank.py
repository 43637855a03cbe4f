"""All items together: length of keys, near-duplicates."""

from __future__ import annotations

from coursegen.config import CheckSettings

STEMS = [
    "A tenant calls. What do you do?",
    "Your laptop is gone. Whom do you call?",
    "A visitor asks for the password. What do you say?",
    "The printer shows a file of a colleague. What now?",
    "You find a stick in the car park. Where does it go?",
    "A supplier wants a contract by mail. How do you send it?",
    "You leave for lunch. What happens with the screen?",
    "Your manager is on holiday. Who approves?",
    "Someone walks in behind you. What is next?",
    "A form has a mistake. Who corrects it?",
]


def bank(a_choice, longest):
    """Ten items, the key of the first ``longest`` longer than the other options."""
    return [
        a_choice(
            number,
            stem,
            f"Key {number} " + ("with more detail than the rest" if number < longest else "so"),
            f"Distractor {number} one",
            f"Distractor {number} two",
        )
        for number, stem in enumerate(STEMS)
    ]


def test_keys_that_are_longest_too_often_are_one_finding_on_the_course(desk, a_module, a_choice):
    found = desk().run("key-longest", a_module(*bank(a_choice, 5)))
    assert [(each.severity, each.module) for each in found] == [("warning", "")]
    assert "5 of 10" in found[0].message


def test_four_in_ten_is_fine_and_so_is_a_small_bank(desk, a_module, a_choice):
    assert desk().run("key-longest", a_module(*bank(a_choice, 4))) == []
    assert desk().run("key-longest", a_module(*bank(a_choice, 5)[:9])) == []


def test_the_share_is_a_setting(desk, a_module, a_choice):
    strict = CheckSettings(key_longest_share=0.2)
    assert len(desk().run("key-longest", a_module(*bank(a_choice, 4)), settings=strict)) == 1


def test_two_items_that_ask_the_same_are_seen_also_in_other_modules(desk, a_module, a_choice):
    one = a_choice(1, "Your laptop is gone. Whom do you call first?", "The desk", "Nobody")
    two = a_choice(2, "Your laptop is gone; whom do you call first?", "The desk", "A friend")
    other = a_module(two, id="module-00002", blocks=[])
    found = desk().run("near-duplicate", a_module(one), other)
    assert [(each.unit, each.module) for each in found] == [(two["id"], "module-00002")]


def test_items_on_one_rule_with_other_cases_are_no_duplicates(desk, a_module, a_choice):
    assert desk().run("near-duplicate", a_module(*bank(a_choice, 0))) == []
