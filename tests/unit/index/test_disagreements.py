"""What sources disagree on, in several wordings a kind; twins on other matters, on which nothing is found."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.fixtures.rule_pairs import DISAGREE, TWINS

from coursegen.build.memory import Memory
from coursegen.build.store import Store
from coursegen.index import matters
from coursegen.index.disagreements import disagreements_in
from coursegen.index.index import build_index
from coursegen.ingest.markdown import READER
from coursegen.model.disagreement import Disagreement
from coursegen.model.passage import Index
from coursegen.model.source import Source

FRAMES = {
    "en": (
        (
            "# {title}\n\nEveryone at the company reads this policy and works by it in the office and at home.\n\n"
            "## {heading}\n\n{sentence}\n"
        ),
        (("Security policy", "Incidents"), ("Staff handbook", "Working safely")),
    ),
    "nl": (
        (
            "# {title}\n\nIedereen bij de organisatie leest dit beleid en werkt ernaar, op kantoor en thuis.\n\n"
            "## {heading}\n\n{sentence}\n"
        ),
        (("Beveiligingsbeleid", "Incidenten"), ("Personeelshandboek", "Veilig werken")),
    ),
}


def index_of(folder: Path, texts: dict[str, str]) -> Index:
    """The index of Markdown texts by file name."""
    documents = []
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()
        documents.append(
            READER.read(folder / name, Source(path=name, kind="markdown", digest=digest))
        )
    return build_index(documents)


def found_in(folder: Path, texts: dict[str, str]) -> list[Disagreement]:
    """What the statements of ``texts`` disagree on."""
    index = index_of(folder, texts)
    return disagreements_in(index, index.statements)


def apart(language: str, one: str, other: str) -> dict[str, str]:
    """Two sentences in two documents."""
    frame, places = FRAMES[language]
    return {
        f"{name}.md": frame.format(title=title, heading=heading, sentence=sentence)
        for name, (title, heading), sentence in zip("ab", places, (one, other), strict=True)
    }


@pytest.mark.parametrize(("language", "kind", "one", "other"), DISAGREE)
def test_rules_on_one_matter_that_cannot_both_hold_are_found(
    tmp_path: Path, language: str, kind: str, one: str, other: str
) -> None:
    (found,) = found_in(tmp_path, apart(language, one, other))
    assert found.kind == kind
    assert [each.text for each in found.sides] == [one, other]
    assert [each.document for each in found.sides] == ["a.md", "b.md"]


@pytest.mark.parametrize(("language", "one", "other"), TWINS)
def test_rules_on_other_matters_do_not_disagree(
    tmp_path: Path, language: str, one: str, other: str
) -> None:
    index = index_of(tmp_path, apart(language, one, other))
    assert len(index.statements) == 2
    assert disagreements_in(index, index.statements) == []


def test_one_document_disagrees_with_itself_on_strength(tmp_path: Path) -> None:
    text = (
        "# Beveiliging\n\nDit beleid geldt voor iedereen die een koppeling bouwt.\n\n## Standaarden\n\n"
        "| Standaard | Status |\n|---|---|\n| TLS 1.2 | Verplicht |\n| TLS 1.3 | Zeer aanbevolen |\n\n"
        "## Voorschriften\n\n"
        "Het is verplicht voor een aanbieder om TLS versie 1.2 te ondersteunen.\n\n"
        "Het is aanbevolen voor een aanbieder om TLS versie 1.3 te ondersteunen.\n"
    )
    (found,) = found_in(tmp_path, {"tls.md": text})
    assert found.kind == "strength"
    assert [each.value for each in found.sides] == ["Zeer aanbevolen", "is aanbevolen"]


@pytest.mark.parametrize(
    ("language", "one", "other", "shared"),
    [
        (
            "nl",
            "Tweefactorauthenticatie is sterk aanbevolen.",
            "Tweefactorauthenticatie is aanbevolen.",
            ["Tweefactorauthenticatie is aanbevolen."],
        ),
        (
            "en",
            "Multi-factor authentication is strongly recommended.",
            "Multi-factor authentication is recommended.",
            ["Multi-factor authentication is recommended."],
        ),
        (
            "en",
            "Multi-factor authentication is required.",
            "Multi-factor authentication is recommended.",
            [],
        ),
        (
            "nl",
            "Tweefactorauthenticatie is verplicht.",
            "Tweefactorauthenticatie is sterk aanbevolen.",
            [],
        ),
    ],
)
def test_where_only_the_degree_differs_what_both_say_is_not_out(
    tmp_path: Path, language: str, one: str, other: str, shared: list[str]
) -> None:
    (found,) = found_in(tmp_path, apart(language, one, other))
    text = {each.statement: each.text for each in found.sides}
    assert found.is_open
    assert [text[each] for each in found.shared] == shared
    assert {text[each] for each in found.out} == {one, other} - set(shared)


@pytest.mark.parametrize(
    ("first", "second"),
    [("Finance", "Human resources"), ("Invoices", "Contracts"), ("For suppliers", "For customers")],
)
def test_the_same_words_under_headings_on_other_things_do_not_disagree(
    tmp_path: Path, first: str, second: str
) -> None:
    text = (
        "# Retention\n\nEveryone at the company works by this policy.\n\n"
        f"## {first}\n\nRecords must be kept for 7 years.\n\n"
        f"## {second}\n\nRecords must be kept for 10 years.\n"
    )
    assert found_in(tmp_path, {"a.md": text}) == []


def test_three_sources_make_one_disagreement_with_three_sides(tmp_path: Path) -> None:
    texts = apart(
        "en",
        "Staff must report a data leak within 24 hours.",
        "Report a data leak within 48 hours.",
    )
    frame, _ = FRAMES["en"]
    texts["c.md"] = frame.format(
        title="Privacy", heading="Leaks", sentence="A data leak must be reported within 72 hours."
    )
    (found,) = found_in(tmp_path, texts)
    assert [each.value for each in found.sides] == [
        "within 24 hours",
        "within 48 hours",
        "within 72 hours",
    ]
    assert found.topic == "report-data-leak"


def test_a_topic_keeps_its_name_and_two_have_two_names(tmp_path: Path) -> None:
    one = "Staff must report a data leak within 24 hours.\n\nThe board approves client visits."
    other = (
        "Staff must report a data leak within 48 hours.\n\nThe controller approves client visits."
    )
    topics = [each.topic for each in found_in(tmp_path, apart("en", one, other))]
    assert topics == ["report-data-leak", "approve-client-visits"]


def test_what_rules_are_about_is_found_once_and_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = "Client records are kept for 7 years.", "Client records are retained for 10 years."
    index = index_of(tmp_path, apart("en", one, other))
    memory = Memory(Store(tmp_path / "store"), "ab12")
    found = disagreements_in(index, index.statements, memory)
    assert len(found) == 1
    memory.keep()

    def read_again(*_: object) -> list[str]:
        raise AssertionError("a statement was read again")

    monkeypatch.setattr(matters, "_core", read_again)
    kept = Memory(Store(tmp_path / "store"), "ab12")
    assert disagreements_in(index, index.statements, kept) == found
