"""How often the passage that answers a question is among the first five found: by words, by vectors, by both.

In: the questions of retrieval.yaml, the sources of examples/. Out: recall@5 a project and language, as a table; the last
column is what a build uses. `--each` names what each way missed.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from coursegen import api
from coursegen.index.embedding import LocalEmbedder
from coursegen.index.fusion import Fusion
from coursegen.index.index import build_index
from coursegen.index.search import Search
from coursegen.index.vectors import vectors_of
from coursegen.model.passage import Index
from coursegen.model.retrieval import EmbeddingSettings

HERE = Path(__file__).parent
BEST = 5
DEPTH = 20


def ways(index: Index, encoder: LocalEmbedder, folder: Path, language: str) -> list[Any]:
    """Each way of finding, as a function of the question."""
    search = Search(index)
    vectors = vectors_of(index.passages, encoder, folder)
    fusion = Fusion(index, search, vectors, encoder, EmbeddingSettings(model="local"))
    return [
        lambda ask: [each for each, _ in search.find(ask, BEST, language)],
        lambda ask: fusion.nearest(ask, BEST),
        lambda ask: fusion.find(ask, DEPTH, language)[:BEST],
    ]


def missed(
    case: dict[str, Any], index: Index, found: list[Callable[[str], list[str]]]
) -> list[list[str]]:
    """The questions whose answer is not among the first, by way of finding."""
    lost: list[list[str]] = [[] for _ in found]
    for question in case["questions"]:
        right = {
            each.id for each in index.passages for words in question["find"] if words in each.text
        }
        if not right:
            raise SystemExit(f"no passage answers {question['ask']!r}: has the source changed?")
        for way, misses in zip(found, lost, strict=True):
            if not right.intersection(way(question["ask"])):
                misses.append(question["ask"])
    return lost


def main() -> None:
    """Print the table."""
    encoder = LocalEmbedder()
    print("| sources | questions in | questions | words (FTS5) | vectors | both |")
    print("|---|---|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as scratch:
        for case in yaml.safe_load((HERE / "retrieval.yaml").read_text("utf-8")):
            project = api.open_project(HERE.parent / "examples" / case["project"])
            index = build_index(project.documents())
            found = ways(index, encoder, Path(scratch), case["language"])
            lost = missed(case, index, found)
            count = len(case["questions"])
            shares = " | ".join(f"{1 - len(each) / count:.2f}" for each in lost)
            print(f"| {case['project']} | {case['language']} | {count} | {shares} |")
            if "--each" in sys.argv:
                for name, each in zip(("words", "vectors", "both"), lost, strict=True):
                    print(f"  {name} missed: {'; '.join(each)}")


if __name__ == "__main__":
    main()
