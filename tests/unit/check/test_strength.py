"""Must, may and not are the source's."""

from __future__ import annotations

import pytest

RULES = {
    "must": {"text": "Employees must lock the screen when they leave the workplace."},
    "not": {"text": "Employees must not share a password with anyone."},
    "may": {"text": "Employees may send a tenant an ordinary email about the tenant's own home."},
    "need": {"text": "Employees need not change a password at fixed intervals."},
    "should": {"text": "Visitors should use the guest network."},
    "plain": {"text": "The IT service desk removes accounts that nobody has used for 60 days."},
    "unless": {
        "text": "Employees must not copy a tenant file, unless the manager has approved it in writing."
    },
    "staff": {"text": "Staff must not:"},
    "forward": {"text": "forward work email to a private mailbox;", "lead": "staff"},
    "vague": {"text": "This may occur when two people share a password."},
}


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("You must lock the screen when you leave the workplace.", "must"),
        ("Lock the screen when you leave the workplace.", "must"),
        ("Never share a password with anyone.", "not"),
        ("You must refuse to share a password with anyone.", "not"),
        ("A password stays with you: sharing it with anyone is forbidden.", "not"),
        ("You are allowed to send a tenant an ordinary email about the tenant's own home.", "may"),
        ("You do not have to change a password at fixed intervals.", "need"),
        ("It is recommended that visitors use the guest network.", "should"),
        ("Accounts that nobody has used for 60 days must be removed.", "plain"),
        ("You may copy a tenant file once the manager has approved it in writing.", "unless"),
        ("You must not forward work email to a private mailbox.", "forward"),
        ("Should you share a password with anyone?", "not"),
        ("Two people who share a password must be told.", "vague"),
    ],
)
def test_the_same_strength_in_other_words_passes(desk, text, passage):
    assert desk(RULES).text("strength-agrees", text, passage) == []


@pytest.mark.parametrize(
    ("text", "passage", "severity"),
    [
        ("You may lock the screen when you leave the workplace.", "must", "error"),
        ("You should lock the screen when you leave the workplace.", "must", "error"),
        ("You must not lock the screen when you leave the workplace.", "must", "error"),
        ("You may share a password with anyone.", "not", "error"),
        ("You can share a password with anyone.", "not", "error"),
        ("Share a password with anyone.", "not", "warning"),
        ("You must send a tenant an ordinary email about the tenant's own home.", "may", "error"),
        ("You must not change a password at fixed intervals.", "need", "error"),
        ("Visitors must use the guest network.", "should", "error"),
        ("Visitors may use the guest network.", "should", "error"),
        ("The desk may remove accounts that nobody has used for 60 days.", "plain", "warning"),
        ("You may forward work email to a private mailbox.", "forward", "error"),
    ],
)
def test_another_strength_is_found(desk, text, passage, severity):
    found = desk(RULES).text("strength-agrees", text, passage)
    assert [each.severity for each in found] == [severity]


def test_each_sentence_is_held_against_the_quote_it_comes_from(desk):
    both = ("must", "not")
    good = "You must lock the screen when you leave. You must not share a password with anyone."
    assert desk(RULES).text("strength-agrees", good, *both) == []
    bad = "You must lock the screen when you leave. You must share a password with anyone."
    assert len(desk(RULES).text("strength-agrees", bad, *both)) == 1


def test_a_negation_in_the_stem_counts_for_the_key(desk, a_module, a_choice):
    item = a_choice(1, "What must you not do?", "Share a password with anyone", "Lock the screen")
    item["citations"] = ["not"]
    item["options"][0]["feedback"] = "Sharing it with anyone is what the rule forbids."
    assert desk(RULES).run("strength-agrees", a_module(item)) == []
    item["stem"] = "What do you do?"
    assert len(desk(RULES).run("strength-agrees", a_module(item))) == 1


def test_a_key_that_only_says_yes_or_no_is_held_against_what_its_stem_asks(
    desk, a_module, a_choice
):
    stem = "A colleague asks: 'May I share a password with anyone in the team?' What do you say?"
    item = a_choice(1, stem, "No, that is not allowed", "Yes, that is allowed", citations=["not"])
    item["options"][0]["feedback"] = "You must not share a password with anyone."
    assert desk(RULES).run("strength-agrees", a_module(item)) == []
    item["options"][0]["text"] = "Yes, that is allowed"
    assert len(desk(RULES).run("strength-agrees", a_module(item))) == 1


ABROAD = {
    "en": "Employees must not work from outside the Netherlands without written approval from the HR Director.",
    "nl": "Medewerkers mogen niet vanuit het buitenland werken zonder schriftelijke toestemming van de directeur HR.",
}
TOLD_ABROAD = [
    ("en", "Only with written approval from the HR Director", 0),
    ("nl", "Alleen met schriftelijke toestemming van de directeur HR", 0),
    ("en", "Work from outside the Netherlands with written approval from the HR Director.", 1),
    (
        "en",
        "Only work from outside the Netherlands without written approval from the HR Director.",
        1,
    ),
    ("nl", "Werk vanuit het buitenland met schriftelijke toestemming van de directeur HR.", 1),
]


@pytest.mark.parametrize(("language", "text", "findings"), TOLD_ABROAD)
def test_only_with_says_what_not_without_says_and_a_lost_not_is_still_seen(
    desk, language, text, findings
):
    rules = {"abroad": {"text": ABROAD[language]}}
    found = desk(rules, language=language).text("strength-agrees", text, "abroad")
    assert len(found) == findings


VISITORS = {
    "en": {
        "wear": {"text": "Visitors must wear a hairnet and a coat."},
        "touch": {"text": "Visitors may not touch food in the kitchen."},
    },
    "nl": {
        "wear": {"text": "Bezoekers moeten een haarnet en een jas dragen."},
        "touch": {"text": "Bezoekers mogen het eten in de keuken niet aanraken."},
    },
}


@pytest.mark.parametrize(
    ("language", "cell", "findings"),
    [
        ("en", "must wear a hairnet and a coat; may not touch food in the kitchen", 0),
        ("en", "may wear a hairnet and a coat; may not touch food in the kitchen", 1),
        ("en", "must wear a hairnet and a coat; may touch food in the kitchen", 1),
        (
            "nl",
            "moeten een haarnet en een jas dragen; mogen het eten in de keuken niet aanraken",
            0,
        ),
        ("nl", "moeten een haarnet en een jas dragen; mogen het eten in de keuken aanraken", 1),
    ],
)
def test_each_rule_of_a_cell_is_held_against_its_own_sentence(
    desk, a_module, language, cell, findings
):
    who = "Visitors" if language == "en" else "Bezoekers"
    table = {
        "type": "table",
        "id": "table-4kd7e",
        "origin": "source",
        "columns": ["Who", "What"],
        "rows": [[who, cell]],
        "citations": ["wear", "touch"],
    }
    found = desk(VISITORS[language], language).run("strength-agrees", a_module(blocks=[table]))
    assert len(found) == findings
