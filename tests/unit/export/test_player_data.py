"""What the player is told."""

from __future__ import annotations

import json

import pytest
from tests.fixtures.courses import LANGUAGES, fixture_context, fixture_course

from coursegen.export.player_data import course_script, player_data
from coursegen.model.package import PackageContext, Place
from coursegen.model.source import Locator


def test_a_citation_is_told_with_document_edition_heading_and_place() -> None:
    data = player_data(fixture_course("en"), fixture_context("en"))
    by_quote = {cite["quote"]: cite for cite in data["citations"]}
    cite = by_quote[
        "Passwords must be kept in the password manager that the service desk provides."
    ]
    assert cite["document"] == "Device and data policy"
    assert cite["edition"].endswith("version 2.1, in force from 1 March 2026")
    assert cite["heading"] == "Signing in › Passwords"
    cue = by_quote["Call the service desk as soon as you miss your laptop."]
    assert cue["place"] == "0:00-0:01"
    row = by_quote["Leaflets, vacancies and texts on the website"]
    assert row["place"] == "row 1"


def test_a_quote_used_often_is_told_once() -> None:
    data = player_data(fixture_course("en"), fixture_context("en"))
    told = [(cite["quote"], cite.get("place", "")) for cite in data["citations"]]
    assert len(set(told)) == len(told) < 40


def test_a_passage_whose_place_is_unknown_is_quoted_all_the_same() -> None:
    context = fixture_context("en").model_copy(update={"places": {}})
    data = player_data(fixture_course("en"), context)
    assert all(set(cite) == {"quote"} for cite in data["citations"])
    assert data["sources"] == []


def test_a_page_number_is_told_in_the_language_of_the_course() -> None:
    course, context = fixture_course("nl"), fixture_context("nl")
    places = {
        passage: Place(document=place.document, locator=Locator(page=7))
        for passage, place in context.places.items()
    }
    data = player_data(course, context.model_copy(update={"places": places}))
    assert {cite["place"] for cite in data["citations"]} == {"pagina 7"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_field_for_authors_reaches_the_learner(language: str) -> None:
    text = json.dumps(player_data(fixture_course(language), fixture_context(language)))
    for name in ('"meta"', '"pinned"', '"origin"', '"bloom"', '"citations": [{"passage'):
        assert name not in text


def test_the_script_can_stand_in_a_page_and_reads_back_as_the_same_data() -> None:
    hostile = {"text": "</script><!-- \u2028 \u2029 & \" ' \\ é"}
    script = course_script(hostile)
    assert "<" not in script
    assert "\u2028" not in script
    assert (
        json.loads(script.removeprefix("window.coursegenCourse = ").removesuffix(";\n")) == hostile
    )


def test_a_course_without_a_bank_has_no_test() -> None:
    course = fixture_course("en")
    modules = tuple(
        each.model_copy(update={"items": tuple(i for i in each.items if i.pool == "practice")})
        for each in course.modules
    )
    data = player_data(course.model_copy(update={"modules": modules}), fixture_context("en"))
    assert data["assessment"] is None


def test_the_draw_is_never_larger_than_the_bank() -> None:
    course = fixture_course("en")
    assessment = course.outline.assessment
    assert assessment is not None
    outline = course.outline.model_copy(
        update={"assessment": assessment.model_copy(update={"draw": 99})}
    )
    data = player_data(course.model_copy(update={"outline": outline}), fixture_context("en"))
    assert data["assessment"]["draw"] == len(data["assessment"]["bank"]) == 7


def test_the_context_alone_gives_slots() -> None:
    slots = {unit: slot + 50 for unit, slot in fixture_context("en").slots.items()}
    context: PackageContext = fixture_context("en").model_copy(update={"slots": slots})
    data = player_data(fixture_course("en"), context)
    assert data["modules"][0]["slot"] == 50
    assert data["slots"] == max(slots.values()) + 1
