"""What a statement rests on that its own words do not hold: reference, condition above, whom it speaks to."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.index.test_statements import DUTCH, ENGLISH, ledger

from coursegen.index.scope import actors, in_scope
from coursegen.model.course import Audience


def test_a_statement_that_refers_back_says_by_which_words(tmp_path: Path) -> None:
    text = "The team must update the log during this phase.\n\nThe team must update the log.\n"
    found = ledger(tmp_path, ENGLISH.format(text))
    assert [(each.dangling, each.by_itself) for each in found] == [
        ("this phase", False),
        ("", True),
    ]


def test_a_dutch_statement_that_refers_back_says_by_which_words(tmp_path: Path) -> None:
    text = (
        "De beheerder moet de betreffende lijst bewaren.\n\nDe beheerder moet de lijst bewaren.\n"
    )
    found = ledger(tmp_path, DUTCH.format(text))
    assert [each.dangling for each in found] == ["de betreffende lijst", ""]


def test_the_condition_of_a_lead_in_stays_with_its_items(tmp_path: Path) -> None:
    text = (
        "The desk answers calls. A register may be connected if it meets these terms:\n\n"
        "- The owner must check who applies.\n\n"
        "The desk keeps these rules:\n\n- The owner must check who leaves.\n"
    )
    found = {each.text: each for each in ledger(tmp_path, ENGLISH.format(text))}
    bound, free = (
        found["The owner must check who applies."],
        found["The owner must check who leaves."],
    )
    assert bound.above == "A register may be connected if it meets these terms:"
    assert (bound.by_itself, free.above, free.by_itself) == (False, "", True)


def test_the_condition_of_a_dutch_lead_in_stays_with_its_items(tmp_path: Path) -> None:
    text = (
        "Een register sluit aan indien het voldoet aan de volgende eisen:\n\n"
        "- De houder moet de identiteit vaststellen.\n"
    )
    (found,) = [
        each
        for each in ledger(tmp_path, DUTCH.format(text))
        if each.text.startswith("De houder moet")
    ]
    assert found.above.startswith("Een register sluit aan indien")


def test_a_heading_that_is_a_condition_holds_for_what_does_not_repeat_it(tmp_path: Path) -> None:
    text = ENGLISH.format(
        "Staff must lock doors.\n\n## Before arrival\n\nThe manager must prepare a desk.\n\n"
        "The manager must ask for a pass before arrival.\n"
    )
    assert [each.above for each in ledger(tmp_path, text)] == ["", "Before arrival", ""]


def test_a_heading_says_whom_its_commands_speak_to(tmp_path: Path) -> None:
    text = ENGLISH.format(
        "Lock the door at night.\n\n## Managers: what you need to do\n\n"
        "- Review the budget every year.\n- The owner must sign the budget.\n"
    )
    found = ledger(tmp_path, text)
    assert [(each.actor, each.addressee) for each in found] == [
        ("", ""),
        ("", "Managers"),
        ("owner", ""),
    ]
    staff = Audience(name="designers", aliases=("designer",))
    managers = Audience(name="managers", aliases=("manager",))
    assert [in_scope(each, staff) for each in found[:2]] == [True, False]
    assert [in_scope(each, managers) for each in found[:2]] == [True, True]
    assert ("managers", 1) in actors(found)


def test_a_dutch_heading_says_whom_its_commands_speak_to(tmp_path: Path) -> None:
    text = DUTCH.format(
        "Vergrendel het scherm.\n\n## Voor leidinggevenden\n\nBespreek het beleid elk jaar.\n\n"
        "## Archief\n\nBewaar het document.\n"
    )
    assert [each.addressee for each in ledger(tmp_path, text)] == [
        "medewerkers",
        "leidinggevenden",
        "",
    ]


PROCEDURE = """# Incident policy

This policy is for everyone who works at the company, in the office and at home.

## Containment Phase

1. The SIRT reviews any information that has been collected.
2. The IT department performs the following:
   1. Retrieve any volatile data from the affected system.
   2. If it is safe, allow the system to continue to function;
      1. Complete any documentation on the form.
