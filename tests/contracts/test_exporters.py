"""What every exporter keeps to, built in or a third party's: the same suite for each target there is."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.fixtures.courses import LANGUAGES, fixture_context, fixture_course

from coursegen.export.archive import check_names, content_digest, zip_bytes
from coursegen.export.registry import exporter_for, exporter_names
from coursegen.model.package import Package

ROOT = Path(__file__).parents[2]
TARGETS = exporter_names()
MEDIA = (".png", ".mp4", ".vtt")

both = pytest.mark.parametrize("language", LANGUAGES)
each_target = pytest.mark.parametrize("target", TARGETS)


def package(target: str, language: str) -> Package:
    return exporter_for(target)(fixture_course(language), fixture_context(language))


def words(made: Package) -> str:
    """All text of a package, with the escapes of JSON and HTML undone."""
    texts = [data.decode() for name, data in made.files.items() if not name.endswith(MEDIA)]
    text = "\n".join(texts).replace("\\u003c", "<").replace('\\"', '"').replace("\\n", "\n")
    return text.replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&")


@both
@each_target
def test_two_exports_are_equal_byte_for_byte(target: str, language: str) -> None:
    first, second = package(target, language), package(target, language)
    assert first.files == second.files
    assert zip_bytes(first) == zip_bytes(second)
    assert content_digest(first) == content_digest(second)


@each_target
def test_bytes_do_not_depend_on_clock_place_or_hash_seed(target: str, tmp_path: Path) -> None:
    program = (
        "import hashlib; from coursegen.export.archive import zip_bytes;"
        "from coursegen.export.registry import exporter_for;"
        "from tests.fixtures.courses import fixture_context, fixture_course;"
        f"made = exporter_for({target!r})(fixture_course('en'), fixture_context('en'));"
        "print(hashlib.sha256(zip_bytes(made)).hexdigest())"
    )
    digests = set()
    for seed, zone in (("1", "Pacific/Kiritimati"), ("2", "America/Adak")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        run = [sys.executable, "-c", program]
        done = subprocess.run(
            run, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        )
        digests.add(done.stdout.strip())
    assert len(digests) == 1


@both
@each_target
def test_names_can_be_unpacked_everywhere(target: str, language: str) -> None:
    made = package(target, language)
    check_names(made)
    names = [name.lower() for name in made.files]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9._/-]+", name) for name in made.files)
    assert not [name for name in names if name.endswith(".mjs")]


@each_target
def test_no_name_holds_a_digest_so_that_a_new_version_replaces_the_same_files(
    target: str,
) -> None:
    course, context = fixture_course("en"), fixture_context("en")
    outline = course.outline.model_copy(update={"version": "1.0.1"})
    later = exporter_for(target)(
        course.model_copy(update={"outline": outline}),
        context.model_copy(update={"stamp": "ffffffffffff"}),
    )
    assert set(later.files) == set(package(target, "en").files)


@both
@each_target
def test_every_text_of_the_course_is_in_the_package(target: str, language: str) -> None:
    text = words(package(target, language))
    course = fixture_course(language)
    for module in course.modules:
        assert module.title in text
        for item in module.items:
            assert item.stem in text, item.id
        assert all(block.id in text for block in module.blocks)
    assert course.modules[0].scenario is not None
    for ending in course.modules[0].scenario.endings:
        assert ending.debrief in text


@both
@each_target
def test_every_citation_is_in_the_package_with_its_document_and_edition(
    target: str, language: str
) -> None:
    text = words(package(target, language))
    document = fixture_context(language).sources["sources/policy.md"]
    assert document.title in text
    assert f"{document.edition.version}," in text
    for module in fixture_course(language).modules:
        for item in module.items:
            assert all(citation.quote in text for citation in item.citations)


@each_target
def test_nothing_in_it_points_outside(target: str) -> None:
    made = package(target, "en")
    for name, data in made.files.items():
        if name.endswith(MEDIA):
            continue
        text = re.sub(r'xmlns(:\w+)?="[^"]*"|namespace="[^"]*"', "", data.decode())
        found = re.findall(
            r"""(?:src|href|url|@import|fetch|import)\W{1,3}(?:https?:)?//\S+""", text
        )
        assert found == [], name
        assert not re.search(
            r"\beval\(|new Function|<base|document\.write|localStorage|cookie", text
        )


@both
@each_target
def test_a_package_without_its_media_stays_under_300_kilobytes(target: str, language: str) -> None:
    made = package(target, language)
    lean = {name: data for name, data in made.files.items() if not name.startswith("media/")}
    assert len(zip_bytes(Package(files=lean))) < 300_000


@each_target
def test_the_zip_unpacks_to_what_was_packed_with_fixed_dates(target: str) -> None:
    made = package(target, "en")
    archive = zipfile.ZipFile(io.BytesIO(zip_bytes(made)))
    assert archive.testzip() is None
    assert archive.namelist() == sorted(made.files)
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert {name: archive.read(name) for name in archive.namelist()} == made.files
