"""English sentences and what they claim; and sentences that must claim nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from coursegen.language.claims import parse_all, parse_sentence
from coursegen.language.parts import Scene

SCENE = Scene(names=frozenset({"Noordkade"}), normative=True)
PLAIN: dict[str, Any] = {
    "exception": "",
    "condition": "",
    "negated": False,
    "passive": False,
    "immediate": False,
    "deadline": None,
}
TABLE: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("claims_english.yaml").read_text(encoding="utf-8")
)
CLAIMS: list[dict[str, Any]] = TABLE["claims"]
SENTENCES = [each["sentence"] for each in CLAIMS]
NOTHING: list[str] = TABLE["nothing"]


def _parts(sentence: str) -> dict[str, Any]:
    found = parse_sentence(sentence, "en", SCENE)
    assert found is not None, "no claim found"
    values = {name: getattr(found, name) for name in found.__dataclass_fields__}
    due = found.deadline
    values["deadline"] = [due.text, due.value, due.unit, due.bound] if due else None
    return values


@pytest.mark.parametrize("row", CLAIMS, ids=[each[:50] for each in SENTENCES])
def test_sentence_claims(row: dict[str, Any]) -> None:
    expected = {name: value for name, value in row.items() if name != "sentence"}
    found = _parts(row["sentence"])
    wanted = {**PLAIN, **expected}
    assert {name: found[name] for name in wanted} == wanted


@pytest.mark.parametrize("sentence", NOTHING, ids=[each[:50] for each in NOTHING])
def test_sentence_claims_nothing(sentence: str) -> None:
    assert parse_sentence(sentence, "en", SCENE) is None


@pytest.mark.parametrize("sentence", SENTENCES)
def test_parts_stand_in_the_text(sentence: str) -> None:
    found = parse_sentence(sentence, "en", SCENE)
    assert found is not None
    for part in (found.actor, found.condition, found.exception, found.object, found.marker):
        assert part in found.text


def test_two_main_clauses_are_two_claims() -> None:
    found = parse_all(
        "Employees must lock the screen, and managers must review access.", "en", SCENE
    )
    assert [(each.actor, each.action) for each in found] == [
        ("Employees", "lock the screen"),
        ("Managers", "review access"),
    ]


def test_condition_at_the_front_is_not_lost_on_a_second_clause() -> None:
    found = parse_all(
        "If a key is lost, employees must report it, and managers must replace it.", "en", SCENE
    )
    assert [each.condition for each in found] == ["If a key is lost"]


def test_second_condition_stays_with_the_action() -> None:
    found = _parts(
        "If the course is late, the service desk must block the account until the course is done."
    )
    assert found["condition"] == "If the course is late"
    assert found["action"] == "block the account until the course is done"


def test_language_without_markers_claims_nothing() -> None:
    assert parse_sentence("Employees must lock the screen.", "xx", SCENE) is None
