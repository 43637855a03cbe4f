"""How strongly sentences speak, with the traps of each language."""

from __future__ import annotations

import pytest

from coursegen.check.modality import strengths_of

ENGLISH = {
    "You must report it.": "must",
    "Employees shall report it.": "must",
    "You have to report it.": "must",
    "You are required to report it.": "must",
    "You must not share it.": "must_not",
    "Data may not be shared with anyone.": "must_not",
    "It is strictly forbidden to share it.": "must_not",
    "Never share it.": "must_not",
    "Do not share it.": "must_not",
    "No employee may share it.": "must_not",
    "You need not report it.": "need_not",
    "You do not have to report it.": "need_not",
    "You are not required to report it.": "need_not",
    "You should report it.": "should",
    "It is recommended to report it.": "should",
    "You may report it.": "may",
    "You are allowed to report it.": "may",
    "Encryption is optional.": "optional",
    "This may occur at night.": "unsure",
    "Incidents that may happen are listed.": "",
    "If a disk must be replaced, call the desk.": "",
    "Accounts are removed after 90 days.": "",
    "In May 2026 the policy starts.": "unsure may",
    "“Personal data” shall mean any information.": "unsure",
}
DUTCH = {
    "Je moet het melden.": "must",
    "Medewerkers dienen het te melden.": "must",
    "Je bent verplicht het te melden.": "must",
    "Tweezijdig TLS is verplicht.": "must",
    "Je mag het niet delen.": "must_not",
    "Je mag geen gegevens delen.": "must_not",
    "Het is niet toegestaan dit te delen.": "must_not",
    "Delen is verboden.": "must_not",
    "Niemand mag het delen.": "must_not",
    "Je mag het nooit delen.": "must_not",
    "Dat is nooit genoeg.": "",
    "Bestanden die met een datalek te maken hebben mag je niet wissen.": "must_not",
    "Je mag bestanden die met een lek te maken hebben niet wissen.": "must_not",
    "Je hoeft het niet te melden.": "need_not",
    "Melden is niet verplicht.": "need_not",
    "TLS 1.3 is zeer aanbevolen.": "should",
    "Je zou het moeten melden.": "should",
    "Het behoort te worden gemeld.": "should",
    "Je mag het delen.": "may",
    "Dit is optioneel.": "optional",
    "Als je moet kiezen, bel dan.": "",
    "Elzenoord bewaart het dossier 5 jaar.": "",
}


@pytest.mark.parametrize(("sentence", "expected"), ENGLISH.items())
def test_english(sentence, expected):
    found = strengths_of(sentence, "en")
    assert found == set(expected.split()) or found <= {"unsure"} == set(expected.split()[:1])


@pytest.mark.parametrize(("sentence", "expected"), DUTCH.items())
def test_dutch(sentence, expected):
    assert strengths_of(sentence, "nl") == set(expected.split())


def test_an_unknown_language_has_no_strengths():
    assert strengths_of("You must.", "fi") == frozenset()
