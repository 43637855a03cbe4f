"""The web page, and what the preview adds to it."""

from __future__ import annotations

import json
import zlib

import pytest
from tests.fixtures.courses import LANGUAGES, fixture_context, fixture_course

from coursegen.export.html import export, preview_files
from coursegen.export.strings import interface_strings


def test_a_web_page_has_no_part_of_an_lms_nor_of_the_preview() -> None:
    package = export(fixture_course("en"), fixture_context("en"))
    assert package.folder
    assert "player/tracking-web.js" in package.files
    assert not {name for name in package.files if "scorm" in name or "preview" in name}
    assert b"preview" not in package.files["course.js"]
    assert b'"player/tracking-web.js"' in package.files["index.html"]


def test_the_preview_knows_where_each_unit_stands() -> None:
    units = {"lost-device-h2t9s": "course/modules/lost-device-h2t9s.yaml:1"}
    files = preview_files(fixture_course("nl"), fixture_context("nl"), units)
    script = files["course.js"].decode()
    data = json.loads(script.removeprefix("window.coursegenCourse = ").removesuffix(";\n"))
    assert data["preview"]["units"] == units
    assert data["preview"]["strings"]["show_ids"] == "Toon id's"
    assert {"player/tracking-preview.js", "player/preview.css"} <= set(files)


@pytest.mark.parametrize("folder", ["markdown", "preview"])
def test_every_language_of_the_player_has_the_same_words(folder: str) -> None:
    english = interface_strings("en", folder=folder)
    for language in LANGUAGES:
        assert set(interface_strings(language, folder=folder)) == set(english)


def test_the_code_of_the_player_is_under_60_kilobytes_compressed() -> None:
    files = export(fixture_course("en"), fixture_context("en")).files
    code = {name: data for name, data in files.items() if name.startswith("player/")}
    assert len(code) > 15
    assert sum(len(zlib.compress(data, 9)) for data in code.values()) < 60_000
