"""The web page and the preview in Chromium: over http, by a double click, and while a file is edited."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
from tests.browser.programs import run
from tests.fixtures.courses import fixture_context, fixture_course
from tests.fixtures.projects import fixture_project

from coursegen.api.previewing import Preview, serve
from coursegen.export.folder import write_folder
from coursegen.export.html import export

pytestmark = pytest.mark.browser

MODULE = "lost-device-h2t9s"


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("page")
    for language in ("en", "nl"):
        write_folder(folder / language, export(fixture_course(language), fixture_context(language)))
    project = fixture_project(folder / "project")
    with serve(Preview(project), 0) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1})
        thread.start()
        try:
            file = project / "course" / "modules" / f"{MODULE}.yaml"
            yield run("page.mjs", *map(str, (folder / "en", folder / "nl", server.address, file)))
        finally:
            server.shutdown()
            thread.join()


def test_the_folder_plays_over_http_from_the_title_page_to_passed(report: dict[str, Any]) -> None:
    page = report["http"]
    assert (page["score"], page["done"], page["complete"]) == ("100 %", 2, 1)


def test_the_folder_plays_by_a_double_click_in_english_and_in_dutch(
    report: dict[str, Any],
) -> None:
    for language, name in (("en", "english"), ("nl", "nl")):
        assert report[name]["language"] == language
        assert report[name]["after"] == "safe-sign-in-m4r7k"


def test_a_page_opened_by_a_double_click_has_its_captions(report: dict[str, Any]) -> None:
    assert report["english"]["cues"][0] == "Call the service desk as soon as you miss your laptop."
    assert len(report["nl"]["cues"]) == 2


def test_a_web_page_says_calmly_how_long_progress_lasts_and_has_nothing_to_close(
    report: dict[str, Any],
) -> None:
    assert "while this page is open" in report["http"]["note"]
    assert "zolang deze pagina open is" in report["nl"]["note"]
    for name in ("http", "english", "nl"):
        assert not report[name]["warning"]
        assert report[name]["barButtons"] == 2


def test_nothing_is_asked_from_elsewhere_and_the_console_is_silent(report: dict[str, Any]) -> None:
    assert report["seen"] == {"outside": [], "console": [], "missing": []}
    assert report["console"] == report["preview"]["elsewhere"] == []


def test_many_goals_fold_under_their_modules(report: dict[str, Any]) -> None:
    goals = report["goals"]
    assert goals["label"].startswith("10 goals")
    assert (goals["before"], goals["after"]) == (0, 10)


def test_the_preview_shows_ids_with_file_and_line_only_on_request(report: dict[str, Any]) -> None:
    preview = report["preview"]
    assert preview["hidden"] == 0
    assert preview["onTitle"] >= 4
    assert f"{MODULE} course/modules/{MODULE}.yaml:1" in preview["ids"]
    assert any(
        each.startswith("report-within-hours-k7w3b course/modules/") for each in preview["ids"]
    )


def test_the_preview_follows_an_edit_tells_a_problem_and_stays_in_place(
    report: dict[str, Any],
) -> None:
    preview = report["preview"]
    assert preview["kept"] == "Answered before: right"
    assert "minuts" in preview["problem"]
    assert preview["still"] > 10
