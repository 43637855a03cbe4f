"""The ledger over whole documents: lists, tables, procedures, definitions, what is left out."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from coursegen.index.passages import passages_of
from coursegen.index.statements import statements_of
from coursegen.ingest.markdown import READER
from coursegen.model.passage import Statement
from coursegen.model.source import Source


def ledger(folder: Path, text: str, name: str = "policy.md") -> list[Statement]:
    """The statements of a Markdown text."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    source = Source(path=name, kind="markdown", digest=hashlib.sha256(text.encode()).hexdigest())
    document = READER.read(file, source)
    passages, occurrences = passages_of(document)
    return statements_of(document, {each.id: each for each in passages}, occurrences)


ENGLISH = """# Security policy

Everyone at the company reads this policy and works by it in the office and at home.

## Rules

{}
"""
DUTCH = """# Beveiligingsbeleid

Iedereen bij de organisatie leest dit beleid en werkt ernaar, op kantoor en thuis.

## Regels voor medewerkers

{}
"""


def test_items_are_joined_with_the_stub_that_breaks_off(tmp_path: Path) -> None:
    found = ledger(
        tmp_path,
        ENGLISH.format(
            "Staff must not:\n\n- share passwords with others;\n- Leave papers on a desk.\n"
        ),
    )
    assert [each.text for each in found] == [
        "Staff must not share passwords with others.",
        "Staff must not leave papers on a desk.",
    ]
    assert all(each.actor == "Staff" and each.kind == "prohibition" for each in found)
    assert [len(each.evidence) for each in found] == [2, 2]
    assert found[0].evidence[0] == found[1].evidence[0]


def test_dutch_items_are_joined_with_their_stub(tmp_path: Path) -> None:
    text = "Het is medewerkers niet toegestaan om:\n\n- werkmail door te sturen naar een privéadres;\n- over een cliënt te praten in de trein.\n"
    found = ledger(tmp_path, DUTCH.format(text))
    assert [(each.actor, each.action, each.kind) for each in found] == [
        ("medewerkers", "werkmail doorsturen naar een privéadres", "prohibition"),
        ("medewerkers", "over een cliënt praten in de trein", "prohibition"),
    ]


def test_items_that_are_sentences_stand_alone(tmp_path: Path) -> None:
    text = "The following rules apply:\n\n- Employees must lock the screen.\n- Managers must review access.\n"
    found = ledger(tmp_path, ENGLISH.format(text))
    assert [each.text for each in found] == [
        "Employees must lock the screen.",
        "Managers must review access.",
    ]
    assert [len(each.evidence) for each in found] == [1, 1]


def test_list_of_examples_claims_nothing(tmp_path: Path) -> None:
    text = "Signs of an incident include:\n\n- a lost laptop;\n- report forms that vanish;\n- a message that presses for a quick decision.\n"
    assert ledger(tmp_path, ENGLISH.format(text)) == []


def test_commands_under_a_team_are_that_teams(tmp_path: Path) -> None:
    text = "The IT department performs the following steps:\n\n1. Securely connect to the system.\n2. Retrieve any volatile data.\n3. Change the password of the system.\n"
    found = ledger(tmp_path, ENGLISH.format(text))
    assert [each.kind for each in found] == ["step"] * 3
    assert {each.actor for each in found} == {"IT department"}
    assert [each.number for each in found] == [1, 2, 3]


def test_procedure_keeps_order_group_and_deadlines(tmp_path: Path) -> None:
    text = """# Policy

## Procedure

1. Call the service desk within 1 hour.
2. Tell the service desk what you saw.
3. The Security Officer assesses the report.
"""
    found = ledger(tmp_path, text)
    assert [(each.kind, each.number) for each in found] == [("step", 1), ("step", 2), ("step", 3)]
    assert len({each.group for each in found}) == 1
    assert found[0].group
    assert found[0].deadline is not None
    assert found[0].strength == "must"
    assert found[2].actor == "Security Officer"


def test_ordered_list_of_rules_is_no_procedure(tmp_path: Path) -> None:
    text = "1. Employees must lock the screen.\n2. Passwords must be changed.\n3. Visitors must be accompanied.\n"
    found = ledger(tmp_path, ENGLISH.format(text))
    assert [each.kind for each in found] == ["obligation"] * 3
    assert {each.group for each in found} == {""}


def test_requirement_table_gives_code_actor_and_rule(tmp_path: Path) -> None:
    table = """| Code | Requirement | Applies to |
|---|---|---|
| IS-01 | A password must have at least 14 characters. | All work accounts |
| IS-02 | The backup must be tested every 3 months. | IT service desk |
"""
    found = ledger(tmp_path, ENGLISH.format(table))
    assert [(each.rule_code, each.actor) for each in found] == [
        ("IS-01", ""),
        ("IS-02", "IT service desk"),
    ]
    assert found[0].quantities[0].value == 14
    assert len(found[1].evidence) == 2


