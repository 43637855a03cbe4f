"""What lists and pages give: items among commands, no marks of lists, nothing from a page that was not found."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.index.test_statements import DUTCH, ENGLISH, ledger


def test_an_item_among_commands_is_a_command(tmp_path: Path) -> None:
    text = (
        "- Review the budget every year.\n- Add a note to the plan.\n"
        "- Track changes of the plan in the log.\n- Support colleagues who ask for it.\n"
    )
    found = [each.action for each in ledger(tmp_path, ENGLISH.format(text))]
    assert found == [
        "review the budget every year",
        "add a note to the plan",
        "track changes of the plan in the log",
        "support colleagues who ask for it",
    ]


def test_an_item_among_things_is_no_command(tmp_path: Path) -> None:
    text = "- Track changes in the log.\n- Support of colleagues.\n- A plan of the building.\n"
    assert ledger(tmp_path, ENGLISH.format(text)) == []


def test_a_dutch_list_of_infinitives_is_no_list_of_commands(tmp_path: Path) -> None:
    text = (
        "- Vergrendel het scherm.\n- Bewaar de sleutel in de kluis.\n"
        "- Open bronnen delen met elkaar.\n"
    )
    found = [each.text for each in ledger(tmp_path, DUTCH.format(text))]
    assert found == ["Vergrendel het scherm.", "Bewaar de sleutel in de kluis."]


def test_the_mark_between_items_is_no_part_of_a_statement(tmp_path: Path) -> None:
    text = "The owner must sign the form;\n\nThe owner must keep the form,\n"
    found = ledger(tmp_path, ENGLISH.format(text))
    assert [(each.text, each.action) for each in found] == [
        ("The owner must sign the form", "sign the form"),
        ("The owner must keep the form", "keep the form"),
    ]


@pytest.mark.parametrize(
    "heading", ["404 Not Found", "Page not found", "Help improve this standard"]
)
def test_a_page_for_visitors_of_a_site_claims_nothing(tmp_path: Path, heading: str) -> None:
    text = (
        f"# {heading}\n\nIf you typed the address, check that it is correct. You must use a link.\n"
    )
    assert ledger(tmp_path, text) == []


def test_a_dutch_page_that_was_not_found_claims_nothing(tmp_path: Path) -> None:
    text = "# Pagina niet gevonden\n\nControleer het adres. Je moet een andere link gebruiken.\n"
    assert ledger(tmp_path, text) == []


def test_a_heading_of_a_glossary_is_the_term_of_what_it_opens(tmp_path: Path) -> None:
    text = (
        "# Handbook\n\n## Rules\n\nStaff must lock doors.\n\n## Glossary\n\n### Repository\n\n"
        "A repository is a place where files are kept. Files are usually kept for long.\n"
    )
    found = [each for each in ledger(tmp_path, text) if each.kind == "definition"]
    assert [each.term for each in found] == ["repository"]
    assert not [each for each in ledger(tmp_path, text) if "usually" in each.text]


def test_a_list_under_whom_it_speaks_to_holds_commands(tmp_path: Path) -> None:
    text = ENGLISH.format(
        "Lock doors.\n\n## Managers: what you need to do\n\n- Track changes of the plan in the log.\n"
    )
    found = [each for each in ledger(tmp_path, text) if each.addressee]
    assert [each.action for each in found] == ["track changes of the plan in the log"]


@pytest.mark.parametrize(
    ("shell", "text"),
    [
        (
            ENGLISH,
            "For example: it is 19 June. You have 5 periods left. You may request up to 40 hours.",
        ),
        (DUTCH, "Voorbeeld: het is 19 juni. Je mag 40 uur vooraf opnemen."),
    ],
)
def test_an_example_that_is_worked_out_is_no_rule(tmp_path: Path, shell: str, text: str) -> None:
    assert ledger(tmp_path, shell.format(text)) == []
    rule = text.partition(": ")[2].rpartition(". ")[2]
    assert len(ledger(tmp_path, shell.format(rule))) == 1
