"""The check is honest: lies about facts are caught, flaws are named in any wording, clean twins stay silent."""

from __future__ import annotations

import functools
import subprocess
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.fixtures.flaws import cases, found, good_items, rules_of
from tests.fixtures.lies import LIARS

from coursegen.check.run import run_checks
from coursegen.index.index import build_index
from coursegen.ingest.discover import discover
from coursegen.ingest.registry import read_source
from coursegen.model.course import Course
from coursegen.model.passage import Index, Statement

ROOT = Path(__file__).resolve().parents[2]
BUNDLES = ROOT.parent / "shared" / "corpora" / "git"
EXAMPLES = {"en": ["infosec"], "nl": ["privacy-nl"]}
REAL = {
    "en": ["catalyze-policies", "clef-handbook", "publiccode-standard"],
    "nl": ["nl-digikoppeling-beveiliging", "nl-oin-stelsel", "nl-vws-beleidsontwikkeling"],
}
GROUNDING = {
    "quote-verbatim",
    "citation-missing",
    "numbers-agree",
    "strength-agrees",
    "actor-agrees",
    "condition-kept",
}
LEAST_CAUGHT = 0.95
FEWEST_WORDS = 3
FEWEST_WORDINGS = 3
MOST_ALARMS = 0.05  # share of clean twins
FEWEST_GOOD = 200
MOST_TWICE = 0.1  # share of good items that are said to have two flaws or more
OBJECTIVE = {"id": "aim-00001", "text": "Apply the rules", "bloom": "apply"}


def course(language: str, blocks: list[dict[str, Any]]) -> Course:
    """A course of one module that holds ``blocks``."""
    module = {
        "id": "module-00001",
        "title": "All of it",
        "minutes": 5,
        "objectives": ["aim-00001"],
        "blocks": blocks,
    }
    outline = {"id": "course-00001", "title": "All of it", "language": language}
    return Course.model_validate(
        {"outline": {**outline, "objectives": [OBJECTIVE]}, "modules": [module]}
    )


def citations(statement: Statement, index: Index) -> list[dict[str, str]]:
    """The sentences that carry ``statement``, cited whole."""
    passages = index.passage_by_id
    return [
        {"passage": ref.passage, "quote": passages[ref.passage].sentences[ref.sentence]}
        for ref in statement.evidence
    ]


def told_and_caught(index: Index, language: str) -> tuple[Counter[str], Counter[str], list[str]]:
    """How many lies of each kind were told and caught, and those that were missed."""
    statements = [each for each in index.statements if each.language == language]
    counts = Counter(each.actor for each in statements if len(each.actor) > FEWEST_WORDS)
    actors = [actor for actor, count in counts.most_common() if count > 1]
    blocks: list[dict[str, Any]] = []
    kinds: dict[str, tuple[str, str]] = {}
    for statement in statements:
        text = statement.text.replace("*", "")
        for kind, liar in LIARS.items():
            for lie in liar(statement, text, actors):
                if lie != text and len(lie.split()) >= FEWEST_WORDS:
                    name = f"block-{len(blocks):05}"
                    cited = citations(statement, index)
                    blocks.append({"id": name, "type": "text", "text": lie, "citations": cited})
                    kinds[name] = (kind, lie)
    findings = run_checks(course(language, blocks), index)
    seen = {each.unit for each in findings if each.rule in GROUNDING and each.severity != "note"}
    told = Counter(kind for kind, _ in kinds.values())
    caught = Counter(kind for name, (kind, _) in kinds.items() if name in seen)
    return told, caught, [f"{kinds[name]}" for name in kinds if name not in seen]


def index_of(folder: Path) -> Index:
    return build_index([read_source(folder, path) for path in discover(folder, ["**/*"])])


@functools.cache
def measured(language: str, *, real: bool) -> tuple[Counter[str], Counter[str], tuple[str, ...]]:
    """The lies of all sources of ``language``, pooled."""
    told: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as place:
        for name in REAL[language] if real else EXAMPLES[language]:
            folder = Path(place) / name if real else ROOT / "examples" / name / "sources"
            if real:
                bundle = BUNDLES / f"{name}.bundle"
                subprocess.run(["git", "clone", "-q", "-b", "main", bundle, folder], check=True)
            one, other, rest = told_and_caught(index_of(folder), language)
            told, caught = told + one, caught + other
            missed += rest
    return told, caught, tuple(missed)


def assert_caught(
    kind: str, told: Counter[str], caught: Counter[str], missed: Sequence[str]
) -> None:
    assert told[kind] == 0 or caught[kind] / told[kind] >= LEAST_CAUGHT, [
        each for each in missed if each.startswith(f"('{kind}'")
    ]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("kind", [each for each in LIARS if each != "date"])
def test_lies_about_facts_of_the_examples_are_caught(language, kind):
    told, caught, missed = measured(language, real=False)
    assert told[kind]
    assert_caught(kind, told, caught, missed)


@pytest.mark.corpora
@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("kind", LIARS)
def test_lies_about_facts_of_real_documents_are_caught(language, kind):
    if not (BUNDLES / f"{REAL[language][0]}.bundle").is_file():
        pytest.skip("the corpora are not beside the repository")
    told, caught, missed = measured(language, real=True)
    assert_caught(kind, told, caught, missed)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_flaw_is_written_in_three_wordings_and_the_languages_hold_the_same(language):
    wordings = Counter(each.rule for each in cases(language))
    assert min(wordings.values()) >= FEWEST_WORDINGS
    only_dutch = {"address-kept"}  # English has one form of address
    assert set(rules_of("nl")) - set(rules_of("en")) == only_dutch
    assert set(rules_of("en")) <= set(rules_of("nl"))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_flaws_are_named_and_their_clean_twins_left_alone(language):
    missed = [f"{each.rule}: {each.flaw}" for each in cases(language)
              if each.rule not in set(found(each.flawed, language))]  # fmt: skip
    blamed = [f"{each.flaw}: {rules}" for each in cases(language)
              if (rules := list(found(each.twin, language)))]  # fmt: skip
    assert 1 - len(missed) / len(cases(language)) >= LEAST_CAUGHT, missed
    assert len(blamed) / len(cases(language)) <= MOST_ALARMS, blamed


def test_fewer_than_one_in_ten_of_two_hundred_good_items_has_two_flaws():
    number, twice = 0, []
    for language in ("en", "nl"):
        good, index = good_items(language)
        rules: dict[str, set[str]] = {}
        for each in run_checks(good, index):
            if each.severity != "note":
                rules.setdefault(each.unit, set()).add(each.rule)
        items = good.modules[0].items
        number += len(items)
        twice += [each.stem for each in items if len(rules.get(each.id, ())) > 1]
    assert number >= FEWEST_GOOD
    assert len(twice) / number < MOST_TWICE, twice
