"""The web page, and what the preview adds to it."""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path

import pytest
from tests.fixtures.courses import LANGUAGES, fixture_context, fixture_course

from coursegen import resources
from coursegen.errors import ExportError
from coursegen.export.html import export, preview_files
from coursegen.export.strings import interface_strings


def test_a_web_page_has_no_part_of_an_lms_nor_of_the_preview() -> None:
    package = export(fixture_course("en"), fixture_context("en"))
    assert package.folder
    assert not {name for name in package.files if "scorm" in name or "preview" in name}
    assert b"preview" not in package.files["course.js"]


def test_the_player_is_one_script_of_all_its_parts_in_their_order() -> None:
    files = export(fixture_course("en"), fixture_context("en")).files
    assert [name for name in files if name.endswith(".js")] == ["course.js", "player/player.js"]
    page = files["index.html"].decode()
    assert re.findall(r'src="([^"]+)"', page) == ["course.js", "player/player.js"]
    listed = re.findall(r'src="player/([^"]+)"', resources.read_text("exports/player/index.html"))
    listed.insert(listed.index("tracking-none.js") + 1, "tracking-web.js")
    parts = [resources.read_bytes(f"exports/player/{name}") for name in listed]
    assert files["player/player.js"] == b"\n".join(parts)


def test_a_page_that_names_a_script_that_is_not_there_says_so(tmp_path: Path) -> None:
    page = resources.read_text("exports/player/index.html").replace("items.js", "itemz.js")
    own = tmp_path / "exports" / "player" / "index.html"
    own.parent.mkdir(parents=True)
    own.write_text(page)
    with pytest.raises(ExportError, match=r"player/itemz\.js"):
        export(fixture_course("en"), fixture_context("en"), tmp_path)


def test_the_preview_knows_where_each_unit_stands() -> None:
    units = {"lost-device-h2t9s": "course/modules/lost-device-h2t9s.yaml:1"}
    files = preview_files(fixture_course("nl"), fixture_context("nl"), units)
    script = files["course.js"].decode()
    data = json.loads(script.removeprefix("window.coursegenCourse = ").removesuffix(";\n"))
    assert data["preview"]["units"] == units
    assert data["preview"]["strings"]["show_ids"] == "Toon id's"
    assert b"coursegen-preview-" in files["player/player.js"]
    assert "player/preview.css" in files


@pytest.mark.parametrize("folder", ["markdown", "preview"])
def test_every_language_of_the_player_has_the_same_words(folder: str) -> None:
    english = interface_strings("en", folder=folder)
    for language in LANGUAGES:
        assert set(interface_strings(language, folder=folder)) == set(english)


def test_the_code_of_the_player_is_under_60_kilobytes_compressed() -> None:
    files = export(fixture_course("en"), fixture_context("en")).files
    code = {name: data for name, data in files.items() if name.startswith("player/")}
    assert {"player/player.js", "player/player.css"} <= set(code)
    assert sum(len(zlib.compress(data, 9)) for data in code.values()) < 60_000
