"""The pages beside the modules, narrow screens, a house style, and a whole course by keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.browser.programs import run
from tests.fixtures.courses import LANGUAGES, fixture_context, fixture_course

from coursegen.api.packing import context_of
from coursegen.api.project import open_project
from coursegen.export.folder import write_folder
from coursegen.export.scorm12 import export
from coursegen.model.theme import Theme

pytestmark = pytest.mark.browser

EXAMPLES = Path(__file__).parents[2] / "examples"
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><rect width="90" height="30"/></svg>'
FONT = b"wOF2 that no browser can draw: what counts is that it is asked for, and from the package"


@pytest.fixture(scope="session")
def views(package_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    plain = fixture_context("en")
    theme = Theme(logo="logo.svg", logo_alt="Noordkade", color="#ffd100", heading_font="h.woff2")
    media = plain.media | {"logo.svg": LOGO, "h.woff2": FONT}
    themed = tmp_path_factory.mktemp("themed") / "package"
    context = plain.model_copy(update={"theme": theme, "media": media})
    write_folder(themed, export(fixture_course("en"), context))
    report: dict[str, Any] = run("views.mjs", str(package_folder), str(themed))
    return report


def test_nothing_is_asked_from_elsewhere_and_the_console_is_silent(views: dict[str, Any]) -> None:
    assert views["seen"] == {"outside": [], "console": [], "missing": []}


def test_search_finds_words_without_case_and_accents_and_leads_there(views: dict[str, Any]) -> None:
    search = views["search"]
    assert search["focused"] == "_query"
    assert set(map(str.lower, search["two"]["marks"])) == {"hours", "notice"}
    assert set(map(str.lower, search["accents"]["marks"])) == {"service", "desk"}
    assert search["inside"]["count"] == search["none"]["count"]  # serVICe: within a word
    assert search["none"]["count"] == "Nothing was found. Try another word."
    assert "Sign in safely" in search["text"]
    assert search["at"] == search["modules"][1]
    assert search["reached"].startswith("words-to-know")


def test_search_gives_no_question_away(views: dict[str, Any]) -> None:
    assert set(views["search"]["questions"]) == {"Nothing was found. Try another word."}


def test_the_glossary_is_in_order_and_leads_to_the_module(views: dict[str, Any]) -> None:
    told = views["glossaryAndPrint"]
    assert told["terms"] == ["Passphrase", "Second factor", "Sign-in prompt"]
    assert told["ledTo"] == "safe-sign-in-m4r7k"


def test_the_print_view_shows_every_module_open_with_its_sources_and_no_question(
    views: dict[str, Any],
) -> None:
    told = views["glossaryAndPrint"]
    assert (told["chapters"], told["hidden"], told["questions"]) == (3, 0, 0)
    assert told["quotes"] > 15
    assert told["asked"] is True
    assert told["onPaper"] == {
        "bar": "none", "ground": "rgb(255, 255, 255)", "ink": "rgb(0, 0, 0)",
    }  # fmt: skip


def test_a_test_taken_first_and_passed_stands_for_the_modules(views: dict[str, Any]) -> None:
    told = views["testOut"]
    assert told["offered"] == "Take the test first"
    assert told["early"] == 0
    assert told["status"] == "passed"
    assert told["errors"] == []
    assert told["buttons"][0] == "Show the certificate"
    assert told["primary"] == ["Show the certificate"]


def test_the_certificate_names_learner_course_version_score_and_day(views: dict[str, Any]) -> None:
    told = views["testOut"]["certificate"]
    for words in ("Ærøline Jansen", "Your devices and our data", "1.0.0", "100 %", "version 2.1"):
        assert words in told
    assert "Date\n" in told


def test_right_answers_are_told_once_no_attempt_is_left_and_not_before(
    views: dict[str, Any],
) -> None:
    assert "Right answer:" not in views["testOut"]["failedOnce"]
    assert "Right answer:" in views["lastAttempt"]


def test_the_browsers_way_back_leads_through_the_course(views: dict[str, Any]) -> None:
    first = "lost-device-h2t9s"
    assert views["wayBack"] == ["_overview", first, "_search", first, "_overview"]


def test_a_source_that_was_spoken_is_played_where_it_is_spoken(views: dict[str, Any]) -> None:
    told = views["playedSource"]
    assert told["label"].startswith("Play this passage (0:0")
    assert "#t=" in told["src"]
    assert told["cue"]


def test_at_320_pixels_with_text_at_200_percent_nothing_scrolls_sideways_or_is_too_small(
    views: dict[str, Any],
) -> None:
    assert len(views["narrow"]["looked"]) == 7
    assert views["narrow"]["found"] == {}


def test_in_forced_colours_words_controls_focus_and_states_are_all_to_be_seen(
    views: dict[str, Any],
) -> None:
    assert len(views["forcedColors"]["looked"]) == 17
    assert views["forcedColors"]["found"] == {}
    done, left = views["forcedColors"]["progress"]
    assert done != left


def test_a_house_style_is_shown_light_and_dark(views: dict[str, Any]) -> None:
    style = views["houseStyle"]
    assert style["logo"] == 1
    assert style["button"] == "rgb(255, 209, 0)"
    assert style["link"] not in {style["button"], "rgb(11, 92, 107)"}
    assert style["family"].strip('"') == "course-heading"
    assert style["fonts"] == 1
    assert style["dark"] == "rgb(255, 209, 0)"
    assert style["seen"]["outside"] == style["seen"]["missing"] == []


def test_what_changed_is_marked_in_the_list_and_on_its_page(views: dict[str, Any]) -> None:
    assert views["changedMarks"] == {"rows": ["Changed since you were here"], "head": 1}


def test_the_first_view_is_there_within_a_second_on_a_slow_machine(views: dict[str, Any]) -> None:
    assert views["firstView"] < 1000


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_course_is_played_by_keyboard_alone_with_a_focus_one_can_see(
    language: str, tmp_path: Path
) -> None:
    course = fixture_course(language)
    write_folder(tmp_path / "package", export(course, fixture_context(language)))
    report = run("keyboard.mjs", str(tmp_path / "package"))
    assert report["skip"] == {"en": "Skip to the content", "nl": "Naar de inhoud"}[language]
    assert set(report["verdicts"]) == {"verdict is-right"}
    assert len(report["verdicts"]) == 9
    assert (report["score"], report["status"]) == ("100 %", "passed")
    assert course.outline.title in report["certificate"]
    assert report["found"] == "lost-device-h2t9s"
    assert report["unseen"] == []


@pytest.mark.parametrize("example", ["infosec", "privacy-nl"])
def test_an_example_is_played_by_keyboard_alone_to_its_certificate(
    example: str, tmp_path: Path
) -> None:
    project = open_project(EXAMPLES / example)
    course = project.course()
    package = export(course, context_of(project, course, project.require_lock()))
    write_folder(tmp_path / "package", package)
    report = run("keyboard.mjs", str(tmp_path / "package"))
    assert set(report["verdicts"]) == {"verdict is-right"}
    assert (report["score"], report["status"]) == ("100 %", "passed")
    assert course.outline.title in report["certificate"]
    assert report["unseen"] == []
