"""The graph of a scenario."""

from __future__ import annotations

import pytest


def choice(number, to, **more):
    return {"id": f"choice-{number:05}", "text": f"Do {number}", "to": to, "citations": [], **more}


def scenario(*scenes, endings=(("best-00001", "best"), ("poor-00001", "poor"))):
    return {
        "id": "story-00001",
        "title": "S",
        "start": scenes[0]["id"],
        "scenes": list(scenes),
        "endings": [
            {"id": name, "grade": grade, "debrief": "So.", "citations": ["share"]}
            for name, grade in endings
        ],
    }


def scene(name, *choices):
    return {"id": name, "text": "Now?", "choices": list(choices)}


@pytest.fixture
def flaws(desk, a_module):
    def run(story):
        found = desk().run("scenario-graph", a_module(scenario=story))
        return [(each.unit, each.severity) for each in found]

    return run


def test_a_scenario_of_two_decisions_passes(flaws):
    story = scenario(
        scene("first-00001", choice(1, "second-0001"), choice(2, "poor-00001")),
        scene("second-0001", choice(3, "best-00001"), choice(4, "first-00001")),
    )
    assert flaws(story) == []


def test_a_scene_that_no_path_reaches_is_seen(flaws):
    story = scenario(
        scene("first-00001", choice(1, "best-00001"), choice(2, "poor-00001")),
        scene("second-0001", choice(3, "best-00001"), choice(4, "poor-00001")),
    )
    assert flaws(story) == [("second-0001", "error")]


def test_a_circle_without_a_way_out_is_seen(flaws):
    story = scenario(
        scene(
            "first-00001",
            choice(1, "best-00001"),
            choice(2, "second-0001"),
            choice(9, "poor-00001"),
        ),
        scene("second-0001", choice(3, "third-00001"), choice(4, "second-0001")),
        scene("third-00001", choice(5, "second-0001"), choice(6, "third-00001")),
    )
    assert flaws(story) == [("second-0001", "error"), ("third-00001", "error")]


def test_a_scene_whose_choices_all_come_to_the_same_is_seen(flaws):
    story = scenario(
        scene("first-00001", choice(1, "second-0001"), choice(2, "poor-00001")),
        scene("second-0001", choice(3, "best-00001"), choice(4, "best-00001")),
    )
    assert flaws(story) == [("second-0001", "error")]


def test_the_same_target_with_another_consequence_is_a_choice(flaws):
    told = choice(4, "best-00001", consequence="It takes longer.", citations=["share"])
    story = scenario(
        scene("first-00001", choice(1, "second-0001"), choice(2, "poor-00001")),
        scene("second-0001", choice(3, "best-00001"), told),
    )
    assert flaws(story) == []


def test_a_best_ending_exists_and_is_within_reach(flaws):
    first = scene("first-00001", choice(1, "poor-00001"), choice(2, "poor-00002"))
    poor = (("poor-00001", "poor"), ("poor-00002", "acceptable"))
    assert flaws(scenario(first, endings=poor)) == [("story-00001", "error")]
    found = flaws(scenario(first, endings=(*poor, ("best-00001", "best"))))
    assert found == [("story-00001", "error"), ("best-00001", "warning")]
