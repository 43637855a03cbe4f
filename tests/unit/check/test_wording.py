"""Address and links."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("text", ["U moet het melden.", "Meld het bij uw leidinggevende."])
def test_u_in_a_course_that_says_je_is_seen(desk, text):
    found = desk(language="nl").text("address-kept", text, "share", address="je")
    assert [each.severity for each in found] == ["warning"]


def test_je_in_a_course_that_says_u_is_seen(desk):
    found = desk(language="nl").text("address-kept", "Je moet het melden.", "share", address="u")
    assert len(found) == 1


@pytest.mark.parametrize(
    "text",
    ["Jij moet het melden.", "Noor vraagt: 'Kunt u even komen?' Je knikt.", "Zie bijlage U-1."],
)
def test_one_form_of_address_passes_and_so_does_what_people_say(desk, text):
    assert desk(language="nl").text("address-kept", text, "share", address="je") == []


def test_english_has_one_form(desk):
    assert desk().text("address-kept", "U and I.", "share") == []


@pytest.mark.parametrize(
    "text", ["See https://example.org/a", "See www.example.org", "See [here](page.html)"]
)
def test_a_web_address_is_noted(desk, text):
    assert [each.severity for each in desk().text("link-in-text", text, "share")] == ["note"]


def test_brackets_are_no_link(desk):
    assert desk().text("link-in-text", "Use [brackets] (so) and a.b.c.", "share") == []


def a_list(number, *lines):
    """A block with a list of ``lines``."""
    return {
        "id": f"block-0000{number}",
        "type": "text",
        "origin": "author",
        "text": "\n".join(f"- {each}" for each in lines),
    }


LINES = {
    "en": ("You must wear a badge.", "You must lock the door.", "You may use the lift."),
    "nl": ("Je moet een pas dragen.", "Je moet de deur sluiten.", "Je mag de lift gebruiken."),
}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_list_that_is_told_again_with_a_line_more_is_seen(desk, a_module, language):
    lines = LINES[language]
    blocks = [a_list(1, *lines), a_list(2, *lines, "This is a line of its own.")]
    found = desk(language=language).run("told-twice", a_module(blocks=blocks))
    assert [(each.severity, each.unit) for each in found] == [("warning", "block-00002")]
    assert "3 sentences that block-00001 tells too" in found[0].message


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_summary_and_a_sentence_told_at_its_case_are_no_second_telling(desk, a_module, language):
    lines = LINES[language]
    answer = {**a_list(2), "text": " ".join(lines[:2])}
    summary = {"id": "block-00003", "type": "summary", "origin": "author", "points": list(lines)}
    blocks = [a_list(1, *lines), answer, summary]
    assert desk(language=language).run("told-twice", a_module(blocks=blocks)) == []
