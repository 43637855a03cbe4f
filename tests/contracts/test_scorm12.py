"""The SCORM 1.2 package against the standard's own schemas, and against what LMSs are known to refuse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from tests.fixtures.courses import LANGUAGES, fixture_context, fixture_course

from coursegen.errors import ExportError
from coursegen.export.scorm12 import export
from coursegen.model.course import Course
from coursegen.model.package import Package

CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
SCHEMA = Path("shared/xsd/scorm12/_all.xsd")
NCNAME = re.compile(r"^[A-Za-z_][A-Za-z0-9._-]*$")

both = pytest.mark.parametrize("language", LANGUAGES)


def schema_path() -> Path:
    for folder in Path(__file__).resolve().parents:
        for place in (folder / SCHEMA, folder.parent / SCHEMA):
            if place.is_file():
                return place
    pytest.skip(f"the standard's schemas are not here: no {SCHEMA} beside the repository")


def course_with(fixture: str = "en", **changes: object) -> Course:
    course = fixture_course(fixture)
    return course.model_copy(update={"outline": course.outline.model_copy(update=changes)})


def packed(course: Course, language: str = "en") -> Package:
    return export(course, fixture_context(language))


def manifest_of(package: Package) -> etree._Element:
    return etree.fromstring(package.files["imsmanifest.xml"])


@both
@pytest.mark.parametrize("completion", ["viewed", "passed", "viewed_and_passed"])
def test_the_manifest_is_valid_in_lxml_and_in_xmlschema(language: str, completion: str) -> None:
    import xmlschema

    schema = schema_path()
    data = packed(course_with(language, completion=completion), language).files["imsmanifest.xml"]
    validator = etree.XMLSchema(etree.parse(schema))
    assert validator.validate(etree.fromstring(data)), validator.error_log
    xmlschema.XMLSchema(str(schema)).validate(data.decode())


@both
def test_the_manifest_stands_at_the_root_and_names_one_sco(language: str) -> None:
    package = packed(fixture_course(language), language)
    root = manifest_of(package)
    assert root.findtext(f"{CP}metadata/{CP}schema") == "ADL SCORM"
    assert root.findtext(f"{CP}metadata/{CP}schemaversion") == "1.2"
    resources = root.findall(f"{CP}resources/{CP}resource")
    assert [each.get(f"{ADL}scormtype") for each in resources] == ["sco"]
    assert resources[0].get("href") in package.files
    items = root.findall(f".//{CP}item")
    assert [each.get("identifierref") for each in items] == [resources[0].get("identifier")]


@both
def test_every_file_is_declared_once_and_every_declared_file_is_there(language: str) -> None:
    package = packed(fixture_course(language), language)
    declared = [each.get("href") for each in manifest_of(package).iter(f"{CP}file")]
    assert sorted(declared) == sorted(set(package.files) - {"imsmanifest.xml"})


def test_identifiers_are_ncnames_and_the_same_in_every_export_of_the_course() -> None:
    def identifiers(course: Course) -> list[str]:
        root = manifest_of(packed(course))
        return [each.get("identifier") for each in root.iter() if each.get("identifier")]

    first = identifiers(fixture_course("en"))
    assert all(NCNAME.match(each) for each in first)
    assert len(set(first)) == len(first) == 4
    assert identifiers(course_with(title="Another title", version="2.3.4")) == first


def test_a_minor_version_leaves_the_manifest_byte_for_byte_the_same() -> None:
    first = packed(fixture_course("en")).files["imsmanifest.xml"]
    assert packed(course_with(version="1.1.0")).files["imsmanifest.xml"] == first


@pytest.mark.parametrize(
    ("mastery", "told"), [(0.8, "80"), (1, "100"), (0.755, "75.5"), (2 / 3, "66.67"), (0.07, "7")]
)
def test_the_mastery_score_of_the_manifest_is_the_players_own(mastery: float, told: str) -> None:
    package = packed(course_with(mastery_score=mastery))
    assert manifest_of(package).findtext(f".//{ADL}masteryscore") == told
    assert f'"mastery":{float(told)},' in package.files["course.js"].decode()


@pytest.mark.parametrize(
    "change", [{"completion": "viewed"}, {"tracking": "none"}, {"assessment": None}]
)
def test_no_mastery_score_where_no_score_decides_or_none_is_reported(
    change: dict[str, object],
) -> None:
    assert manifest_of(packed(course_with(**change))).find(f".//{ADL}masteryscore") is None


@pytest.mark.parametrize(
    "title", ["Q&A <for> \"all\" 'staff' {{mastery}}", "Ünïcode ☂ 数据", "w " * 300]
)
def test_a_title_is_escaped_filled_in_once_and_never_longer_than_the_standard_allows(
    title: str,
) -> None:
    package = packed(course_with(title=title))
    told = manifest_of(package).findtext(f".//{CP}item/{CP}title") or ""
    assert 0 < len(told) <= 200
    assert told == title or (title.startswith("w ") and told.endswith("…"))


def test_a_course_that_scorm_12_cannot_keep_is_refused_with_what_to_do() -> None:
    course, context = fixture_course("en"), fixture_context("en")
    slots = {unit: slot + 3600 for unit, slot in context.slots.items()}
    with pytest.raises(ExportError, match=r"3500.*\n.*Divide"):
        export(course, context.model_copy(update={"slots": slots}))


def test_a_unit_without_a_slot_and_a_medium_that_is_missing_are_named() -> None:
    course, context = fixture_course("en"), fixture_context("en")
    slots = {key: slot for key, slot in context.slots.items() if key != "sunday-phone-p2j6y"}
    with pytest.raises(ExportError, match="sunday-phone-p2j6y"):
        export(course, context.model_copy(update={"slots": slots}))
    with pytest.raises(ExportError, match=r"report-line\.png"):
        export(course, context.model_copy(update={"media": {}}))


def test_a_course_without_modules_is_refused() -> None:
    course = fixture_course("en").model_copy(update={"modules": ()})
    with pytest.raises(ExportError, match="no module"):
        export(course, fixture_context("en"))


def test_a_language_without_interface_strings_is_refused_with_what_to_do() -> None:
    with pytest.raises(ExportError, match=r"strings/fy\.json"):
        packed(course_with(language="fy"))


def by_module(**changes: object) -> Package:
    context = fixture_context("en").model_copy(update={"units": "module"})
    return export(course_with(**changes), context)


def test_one_sco_a_module_and_the_test_each_with_its_page_and_what_they_share() -> None:
    package = by_module()
    root = manifest_of(package)
    course = fixture_course("en")
    assert course.outline.assessment is not None
    parts = [each.id for each in course.modules] + [course.outline.assessment.id]
    items = root.findall(f".//{CP}item")
    assert [each.get("identifier") for each in items] == [
        f"course-{course.outline.id}-{part}" for part in parts
    ]
    mastery = [each.findtext(f"{ADL}masteryscore") for each in items]
    assert mastery == [None] * len(course.modules) + ["80"]
    resources = {each.get("identifier"): each for each in root.iter(f"{CP}resource")}
    scos = [resources[each.get("identifierref")] for each in items]
    assert [each.get("href") for each in scos] == [f"{part}.html" for part in parts]
    for sco, part in zip(scos, parts, strict=True):
        assert f'data-part="{part}"' in package.files[f"{part}.html"].decode()
        (dependency,) = sco.findall(f"{CP}dependency")
        assert resources[dependency.get("identifierref")].get(f"{ADL}scormtype") == "asset"
    declared = [each.get("href") for each in root.iter(f"{CP}file")]
    assert sorted(declared) == sorted(set(package.files) - {"imsmanifest.xml"})
    assert "index.html" not in package.files


def test_the_manifest_of_several_scos_is_valid_in_two_validators() -> None:
    import xmlschema

    schema = schema_path()
    data = by_module().files["imsmanifest.xml"]
    validator = etree.XMLSchema(etree.parse(schema))
    assert validator.validate(etree.fromstring(data)), validator.error_log
    xmlschema.XMLSchema(str(schema)).validate(data.decode())
