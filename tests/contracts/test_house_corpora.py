"""The check lets true texts be: real policies, taught in their own words, raise no alarm."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from coursegen.check.run import run_checks
from coursegen.index.index import build_index
from coursegen.ingest.discover import discover
from coursegen.ingest.registry import read_source
from coursegen.model.course import Course
from coursegen.model.passage import Index

BUNDLES = Path(__file__).parents[3] / "shared" / "corpora" / "git"
GROUNDING = {
    "quote-verbatim",
    "citation-missing",
    "numbers-agree",
    "strength-agrees",
    "actor-agrees",
    "condition-kept",
}
MOST_WARNINGS = 0.005  # share of the statements


def taught_as_they_stand(index: Index, language: str) -> Course:
    """A course with a block a statement: its own text, citing the sentences that carry it."""
    passages = index.passage_by_id
    statements = [each for each in index.statements if each.language == language]
    blocks = [
        {
            "id": f"block-{number:05}",
            "type": "text",
            "text": statement.text.replace("*", ""),
            "citations": [
                {"passage": ref.passage, "quote": passages[ref.passage].sentences[ref.sentence]}
                for ref in statement.evidence
            ],
        }
        for number, statement in enumerate(statements)
    ]
    module = {
        "id": "module-00001",
        "title": "All of it",
        "minutes": 5,
        "objectives": ["aim-00001"],
        "blocks": blocks,
    }
    outline = {
        "id": "course-00001",
        "title": "All of it",
        "language": language,
        "objectives": [{"id": "aim-00001", "text": "Know it", "bloom": "remember"}],
    }
    return Course.model_validate({"outline": outline, "modules": [module]})


@pytest.mark.corpora
@pytest.mark.parametrize(
    ("name", "language", "least"),
    [
        ("catalyze-policies", "en", 300),
        ("publiccode-standard", "en", 100),
        ("nl-digikoppeling-beveiliging", "nl", 20),
        ("nl-vws-beleidsontwikkeling", "nl", 50),
    ],
)
def test_sentences_of_a_source_agree_with_themselves(name, language, least, tmp_path):
    bundle = BUNDLES / f"{name}.bundle"
    if not bundle.is_file():
        pytest.skip(f"the corpora are not beside the repository: no {bundle.name}")
    clone = tmp_path / "sources"
    subprocess.run(["git", "clone", "-q", "-b", "main", bundle, clone], check=True)
    documents = [read_source(clone, path) for path in discover(clone, ["**/*"])]
    index = build_index(documents)
    course = taught_as_they_stand(index, language)
    blocks = len(course.modules[0].blocks)
    assert blocks >= least
    found = [each for each in run_checks(course, index) if each.rule in GROUNDING]
    assert [each.message for each in found if each.severity == "error"] == []
    assert len(found) / blocks <= MOST_WARNINGS, [each.message for each in found]
