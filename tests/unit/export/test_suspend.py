"""The learner's saved state, as far as it is decided when a package is made."""

from __future__ import annotations

from typing import Any

import pytest
from tests.fixtures.courses import fixture_course

from coursegen.export.suspend import LIMIT, mark_of, tracked_units, worst_case_length
from coursegen.model.course import Assessment, Brief, Course, Module, Objective, Outline
from coursegen.model.items import Item, Numeric, SingleChoice, TrueFalse
from coursegen.model.package import PackageContext


def true_false(number: int, pool: str) -> Item:
    fields: dict[str, Any] = {
        "type": "true_false", "id": f"item-{number:05}", "origin": "author", "objective": "aim-00000",
        "bloom": "apply", "stem": "Is it so?", "answer": True, "feedback_right": "Yes.", "feedback_wrong": "No.",
        "pool": pool,
    }  # fmt: skip
    return TrueFalse(**fields)


def large_course(modules: int, items: int) -> Course:
    """A course of ``modules`` modules with ``items`` items each, a third of them in the bank."""
    made, number = [], 0
    for index in range(modules):
        own = []
        for place in range(items):
            own.append(true_false(number, "assessment" if place % 3 == 0 else "practice"))
            number += 1
        made.append(
            Module(
                id=f"module-{index:05}",
                title="M",
                minutes=5,
                objectives=("aim-00000",),
                items=tuple(own),
            )
        )
    outline = Outline(
        id="large-00000",
        title="Large",
        language="en",
        objectives=(Objective(id="aim-00000", text="Do it", bloom="apply"),),
        modules=tuple(
            Brief(id=m.id, topic="T", objectives=("aim-00000",), passages=("0" * 12,)) for m in made
        ),
        assessment=Assessment(id="test-00000", title="Test", draw=40),
    )
    return Course(outline=outline, modules=tuple(made))


def context_for(course: Course, first: int = 0) -> PackageContext:
    return PackageContext(slots={unit: n for n, unit in enumerate(tracked_units(course), first)})


def test_a_course_of_thirty_modules_with_twenty_items_each_fits_scorm_12() -> None:
    course = large_course(modules=30, items=20)
    assert len(tracked_units(course)) == 630
    assert worst_case_length(course, context_for(course)) <= LIMIT


def test_retired_slots_cost_one_character_each() -> None:
    course = large_course(modules=2, items=4)
    more = worst_case_length(course, context_for(course, first=100))
    assert 100 <= more - worst_case_length(course, context_for(course)) <= 110


def test_pages_declarations_scenarios_and_items_are_tracked_in_course_order() -> None:
    units = tracked_units(fixture_course("en"))
    assert units[:3] == ("lost-device-h2t9s", "the-taxi-e8w2n", "sunday-phone-p2j6y")
    assert "my-declaration-g1y8v" in units
    assert len(set(units)) == len(units)


def choice(**changes: object) -> SingleChoice:
    item = next(
        item
        for module in fixture_course("en").modules
        for item in module.items
        if item.id == "sunday-phone-p2j6y"
    )
    assert isinstance(item, SingleChoice)
    return item.model_copy(update=changes)


def test_another_key_or_another_number_voids_an_answer() -> None:
    item = choice()
    moved = tuple(o.model_copy(update={"correct": not o.correct}) for o in item.options[:2])
    assert mark_of(choice(options=(*moved, item.options[2]))) != mark_of(item)
    assert mark_of(choice(stem=item.stem.replace("15:00", "17:00"))) != mark_of(item)
    numeric = Numeric(
        type="numeric", id="n-00000", origin="author", objective="aim-00000", bloom="apply", stem="How many?",
        answer=24, feedback_right="Yes.", feedback_wrong="No.",
    )  # fmt: skip
    assert mark_of(numeric) != mark_of(numeric.model_copy(update={"answer": 48}))


@pytest.mark.parametrize("field", ["stem", "rationale"])
def test_another_wording_of_the_same_key_keeps_an_answer(field: str) -> None:
    item = choice()
    assert mark_of(choice(**{field: f"Well. {getattr(item, field)}"})) == mark_of(item)


def test_a_declaration_of_another_version_is_to_be_made_again() -> None:
    blocks = [b for m in fixture_course("en").modules for b in m.blocks if b.type == "attestation"]
    assert mark_of(blocks[0]) != mark_of(blocks[0].model_copy(update={"version": "2.2"}))


def test_both_languages_share_every_mark() -> None:
    english, dutch = (
        [mark_of(item) for module in fixture_course(language).modules for item in module.items]
        for language in ("en", "nl")
    )
    different = [
        n for n, (one, other) in enumerate(zip(english, dutch, strict=True)) if one != other
    ]
    assert len(different) <= 6  # a time is written 15:00 and 15.00; typed answers are other words
