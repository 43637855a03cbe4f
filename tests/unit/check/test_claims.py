"""The flat list of texts: roles, origins, citations in reach."""

from __future__ import annotations

from coursegen.check.claims import claims_of


def roles(course):
    return {(each.unit, each.field): each.role for each in claims_of(course)}


def test_an_item_has_stem_key_distractors_and_their_feedback(desk, a_module, a_choice, make_course):
    item = a_choice(1, "What?", "Refuse it", "Agree to it", rationale="So it says.")
    found = roles(make_course(a_module(item), desk().passages))
    of_item = {field: role for (unit, field), role in found.items() if unit == "item-00001"}
    assert of_item == {
        "stem": "stem",
        "options.option-000010.text": "key",
        "options.option-000010.feedback": "feedback",
        "options.option-000011.text": "distractor",
        "options.option-000011.feedback": "distractor_feedback",
        "rationale": "rationale",
    }


def test_a_true_statement_is_a_key_and_a_false_one_is_not(desk, a_module, a_choice, make_course):
    base = {
        key: each for key, each in a_choice(1, "It is so.", "x", "y").items() if key != "options"
    }
    base |= {"type": "true_false", "feedback_right": "So it is.", "feedback_wrong": "It is so."}
    for answer, role in ((True, "key"), (False, "stem")):
        course = make_course(a_module({**base, "answer": answer}), desk().passages)
        assert roles(course)["item-00001", "stem"] == role


def test_an_option_has_its_own_citations_and_its_items_in_reach(
    desk, a_module, a_choice, make_course
):
    item = a_choice(1, "What?", "Refuse it", "Agree to it")
    item["options"][1]["citations"] = ["share"]
    claims = claims_of(make_course(a_module(item), desk().passages))
    counts = {each.field: len(each.citations) for each in claims if each.unit == "item-00001"}
    assert counts["options.option-000010.text"] == 1
    assert counts["options.option-000011.feedback"] == 2


def test_a_block_that_is_a_story_has_that_role(desk, a_module, make_course):
    block = {"id": "block-00001", "type": "text", "origin": "model", "text": "Sam calls."}
    found = roles(make_course(a_module(blocks=[block]), desk().passages))
    assert found["block-00001", "text"] == "story"
