"""The version by rule: patch, minor, major, from the record of the export before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.fixtures.courses import fixture_context, fixture_course

from coursegen.export.registry import exporter_for
from coursegen.export.republish import Republication, republication
from coursegen.model.course import Course, Module

ITEM = "sunday-phone-p2j6y"


def republished(course: Course, *, stamp: str = "a", before: Course | None = None) -> Republication:
    """``course`` as exported after the fixture course, or after ``before``."""
    first = republication(before or fixture_course("en"), None, {}, "a")
    return republication(course, first.record, first.units, stamp)


def with_module(number: int, change: Callable[[Module], Module]) -> Course:
    course = fixture_course("en")
    modules = list(course.modules)
    modules[number] = change(modules[number])
    return course.model_copy(update={"modules": tuple(modules)})


def outline(**changes: Any) -> Course:
    course = fixture_course("en")
    return course.model_copy(update={"outline": course.outline.model_copy(update=changes)})


def item_changed(**changes: Any) -> Course:
    def change(module: Module) -> Module:
        items = tuple(
            each.model_copy(update=changes) if each.id == ITEM else each for each in module.items
        )
        return module.model_copy(update={"items": items})

    return with_module(0, change)


def test_the_first_export_has_the_version_of_the_course_and_no_release() -> None:
    first = republication(fixture_course("en"), None, {}, "a")
    assert (first.version, first.before, first.release) == ("1.0.0", "", None)


def test_a_course_that_did_not_change_keeps_its_version() -> None:
    same = republished(fixture_course("en"))
    assert (same.version, same.release, same.again) == ("1.0.0", None, ())
    assert same.kept > 10


def test_other_words_are_a_patch_and_every_answer_stands() -> None:
    item = next(each for each in fixture_course("en").modules[0].items if each.id == ITEM)
    found = republished(item_changed(stem="Please read this with care. " + item.stem))
    assert (found.version, found.release) == ("1.0.1", "patch")
    assert found.again == ()
    assert found.reasons == (("patch", f"item {ITEM} is worded otherwise"),)


def test_sources_with_other_words_are_a_patch() -> None:
    assert republished(fixture_course("en"), stamp="b").version == "1.0.1"


def test_another_key_is_major_and_the_answer_counts_anew() -> None:
    item = next(each for each in fixture_course("en").modules[0].items if each.id == ITEM)
    options = tuple(
        each.model_copy(update={"correct": number == 0}) for number, each in enumerate(item.options)
    )
    assert options != item.options
    found = republished(item_changed(options=options))
    assert (found.version, found.release) == ("2.0.0", "major")
    assert found.again == (ITEM,)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"mastery_score": 0.9}, "mastery score was 0.8, is 0.9"),
        ({"completion": "viewed"}, "completion"),
        ({"title": "Another title"}, "title"),
    ],
)
def test_another_score_rule_or_title_is_major(changes: dict[str, Any], word: str) -> None:
    found = republished(outline(**changes))
    assert found.version == "2.0.0"
    assert word in found.reasons[0][1]


def test_another_objective_or_order_of_modules_is_major() -> None:
    course = fixture_course("en")
    objectives = course.outline.objectives[1:]
    fewer = course.model_copy(
        update={
            "outline": course.outline.model_copy(update={"objectives": objectives, "modules": ()})
        }
    )
    assert ("major", f"objective {course.outline.objectives[0].id} is gone") in republished(
        fewer
    ).reasons
    turned = course.model_copy(update={"modules": course.modules[::-1]})
    assert republished(turned).reasons == (("major", "the modules are in another order"),)
    assert republished(turned).again == ()


def test_a_rule_that_says_another_thing_is_minor_and_its_page_is_read_again() -> None:
    def change(module: Module) -> Module:
        blocks = list(module.blocks)
        number = next(n for n, b in enumerate(blocks) if "2 hours" in str(b) or "hour" in str(b))
        data = blocks[number].model_dump_json().replace("hour", "day")
        blocks[number] = type(blocks[number]).model_validate_json(data)
        return module.model_copy(update={"blocks": tuple(blocks)})

    found = republished(with_module(0, change))
    assert (found.version, found.release) == ("1.1.0", "minor")
    assert found.again == (fixture_course("en").modules[0].id,)
    assert found.revisions()[found.again[0]] == 1


def test_an_item_that_comes_or_goes_is_minor() -> None:
    def without(module: Module) -> Module:
        return module.model_copy(update={"items": module.items[1:]})

    course = with_module(0, without)
    gone = fixture_course("en").modules[0].items[0].id
    found = republished(course)
    assert (found.version, found.gone) == ("1.1.0", (gone,))
    back = republished(fixture_course("en"), before=course)
    assert (back.version, back.new) == ("1.1.0", (gone,))


def test_a_version_that_a_person_set_higher_stands_and_a_lower_one_does_not() -> None:
    assert republished(outline(version="3.1.0")).version == "3.1.0"
    first = republished(outline(mastery_score=0.9))
    second = republication(fixture_course("en"), first.record, first.units, "a")
    assert second.version == "3.0.0"


def test_revisions_only_rise_and_change_the_mark_in_the_package() -> None:
    context = fixture_context("en")
    first = exporter_for("scorm12")(fixture_course("en"), context)
    revised = context.model_copy(update={"revisions": {ITEM: 1}})
    second = exporter_for("scorm12")(fixture_course("en"), revised)
    assert first.files["course.js"] != second.files["course.js"]
    assert first.files["imsmanifest.xml"] == second.files["imsmanifest.xml"]
