"""Whether vectors help where words or places decide today: questions that ask the same, the home of a new passage.

In: the pairs of duplicates.yaml; the courses of examples/, each of whose passages is taken out in turn and given a home anew.
Out: two tables. The local model; no network.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from coursegen import api
from coursegen.check.vocabulary import content_words
from coursegen.index.embedding import LocalEmbedder
from coursegen.index.index import build_index
from coursegen.index.search import Search
from coursegen.index.vectors import vectors_of
from coursegen.model.course import Course
from coursegen.model.passage import Index

HERE = Path(__file__).parent
PROJECTS = ("infosec", "privacy-nl")
NEIGHBOURS = 3


def duplicates(encoder: LocalEmbedder) -> None:
    """How many pairs that ask the same are found, by words and vectors, at the mark that takes no other pair for one."""
    print(
        "| questions in | pairs | words, at 0.8 | words, best mark | vectors, best mark | words, ranking | vectors, ranking |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|")
    for case in yaml.safe_load((HERE / "duplicates.yaml").read_text("utf-8")):

        def by_words(pair: Sequence[str], language: str = case["language"]) -> float:
            one, other = (content_words(each, language) for each in pair)
            return len(one & other) / len(one | other)

        def by_vectors(pair: Sequence[str]) -> float:
            one, other = (np.array(each) for each in encoder.embed(list(pair)))
            return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))

        today = sum(by_words(each) >= 0.8 for each in case["same"])
        found = [today, found_of(case, by_words), found_of(case, by_vectors)]
        ranked = [f"{ranking(case, each):.2f}" for each in (by_words, by_vectors)]
        told = " | ".join([*map(str, found), *ranked])
        print(f"| {case['language']} | {len(case['same'])} | {told} |")


def found_of(case: dict[str, Any], likeness: Callable[[Sequence[str]], float]) -> int:
    """The pairs that are liker than every pair that asks something else."""
    mark = max(likeness(each) for each in case["other"])
    return sum(likeness(each) > mark for each in case["same"])


def ranking(case: dict[str, Any], likeness: Callable[[Sequence[str]], float]) -> float:
    """How often a pair that asks the same is liker than one that does not; 0.5 is chance."""
    same, other = ([likeness(each) for each in case[kind]] for kind in ("same", "other"))
    return sum(one > two for one in same for two in other) / len(same) / len(other)


def homes(encoder: LocalEmbedder, folder: Path) -> None:
    """How often a passage that is taken out of its module comes back to it."""
    print(
        "| course | passages | words | vectors | section | section, else place (today) | section, else vectors |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name in PROJECTS:
        project = api.open_project(HERE.parent / "examples" / name)
        index = build_index(project.documents())
        seats = seats_of(project.course())
        near = near_by_vectors(index, encoder, folder)
        search = Search(index)
        tally: Counter[str] = Counter()
        for passage, home in seats.items():
            others = {key: value for key, value in seats.items() if key != passage}
            text = index.passage_by_id[passage]
            worded = [key for key, _ in search.find(text.text, 20, text.language) if key in others]
            close = [key for key in near(passage) if key in others]
            section = by_section(index, passage, others)
            tally["section"] += section == home
            tally["words"] += vote(worded, others) == home
            tally["vectors"] += vote(close, others) == home
            tally["today"] += (section or by_place(index, passage, others)) == home
            tally["both"] += (section or vote(close, others)) == home
        ways = ("words", "vectors", "section", "today", "both")
        shares = [tally[each] / len(seats) for each in ways]
        told = " | ".join(f"{each:.2f}" for each in shares)
        print(f"| {name} | {len(seats)} | {told} |")


def seats_of(course: Course) -> dict[str, str]:
    """The module of each passage that one module alone rests on."""
    count = Counter(each for brief in course.outline.modules for each in brief.passages)
    return {
        each: brief.id
        for brief in course.outline.modules
        for each in brief.passages
        if count[each] == 1
    }


def by_section(index: Index, passage: str, seats: dict[str, str]) -> str:
    """The module that holds the passages of its section nearest to it; empty where none does."""
    places = index.occurrences_by_passage[passage]
    found = [
        (abs(each.position - place.position), seats[each.passage])
        for place in places
        for each in index.occurrences
        if each.passage in seats
        and (each.document, each.locator.heading) == (place.document, place.locator.heading)
    ]
    return min(found)[1] if found else ""


def by_place(index: Index, passage: str, seats: dict[str, str]) -> str:
    """The module of the passage nearest to it in its document: most headings in common, then the distance."""
    found = [
        (
            -common(place.locator.heading, each.locator.heading),
            abs(each.position - place.position),
            seats[each.passage],
        )
        for place in index.occurrences_by_passage[passage]
        for each in index.occurrences
        if each.passage in seats and each.document == place.document
    ]
    return min(found)[-1] if found else ""


def common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many headings, from the top, both stand under."""
    same = [mine == theirs for mine, theirs in zip(one, other, strict=False)]
    return same.index(False) if False in same else len(same)


def near_by_vectors(
    index: Index, encoder: LocalEmbedder, folder: Path
) -> Callable[[str], list[str]]:
    """What gives the passages most like one, best first."""
    vectors = vectors_of(index.passages, encoder, folder)
    ids = [each.id for each in index.passages]
    table = np.array([vectors[each] for each in ids])
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    place = {each: at for at, each in enumerate(ids)}
    return lambda passage: [ids[at] for at in np.argsort(-(table @ table[place[passage]]))]


def vote(near: Sequence[str], seats: dict[str, str]) -> str:
    """The module of most of the first few passages, the first of equals."""
    first = [seats[each] for each in near[:NEIGHBOURS]]
    return Counter(first).most_common(1)[0][0] if first else ""


def main() -> None:
    """Print the tables."""
    encoder = LocalEmbedder()
    duplicates(encoder)
    print()
    with tempfile.TemporaryDirectory() as folder:
        homes(encoder, Path(folder))


if __name__ == "__main__":
    main()
