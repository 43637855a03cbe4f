"""Dutch sentences and what they claim; and sentences that must claim nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from coursegen.language.claims import actor_before_verb, parse_all, parse_sentence
from coursegen.language.parts import Scene

SCENE = Scene(
    names=frozenset({"Elzenoord"}),
    actors=frozenset({"functionaris voor gegevensbescherming", "raad van bestuur"}),
    normative=True,
)
PLAIN: dict[str, Any] = {
    "exception": "",
    "condition": "",
    "negated": False,
    "passive": False,
    "immediate": False,
    "deadline": None,
}
TABLE: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("claims_dutch.yaml").read_text(encoding="utf-8")
)
CLAIMS: list[dict[str, Any]] = TABLE["claims"]
SENTENCES = [each["sentence"] for each in CLAIMS]
NOTHING: list[str] = TABLE["nothing"]


def _parts(sentence: str) -> dict[str, Any]:
    found = parse_sentence(sentence, "nl", SCENE)
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
    assert parse_sentence(sentence, "nl", SCENE) is None


@pytest.mark.parametrize("sentence", SENTENCES)
def test_parts_stand_in_the_text(sentence: str) -> None:
    found = parse_sentence(sentence, "nl", SCENE)
    assert found is not None
    for part in (found.actor, found.condition, found.exception, found.object):
        assert part in found.text


def test_two_main_clauses_are_two_claims() -> None:
    found = parse_all(
        "Een aanbieder is verplicht TLS 1.2 te ondersteunen, daarnaast is het aanbevolen voor een aanbieder "
        "om TLS 1.3 te ondersteunen.",
        "nl",
        SCENE,
    )
    assert [(each.kind, each.actor, each.action) for each in found] == [
        ("obligation", "aanbieder", "TLS 1.2 ondersteunen"),
        ("recommendation", "aanbieder", "TLS 1.3 ondersteunen"),
    ]


def test_actor_of_several_words_is_found_before_the_verb() -> None:
    sentence = "De functionaris voor gegevensbescherming moet het register bijhouden."
    assert actor_before_verb(sentence, "nl") == "functionaris voor gegevensbescherming"
    assert actor_before_verb("Medewerkers moeten het melden.", "nl") == ""
