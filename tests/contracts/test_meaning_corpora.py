"""Changes of meaning, measured on edits of real sentences whose meaning is known beforehand."""

from __future__ import annotations

import subprocess
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.fakes.meaning_edits import MEANING, edits_of

from coursegen.change.meaning import meaning_changes
from coursegen.ids import digest
from coursegen.index.index import build_index
from coursegen.ingest.discover import discover
from coursegen.ingest.registry import read_source

BUNDLES = Path(__file__).parents[3] / "shared" / "corpora" / "git"
DOCS = Path(__file__).parents[2] / "docs" / "diff.md"
SOURCES = {
    "en": ("catalyze-policies", "18f-handbook", "clef-handbook"),
    "nl": ("nl-digikoppeling-beveiliging", "nl-vws-beleidsontwikkeling", "nl-oin-stelsel"),
    "de": ("de-jugendhackt-handbuch",),
}
MOST_A_KIND = 120
RECALL, PRECISION = 0.95, 0.90


@dataclass
class Score:
    """Edits of one name: how many, how many with their change found, changes named that were not made."""

    edits: int = 0
    found: int = 0
    wrong: int = 0
    misses: list[str] = field(default_factory=list)


def sentences(tmp_path: Path, language: str) -> list[str]:
    found: dict[str, None] = {}
    for name in SOURCES[language]:
        bundle = BUNDLES / f"{name}.bundle"
        if not bundle.is_file():
            pytest.skip(f"the corpora are not beside the repository: no {bundle.name}")
        clone = tmp_path / name
        subprocess.run(["git", "clone", "-q", "-b", "main", bundle, clone], check=True)
        documents = [read_source(clone, path) for path in discover(clone, ["**/*"])]
        for passage in build_index(
            [each for each in documents if each.language == language]
        ).passages:
            found |= dict.fromkeys(each for each in passage.sentences if len(each.split()) >= 5)
    return list(found)


def measured(texts: list[str], language: str) -> dict[str, Score]:
    scores: dict[str, Score] = {}
    for text in sorted(texts, key=digest):
        for edit in edits_of(text, language, seed=1):
            score = scores.setdefault(edit.name, Score())
            if score.edits >= MOST_A_KIND:
                continue
            score.edits += 1
            kinds = [each.kind for each in meaning_changes(text, edit.text, language)]
            score.found += bool(edit.kinds.intersection(kinds)) or (not edit.kinds and not kinds)
            wrong = [each for each in kinds if each not in edit.kinds]
            score.wrong += len(wrong)
            if wrong or (edit.kinds and not edit.kinds.intersection(kinds)):
                score.misses.append(f"{edit.name} {kinds}\n  {text}\n  {edit.text}")
    return scores


@pytest.mark.corpora
@pytest.mark.verify
def test_changes_of_meaning_are_found_and_nothing_else_is(tmp_path):
    table = [
        "| language | edit | edits | right | changes named that were not made |",
        "|---|---|---|---|---|",
    ]
    for language in SOURCES:
        scores = measured(sentences(tmp_path, language), language)
        total: Counter[str] = Counter()
        for name, score in scores.items():
            table.append(f"| {language} | {name} | {score.edits} | {score.found} | {score.wrong} |")
            if name in MEANING:
                total.update(edits=score.edits, found=score.found)
            total["wrong"] += score.wrong
        recall, precision = (
            total["found"] / total["edits"],
            total["found"] / (total["found"] + total["wrong"]),
        )
        table.append(
            f"| {language} | **all that change meaning** | {total['edits']} | recall {recall:.1%} | precision {precision:.1%} |"
        )
        assert recall >= RECALL, language
        assert precision >= PRECISION, language
    start, end = "<!-- measured -->\n", "<!-- /measured -->"
    page = DOCS.read_text(encoding="utf-8")
    before, rest = page.split(start)
    after = rest.split(end)[1]
    DOCS.write_text(before + start + "\n".join(table) + "\n" + end + after, encoding="utf-8")
