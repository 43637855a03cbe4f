"""Items: key positions are even, numbers ascend, every objective is in practice and assessment."""

from collections import Counter

import pytest

from coursegen.author.citations import DraftError
from coursegen.author.items import (
    KeyPositions,
    cover_objectives,
    item_from_draft,
    pools,
    pools_beside,
)
from coursegen.author.mint import Mint
from coursegen.author.module import kept_short
from coursegen.check.time import estimate_minutes
from coursegen.model.blocks import TextBlock
from coursegen.model.course import Module
from coursegen.model.drafts import DraftChoice, DraftOption
from coursegen.model.passage import Passage
from coursegen.model.request import Request, Style

PASSAGE = Passage(
    id="0123456789ab",
    kind="paragraph",
    text="Report it within 24 hours.",
    sentences=("Report it within 24 hours.",),
    language="en",
    sketch="0" * 16,
)
REQUEST = Request(id="items:m", task="items", style=Style(language="en"), passages=(PASSAGE,))
OBJECTIVES = ("report-it-00000", "refuse-it-11111")


def choice(texts, key=0, stem="What do you do?", objective=1):
    return DraftChoice(
        type="single_choice",
        objective=objective,
        bloom="apply",
        stem=stem,
        rationale="",
        cites=["1.1"],
        options=[
            DraftOption(text=text, correct=at == key, feedback="Because.", cites=["1.1"])
            for at, text in enumerate(texts)
        ],
    )


def make(draft, positions=None, mint=None):
    return item_from_draft(
        draft, REQUEST, OBJECTIVES, mint or Mint("course"), positions or KeyPositions()
    )


def test_key_positions_are_even_over_a_bank():
    positions, mint = KeyPositions(), Mint("course")
    places = Counter()
    for number in range(60):
        item = make(choice(["Report", "Wait", "Ask"], stem=f"Case {number}?"), positions, mint)
        places[[each.correct for each in item.options].index(True)] += 1
    assert places == {0: 20, 1: 20, 2: 20}


def test_options_that_differ_by_a_number_ascend():
    item = make(choice(["Within 24 hours", "Within 4 hours", "Within 72 hours"]))
    assert [each.text for each in item.options] == [
        "Within 4 hours",
        "Within 24 hours",
        "Within 72 hours",
    ]


def test_times_ascend_also_across_units():
    item = make(choice(["Within 2 days", "Within 1 hour", "Within 30 minutes"]))
    assert [each.text for each in item.options] == [
        "Within 30 minutes",
        "Within 1 hour",
        "Within 2 days",
    ]


def test_every_quote_of_an_item_is_the_passages_own():
    item = make(choice(["Report", "Wait", "Ask"]))
    assert item.citations[0].quote in PASSAGE.text
    assert all(each.citations[0].quote in PASSAGE.text for each in item.options)


def test_an_objective_that_the_brief_lacks_is_refused():
    with pytest.raises(DraftError, match="objective 3"):
        make(choice(["a", "b"], objective=3))


def test_the_second_best_item_of_an_objective_is_asked_in_the_assessment():
    mint = Mint("course")
    items = [make(choice(["a", "b"], stem=f"S{n}?"), mint=mint) for n in range(3)]
    assert [each.pool for each in pools(items)] == ["practice", "assessment", "practice"]


def test_an_objective_with_one_item_gives_it_to_the_assessment():
    assert [each.pool for each in pools([make(choice(["a", "b"]))])] == ["assessment"]


def test_when_the_assessment_loses_an_objective_its_last_item_goes_there():
    mint = Mint("course")
    items = [make(choice(["a", "b"], stem=f"S{n}?"), mint=mint) for n in range(3)]
    assert [each.pool for each in cover_objectives(items, {each.objective for each in items})] == [
        "practice",
        "practice",
        "assessment",
    ]


def test_of_many_items_every_second_one_of_an_objective_is_asked_in_the_assessment():
    mint = Mint("course")
    items = [make(choice(["a", "b"], stem=f"S{n}?"), mint=mint) for n in range(6)]
    assert [each.pool for each in pools(items)] == ["practice", "assessment"] * 3


def test_what_comes_into_a_module_evens_its_practice_and_test_and_moves_nothing_that_was_there():
    mint = Mint("course")
    items = [make(choice(["a", "b"], stem=f"S{n}?"), mint=mint) for n in range(7)]
    practice = [each.model_copy(update={"pool": "practice"}) for each in items]
    test, *kept = (each.id for each in practice[:4])
    practice[0] = practice[0].model_copy(update={"pool": "assessment"})
    own = {each.objective for each in items}
    grown = pools_beside(practice, {test, *kept}, own)
    assert grown[:4] == tuple(practice[:4])
    assert [each.pool for each in grown[4:]] == ["assessment", "assessment", "practice"]
    few = pools_beside(practice[:2], {test}, own)
    assert [each.pool for each in few] == ["assessment", "practice"]
    asked_again = pools_beside(practice[1:2], set(), {"another-00000"})
    assert [each.pool for each in asked_again] == ["practice"]


def test_a_module_that_takes_too_long_leaves_its_last_questions_to_the_test():
    mint = Mint("course")
    items = tuple(make(choice(["a", "b"], stem=f"S{n}?"), mint=mint) for n in range(6))
    read = TextBlock(id="read-00000", type="text", origin="author", text="word " * 800)
    module = Module(
        id="m", title="M", minutes=0, objectives=OBJECTIVES, blocks=(read,), items=items
    )
    assert estimate_minutes(module) == 8.0
    short = kept_short(module, 7)
    assert [each.pool for each in short.items] == ["practice"] * 4 + ["assessment"] * 2
    assert estimate_minutes(short) <= 7
    assert kept_short(short, 7) == short
    assert kept_short(module, 8) == module
