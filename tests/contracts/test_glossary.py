"""The words that a module uses and the sources define get cards, each on the sentence that defines it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.fakes import model
from tests.fakes.endpoint import Endpoint

from coursegen import api
from coursegen.model.blocks import Flashcards

POLICY = """# Visitors

## Definitions

Visitor: anyone in the building without a valid badge of the company.

Escort: the employee who was named at the desk to stay with a visitor.

Archive: the room on the second floor where old files are kept.

## Rules

Employees must collect a visitor at the desk within 10 minutes.

Employees may not leave visitors alone in the building.

An escort must return the badge to the desk at the end of the day.
"""


def build(folder: Path, url: str, more: str = "") -> api.BuildReport:
    (folder / "sources").mkdir(exist_ok=True)
    source = folder / "sources" / "policy.md"
    if not source.exists():
        source.write_text(POLICY, encoding="utf-8")
    settings = f'generator = "openai"\nmodel = "fake-model"\nbase_url = "{url}"\n{more}'
    (folder / "coursegen.toml").write_text(f"[generate]\n{settings}", encoding="utf-8")
    return api.build(api.open_project(folder))


def cards(folder: Path) -> list[Flashcards]:
    course = api.open_project(folder).course()
    return [
        block
        for module in course.modules
        for block in module.blocks
        if isinstance(block, Flashcards)
    ]


def glossary_prompts(made: Endpoint) -> list[str]:
    return [each for each in made.prompts if "Write cards for words" in each]


def test_each_term_that_a_module_uses_gets_a_card_on_its_definition(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    report = build(tmp_path, url)
    (block,) = cards(tmp_path)
    assert [each.front for each in block.cards] == ["Visitor", "Escort"]  # no rule uses the archive
    assert block.title == "Words used here"
    quotes = [each.citations[0].quote for each in block.cards]
    assert quotes[0].startswith("Visitor: anyone in the building")
    assert quotes[1].startswith("Escort: the employee who")
    assert not [each for each in report.findings if each.severity == "error"]
    assert len(glossary_prompts(made)) == 1
    assert build(tmp_path, url).requests == 0


def test_a_module_without_defined_words_asks_for_none(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    (tmp_path / "sources").mkdir()
    words = POLICY.partition("## Rules")[2]
    (tmp_path / "sources" / "policy.md").write_text(f"# Visitors\n{words}", encoding="utf-8")
    build(tmp_path, url)
    assert glossary_prompts(made) == []
    assert cards(tmp_path) == []


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"front": "Desk", "back": "Where you report.", "cites": ["1.1"]}, "none of the words"),
        ({"front": "Visitor", "back": "A guest.", "cites": ["1.1"]}, "where it is defined"),
        ({"front": "Visitor", "back": "A guest.", "cites": ["9.9"]}, "where it is defined"),
    ],
)
def test_a_card_that_rests_on_no_definition_goes_back_and_is_then_dropped_and_named(
    tmp_path: Path, endpoint: tuple[Endpoint, str], wrong: dict[str, object], complaint: str
) -> None:
    made, url = endpoint
    made.writer = lambda messages, name: (
        json.dumps({"cards": [wrong]}) if name == "glossary" else model.write(messages, name)
    )
    report = build(tmp_path, url, "repairs = 1\n")
    assert any(complaint in each for each in glossary_prompts(made)[1:])
    assert any(complaint in each.reason for each in report.dropped)
    assert cards(tmp_path) == []
    assert report.modules


def test_a_changed_definition_revises_its_cards_and_nothing_else(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    build(tmp_path, url)
    asked = len(made.calls)
    source = tmp_path / "sources" / "policy.md"
    source.write_text(POLICY.replace("a valid badge", "a valid photo badge"), encoding="utf-8")
    report = build(tmp_path, url)
    assert report.requests == len(made.calls) - asked == 1
    assert "This part of the module is in use" in made.prompts[-1]
    (block,) = cards(tmp_path)
    assert "photo badge" in block.cards[0].citations[0].quote
    assert "photo badge" in block.cards[0].back
