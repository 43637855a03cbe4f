"""Rules on the course as a whole: its assessment's size, where its keys stand, how hard it reads."""

from __future__ import annotations

import pytest

from coursegen.check.reading import reading_ease
from coursegen.config import CheckSettings

EASY = "The cat sat on the mat. It saw a dog. The dog ran off." * 12
HARD = (
    "Notwithstanding administrative considerations, organisational representatives systematically "
    "operationalise interdisciplinary accountability requirements throughout implementation."
) * 12


@pytest.mark.parametrize(
    ("bank", "draw", "said"), [(1, None, 1), (2, None, 1), (5, 2, 1), (3, None, 0)]
)
def test_a_final_assessment_asks_three_questions_or_more(
    desk, a_module, a_choice, bank, draw, said
):
    items = [a_choice(n, f"What {n}?", "Refuse", "Agree", pool="assessment") for n in range(bank)]
    assessment = {"id": "final-00001", "title": "Final"} | ({"draw": draw} if draw else {})
    found = desk().run("assessment-size", a_module(*items), assessment=assessment)
    assert len(found) == said


def test_keys_that_stand_in_one_place_too_often_are_seen(desk, a_module, a_choice):
    items = [a_choice(n, f"What {n}?", "Refuse", "Agree", "Ask") for n in range(8)]
    settings = CheckSettings(key_position_items=6)
    [found] = desk().run("key-position", a_module(*items), settings=settings)
    assert "option 1 in 8 of 8" in found.message
    for number, item in enumerate(items):
        turn = number % 3
        item["options"] = item["options"][turn:] + item["options"][:turn]
    assert desk().run("key-position", a_module(*items), settings=settings) == []


def test_short_plain_sentences_read_easier_in_each_formula():
    for language in ("en", "nl", "de"):
        easy = reading_ease(EASY.split(". "), language)
        hard = reading_ease(HARD.split(". "), language)
        assert easy is not None
        assert hard is not None
        assert easy > hard
    assert reading_ease(["Too short to tell."], "en") is None


def test_the_english_formula_is_flesch():
    text = ["The cat sat on the mat today."] * 20  # 7 words, 8 syllables a sentence
    assert reading_ease(text, "en") == pytest.approx(206.835 - 1.015 * 7 - 84.6 * 8 / 7, abs=0.05)


def test_a_module_that_reads_harder_than_its_source_is_seen(desk, a_module):
    place = desk({"easy": {"text": " ".join(["The cat sat on the mat."] * 30)}})
    block = {"id": "block-00001", "type": "text", "citations": ["easy"]}
    hard = a_module(blocks=[{**block, "text": HARD}])
    assert [each.severity for each in place.run("reading-level", hard)] == ["warning"]
    plain = a_module(blocks=[{**block, "text": " ".join(["The cat sat on a mat."] * 30)}])
    assert place.run("reading-level", plain) == []
