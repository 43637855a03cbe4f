"""What a statement rests on that its own words do not hold: reference, condition above, whom it speaks to."""

from __future__ import annotations

from pathlib import Path

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
