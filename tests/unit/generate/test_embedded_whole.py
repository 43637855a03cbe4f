"""What a section says is told whole: rows, rules that point back in their own sentence, small sections."""

import pytest

from coursegen.generate.embedded.generator import create
from coursegen.model.drafts import DRAFTS
from coursegen.model.source import Locator


@pytest.fixture
def written():
    def _written(request):
        reply = next(iter(create().generate([request])))
        return DRAFTS[request.task].model_validate(reply.draft)

    return _written


def _told(draft):
    return " ".join(str(each.model_dump()) for each in draft.blocks)


@pytest.fixture
def table(make_request, make_statement):
    """A request of three rows under one header; the last is on what the sources disagree about."""
    texts = ["TLS 1.2 is required", "Two-way TLS is required", "TLS 1.3 is recommended"]
    rows = [
        make_statement(text, "obligation", actor="", place=at, marker="is required")
        for at, text in enumerate(texts)
    ]
    request = make_request("module", rows, aliases=("you",))
    places = [
        each.model_copy(
            update={
                "header": ("Code", "Rule"),
                "cells": (f"T{at}", texts[at]),
                "locator": Locator(heading=("Policy", "TLS"), row=at + 1),
            }
        )
        for at, each in enumerate(request.occurrences)
    ]
    passages = [each.model_copy(update={"kind": "row"}) for each in request.passages]
    return request.model_copy(
        update={"occurrences": tuple(places), "passages": tuple(passages), "rejected": rows[2:]}
    ), rows


def test_a_row_on_which_sources_disagree_is_left_out_and_the_table_says_so(written, table):
    request, rows = table
    request = request.model_copy(
        update={
            "statements": tuple(rows),
            "rejected": (rows[2],),
            "style": request.style.model_copy(
                update={"audience": request.style.audience.model_copy(update={"aliases": ()})}
            ),
        }
    )
    (shown,) = (each for each in written(request).blocks if each.type == "table")
    assert [row[0] for row in shown.rows] == ["T0", "T1"]
    assert shown.note == "Rows on which the sources disagree are left out."


def test_a_table_shown_whole_needs_no_note(written, table):
    request, rows = table
    request = request.model_copy(update={"statements": tuple(rows), "rejected": ()})
    (shown,) = (each for each in written(request).blocks if each.type == "table")
    assert [row[0] for row in shown.rows] == ["T0", "T1", "T2"]
    assert shown.note == ""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Staff must write policy in open formats, such as those published by a standards body.",
        ),
        ("en", "Staff must structure the code in such a way that the tests can simulate it."),
        (
            "nl",
            "De houder moet een nummer intrekken, als de betreffende organisatie ophoudt te bestaan.",
        ),
        (
            "nl",
            "Een deelnemer mag een nummer uitgeven, mits de betreffende deelnemer een rechtspersoon is.",
        ),
    ],
)
def test_words_that_their_own_sentence_explains_point_at_nothing_else(
    written, make_request, make_statement, language, text
):
    more = "Staff must keep a list." if language == "en" else "De houder moet een lijst bijhouden."
    rules = [
        make_statement(each, actor="", language=language, place=at)
        for at, each in enumerate((text, more))
    ]
    request = make_request("module", rules, language=language, aliases=("nobody",))
    assert text in _told(written(request))


def test_a_small_section_is_told_in_a_module_of_its_document(written, make_request, make_statement):
    texts = [
        "Employees must report a suspected incident to the desk within 1 hour.",
        "Employees must not delete messages that may serve as evidence.",
        "Employees must not speak to the press.",
        "If an employee loses a laptop, the employee must call the desk at once.",
    ]
    rules = [
        make_statement(
            text,
            "prohibition" if "not" in text else "obligation",
            place=at,
            heading=("Policy", "Incidents"),
        )
        for at, text in enumerate(texts)
    ]
    small = make_statement(
        "The archive is located in the north wing.",
        "fact",
        actor="",
        place=9,
        heading=("Policy", "Archive"),
    )
    request = make_request("outline", [*rules, small], minutes=45)
    outline = written(request)
    assert len(outline.modules) == 1
    assert len(request.passages) in outline.modules[0].passages
    assert outline.no_room == []


def test_who_does_what_leaves_no_sentence_without_the_one_it_follows(
    written, make_request, make_statement
):
    first = "The auditor checks the accounts."
    follower = "Then the auditor asks for the receipts."
    texts = [first, follower, "The board approves the report.", "The clerk files the report."]
    rules = [
        make_statement(text, "fact", actor=text.split()[1], place=at)
        for at, text in enumerate(texts)
        if text != follower
    ]
    request = make_request("module", rules)
    passage = request.passages[0].model_copy(
        update={"text": f"{first} {follower}", "sentences": (first, follower)}
    )
    second = make_statement(follower, "fact", actor="auditor", place=0)
    second = second.model_copy(
        update={
            "evidence": (rules[0].evidence[0].model_copy(update={"sentence": 1}),),
            "dangling": "Then",
        }
    )
    request = request.model_copy(
        update={
            "passages": (passage, *request.passages[1:]),
            "statements": (rules[0], second, *rules[1:]),
        }
    )
    blocks = written(request).blocks
    assert any(follower in getattr(each, "text", "") and first in each.text for each in blocks)
