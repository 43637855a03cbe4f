"""What people put into a course that packages must bear, in every target; and what stops an export."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.fixtures.courses import fixture_context, fixture_course
from tests.fixtures.projects import fixture_project

from coursegen import api
from coursegen.errors import ConfigError, ExportError
from coursegen.export.archive import zip_bytes
from coursegen.export.registry import exporter_for, exporter_names
from coursegen.model.course import Course, Module
from coursegen.model.package import Package, PackageContext

TARGETS = exporter_names()
MANIFESTS = ("imsmanifest.xml", "tincan.xml", "cmi5.xml")

each_target = pytest.mark.parametrize("target", TARGETS)


def outlined(**changes: Any) -> Course:
    course = fixture_course("en")
    return course.model_copy(update={"outline": course.outline.model_copy(update=changes)})


def manifests(package: Package) -> list[etree._Element]:
    return [etree.fromstring(package.files[name]) for name in MANIFESTS if name in package.files]


TITLES = {
    "500 characters": "A policy that goes on " * 22 + "and on for ever.",
    "500 characters without a blank": "x" * 500,
    "right to left": "أمن المعلومات للجميع",
    "emoji": "Stay safe 🔐👩‍💻 at work",
    "end of a CDATA section": "A ]]> B <![CDATA[ C",
    "quotes and ampersands": "\"R&D\" 'and' <all>",
}


@each_target
@pytest.mark.parametrize("name", TITLES)
def test_any_title_gives_a_package_with_well_formed_manifests(target: str, name: str) -> None:
    title = TITLES[name]
    package = exporter_for(target)(outlined(title=title), fixture_context("en"))
    for root in manifests(package):
        told = [text for text in root.itertext() if text.strip()]
        assert any(each == title or each.rstrip("…") in title for each in told)
        assert all(len(each) <= 200 for each in told)
    assert zip_bytes(package)


def without_test_items(course: Course) -> Course:
    def practice_only(module: Module) -> Module:
        items = tuple(each for each in module.items if each.pool == "practice")
        return module.model_copy(update={"items": items})

    return course.model_copy(update={"modules": tuple(map(practice_only, course.modules))})


@each_target
@pytest.mark.parametrize("units", ["course", "module"])
@pytest.mark.parametrize("kind", ["no assessment", "empty quiz", "no item at all"])
def test_a_course_without_questions_is_exported_as_one_to_be_viewed(
    target: str, units: str, kind: str
) -> None:
    course = fixture_course("en")
    if kind == "no assessment":
        course = outlined(assessment=None)
    elif kind == "empty quiz":
        course = without_test_items(course)
    else:
        bare = tuple(each.model_copy(update={"items": ()}) for each in course.modules)
        course = course.model_copy(update={"modules": bare})
    context = fixture_context("en").model_copy(update={"units": units})
    package = exporter_for(target)(course, context)
    text = " ".join(etree.tostring(each, encoding="unicode") for each in manifests(package))
    assert "masteryscore" not in text.lower()
    assert "minNormalizedMeasure" not in text
    if target == "cmi5":
        assert 'moveOn="Completed"' in text
        assert "Passed" not in text


@each_target
def test_media_that_are_missing_are_named(target: str) -> None:
    context = fixture_context("en").model_copy(update={"media": {}})
    with pytest.raises(ExportError, match=r"report-line\.png"):
        exporter_for(target)(fixture_course("en"), context)


def test_two_names_that_differ_by_capitals_are_refused() -> None:
    with pytest.raises(ExportError, match="cannot both be in a package"):
        zip_bytes(Package(files={"media/a.png": b"1", "media/A.png": b"2"}))


@pytest.mark.parametrize(
    ("given", "meant"), [("scorm2004", "scorm2004-"), ("cmi", "cmi5"), ("tincan-xapi", "xapi")]
)
def test_an_unknown_target_names_the_nearest(given: str, meant: str) -> None:
    with pytest.raises(ConfigError, match=f"Did you mean {meant}"):
        exporter_for(given)


@pytest.mark.parametrize("target", ["scorm12", "html", "markdown-single"])
def test_a_full_disk_leaves_no_half_written_package(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = api.open_project(fixture_project(tmp_path / "project"))
    before = (project.folder / "coursegen.lock").read_bytes()
    real = Path.open

    def full(path: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        if "dist" in path.parts and "w" in mode:
            with real(path, "wb") as file:
                file.write(b"PK")
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, mode, *more, **named)

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(ExportError, match="No space left") as caught:
        api.export(project, [target], project.folder / "dist", force=True)
    assert caught.value.exit_code == 5
    assert [each.name for each in (project.folder / "dist").rglob("*")] == []
    assert (project.folder / "coursegen.lock").read_bytes() == before


def test_the_command_line_says_what_is_wrong_and_ends_with_five(tmp_path: Path) -> None:
    folder = fixture_project(tmp_path / "project")
    (folder / "sources" / "media" / "report-line.png").unlink()
    command = [sys.executable, "-m", "coursegen", "export", "scorm12", "--force"]
    done = subprocess.run(
        [*command, "--project", str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 5
    assert "report-line.png" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "dist").exists()


def larger(course: Course, context: PackageContext, count: int) -> tuple[Course, PackageContext]:
    """The fixture course with ``count`` modules: its own again and again, with ids of their own."""
    modules, slots = [], {}
    for number in range(count):
        data = course.modules[number % 3].model_dump_json()
        for kept in [course.modules[number % 3].id, *(context.slots)]:
            data = data.replace(f'"{kept}"', f'"{kept}-{number}"')
        module = Module.model_validate_json(data)
        module = module.model_copy(update={"title": f"{module.title} {number}"})
        modules.append(module)
        for unit in context.slots:
            slots.setdefault(f"{unit}-{number}", len(slots))
    return (
        course.model_copy(update={"modules": tuple(modules)}),
        context.model_copy(update={"slots": slots}),
    )


@each_target
def test_thirty_modules_without_media_stay_under_300_kilobytes(target: str) -> None:
    course, context = larger(fixture_course("en"), fixture_context("en"), 30)
    assert len({each.id for each in course.modules}) == 30
    made = exporter_for(target)(course, context)
    if made.single:
        pytest.skip("one file holds its media")
    lean = {name: data for name, data in made.files.items() if not name.startswith("media/")}
    assert len(zip_bytes(Package(files=lean))) < 300_000
