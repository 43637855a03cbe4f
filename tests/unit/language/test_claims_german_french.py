"""German and French: obligations, prohibitions, numbers and definitions by data files alone."""

from __future__ import annotations

import pytest

from coursegen.language.claims import parse_sentence
from coursegen.language.parts import Scene
from coursegen.language.quantities import deadline_in

SCENE = Scene(normative=True)

CLAIMS = [
    (
        "de",
        "Mitarbeiter müssen den Verlust melden.",
        "obligation",
        "Mitarbeiter",
        "den Verlust melden",
    ),
    (
        "de",
        "Wenn ein Gerät fehlt, muss der Mitarbeiter den Verlust unverzüglich melden.",
        "obligation",
        "Mitarbeiter",
        "den Verlust unverzüglich melden",
    ),
    (
        "de",
        "Mitarbeiter dürfen das Passwort nicht weitergeben.",
        "prohibition",
        "Mitarbeiter",
        "das Passwort weitergeben",
    ),
    (
        "de",
        "Mitarbeiter müssen das Passwort nicht ändern.",
        "no_obligation",
        "Mitarbeiter",
        "das Passwort ändern",
    ),
    (
        "de",
        "Die Vorgesetzten sind verpflichtet, die Regeln einzuhalten.",
        "obligation",
        "Vorgesetzten",
        "die Regeln einhalten",
    ),
    ("de", "Es ist verboten, Daten zu kopieren.", "prohibition", "", "Daten kopieren"),
    (
        "de",
        "Mitarbeiter sollten einen Link versenden.",
        "recommendation",
        "Mitarbeiter",
        "einen Link versenden",
    ),
    (
        "fr",
        "Les employés doivent signaler la perte.",
        "obligation",
        "employés",
        "signaler la perte",
    ),
    (
        "fr",
        "Les employés ne doivent pas partager un mot de passe.",
        "prohibition",
        "employés",
        "partager un mot de passe",
    ),
    (
        "fr",
        "Si un appareil est perdu, l'employé doit prévenir le service.",
        "obligation",
        "",
        "prévenir le service",
    ),
    (
        "fr",
        "Les employés peuvent utiliser le bouton.",
        "permission",
        "employés",
        "utiliser le bouton",
    ),
    ("fr", "Il est interdit de fumer.", "prohibition", "", "fumer"),
    (
        "fr",
        "Les employés devraient demander conseil.",
        "recommendation",
        "employés",
        "demander conseil",
    ),
]


@pytest.mark.parametrize(("language", "sentence", "kind", "actor", "action"), CLAIMS)
def test_sentence_claims(language: str, sentence: str, kind: str, actor: str, action: str) -> None:
    found = parse_sentence(sentence, language, SCENE)
    assert found is not None
    assert (found.kind, found.actor, found.action) == (kind, actor, action)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Dies muss gemeldet werden."),
        ("de", "Mitarbeiter müssen:"),
        ("de", "Siehe Kapitel 3."),
        ("fr", "Cela doit être signalé."),
        ("fr", "Une panne peut survenir."),
        ("fr", "Voir le chapitre 3."),
    ],
)
def test_sentence_claims_nothing(language: str, sentence: str) -> None:
    assert parse_sentence(sentence, language, SCENE) is None


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("de", "den Verlust innerhalb von 24 Stunden melden", 24, "hour"),
        ("de", "spätestens nach zwei Wochen", 2, "week"),
        ("fr", "signaler la perte dans les 24 heures", 24, "hour"),
        ("fr", "répondre au plus tard dans les deux semaines", 2, "week"),
    ],
)
def test_deadline(language: str, text: str, value: float, unit: str) -> None:
    found = deadline_in(text, language)
    assert found is not None
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("language", "sentence", "term"),
    [
        ("de", "Unter Datenpanne wird verstanden der Verlust von Daten.", "Datenpanne"),
        ("fr", "Un incident désigne toute perte de données.", "incident"),
    ],
)
def test_definition(language: str, sentence: str, term: str) -> None:
    found = parse_sentence(sentence, language, SCENE)
    assert found is not None
    assert (found.kind, found.term) == ("definition", term)
