"""A translation says what its original says: good ones pass, each kind of lie is found."""

from __future__ import annotations

import pytest

from coursegen.check.translation import Pair, flaws_of

GOOD = [
    ("You must report a lost badge within 24 hours.", "Je moet een verloren badge binnen 24 uur melden."),
    ("You may not lend it, not even for a day.", "Je mag hem niet uitlenen, ook geen dag."),
    ("You need not give your name.", "Je hoeft je naam niet te noemen."),
    ("You should ask the service desk for advice.", "Je zou de servicedesk om advies moeten vragen."),
    ("No later than two working days after that.", "Uiterlijk twee werkdagen daarna."),
    ("It costs at least € 1,250.50.", "Het kost minstens € 1.250,50."),
    ("From 1 September 2026 on.", "Vanaf 1 september 2026."),
    ("At 4:30 pm Sam calls.", "Om 16:30 uur belt Sam."),
    ("You may use your own phone.", "Je mag je eigen telefoon gebruiken."),
    ("Both sides prove who they are.", "Beide kanten bewijzen wie ze zijn."),
    ("What must you do when a screen breaks?", "Wat moet je doen als er een scherm stukgaat?"),
    ("Once a year you repeat the course.", "Eén keer per jaar herhaal je de cursus."),
    ("You must not share your password.", "Je mag je wachtwoord niet delen."),
    ("Wait until you are sure", "Wachten tot je het zeker weet"),
    ("You must refuse.", "Je moet weigeren."),
    ("Never leave it in the car.", "Laat hem nooit in de auto liggen."),
]  # fmt: skip

LIES = [
    ("You must report it within 24 hours.", "Je moet het binnen 48 uur melden.", "24"),
    ("You must report it within 24 hours.", "Je moet het binnen 24 dagen melden.", "24"),
    ("You must report it within 24 hours.", "Je moet het melden.", "24 hours"),
    ("You must wait at least 3 days.", "Je moet hoogstens 3 dagen wachten.", "other side"),
    ("From 1 September 2026 on.", "Vanaf 9 januari 2026.", "september"),
    ("Keep 10 % back.", "Houd 15 % achter.", "10"),
    ("You must lock the door.", "Je mag de deur op slot doen.", "“may”"),
    ("You may work at home.", "Je moet thuis werken.", "“must”"),
    ("You should ask for advice.", "Je moet om advies vragen.", "“should”"),
    ("You must not share it.", "Je moet het delen.", "“must not”"),
    ("You need not report it.", "Je moet het melden.", "“need not”"),
    ("It is not an incident.", "Het is een incident.", "denies nothing"),
    ("It is an incident.", "Het is geen incident.", "denies something"),
    ("Fill in {{gap-1}} hours.", "Vul de uren in.", "{{gap-1}}"),
    ("Ask the desk.", "Vraag het op https://example.org/x.", "https://example.org/x"),
    ("Ask the desk.", "Vraag het <b>de balie</b>.", "<b>"),
    ("Ask the people at the desk.", "Ask the people at the desk.", "not translated"),
    ("Ask the desk.", "  ", "empty"),
]


@pytest.mark.parametrize(("text", "translated"), GOOD)
def test_a_good_translation_has_no_flaw_in_either_direction(text: str, translated: str) -> None:
    assert flaws_of(Pair(text, "en", translated, "nl")) == []
    assert flaws_of(Pair(translated, "nl", text, "en")) == []


@pytest.mark.parametrize(("text", "translated", "word"), LIES)
def test_what_does_not_carry_over_is_named(text: str, translated: str, word: str) -> None:
    assert word in "; ".join(flaws_of(Pair(text, "en", translated, "nl"))).lower()


def test_a_word_of_the_glossary_has_its_translation() -> None:
    pair = Pair("Tell the guest.", "en", "Zeg het de klant.", "nl")
    assert flaws_of(pair, {"guest": "gast"}) == ["the glossary has 'gast' for 'guest'"]
    assert flaws_of(pair, {"guests": "gasten"}) == []


def test_of_a_language_without_words_the_digits_are_compared() -> None:
    pair = Pair("Within 24 hours.", "en", "24 saat içinde.", "tr")
    assert flaws_of(pair) == []
    lie = Pair("Within 24 hours.", "en", "48 saat içinde.", "tr")
    assert flaws_of(lie) == ["the number 24 is not in it", "the number 48 is not in the original"]
