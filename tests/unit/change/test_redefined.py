"""A term that is defined in other words is a change of meaning, however its definition is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursegen.author.record import passage_records, source_records
from coursegen.change.compare import compare, old_sources
from coursegen.index.index import build_index
from coursegen.ingest.registry import read_source
from coursegen.model.diff import MeaningChange
from coursegen.model.lock import Lock

PAGES = {
    "en": (
        "# Lab rules\n\n## Definitions\n\n"
        "- **Open work**: any handling of a substance outside a closed container{more}.\n"
        "- **Lone working**: work in a laboratory while nobody else is near.\n\n"
        "## Rules\n\nStaff must not carry out open work with toxic substances.\n"
    ),
    "nl": (
        "# Laboratorium\n\n## Begrippen\n\n"
        "- **Open handeling**: elke handeling met een stof buiten een gesloten vat{more}.\n"
        "- **Alleen werken**: werken in een laboratorium terwijl er niemand in de buurt is.\n\n"
        "## Regels\n\nLaboranten mogen geen open handelingen met giftige stoffen verrichten.\n"
    ),
}


def told(folder: Path, language: str, then: str, now: str) -> list[MeaningChange]:
    found = []
    for name, more in (("old", then), ("new", now)):
        (folder / name).mkdir()
        text = PAGES[language].format(more=more)
        (folder / name / "rules.md").write_text(text, encoding="utf-8")
        found.append(build_index([read_source(folder / name, "rules.md")]))
    before, after = found
    records = Lock(
        course="c", inputs="", sources=source_records(before), passages=passage_records(before)
    )
    changes = compare(old_sources(records, before), after, lambda _: "").changes
    return [one for each in changes for one in each.meaning]


@pytest.mark.parametrize(
    ("language", "more"), [("en", " or a fume hood"), ("nl", " of een zuurkast")]
)
def test_a_definition_in_a_list_of_terms_in_other_words_changes_the_term(tmp_path, language, more):
    (change,) = told(tmp_path, language, "", more)
    assert change.kind == "term"
    assert more not in change.old
    assert more in change.new


@pytest.mark.parametrize(
    ("language", "then", "now"),
    [
        ("en", ", as far as it is in use", " as far as it is in use"),
        ("nl", ", voor zover in gebruik", " voor zover in gebruik"),
        ("nl", " voor je begint", " voordat je begint"),
    ],
)
def test_a_comma_or_a_word_that_says_the_same_changes_no_term(tmp_path, language, then, now):
    assert told(tmp_path, language, then, now) == []
