"""Labels and values in, an Edition out."""

import pytest

from coursegen.ingest.edition import edition_from, in_force, iso_date
from coursegen.model.source import Locator, SourceBlock


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-09-01", "2026-09-01"),
        ("2026/9/1", "2026-09-01"),
        ("1 September 2026", "2026-09-01"),
        ("1st September 2026", "2026-09-01"),
        ("1 sep 2026", "2026-09-01"),
        ("September 1, 2026", "2026-09-01"),
        ("1 maart 2026", "2026-03-01"),
        ("1. März 2026", "2026-03-01"),
        ("01-09-2026", "2026-09-01"),
        ("1.9.2026", "2026-09-01"),
        ("25/12/2026", "2026-12-25"),
        ("12/25/2026", "2026-12-25"),
        ("05/06/2026", "05/06/2026"),
        ("31-02-2026", "31-02-2026"),
        ("on approval", "on approval"),
    ],
)
def test_a_date_is_read_only_where_it_is_beyond_doubt(written, read):
    assert iso_date(written) == read


def test_labels_of_any_language_name_the_fields():
    edition = edition_from(
        [
            ("Documentnummer:", "EL-PB-02"),
            ("Versie", "2.4"),
            ("document_status", "Vastgesteld"),
            ("Ingangsdatum", "1 juli 2026"),
            ("Eigenaar", "Manager bedrijfsvoering"),
            ("Approved by", "Board"),
            ("Colour", "blue"),
        ]
    )
    assert edition.model_dump() == {
        "number": "EL-PB-02",
        "version": "2.4",
        "status": "Vastgesteld",
        "effective": "2026-07-01",
        "owner": "Manager bedrijfsvoering",
        "approver": "Board",
    }


def test_the_first_value_that_says_something_stays():
    assert edition_from([("version", ""), ("version", "2"), ("versie", "3")]).version == "2"


@pytest.mark.parametrize(
    "sentence",
    [
        "Article 7. This policy takes effect on 1 May 2026.",
        "This data protection policy is effective from May 1, 2026.",
        "Artikel 7. Deze regeling treedt in werking op 1 mei 2026.",
        "De gedragscode is van kracht met ingang van 1 mei 2026 en vervangt die van 2024.",
        "Diese Sicherheitsrichtlinie tritt am 1. Mai 2026 in Kraft.",
    ],
)
def test_a_document_may_say_from_when_it_holds_in_a_sentence(sentence):
    blocks = [paragraph("The 2020 edition was withdrawn."), paragraph(sentence)]
    assert edition_from(in_force(blocks)).effective == "2026-05-01"


@pytest.mark.parametrize(
    "sentences",
    [
        ["The rule on gifts applies from 1 May 2026."],
        ["Dit artikel geldt vanaf 1 mei 2026."],
        ["This policy takes effect on 1 May 2026.", "This version is valid from 1 June 2026."],
    ],
)
def test_the_date_of_a_part_or_one_of_several_is_none_of_the_document(sentences):
    assert in_force(map(paragraph, sentences)) == []


def paragraph(text):
    return SourceBlock(kind="paragraph", text=text, locator=Locator())
