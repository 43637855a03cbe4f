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
