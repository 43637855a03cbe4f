"""Quotes move with the passages they stand in, and nowhere else."""

import pytest

from coursegen.author.anchor import anchored
from coursegen.index.index import build_index
from coursegen.ingest.markdown import READER
from coursegen.model.blocks import Callout, Citation
from coursegen.model.source import Source

QUOTE = "A codebase must include the policy that it rests on."
NOW = f"""\
# Bundle policy and code

The codebase must include the policy that it rests on, in the same repository.

# Review template

{QUOTE} Tell in one line whether it does.
"""


@pytest.fixture
def index(tmp_path):
    path = tmp_path / "policy.md"
    path.write_text(NOW, encoding="utf-8")
    return build_index([READER.read(path, Source(path="policy.md", kind="markdown", digest="0"))])


@pytest.fixture
def unit():
    cite = Citation(passage="000000000000", quote=QUOTE)
    return Callout(
        id="include-it-00000", type="callout", text="Include the policy.", citations=(cite,)
    )


def passage(index, words):
    return next(each.id for each in index.passages if words in each.text)


def test_a_quote_of_an_edited_passage_does_not_move_to_a_copy_elsewhere(index, unit):
    edited = passage(index, "same repository")
    assert anchored(unit, {"000000000000": edited}, index) == unit
    assert anchored(unit, {"000000000000": None}, index) == unit


def test_a_quote_moves_to_the_successor_that_holds_it(index, unit):
    copy = passage(index, "one line")
    (cite,) = anchored(unit, {"000000000000": copy}, index).citations
    assert cite.passage == copy


def test_a_quote_of_a_passage_that_no_side_of_a_merge_recorded_moves_to_its_one_place(index, unit):
    (cite,) = anchored(unit, {}, index).citations
    assert cite.passage == passage(index, "one line")
