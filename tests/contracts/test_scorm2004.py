"""Both SCORM 2004 packages against the standard's own schemas, and what the editions differ in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from tests.fixtures.courses import LANGUAGES, fixture_context, fixture_course

from coursegen.errors import ExportError
from coursegen.export.registry import exporter_for
from coursegen.model.course import Course
from coursegen.model.package import Package

CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
ADL = "{http://www.adlnet.org/xsd/adlcp_v1p3}"
SS = "{http://www.imsglobal.org/xsd/imsss}"
EDITIONS = ("3rd", "4th")
NCNAME = re.compile(r"^[A-Za-z_][A-Za-z0-9._-]*$")

each_edition = pytest.mark.parametrize("edition", EDITIONS)


def schema_path(edition: str) -> Path:
    wanted = Path(f"shared/xsd/scorm2004_{edition}/_all.xsd")
    for folder in Path(__file__).resolve().parents:
        for place in (folder / wanted, folder.parent / wanted):
            if place.is_file():
                return place
    pytest.skip(f"the standard's schemas are not here: no {wanted} beside the repository")


def course_with(fixture: str = "en", **changes: object) -> Course:
    course = fixture_course(fixture)
    return course.model_copy(update={"outline": course.outline.model_copy(update=changes)})


def packed(edition: str, course: Course, language: str = "en") -> Package:
    return exporter_for(f"scorm2004-{edition}")(course, fixture_context(language))


def manifest_of(package: Package) -> etree._Element:
    return etree.fromstring(package.files["imsmanifest.xml"])


@each_edition
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("completion", ["viewed", "passed", "viewed_and_passed"])
def test_the_manifest_is_valid_in_lxml_and_in_xmlschema(
    edition: str, language: str, completion: str
) -> None:
    import xmlschema

    schema = schema_path(edition)
    package = packed(edition, course_with(language, completion=completion), language)
    data = package.files["imsmanifest.xml"]
    validator = etree.XMLSchema(etree.parse(schema))
    assert validator.validate(etree.fromstring(data)), validator.error_log
    xmlschema.XMLSchema(str(schema)).validate(data.decode())


@each_edition
def test_the_manifest_names_its_edition_and_one_sco_with_every_file(edition: str) -> None:
    package = packed(edition, fixture_course("en"))
    root = manifest_of(package)
    assert root.findtext(f"{CP}metadata/{CP}schemaversion") == f"2004 {edition} Edition"
    (resource,) = root.findall(f"{CP}resources/{CP}resource")
    assert resource.get(f"{ADL}scormType") == "sco"
    assert resource.get("href") in package.files
    (item,) = root.findall(f".//{CP}item")
    assert item.get("identifierref") == resource.get("identifier")
    declared = [each.get("href") for each in root.iter(f"{CP}file")]
    assert sorted(declared) == sorted(set(package.files) - {"imsmanifest.xml"})
    organizations = root.find(f"{CP}organizations")
    assert organizations is not None
    named = [each.get("identifier") for each in organizations.findall(f"{CP}organization")]
    assert [organizations.get("default")] == named
    identifiers = [each.get("identifier") for each in root.iter() if each.get("identifier")]
    assert all(NCNAME.match(each) for each in identifiers)
    assert len(set(identifiers)) == len(identifiers)


@each_edition
@pytest.mark.parametrize(("mastery", "told"), [(0.8, "0.8"), (1, "1"), (2 / 3, "0.6667")])
def test_the_measure_of_the_manifest_is_the_players_pass_mark(
    edition: str, mastery: float, told: str
) -> None:
    package = packed(edition, course_with(mastery_score=mastery))
    assert manifest_of(package).findtext(f".//{SS}minNormalizedMeasure") == told
    points = float(format(mastery * 100, ".2f"))
    assert f'"mastery":{points},' in package.files["course.js"].decode()


@each_edition
@pytest.mark.parametrize(
    "change", [{"completion": "viewed"}, {"tracking": "none"}, {"assessment": None}]
)
def test_no_measure_where_no_score_decides_or_none_is_reported(
    edition: str, change: dict[str, object]
) -> None:
    root = manifest_of(packed(edition, course_with(**change)))
    assert root.find(f".//{SS}minNormalizedMeasure") is None


@each_edition
def test_a_minor_version_leaves_the_manifest_byte_for_byte_the_same(edition: str) -> None:
    first = packed(edition, fixture_course("en")).files["imsmanifest.xml"]
    assert packed(edition, course_with(version="1.1.0")).files["imsmanifest.xml"] == first


def test_the_fourth_edition_keeps_what_the_third_has_no_room_for() -> None:
    course, context = fixture_course("en"), fixture_context("en")
    slots = {unit: slot + 3600 for unit, slot in context.slots.items()}
    large = context.model_copy(update={"slots": slots})
    assert exporter_for("scorm2004-4th")(course, large).files
    with pytest.raises(ExportError, match="scorm2004-3rd"):
        exporter_for("scorm2004-3rd")(course, large)


@each_edition
def test_of_several_scos_only_the_test_counts_for_success_and_the_manifest_is_valid(
    edition: str,
) -> None:
    import xmlschema

    context = fixture_context("en").model_copy(update={"units": "module"})
    package = exporter_for(f"scorm2004-{edition}")(fixture_course("en"), context)
    root = manifest_of(package)
    items = root.findall(f".//{CP}item")
    measures = [each.findtext(f".//{SS}minNormalizedMeasure") for each in items]
    assert measures == [None] * (len(items) - 1) + ["0.8"]
    rollups = [each.find(f".//{SS}rollupRules") is not None for each in items]
    assert rollups == [True] * (len(items) - 1) + [False]
    schema = schema_path(edition)
    validator = etree.XMLSchema(etree.parse(schema))
    assert validator.validate(root), validator.error_log
    xmlschema.XMLSchema(str(schema)).validate(package.files["imsmanifest.xml"].decode())
