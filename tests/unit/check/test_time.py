"""How long a module takes: each part of the sum by itself."""

from __future__ import annotations

import pytest

from coursegen.check.time import estimate_minutes


@pytest.fixture
def minutes(desk, a_module, make_course):
    def of(*items, **more):
        course = make_course(a_module(*items, **more), desk().passages)
        return estimate_minutes(course.modules[0])

    return of


def text(words):
    return {"id": "block-00001", "type": "text", "origin": "author", "text": "word " * words}


def test_two_hundred_words_take_a_minute(minutes):
    assert minutes(blocks=[text(200)]) == 1.0
    assert minutes(blocks=[text(500)]) == 2.5


def test_a_practice_item_takes_forty_seconds_and_one_of_the_assessment_none(minutes, a_choice):
    items = [a_choice(number, "What?", "Yes", "No") for number in range(3)]
    assert minutes(*items, blocks=[]) == 2.0
    items[0]["pool"] = "assessment"
    assert minutes(*items, blocks=[]) == pytest.approx(1.3)


def test_a_clip_takes_its_own_length_and_its_transcript_nothing(minutes):
    clip = {"id": "clip-00001", "type": "clip", "origin": "author", "media": "a.mp4"}
    clip |= {"start": 30, "end": 120, "transcript": "word " * 400}
    assert minutes(blocks=[clip]) == 1.5


def test_every_kind_of_block_is_read(minutes):
    words = "word " * 50
    blocks = [
        {"type": "steps", "steps": [words, words]},
        {"type": "table", "columns": ["a"], "rows": [[words], [words]]},
        {"type": "flashcards", "cards": [{"front": words, "back": words}]},
        {"type": "reveal", "prompt": words, "text": words},
        {"type": "summary", "points": [words, words]},
        {"type": "callout", "text": words + words},
        {"type": "attestation", "text": words + words},
    ]
    for number, block in enumerate(blocks):
        whole = {**block, "id": f"block-{number:05}", "origin": "author"}
        assert minutes(blocks=[whole]) == 0.5, block["type"]


def test_a_scenario_takes_its_longest_way_with_half_a_minute_a_decision(minutes):
    story = {
        "id": "story-00001",
        "title": "S",
        "start": "first-00001",
        "scenes": [
            {
                "id": "first-00001",
                "text": "word " * 96,
                "choices": [
                    {"id": "choice-00001", "text": "a b", "to": "second-0001"},
                    {"id": "choice-00002", "text": "c d", "to": "end-00001"},
                ],
            },
            {
                "id": "second-0001",
                "text": "word " * 46,
                "choices": [
                    {"id": "choice-00003", "text": "a b", "to": "end-00001"},
                    {"id": "choice-00004", "text": "c d", "to": "first-00001"},
                ],
            },
        ],
        "endings": [{"id": "end-00001", "grade": "best", "debrief": "word " * 50}],
    }
    assert minutes(blocks=[], scenario=story) == 2.0  # 200 words and two decisions


def test_too_short_too_long_and_another_number_in_the_file_are_findings(desk, a_module):
    short = desk().run("module-time", a_module(blocks=[text(400)], minutes=2))
    assert [each.severity for each in short] == ["warning"]
    long = desk().run("module-time", a_module(blocks=[text(1600)], minutes=8))
    assert "more than 7" in long[0].message
    off = desk().run("module-time", a_module(blocks=[text(1000)], minutes=4))
    assert [(each.severity, each.field) for each in off] == [("note", "minutes")]
    assert desk().run("module-time", a_module(blocks=[text(1000)], minutes=4.6)) == []