3. Apprise Senior Management of progress.

## Your own procedure

1. Fill in the form.
2. The manager approves the form.
3. Send the form to the desk.

## Eradication Phase

The Eradication Phase represents the SIRT's effort to remove the cause.

1. Determine symptoms and cause.
2. Complete the Eradication Form.
"""


def test_a_step_that_names_nobody_is_of_whom_the_items_above_and_before_it_name(tmp_path):
    found = {each.text: each for each in ledger(tmp_path, PROCEDURE)}
    assert found["Complete any documentation on the form."].addressee == "IT department"
    assert found["Apprise Senior Management of progress."].addressee == "SIRT and IT department"
    assert found["Complete the Eradication Form."].addressee == "SIRT"


def test_a_step_behind_one_of_the_learners_own_is_not_given_to_somebody_else(tmp_path):
    found = {each.text: each for each in ledger(tmp_path, PROCEDURE)}
    assert found["Fill in the form."].addressee == ""
    assert found["Send the form to the desk."].addressee == ""


def test_a_nested_step_keeps_the_condition_of_the_item_above_it(tmp_path):
    found = {each.text: each for each in ledger(tmp_path, PROCEDURE)}
    assert found["Complete any documentation on the form."].above == "If it is safe"
    assert found["Apprise Senior Management of progress."].above == ""


def test_a_stub_that_is_a_rule_by_itself_is_a_statement(tmp_path):
    text = """# Reporting

Everyone at the company reads this policy and works by it in the office.

## Reporting incidents

1. Immediately upon observation staff members report suspected incidents in one of the following ways:
   1. Email;
   2. Phone call;
2. The manager signs the form.
"""
    rule = next(each for each in ledger(tmp_path, text) if "suspected" in each.text)
    assert rule.text == "Immediately upon observation staff members report suspected incidents."
    assert rule.actor == "staff members"
    assert rule.immediate


@pytest.mark.parametrize(
    ("page", "stub"),
    [
        (ENGLISH, "Changes to existing systems are always handled by one of the following methods:"),
        (ENGLISH, "Staff must send files through one of the following channels:"),
        (DUTCH, "Wijzigingen worden altijd doorgevoerd op een van de volgende manieren:"),
        (DUTCH, "Medewerkers moeten bestanden versturen via een van de volgende kanalen:"),
    ],
)  # fmt: skip
def test_half_of_a_lead_in_is_no_statement(tmp_path, page, stub):
    text = page.format(f"1. {stub}\n   * A\n   * B\n")
    assert ledger(tmp_path, text) == []


@pytest.mark.parametrize(
    ("stub", "rule"),
    [
        ("Medewerkers moeten een datalek melden op een van de volgende manieren:",
         "Medewerkers moeten een datalek melden."),
        ("Medewerkers moeten de leidinggevende inlichten via een van de volgende kanalen:",
         "Medewerkers moeten de leidinggevende inlichten."),
    ],
)  # fmt: skip
def test_a_dutch_report_is_due_whatever_the_way(tmp_path, stub, rule):
    text = DUTCH.format(f"1. {stub}\n   * Telefonisch.\n   * Persoonlijk.\n")
    assert rule in [each.text for each in ledger(tmp_path, text)]


@pytest.mark.parametrize(
    ("text", "action", "condition"),
    [
        ("Als je niet zeker weet of een bericht echt is, neem dan contact op met de servicedesk.",
         "contact opnemen met de servicedesk", "Als je niet zeker weet of een bericht echt is"),
        ("Wanneer je een pas verliest, meld dit dan direct bij de beveiliging.",
         "dit direct bij de beveiliging melden", "Wanneer je een pas verliest"),
        ("Als je twijfelt, bel de servicedesk.", "de servicedesk bellen", "Als je twijfelt"),
    ],
)  # fmt: skip
def test_a_dutch_command_behind_its_condition_is_a_rule(tmp_path, text, action, condition):
    (found,) = ledger(tmp_path, DUTCH.format(text))
    assert (found.kind, found.action, found.condition) == ("obligation", action, condition)
    assert found.text == text


def test_a_list_in_a_dutch_condition_opens_no_command(tmp_path):
    text = "Als je een laptop, telefoon of tablet verliest, meld dit dan bij de servicedesk."
    (found,) = ledger(tmp_path, DUTCH.format(text))
    assert found.condition == "Als je een laptop, telefoon of tablet verliest"


@pytest.mark.parametrize(
    ("text", "actor", "condition"),
    [
        ("Iedere medewerker die een datalek ontdekt, meldt dit bij de servicedesk.",
         "medewerker", "die een datalek ontdekt"),
        ("Een medewerker die een kluisje opspoort, meldt het kluisje bij de servicedesk.",
         "medewerker", "die een kluisje opspoort"),
        ("Medewerkers die een pas kwijtraken, melden dat direct bij de beveiliging.",
         "Medewerkers", "die een pas kwijtraken"),
    ],
)  # fmt: skip
def test_a_dutch_agent_with_a_relative_clause_acts(tmp_path, text, actor, condition):
    (found,) = ledger(tmp_path, DUTCH.format(text))
    assert found.actor.endswith(actor)
    assert found.condition == condition
    assert found.action.endswith("melden")


@pytest.mark.parametrize(
    ("page", "text", "term", "meaning"),
    [
        (DUTCH, "Een functionaris gegevensbescherming (FG) is iemand die toezicht houdt op de wet.",
         "functionaris gegevensbescherming (FG)", "iemand die toezicht houdt op de wet."),
        (ENGLISH, "A data protection officer (DPO) is a person who supervises compliance.",
         "data protection officer (DPO)", "a person who supervises compliance."),
    ],
)  # fmt: skip
def test_a_term_with_its_abbreviation_is_defined_by_what_it_is(tmp_path, page, text, term, meaning):
    (found,) = ledger(tmp_path, page.format(text))
    assert (found.kind, found.term) == ("definition", term)
    assert found.object == meaning


def test_a_moment_in_front_is_read_with_and_without_a_comma(tmp_path):
    text = """# Reporting

