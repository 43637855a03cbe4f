"""Citations: their quotes are verbatim, and there is one where the source speaks."""

from __future__ import annotations

from coursegen.ids import digest

TEXT = "Employees must not share a password with anyone."


def quoting(desk, quote, passage=None):
    block = {"id": "block-00001", "type": "text", "text": "You must not share a password."}
    citation = {"passage": passage or digest(TEXT, 12), "quote": quote}
    return desk().run(
        "quote-verbatim",
        {
            "id": "module-00001",
            "title": "T",
            "minutes": 1,
            "objectives": ["aim-00001"],
            "blocks": [{**block, "citations": [citation]}],
        },
    )


def test_a_verbatim_quote_passes_whole_or_in_part_whatever_the_white_space(desk):
    assert quoting(desk, TEXT) == []
    assert quoting(desk, "must not\n  share a password") == []


def test_a_changed_word_is_an_error_that_shows_the_passage(desk):
    found = quoting(desk, "Employees may share a password with anyone.")
    assert [each.severity for each in found] == ["error"]
    assert TEXT in found[0].hint


def test_a_changed_capital_is_told_apart(desk):
    assert "capitals" in quoting(desk, TEXT.lower())[0].message


def test_a_passage_that_is_gone_is_named(desk):
    found = quoting(desk, TEXT, passage="0123456789ab")
    assert "0123456789ab" in found[0].message


def test_the_quote_of_an_objective_is_checked_too(desk, a_module):
    citation = {"passage": digest(TEXT, 12), "quote": "nothing of the kind"}
    objective = {"id": "aim-00001", "text": "Keep", "bloom": "apply", "citations": [citation]}
    found = desk().run("quote-verbatim", a_module(), objectives=[objective])
    assert [each.unit for each in found] == ["aim-00001"]


def test_a_key_whose_item_cites_nothing_is_an_error_unless_the_key_itself_cites(
    desk, a_module, a_choice
):
    item = a_choice(1, "What?", "Refuse it", "Agree to it", citations=[])
    item["options"][1]["citations"] = ["share"]
    fields = {each.field for each in desk().run("citation-missing", a_module(item))}
    assert fields == {"options.option-000010.text", "options.option-000010.feedback"}
    item["options"][0]["citations"] = ["share"]
    assert desk().run("citation-missing", a_module(item)) == []


def test_a_consequence_and_a_debrief_need_a_citation_and_a_silent_choice_does_not(desk, a_module):
    scenario = {
        "id": "story-00001",
        "title": "S",
        "start": "scene-00001",
        "scenes": [
            {
                "id": "scene-00001",
                "text": "Now?",
                "choices": [
                    {"id": "choice-00001", "text": "a", "to": "end-00001"},
                    {"id": "choice-00002", "text": "b", "consequence": "Oh.", "to": "end-00001"},
                ],
            }
        ],
        "endings": [{"id": "end-00001", "grade": "best", "debrief": "Done."}],
    }
    found = desk().run("citation-missing", a_module(scenario=scenario))
    assert [each.field for each in found] == ["choices.choice-00002.consequence", "debrief"]
    scenario["scenes"][0]["choices"][1]["citations"] = ["share"]
    scenario["endings"][0]["citations"] = ["share"]
    assert desk().run("citation-missing", a_module(scenario=scenario)) == []


def test_stories_and_authors_need_no_citation(desk):
    for origin in ("template", "model", "author"):
        assert desk().text("citation-missing", "Sam calls.", origin=origin) == []


def test_a_passage_that_is_gone_has_advice_that_helps_a_unit_which_no_build_revises(desk, a_module):
    block = {
        "id": "block-00001",
        "type": "text",
        "text": "Wash your hands.",
        "pinned": True,
        "citations": [{"passage": "0" * 12, "quote": "Wash your hands."}],
    }
    (finding,) = desk().run("quote-verbatim", a_module(blocks=[block]))
    assert "pinned or that you keep, cite another passage" in finding.hint
