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


def test_a_row_on_which_sources_disagree_is_left_out_without_a_word_to_the_learner(written, table):
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
    assert shown.note == ""


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


@pytest.fixture
def listed(make_request, make_statement):
    """A module request whose texts are list items; ``ruled`` are the statements, ``leads`` what items hang under."""

    def _listed(texts, ruled, leads=None, **more):
        every = [
            make_statement(text, "obligation", actor="", place=at, **more.get(str(at), {}))
            for at, text in enumerate(texts)
        ]
        request = make_request("module", every)
        ids = [each.id for each in request.passages]
        places = [
            each.model_copy(
                update={
                    "level": 2 if at in (leads or {}) else 1,
                    "lead": ids[leads[at]] if at in (leads or {}) else None,
                }
            )
            for at, each in enumerate(request.occurrences)
        ]
        passages = [each.model_copy(update={"kind": "list_item"}) for each in request.passages]
        return request.model_copy(
            update={
                "passages": tuple(passages),
                "occurrences": tuple(places),
                "statements": tuple(every[at] for at in ruled),
            }
        )

    return _listed


def test_a_list_of_tasks_is_told_with_the_members_that_no_rule_was_read_from(written, listed):
    texts = [
        "Search engine optimization, for instance a sitemap.",
        "Use the short description.",
        "Suggest conferences to present at.",
    ]
    told = _told(written(listed(texts, (1, 2))))
    assert all(each in told for each in texts)


def test_a_task_below_another_item_stands_under_its_words(written, listed):
    texts = [
        "If it is safe, allow the system to go on.",
        "Complete the documentation on the form.",
        "Move to the next phase of the procedure.",
    ]
    draft = written(listed(texts, (1, 2), {1: 0, 2: 0}))
    (block,) = (each for each in draft.blocks if "Complete" in str(each))
    assert block.text.startswith("If it is safe, allow the system to go on:\n\n- Complete")
    assert block.cites[0] == "1.1"


def test_a_rule_that_opens_a_list_of_ways_is_told_with_all_of_them(written, listed):
    texts = ["Employees must report incidents in one of the following ways:", "Email", "Phone call"]
    request = listed(texts, (0,), {1: 0, 2: 0})
    rule = request.statements[0].model_copy(update={"text": "Employees must report incidents."})
    text = written(request.model_copy(update={"statements": (rule,)})).blocks[-1].text
    assert text.endswith("in one of the following ways:\n\n- Email\n- Phone call")


def test_some_steps_of_a_procedure_say_that_they_are_not_all(written, listed):
    texts = ["Inform the board.", "Update the form.", "Close the issue."]
    group = {"kind": "step", "group": "g"}
    request = listed(texts, (0, 1, 2))
    steps = [
        each.model_copy(update={**group, "number": number})
        for each, number in zip(request.statements, (1, 4, 5), strict=True)
    ]
    others = (steps[0].model_copy(update={"actor": "Board", "id": "0" * 12}),)
    request = request.model_copy(update={"statements": tuple(steps[1:]), "rejected": others})
    (block,) = (each for each in written(request).blocks if each.type == "steps")
    assert block.intro == "These steps are part of a longer procedure."


def test_strengths_in_capitals_are_explained(written, make_request, make_statement):
    rules = [
        make_statement("The codebase SHOULD have a website.", "recommendation", place=0, actor=""),
        make_statement("A domain name is OPTIONAL.", "no_obligation", place=1, actor=""),
    ]
    blocks = written(make_request("module", rules)).blocks
    notes = [each.text for each in blocks if each.type == "callout"]
    assert "SHOULD means recommended, OPTIONAL means up to you." in notes


def test_a_sentence_that_leads_nowhere_is_left_out(written, make_request, make_statement):
    texts = [
        "Employees should also check out our Guide to Your Equity.",
        "Be careful in the words that you choose.",
        "Employees must lock the screen.",
    ]
    rules = [make_statement(text, place=at) for at, text in enumerate(texts)]
    told = _told(written(make_request("module", rules)))
    assert "lock the screen" in told
    assert "Guide to Your Equity" not in told
    assert "Be careful" not in told


def test_the_summary_drops_references_to_other_documents(written, make_request, make_statement):
    texts = [
        "Employees must use SHA-256 or SHA-512 [xmlenc-core], FIPS-180-4.",
        "Employees must lock the screen.",
    ]
    rules = [make_statement(text, place=at) for at, text in enumerate(texts)]
    points = written(make_request("module", rules)).blocks[-1].points
    assert "You must use SHA-256 or SHA-512." in points