def test_status_column_gives_the_strength(tmp_path: Path) -> None:
    table = """| Standaard | Status | Bron |
|---|---|---|
| TLS 1.2 | Verplicht | NCSC |
| TLS 1.3 | Zeer aanbevolen | NCSC |
| HTTP over TLS | Informational | IETF |
"""
    found = ledger(tmp_path, DUTCH.format(table))
    assert [(each.object, each.kind, each.strength, each.marker) for each in found] == [
        ("TLS 1.2", "obligation", "must", "Verplicht"),
        ("TLS 1.3", "recommendation", "should", "Zeer aanbevolen"),
    ]
    assert len(found[0].evidence) == 2


def test_row_may_hold_two_rules(tmp_path: Path) -> None:
    table = """| Nr | Voorschrift | Toelichting |
|---|---|---|
| TLS004 | Een aanbieder is verplicht TLS 1.2 te ondersteunen, daarnaast is het aanbevolen voor een aanbieder om TLS 1.3 te ondersteunen. | Zie NCSC |
"""
    found = ledger(tmp_path, DUTCH.format(table))
    assert [(each.rule_code, each.kind) for each in found] == [
        ("TLS004", "obligation"),
        ("TLS004", "recommendation"),
    ]
    assert found[0].evidence == found[1].evidence
    assert found[0].id != found[1].id


def test_definitions_have_term_and_meaning(tmp_path: Path) -> None:
    text = """# Policy

## Defined terms

**Incident** - an event that harms the availability of information.
"""
    found = ledger(tmp_path, text)
    assert [(each.kind, each.term, each.object) for each in found] == [
        ("definition", "Incident", "an event that harms the availability of information."),
    ]


def test_glossary_table_gives_definitions(tmp_path: Path) -> None:
    text = """# Beleid

## Begrippen

| Begrip | Omschrijving |
|---|---|
| Datalek | Het verlies van persoonsgegevens door een fout. |
"""
    found = ledger(tmp_path, text)
    assert [(each.kind, each.term) for each in found] == [("definition", "Datalek")]


@pytest.mark.parametrize(
    "heading",
    ["References", "Revision history", "4.1 Applicable Standards", "Acknowledgements", "Licence"],
)
def test_left_out_sections_claim_nothing(tmp_path: Path, heading: str) -> None:
    text = f"# Policy\n\n## {heading}\n\nEmployees must lock the screen.\n"
    assert ledger(tmp_path, text) == []


@pytest.mark.parametrize(
    ("title", "rule"),
    [
        ("Frequently Asked Questions", "Employees must lock the screen when they leave the desk."),
        ("FAQ", "Employees must lock the screen when they leave the desk."),
        ("Veelgestelde vragen", "Medewerkers moeten het scherm vergrendelen als zij weglopen."),
    ],
)
def test_questions_and_answers_are_a_source_of_their_own_and_no_part_of_a_policy(
    tmp_path: Path, title: str, rule: str
) -> None:
    for own in (
        f"# {title}\n\n## Laptops\n\n{rule}\n",
        f"---\ntitle: {title}\n---\n\n## Laptops\n\n{rule}\n",
    ):
        assert [each.text for each in ledger(tmp_path, own)] == [rule]
    assert ledger(tmp_path, f"# Laptops\n\n## {title}\n\n{rule}\n") == []


def test_introductions_tell_only_marked_rules(tmp_path: Path) -> None:
    text = "# Policy\n\n## Purpose\n\nThe team reviews the log. Employees must lock the screen.\n\n## Rules\n\nThe team reviews the file.\n"
    assert [each.text for each in ledger(tmp_path, text)] == [
        "Employees must lock the screen.",
        "The team reviews the file.",
    ]


def test_name_of_the_house_is_an_actor(tmp_path: Path) -> None:
    text = ENGLISH.format("People trust Noordkade. Noordkade must answer a request.")
    assert [each.actor for each in ledger(tmp_path, text)][-1] == "Noordkade"


def test_date_of_effect_is_kept(tmp_path: Path) -> None:
    text = DUTCH.format("Aanbieders moeten vanaf 1-1-2027 gebruikmaken van eigen certificaten.")
    assert [each.effective for each in ledger(tmp_path, text)] == ["1-1-2027"]


def test_same_document_gives_the_same_ids_under_another_name(tmp_path: Path) -> None:
    text = ENGLISH.format("Employees must lock the screen when they leave the room for a while.")
    first = ledger(tmp_path, text, "a.md")
    second = ledger(tmp_path, text, "b.md")
    assert [each.id for each in first] == [each.id for each in second]


def test_all_evidence_exists(tmp_path: Path) -> None:
    text = ENGLISH.format(
        "Employees must lock the screen. Staff must not:\n\n- share passwords;\n- lend a card.\n"
    )
    file = tmp_path / "p.md"
    file.write_text(text, encoding="utf-8")
    document = READER.read(file, Source(path="p.md", kind="markdown", digest="0"))
    found, occurrences = passages_of(document)
    passages = {each.id: each for each in found}
    for statement in statements_of(document, passages, occurrences):
        for reference in statement.evidence:
            assert passages[reference.passage].sentences[reference.sentence]


def test_what_something_is_defines_it_only_among_definitions(tmp_path: Path) -> None:
    sentence = "An incident is an event that harms information."
    found = ledger(tmp_path, f"# Policy\n\n## Definitions\n\n{sentence}\n")
    assert [(each.kind, each.term) for each in found] == [("definition", "incident")]
    assert ledger(tmp_path, ENGLISH.format(sentence)) == []
