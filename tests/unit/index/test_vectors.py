"""Vectors of passages on disk: staged, checked, swapped; nothing embedded twice."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from coursegen.errors import GeneratorError
from coursegen.index.passages import passages_of
from coursegen.index.vectors import vectors_of
from coursegen.model.passage import Passage
from coursegen.model.source import Document, Locator, Source, SourceBlock


class Counting:
    """An embedding model that keeps what it was asked; ``spoil`` changes what it gives."""

    recipe = "counting 1"
    batch = 2

    def __init__(self, spoil=lambda vectors: vectors, fail_at=math.inf):
        self.asked: list[str] = []
        self._spoil, self._fail_at = spoil, fail_at

    def embed(self, texts):
        if len(self.asked) >= self._fail_at:
            raise GeneratorError("the endpoint failed")
        self.asked += texts
        return self._spoil([[float(len(each)), 1.0, 0.5] for each in texts])


def passages(count: int, begin: int = 0) -> list[Passage]:
    blocks = tuple(
        SourceBlock(
            kind="paragraph",
            text=f"Rule number {number} holds for everybody who works here in the building.",
            locator=Locator(),
        )
        for number in range(begin, begin + count)
    )
    source = Source(path="a.md", kind="markdown", digest="0")
    return passages_of(Document(source=source, title="A", language="en", blocks=blocks))[0]


def test_each_passage_gets_its_vector(tmp_path: Path) -> None:
    found = vectors_of(passages(5), Counting(), tmp_path)
    assert {each.id: [float(len(each.text)), 1.0, 0.5] for each in passages(5)} == {
        key: list(vector) for key, vector in found.items()
    }


def test_nothing_is_embedded_twice(tmp_path: Path) -> None:
    first = vectors_of(passages(5), Counting(), tmp_path)
    again = Counting()
    assert vectors_of(passages(5), again, tmp_path) == first
    assert again.asked == []


def test_only_what_is_new_is_embedded(tmp_path: Path) -> None:
    vectors_of(passages(5), Counting(), tmp_path)
    again = Counting()
    vectors_of(passages(7), again, tmp_path)
    assert again.asked == [each.text for each in passages(7)[5:]]


def test_what_was_embedded_before_a_failure_is_kept(tmp_path: Path) -> None:
    with pytest.raises(GeneratorError):
        vectors_of(passages(6), Counting(fail_at=4), tmp_path)
    again = Counting()
    assert len(vectors_of(passages(6), again, tmp_path)) == 6
    assert again.asked == [each.text for each in passages(6)[4:]]


def test_a_failure_leaves_the_table_that_was_there(tmp_path: Path) -> None:
    vectors_of(passages(4), Counting(), tmp_path)
    (table,) = tmp_path.glob("*.table")
    before = table.read_bytes()
    with pytest.raises(GeneratorError):
        vectors_of(passages(8), Counting(fail_at=0), tmp_path)
    assert table.read_bytes() == before


def test_a_record_that_a_killed_run_left_half_loses_only_itself(tmp_path: Path) -> None:
    with pytest.raises(GeneratorError):
        vectors_of(passages(6), Counting(fail_at=4), tmp_path)
    (staged,) = tmp_path.glob("*.staged")
    staged.write_bytes(staged.read_bytes()[:-5])
    with pytest.raises(GeneratorError):
        vectors_of(passages(6), Counting(fail_at=2), tmp_path)
    again = Counting()
    vectors_of(passages(6), again, tmp_path)
    assert again.asked == [passages(6)[5].text]


def test_a_damaged_table_is_made_again(tmp_path: Path) -> None:
    first = vectors_of(passages(3), Counting(), tmp_path)
    (table,) = tmp_path.glob("*.table")
    table.write_bytes(table.read_bytes()[:-1] + b"x")
    assert vectors_of(passages(3), Counting(), tmp_path) == first


@pytest.mark.parametrize(
    "spoil",
    [
        lambda vectors: vectors[1:],
        lambda vectors: [[0.0] * 3 for _ in vectors],
        lambda vectors: [[math.nan] * 3 for _ in vectors],
        lambda vectors: [[] for _ in vectors],
        lambda vectors: [each[: 3 - at] for at, each in enumerate(vectors)],
    ],
    ids=["fewer", "zero", "no number", "empty", "of two lengths"],
)
def test_what_is_no_vector_is_refused_and_nothing_is_swapped(tmp_path: Path, spoil) -> None:
    with pytest.raises(GeneratorError, match="the embedding model gave"):
        vectors_of(passages(4), Counting(spoil), tmp_path)
    assert not list(tmp_path.glob("*.table"))


def test_another_model_has_a_table_of_its_own(tmp_path: Path) -> None:
    vectors_of(passages(2), Counting(), tmp_path)
    other = Counting()
    other.recipe = "counting 2"
    vectors_of(passages(2), other, tmp_path)
    assert len(other.asked) == 2
    assert len(list(tmp_path.glob("*.table"))) == 2


def test_vectors_of_passages_that_went_are_kept_for_a_way_back(tmp_path: Path) -> None:
    vectors_of(passages(4), Counting(), tmp_path)
    vectors_of(passages(4, begin=2), Counting(), tmp_path)
    again = Counting()
    vectors_of(passages(4), again, tmp_path)
    assert again.asked == []
