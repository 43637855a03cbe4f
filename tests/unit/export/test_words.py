"""Places and editions in words, and the player's own words in every language."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from coursegen import resources
from coursegen.errors import ExportError
from coursegen.export.strings import interface_strings
from coursegen.export.words import edition_words, locator_words, timecode
from coursegen.model.source import Edition, Locator

PLAYER = Path(__file__).parents[3] / "exports" / "player"
SOURCE = Path(resources.__file__).parent / "export"
FILES = sorted(path.stem for path in (PLAYER / "strings").glob("*.json"))
LANGUAGES = [each for each in FILES if "-" not in each]


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


def own_words(project: Path, name: str, text: str) -> Path:
    file = project / "exports" / "player" / "strings" / f"{name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return project


def test_a_project_may_have_its_own_words_and_need_say_only_those(tmp_path: Path) -> None:
    own = interface_strings("en", own_words(tmp_path, "en", '{"start": "Go"}'))
    assert own == interface_strings("en") | {"start": "Go"}


def test_a_new_language_is_a_file_and_what_it_lacks_is_named(tmp_path: Path) -> None:
    english = (PLAYER / "strings" / "en.json").read_text("utf-8")
    project = own_words(tmp_path, "fy", english.replace("Start the course", "Begjin"))
    assert interface_strings("fy", project)["start"] == "Begjin"
    own_words(tmp_path, "fy", json.dumps({"start": "Begjin"}))
    with pytest.raises(ExportError, match="words are missing: about_minutes, "):
        interface_strings("fy", project)
    with pytest.raises(ExportError, match="no list of words"):
        interface_strings("fy", own_words(tmp_path, "fy", "[]"))


@pytest.mark.parametrize("folder", ["player", "markdown", "preview"])
@pytest.mark.parametrize("language", ["nl", "de", "fr"])
def test_every_language_has_every_word_with_the_same_places_to_fill(
    language: str, folder: str
) -> None:
    english, other = (
        interface_strings("en", folder=folder),
        interface_strings(language, folder=folder),
    )
    assert set(other) == set(english)
    places = re.compile(r"\{(\w+)\}")
    for key, text in english.items():
        assert sorted(places.findall(other[key])) == sorted(places.findall(text)), key
        assert other[key].strip()


@pytest.mark.parametrize(
    ("language", "address", "ours", "theirs"),
    [
        ("nl", "u", r"\b[Uu]w?\b", r"\b([Jj]e|[Jj]ouw|[Jj]ij)\b"),
        ("de", "du", r"\b[Dd](u|ein\w*)\b", r"\b(Sie|Ihr\w*)\b"),
        ("fr", "tu", r"\b([Tt]u|[Tt]on|[Tt]a|[Tt]es)\b", r"\b([Vv]ous|[Vv]otre|[Vv]os)\b"),
    ],
)
def test_a_course_speaks_in_one_form_of_address(
    language: str, address: str, ours: str, theirs: str
) -> None:
    plain, other = interface_strings(language), interface_strings(language, address=address)
    assert not [text for text in plain.values() if re.search(ours, text)]
    assert not [text for text in other.values() if re.search(theirs, text)]
    assert sum(bool(re.search(ours, text)) for text in other.values()) > 10


def test_a_form_of_address_without_a_file_takes_the_words_of_the_language() -> None:
    assert interface_strings("nl", address="je") == interface_strings("nl")
