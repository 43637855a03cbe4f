"""The cmi5 course structure and tincan.xml, against the schema and the rules of their standards."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from tests.fixtures.courses import LANGUAGES, fixture_context, fixture_course

from coursegen.export.registry import exporter_for
from coursegen.model.course import Course

C5 = "{https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd}"
TC = "{http://projecttincan.com/tincan.xsd}"
IRI = re.compile(r"^[a-z][a-z0-9+.-]*:\S+$")


def schema_path() -> Path:
    wanted = Path("shared/xsd/cmi5/CourseStructure.xsd")
    for folder in Path(__file__).resolve().parents:
        for place in (folder / wanted, folder.parent / wanted):
            if place.is_file():
                return place
    pytest.skip(f"the standard's schema is not here: no {wanted} beside the repository")


def course_with(fixture: str = "en", **changes: object) -> Course:
    course = fixture_course(fixture)
    return course.model_copy(update={"outline": course.outline.model_copy(update=changes)})


def structure(course: Course, language: str = "en") -> etree._Element:
    made = exporter_for("cmi5")(course, fixture_context(language))
    return etree.fromstring(made.files["cmi5.xml"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("completion", ["viewed", "passed", "viewed_and_passed"])
def test_the_structure_is_valid_in_lxml_and_in_xmlschema(language: str, completion: str) -> None:
    import xmlschema

    schema = schema_path()
    root = structure(course_with(language, completion=completion), language)
    validator = etree.XMLSchema(etree.parse(schema))
    assert validator.validate(root), validator.error_log
    xmlschema.XMLSchema(str(schema)).validate(etree.tostring(root, encoding="unicode"))


def test_ids_are_absolute_iris_unique_over_course_and_units_and_kept() -> None:
    def ids(course: Course) -> list[str]:
        return [each.get("id") for each in structure(course).iter() if each.get("id")]

    first = ids(fixture_course("en"))
    assert all(IRI.match(each) for each in first)
    assert len(set(first)) == len(first) == 2
    assert ids(course_with(title="Another", version="3.0.0")) == first


@pytest.mark.parametrize(
    ("changes", "move_on", "mastery"),
    [
        ({"completion": "viewed"}, "Completed", None),
        ({"completion": "passed"}, "Passed", "0.8"),
        ({"completion": "viewed_and_passed"}, "CompletedAndPassed", "0.8"),
        ({"completion": "viewed_and_passed", "mastery_score": 2 / 3}, "CompletedAndPassed", "0.6667"),
        ({"completion": "passed", "assessment": None}, "Completed", None),
        ({"completion": "passed", "tracking": "none"}, "Passed", None),
    ],
)  # fmt: skip
def test_move_on_and_mastery_score_are_what_the_player_sends(
    changes: dict[str, object], move_on: str, mastery: str | None
) -> None:
    (unit,) = structure(course_with(**changes)).findall(f"{C5}au")
    assert unit.get("moveOn") == move_on
    assert unit.get("masteryScore") == mastery
    assert unit.findtext(f"{C5}url") == "index.html"


@pytest.mark.parametrize("target", ["cmi5", "xapi"])
@pytest.mark.parametrize("title", ["Q&A <for> \"all\" ]]> 'staff'", "Ünïcode ☂ 数据", "w " * 300])
def test_a_title_is_escaped_and_never_too_long(target: str, title: str) -> None:
    files = exporter_for(target)(course_with(title=title), fixture_context("en")).files
    root = etree.fromstring(files["cmi5.xml" if target == "cmi5" else "tincan.xml"])
    told = root.findtext(f".//{C5}langstring") or root.findtext(f".//{TC}name") or ""
    assert 0 < len(told) <= 200
    assert told == title or (title.startswith("w ") and told.endswith("…"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_tincan_names_one_course_activity_that_launches_a_file_of_the_package(
    language: str,
) -> None:
    course = fixture_course(language)
    files = exporter_for("xapi")(course, fixture_context(language)).files
    root = etree.fromstring(files["tincan.xml"])
    assert root.tag == f"{TC}tincan"
    (activity,) = root.findall(f"{TC}activities/{TC}activity")
    assert IRI.match(activity.get("id") or "")
    assert (activity.get("type") or "").endswith("/activities/course")
    assert activity.findtext(f"{TC}launch") in files
    assert [each.tag.removeprefix(TC) for each in activity] == ["name", "description", "launch"]
    assert activity.findtext(f"{TC}name") == course.outline.title


@pytest.mark.parametrize(("target", "name"), [("cmi5", "cmi5.xml"), ("xapi", "tincan.xml")])
def test_a_minor_version_leaves_the_manifest_byte_for_byte_the_same(target: str, name: str) -> None:
    export = exporter_for(target)
    first = export(fixture_course("en"), fixture_context("en")).files[name]
    assert export(course_with(version="1.1.0"), fixture_context("en")).files[name] == first


@pytest.mark.parametrize(
    ("completion", "module", "test"),
    [
        ("viewed", "Completed", "NotApplicable"),
        ("passed", "NotApplicable", "Passed"),
        ("viewed_and_passed", "Completed", "Passed"),
    ],
)
def test_one_au_a_module_and_the_test_stand_in_a_block(
    completion: str, module: str, test: str
) -> None:
    import xmlschema

    context = fixture_context("en").model_copy(update={"units": "module"})
    files = exporter_for("cmi5")(course_with(completion=completion), context).files
    root = etree.fromstring(files["cmi5.xml"])
    units = root.findall(f"{C5}block/{C5}au")
    assert [each.get("moveOn") for each in units] == [module] * 3 + [test]
    assert [each.findtext(f"{C5}url") in files for each in units] == [True] * 4
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(set(ids)) == len(ids) == 6
    scored = completion != "viewed"
    assert [each.get("masteryScore") for each in units] == [None] * 3 + (
        ["0.8"] if scored else [None]
    )
    xmlschema.XMLSchema(str(schema_path())).validate(files["cmi5.xml"].decode())
