"""The banks of words: stories state no rule, every slot can be filled, both languages have the same parts."""

import re
import string

import pytest

from coursegen.language.data import load

SLOTS = {
    "thing",
    "Sign",
    "Event",
    "asked",
    "desk",
    "exception",
    "named",
    "remark",
    "topic",
    "name",
    "hour",
    "tool",
    "vp",
    "te_vp",
    "condition",
    "timeless",
    "sign",
    "partner",
    "Condition",
    "step",
}
PATTERNS = ("from", "to", "found", "named", "naming")
"""Parts of a bank that find and turn words of the sources, and tell nothing."""
RULE_WORDS = {
    "en": r"\b(must|may|shall|should|required|allowed|permitted|forbidden|entitled)\b|\d",
    "nl": r"\b(moet|moeten|mag|mogen|dient|verplicht|toegestaan|verboden)\b|\d",
}


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(each) if key not in PATTERNS else ()
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _stories(language):
    bank = dict(load(language, "situations"))
    bank.pop("hours")
    yield from _texts(bank)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_stories_hold_no_duty_number_or_permission(language):
    for text in _stories(language):
        assert not re.search(RULE_WORDS[language], text, re.IGNORECASE), text


@pytest.mark.parametrize("language", ["en", "nl"])
def test_stories_use_only_slots_that_are_filled(language):
    address = set(load("nl", "phrases")["address"]["je"])
    for text in _stories(language):
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        assert names <= SLOTS | address, text


@pytest.mark.parametrize("language", ["en", "nl"])
def test_temptations_say_what_they_would_do_in_a_few_words(language):
    bank = load(language, "temptations")
    entries = [each for entry in bank["classes"].values() for each in entry["tempt"]]
    entries += bank["pressure"] + bank["deadline"]
    for each in entries:
        assert set(each) <= {
            "id",
            "do",
            "text",
            "effect",
            "instead",
            "refuse",
            "when",
            "unless",
            "delays",
        }
        assert len(each["effect"].split()) <= 12
        assert not re.search(RULE_WORDS[language].split("|\\d")[0], each.get("do", ""))


@pytest.mark.parametrize("name", ["phrases", "temptations", "situations"])
def test_both_languages_have_the_same_parts(name):
    english, dutch = load("en", name), load("nl", name)
    extra = {"address"} if name == "phrases" else set()
    assert set(english) | extra == set(dutch)
    for key in english:
        if key not in ("grammar", "titles", "classes", "openings", "units") and isinstance(
            english[key], dict
        ):
            assert set(english[key]) == set(dutch[key]), key
