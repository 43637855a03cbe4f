"""The keys that docs/formats.md names are those that a document may say its edition with."""

from pathlib import Path

from coursegen.ingest.words import edition_field
from coursegen.model.source import Edition

PAGE = Path(__file__).resolve().parents[3] / "docs" / "formats.md"


def test_every_key_on_the_page_is_read_as_the_field_of_its_row() -> None:
    table = PAGE.read_text(encoding="utf-8").partition("<!-- edition keys -->")[2].split("\n\n")[0]
    rows = [line.strip("| ").split("|") for line in table.strip().splitlines()[2:]]
    assert [row[0].strip() for row in rows] == list(Edition.model_fields)
    for field, *languages in rows:
        for key in ",".join(languages).split(","):
            assert edition_field(key) == field.strip(), key


def test_a_date_of_unknown_meaning_is_no_effective_date() -> None:
    assert edition_field("date") == edition_field("datum") == ""
