"""References that nothing in their sentence explains, and their clean twins that explain them."""

from __future__ import annotations

import pytest

from coursegen.language.references import dangling_reference

DANGLING = [
    ("en", "Update the report with the details from this phase.", "this phase"),
    ("en", "If changes are made, the above process is used.", "above"),
    ("en", "Report it to the officer at once.", "it"),
    ("en", "To prevent this, lock the screen.", "this"),
    ("en", "Communicate these findings to the board.", "these findings"),
    ("en", "Only the director may do so.", "do so"),
    ("en", "The manager follows the steps below.", "below"),
    ("en", "In such a situation, call the desk.", "such a situation"),
    ("en", "Their manager approves the request.", "Their"),
    ("nl", "De partijen herkennen elkaar aan dit nummer.", "dit nummer"),
    ("nl", "De betreffende lijst moet bereikbaar zijn.", "De betreffende lijst"),
    ("nl", "Meld het direct bij de beheerder.", "het"),
    ("nl", "daarin het nummer opnemen", "daarin"),
    ("nl", "Bovenstaande eisen worden jaarlijks getoetst.", "Bovenstaande"),
    ("nl", "Om dit te voorkomen, vergrendel je het scherm.", "dit"),
    ("nl", "Neem deze vermelding op in het dossier.", "deze vermelding"),
]
CLEAR = [
    ("en", "Update the report with the details of the phase."),
    ("en", "If you find a badge, report it to the officer at once."),
    ("en", "Lock the screen to prevent this."),
    ("en", "It is important to report a loss at once."),
    ("en", "It is the responsibility of staff to lock the screen."),
    ("en", "If it is possible, call the desk first."),
    ("en", "Staff must follow this policy."),
    ("en", "This year, staff follow the training."),
    ("en", "Staff may not share a record, unless the owner asked them to do so."),
    ("en", "The shelf stands above the desk, below the lamp."),
    ("en", "Visitors over 18 years sign; those under 18 come with a parent."),
    ("en", "Tools such as a drill must be returned."),
    ("en", "Before they start, the contractors sign the form."),
    ("en", "The IT department checks new tools and approves these tools."),
    ("nl", "De partijen herkennen elkaar aan het nummer."),
    ("nl", "Als je een pas vindt, meld het dan direct."),
    ("nl", "Het is verplicht het scherm te vergrendelen."),
    ("nl", "Zorg ervoor dat het scherm op slot is."),
    ("nl", "De aanvrager krijgt een certificaat en neemt daarin het nummer op."),
    ("nl", "Medewerkers houden zich aan dit beleid."),
    ("nl", "Een deelnemer vraagt een nummer aan, mits de betreffende deelnemer bevoegd is."),
    ("nl", "Vergrendel het scherm als je het bureau verlaat."),
]


@pytest.mark.parametrize(("language", "text", "words"), DANGLING)
def test_a_reference_without_its_noun_is_named(language: str, text: str, words: str) -> None:
    assert dangling_reference(text, language) == words


@pytest.mark.parametrize(("language", "text"), CLEAR)
def test_a_sentence_that_explains_its_words_stands_by_itself(language: str, text: str) -> None:
    assert dangling_reference(text, language) == ""


def test_a_language_without_the_words_has_no_references() -> None:
    assert dangling_reference("これを報告する。", "ja") == ""
