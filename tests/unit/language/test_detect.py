"""Which language a text is in."""

import pytest

from coursegen.language.detect import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Employees must report a lost laptop to the service desk within one hour.", "en"),
        ("Medewerkers moeten een verloren laptop binnen een uur melden bij de servicedesk.", "nl"),
        ("Beschäftigte müssen einen verlorenen Laptop innerhalb einer Stunde melden.", "de"),
        ("Les employés doivent signaler un ordinateur perdu dans un délai d'une heure.", "fr"),
    ],
)
def test_a_sentence_is_enough(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text", ["", "TLS 1.3", "2026-09-01 | 443", "https://example.org/een/lang/adres"]
)
def test_too_little_text_gives_the_fallback(text):
    assert detect_language(text) == "en"
    assert detect_language(text, fallback="nl") == "nl"


def test_capitals_do_not_mislead():
    assert detect_language("MEDEWERKERS MOETEN EEN DATALEK BINNEN EEN UUR MELDEN") == "nl"


def test_addresses_and_numbers_do_not_mislead():
    text = "Meld het via https://www.example.org/incident-report-form of mail security@example.org, dag en nacht."
    assert detect_language(text) == "nl"
