"""Labels and values in, an Edition out."""

import pytest

from coursegen.ingest.edition import edition_from, iso_date


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
