"""Data files of a language: found by tag, by its parent tag, or not at all."""

from __future__ import annotations

from coursegen.language.data import languages, load


def test_region_falls_back_to_the_language() -> None:
    assert load("nl-NL", "markers") == load("nl", "markers") != {}


def test_unknown_language_and_unknown_file_are_empty() -> None:
    assert load("xx", "markers") == {}
    assert load("en", "no-such-file") == {}


def test_a_tag_cannot_leave_the_folder() -> None:
    assert load("", "markers") == {}


def test_languages_are_listed_sorted() -> None:
    found = languages("markers")
    assert {"en", "nl"} <= set(found)
    assert list(found) == sorted(found)
