"""An old learner and a new package: what kept its meaning is done, what changed is shown again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.browser.programs import run
from tests.fixtures.courses import fixture_context, fixture_course

from coursegen.export.republish import Republication, republication
from coursegen.export.scorm12 import export
from coursegen.model.course import Course
from coursegen.model.package import Package

pytestmark = pytest.mark.browser

REWORDED, REKEYED, REMOVED, ADDED = (
    "sunday-phone-p2j6y",
    "ways-to-report-s7b9d",
    "order-of-report-g4c7v",
    "a-new-question-z9z9z",
)


def second_version() -> Course:
    """In the first module an item reworded, one with another key, one gone and one new; modules turned."""
    course = fixture_course("en")
    first, second, third = course.modules
    items = []
    for item in first.items:
        if item.id == REWORDED:
            items.append(item.model_copy(update={"stem": f"Imagine this. {item.stem}"}))
        elif item.id == REKEYED:
            options = tuple(
                each.model_copy(update={"correct": number != 2})
                for number, each in enumerate(item.options)
            )
            items.append(item.model_copy(update={"options": options}))
        elif item.id != REMOVED:
            items.append(item)
    new = next(each for each in first.items if each.id == REWORDED)
    options = tuple(
        each.model_copy(update={"id": f"new-{number}"}) for number, each in enumerate(new.options)
    )
    items.append(new.model_copy(update={"id": ADDED, "options": options}))
    modules = (first.model_copy(update={"items": tuple(items)}), third, second)
    return course.model_copy(update={"modules": modules})


@pytest.fixture(scope="session")
def versions() -> tuple[Package, Package, Republication]:
    course, context = fixture_course("en"), fixture_context("en")
    before = republication(course, None, {}, context.stamp)
    new = second_version()
    found = republication(new, before.record, before.units, context.stamp)
    outline = new.outline.model_copy(update={"version": found.version})
    slots = context.slots | {ADDED: max(context.slots.values()) + 1}
    later = context.model_copy(update={"slots": slots, "revisions": found.revisions()})
    told = new.model_copy(update={"outline": outline})
    return export(course, context), export(told, later), found


@pytest.fixture(scope="session")
def report(
    versions: tuple[Package, Package, Republication], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    folders: list[Path] = []
    for package in versions[:2]:
        folder = tmp_path_factory.mktemp("version")
        for name, data in package.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        folders.append(folder)
    found: dict[str, Any] = run("republish.mjs", *map(str, folders))
    return found


def test_the_export_foresees_what_the_learner_will_see(
    versions: tuple[Package, Package, Republication], report: dict[str, Any]
) -> None:
    found = versions[2]
    assert (found.version, found.release) == ("2.0.0", "major")
    assert found.again == (REKEYED,)
    assert (found.new, found.gone) == ((ADDED,), (REMOVED,))
    changed = [unit for unit, note in report["notes"] if note.startswith("Changed")]
    assert changed == list(found.again)


def test_what_kept_its_meaning_is_done_and_what_changed_is_shown_again(
    report: dict[str, Any],
) -> None:
    first, third, second = report["modules"]
    assert first == ["lost-device-h2t9s", False]
    assert third == ["where-data-may-go-c1x6e", False]
    assert second == ["safe-sign-in-m4r7k", True]
    notes = dict(report["notes"])
    assert REMOVED not in notes
    assert notes.get(ADDED, "") == ""
    assert notes[REWORDED]
    assert not notes[REWORDED].startswith("Changed")
    state = report["middle"]["cmi"]["suspend_data"]
    assert state.startswith("1;1.0.0>2.0.0;")


def test_both_versions_are_on_record_and_passing_counts_in_the_new_one(
    report: dict[str, Any],
) -> None:
    cmi = report["finished"]["cmi"]
    assert cmi["core"]["lesson_status"] == "passed"
    assert re.match(r"1;1\.0\.0>2\.0\.0;2\.0\.0@\d{8};", cmi["suspend_data"])
    answers = {
        each["id"]: each["student_response"]
        for state in ("left", "middle")
        for each in report[state]["cmi"]["interactions"].values()
        if each["id"] == "course-version"
    }
    assert answers["course-version"].startswith("2.0.0")


def test_who_had_passed_keeps_status_score_version_and_date(report: dict[str, Any]) -> None:
    before, after = report["passed"]["cmi"], report["after"]["cmi"]
    assert before["core"]["lesson_status"] == after["core"]["lesson_status"] == "passed"
    assert before["core"]["score"]["raw"] == after["core"]["score"]["raw"] == "100"
    day = before["suspend_data"].split(";")[2]
    assert re.fullmatch(r"1\.0\.0@\d{8}", day)
    assert after["suspend_data"].split(";")[1:3] == ["1.0.0>2.0.0", day]
    assert "1.0.0" in report["certificate"]
    assert "2.0.0" not in report["certificate"]
    assert str(int(day[-2:])) in report["certificate"]
    assert dict(report["lookModules"])["lost-device-h2t9s"] is False


def test_no_api_error_and_nothing_missing(report: dict[str, Any]) -> None:
    for state in ("left", "middle", "finished", "passed", "after"):
        assert report[state]["errors"] == report[state]["breaches"] == []
    assert report["seen"] == [{"outside": [], "console": [], "missing": []}] * 2