Everyone at Harbour reads this policy and works by it in the office.

## Intake

- Immediately upon discovery{} Harbour employees report suspected incidents to the Duty Officer.
"""
    (bare,) = ledger(tmp_path, text.format(""))
    (marked,) = ledger(tmp_path, text.format(","))
    for each in (bare, marked):
        assert each.actor == "Harbour employees"
        assert each.action == "report suspected incidents to the Duty Officer"
        assert each.condition == "Immediately upon discovery"
        assert each.immediate


def test_a_check_that_only_repeats_a_rule_is_no_statement(tmp_path):
    text = """# Standard

This standard is for everyone who writes code for the government.

## Requirements

* The codebase MUST have a short description.

## How to test

* Check that the codebase has a short description.
* Check that the description stands on more than one search engine.
"""
    found = [each.text for each in ledger(tmp_path, text)]
    assert "Check that the codebase has a short description." not in found
    assert "Check that the description stands on more than one search engine." in found


def test_a_lead_in_that_says_of_which_thing_it_is_holds_for_the_sentences_below_it(tmp_path):
    text = (
        "# Networks\n\nGuest networks in the branch offices are secured with the following settings:\n\n"
        "- All traffic is encrypted by the access point.\n- Passwords are renewed every month.\n"
    )
    found = ledger(tmp_path, text)
    assert {each.above for each in found} == {
        "Guest networks in the branch offices are secured with the following settings:"
    }
    assert not any(each.by_itself for each in found)


def test_a_dutch_lead_in_says_of_which_thing_the_sentences_below_it_are(tmp_path):
    text = (
        "# Netwerken\n\nGastnetwerken in de filialen zijn als volgt beveiligd:\n\n"
        "- Al het verkeer wordt door het basisstation versleuteld.\n- Wachtwoorden worden elke maand vernieuwd.\n"
    )
    found = ledger(tmp_path, text)
    assert {each.above for each in found} == {
        "Gastnetwerken in de filialen zijn als volgt beveiligd:"
    }
