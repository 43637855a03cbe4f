"""What a course is made of: modules, unique ids, objectives that exist and are asked."""

from __future__ import annotations


def test_an_empty_course_says_what_to_do(desk):
    found = desk().run("course-empty")
    assert [each.severity for each in found] == ["error"]
    assert "coursegen plan" in found[0].hint or "source" in found[0].hint


def test_an_empty_course_over_statements_points_at_the_audience(desk):
    place = desk({"x": {"text": "Managers must sign.", "actor": "managers"}})
    assert "[audience]" in place.run("course-empty")[0].hint


def test_a_course_with_a_module_is_not_empty(desk, a_module):
    assert desk().run("course-empty", a_module()) == []


def test_a_module_without_blocks_or_without_anything_to_answer_is_seen(desk, a_module, a_choice):
    item = a_choice(1, "What now?", "Refuse", "Agree")
    messages = [each.message for each in desk().run("module-empty", a_module(item, blocks=[]))]
    assert messages == ["The module has no blocks."]
    assert "nothing to answer" in desk().run("module-empty", a_module())[0].message
    assert desk().run("module-empty", a_module(item)) == []


def test_an_id_that_stands_twice_is_seen_wherever_it_stands(desk, a_module, a_choice, an_option):
    twice = [
        {"id": "block-00001", "type": "text", "text": "A.", "origin": "author"},
        {"id": "block-00001", "type": "text", "text": "B.", "origin": "author"},
    ]
    assert len(desk().run("unique-ids", a_module(blocks=twice))) == 1
    one, two = a_choice(1, "What?", "Yes", "No"), a_choice(2, "Who?", "You", "I")
    assert desk().run("unique-ids", a_module(one, two)) == []
    two["options"][1]["id"] = one["options"][0]["id"]
    found = desk().run("unique-ids", a_module(one, two))
    assert [(each.severity, each.unit) for each in found] == [("error", two["id"])]


def test_an_objective_that_the_outline_lacks_is_seen_in_module_item_and_scenario(
    desk, a_module, a_choice
):
    objectives = [{"id": "aim-00001", "text": "Keep it", "bloom": "apply"}]
    item = a_choice(1, "What?", "Yes", "No", objective="aim-00002")
    scenario = {
        "id": "story-00001",
        "title": "S",
        "start": "scene-00001",
        "objective": "aim-00003",
        "scenes": [
            {
                "id": "scene-00001",
                "text": "Now?",
                "choices": [
                    {"id": "choice-00001", "text": "a", "to": "end-00001"},
                    {"id": "choice-00002", "text": "b", "to": "end-00001"},
                ],
            }
        ],
        "endings": [{"id": "end-00001", "grade": "best", "debrief": "Done."}],
    }
    module = a_module(item, scenario=scenario, objectives=["aim-00001", "aim-00004"])
    found = desk().run("objective-known", module, objectives=objectives)
    assert sorted(each.message.split()[2] for each in found) == [
        "aim-00002",
        "aim-00003",
        "aim-00004",
    ]


def test_an_objective_without_an_item_is_seen(desk, a_module, a_choice):
    item = a_choice(1, "What?", "Yes", "No")
    assert desk().run("objective-assessed", a_module(item)) == []
    assert len(desk().run("objective-assessed", a_module())) == 1


def test_the_final_assessment_covers_every_objective(desk, a_module, a_choice):
    final = {"id": "final-00001", "title": "The end"}
    practice = a_choice(1, "What?", "Yes", "No")
    asked = a_choice(2, "Who?", "You", "I", pool="assessment")
    found = desk().run("objective-assessed", a_module(practice), assessment=final)
    assert "final assessment" in found[0].message
    assert desk().run("objective-assessed", a_module(practice, asked), assessment=final) == []


def test_a_language_without_word_lists_is_named(desk, a_module):
    assert desk(language="fi").run("language-known", a_module())[0].severity == "note"
    assert desk(language="nl").run("language-known", a_module()) == []
