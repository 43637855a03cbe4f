"""Places and editions in words, and the player's own words in every language."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from coursegen import resources
from coursegen.export.strings import interface_strings
from coursegen.export.words import edition_words, locator_words, timecode
from coursegen.model.source import Edition, Locator

PLAYER = Path(__file__).parents[3] / "exports" / "player"
SOURCE = Path(resources.__file__).parent / "export"
LANGUAGES = sorted(path.stem for path in (PLAYER / "strings").glob("*.json"))


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0, "0:00"), (9.9, "0:09"), (61, "1:01"), (3600, "1:00:00"), (36061, "10:01:01")],
)
def test_a_timecode_is_read_as_on_a_player(seconds: float, told: str) -> None:
    assert timecode(seconds) == told


@pytest.mark.parametrize(
    ("locator", "told"),
    [
        (Locator(), ""),
        (Locator(page=3), "page 3"),
        (Locator(slide=2), "slide 2"),
        (Locator(page=3, row=4), "page 3, row 4"),
        (Locator(start=61, end=70), "1:01-1:10"),
        (Locator(start=61), "at 1:01"),
    ],
)
def test_a_place_is_told_as_far_as_it_is_known(locator: Locator, told: str) -> None:
    assert locator_words(locator, interface_strings("en")) == told


def test_an_edition_is_told_as_far_as_it_is_known() -> None:
    strings = interface_strings("nl")
    edition = Edition(number="B-7", version="2.1", effective="2026-03-01")
    assert edition_words(edition, strings) == "nr. B-7, versie 2.1, geldig vanaf 1 maart 2026"
    assert edition_words(Edition(), strings) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_string_with_the_same_places_in_it(language: str) -> None:
    english = json.loads((PLAYER / "strings" / "en.json").read_text("utf-8"))
    strings = json.loads((PLAYER / "strings" / f"{language}.json").read_text("utf-8"))
    assert list(strings) == sorted(english)
    for key, text in strings.items():
        assert text.strip() == text != ""
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", english[key])), key


def test_every_string_is_used_and_every_string_used_is_there() -> None:
    english = set(json.loads((PLAYER / "strings" / "en.json").read_text("utf-8")))
    places = [*sorted(PLAYER.glob("*.js")), *sorted(SOURCE.glob("*.py"))]
    code = "\n".join(path.read_text("utf-8") for path in places)
    asked = set(re.findall(r"""(?<![\w.])t\("(\w+)"[,)]""", code))
    for choice in re.findall(r"(?<![\w.])t\([^\"()]*\? ([^()]*)", code):
        asked |= set(re.findall(r'"(\w+)"', choice))
    begun = tuple(set(re.findall(r't\("(\w+_)" \+', code)))
    assert asked <= english
    quoted = set(re.findall(r'"(\w+)"', code))
    assert {key for key in english - quoted if not key.startswith(begun)} == set()


def test_a_regional_language_takes_the_words_of_its_language() -> None:
    assert interface_strings("nl-BE") == interface_strings("nl")


def test_a_project_may_have_its_own_words(tmp_path: Path) -> None:
    own = tmp_path / "exports" / "player" / "strings" / "en.json"
    own.parent.mkdir(parents=True)
    own.write_text('{"start": "Go"}')
    assert interface_strings("en", tmp_path) == {"start": "Go"}
