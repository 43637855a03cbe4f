"""What sources disagree on, in several wordings a kind; twins on other matters, on which nothing is found."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from coursegen.build.memory import Memory
from coursegen.build.store import Store
from coursegen.index import matters
from coursegen.index.disagreements import disagreements_in
from coursegen.index.index import build_index
from coursegen.ingest.markdown import READER
from coursegen.model.disagreement import Disagreement
from coursegen.model.passage import Index
from coursegen.model.source import Source

FRAMES = {
    "en": (
        (
            "# {title}\n\nEveryone at the company reads this policy and works by it in the office and at home.\n\n"
            "## {heading}\n\n{sentence}\n"
        ),
        (("Security policy", "Incidents"), ("Staff handbook", "Working safely")),
    ),
    "nl": (
        (
            "# {title}\n\nIedereen bij de organisatie leest dit beleid en werkt ernaar, op kantoor en thuis.\n\n"
            "## {heading}\n\n{sentence}\n"
        ),
        (("Beveiligingsbeleid", "Incidenten"), ("Personeelshandboek", "Veilig werken")),
    ),
}


def index_of(folder: Path, texts: dict[str, str]) -> Index:
    """The index of Markdown texts by file name."""
    documents = []
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()
        documents.append(
            READER.read(folder / name, Source(path=name, kind="markdown", digest=digest))
        )
    return build_index(documents)


def found_in(folder: Path, texts: dict[str, str]) -> list[Disagreement]:
    """What the statements of ``texts`` disagree on."""
    index = index_of(folder, texts)
    return disagreements_in(index, index.statements)


def apart(language: str, one: str, other: str) -> dict[str, str]:
    """Two sentences in two documents."""
    frame, places = FRAMES[language]
    return {
        f"{name}.md": frame.format(title=title, heading=heading, sentence=sentence)
        for name, (title, heading), sentence in zip("ab", places, (one, other), strict=True)
    }


DISAGREE = [
    (
        "en",
        "number",
        "Employees must report a security incident within 24 hours.",
        "Staff must report security incidents within 48 hours.",
    ),
    (
        "en",
        "number",
        "Employees must report a security incident within 24 hours of its discovery.",
        "Staff must report security incidents within 48 hours of noticing the incident.",
    ),
    (
        "en",
        "number",
        "Passwords of staff accounts must have at least 12 characters.",
        "Passwords of staff accounts must contain at least 8 characters.",
    ),
    (
        "en",
        "number",
        "Client records are kept for 7 years.",
        "Client records are retained for 10 years.",
    ),
    (
        "en",
        "number",
        "A security incident must be reported to the service desk within one hour.",
        "You must report a security incident to the service desk within 4 hours.",
    ),
    (
        "en",
        "number",
        "The retention period for client records is 7 years.",
        "The retention period of client records is 5 years.",
    ),
    (
        "en",
        "number",
        "Access rights are reviewed every quarter.",
        "Access rights must be reviewed every year.",
    ),
    (
        "en",
        "number",
        "A hotel room may cost at most 140 euros a night.",
        "A hotel room may cost at most 120 euros a night.",
    ),
    (
        "en",
        "strength",
        "Staff must encrypt removable media.",
        "Staff should encrypt removable media.",
    ),
    (
        "en",
        "strength",
        "Employees may not use private mail for work.",
        "Employees may use private mail for work.",
    ),
    (
        "en",
        "strength",
        "Removable media must be encrypted.",
        "It is recommended to encrypt removable media.",
    ),
    (
        "en",
        "strength",
        "Multi-factor authentication is required.",
        "Multi-factor authentication is recommended.",
    ),
    (
        "en",
        "strength",
        "Visitors must sign the visitor register.",
        "Visitors need not sign the visitor register.",
    ),
    (
        "en",
        "actor",
        "The security officer approves access requests.",
        "The HR manager approves access requests.",
    ),
    (
        "en",
        "actor",
        "Access requests are approved by the security officer.",
        "The facility manager must approve access requests.",
    ),
    (
        "en",
        "actor",
        "The board decides on the retention of client records.",
        "The director decides on the retention of client records.",
    ),
    (
        "en",
        "actor",
        "Only the director may sign supplier contracts.",
        "Only the controller may sign supplier contracts.",
    ),
    (
        "en",
        "exception",
        "Visitors must wear a visitor badge, unless they are accompanied.",
        "Visitors must wear a visitor badge without exception.",
    ),
    (
        "en",
        "exception",
        "Staff must lock the office door, unless a colleague stays behind.",
        "Staff must lock the office door, except during opening hours.",
    ),
    (
        "en",
        "exception",
        "Employees may not share client records, except with the treating doctor.",
        "Employees may not share client records.",
    ),
    (
        "en",
        "scope",
        "All laptops must be encrypted.",
        "Only laptops that leave the office must be encrypted.",
    ),
    (
        "en",
        "scope",
        "All employees must follow the security training.",
        "Only new employees must follow the security training.",
    ),
    (
        "en",
        "scope",
        "Every visitor must sign the visitor register.",
        "Only visitors from abroad must sign the visitor register.",
    ),
    (
        "nl",
        "number",
        "Medewerkers moeten een datalek binnen 24 uur melden.",
        "Je moet een datalek binnen 48 uur melden.",
    ),
    (
        "nl",
        "number",
        "Een datalek moet binnen 4 uur worden gemeld bij de servicedesk.",
        "Medewerkers melden een datalek binnen 1 uur bij de servicedesk.",
    ),
    (
        "nl",
        "number",
        "Dossiers van cliënten worden 7 jaar bewaard.",
        "Dossiers van cliënten worden 10 jaar bewaard.",
    ),
    (
        "nl",
        "number",
        "De bewaartermijn van dossiers is 7 jaar.",
        "De bewaartermijn van dossiers bedraagt 10 jaar.",
    ),
    (
        "nl",
        "number",
        "Een hotelkamer mag hoogstens 140 euro per nacht kosten.",
        "Een hotelkamer mag hoogstens 120 euro per nacht kosten.",
    ),
    (
        "nl",
        "number",
        "Een wachtwoord moet ten minste 12 tekens hebben.",
        "Een wachtwoord moet minimaal 8 tekens hebben.",
    ),
    (
        "nl",
        "strength",
        "Medewerkers moeten losse media versleutelen.",
        "Medewerkers behoren losse media te versleutelen.",
    ),
    (
        "nl",
        "strength",
        "Medewerkers mogen privémail niet gebruiken voor het werk.",
        "Medewerkers mogen privémail gebruiken voor het werk.",
    ),
    (
        "nl",
        "strength",
        "Tweefactorauthenticatie is verplicht.",
        "Tweefactorauthenticatie is aanbevolen.",
    ),
    (
        "nl",
        "strength",
        "Bezoekers moeten het bezoekersregister tekenen.",
        "Bezoekers hoeven het bezoekersregister niet te tekenen.",
    ),
    (
        "nl",
        "actor",
        "De beveiligingsfunctionaris keurt aanvragen voor toegang goed.",
        "De directeur keurt aanvragen voor toegang goed.",
    ),
    (
        "nl",
        "actor",
        "De directeur beslist over het bewaren van dossiers.",
        "Het bestuur beslist over het bewaren van dossiers.",
    ),
    (
        "nl",
        "actor",
        "Alleen de directeur mag leverancierscontracten ondertekenen.",
        "Alleen het bestuur mag leverancierscontracten ondertekenen.",
    ),
    (
        "nl",
        "exception",
        "Bezoekers moeten een badge dragen, tenzij zij worden begeleid.",
        "Bezoekers moeten zonder uitzondering een badge dragen.",
    ),
    (
        "nl",
        "exception",
        "Medewerkers moeten de deur afsluiten, tenzij een collega achterblijft.",
        "Medewerkers moeten de deur afsluiten, behalve tijdens openingstijden.",
    ),
    (
        "nl",
        "exception",
        "Medewerkers mogen cliëntgegevens niet delen, behalve met de behandelend arts.",
        "Medewerkers mogen cliëntgegevens niet delen.",
    ),
    (
        "nl",
        "scope",
        "Elke bezoeker moet een badge dragen.",
        "Alleen nieuwe bezoekers moeten een badge dragen.",
    ),
    (
        "nl",
        "scope",
        "Alle medewerkers moeten de training volgen.",
        "Alleen nieuwe medewerkers moeten de training volgen.",
    ),
    (
        "nl",
        "scope",
        "Iedere bezoeker moet het register tekenen.",
        "Alleen bezoekers uit het buitenland moeten het register tekenen.",
    ),
]
TWINS = [
    (
        "en",
        "Employees must report a security incident within 24 hours.",
        "Employees must report a personal data breach within 48 hours.",
    ),
    (
        "en",
        "Passwords of staff accounts must have at least 12 characters.",
        "Passwords of administrator accounts must have at least 16 characters.",
    ),
    ("en", "Client records are kept for 7 years.", "Camera images are kept for 4 weeks."),
    (
        "en",
        "Purchases over 500 euros must be approved by the team manager.",
        "Purchases over 5,000 euros must be approved by the director.",
    ),
    (
        "en",
        "You must report a security incident within 24 hours.",
        "Staff must report a security incident within one day.",
    ),
    (
        "en",
        "Access rights are reviewed every quarter.",
        "Access rights are reviewed every 3 months.",
    ),
    ("en", "Staff must encrypt removable media.", "Staff should encrypt mail."),
    (
        "en",
        "Staff must encrypt removable media.",
        "Staff may encrypt removable media only if the manager agrees.",
    ),
    (
        "en",
        "Employees may not use private mail for work.",
        "Employees may use private mail in the break.",
    ),
    (
        "en",
        "The security officer approves access requests.",
        "The HR manager approves leave requests.",
    ),
    (
        "en",
        "The security officer must sign the register.",
        "The HR manager must sign the register.",
    ),
    ("en", "The director may approve expenses.", "The controller may approve expenses."),
    (
        "en",
        "Visitors must wear a visitor badge, unless they are accompanied.",
        "Staff must wear a badge without exception.",
    ),
    (
        "en",
        "Visitors must sign the register, unless they are accompanied.",
        "Visitors must sign the register, unless they are accompanied by staff.",
    ),
    (
        "en",
        "All laptops must be encrypted.",
        "Only phones that leave the office must be encrypted.",
    ),
    (
        "en",
        "All employees must follow the security training.",
        "New employees must follow the security training in the first month.",
    ),
    (
        "en",
        "If a laptop is stolen, you must report the loss within 1 hour.",
        "You must report the loss within 24 hours.",
    ),
    (
        "en",
        "The supplier must answer a complaint within 5 days.",
        "The desk must answer a complaint within 10 days.",
    ),
    (
        "en",
        "Employees must call the IT service desk within 30 minutes of noticing the suspected incident.",
        "Employees must call the IT service desk within 1 hour of noticing the loss.",
    ),
    (
        "nl",
        "Medewerkers moeten de servicedesk binnen 30 minuten na het vermoeden bellen.",
        "Medewerkers moeten de servicedesk binnen 1 uur na het verlies bellen.",
    ),
    (
        "nl",
        "Medewerkers moeten een datalek binnen 24 uur melden.",
        "Medewerkers moeten een storing binnen 48 uur melden.",
    ),
    (
        "nl",
        "Een datalek moet binnen 24 uur worden gemeld.",
        "Een datalek moet binnen 1 dag worden gemeld.",
    ),
    (
        "nl",
        "Een wachtwoord van een medewerker moet minimaal 12 tekens hebben.",
        "Een wachtwoord van een beheerder moet minimaal 16 tekens hebben.",
    ),
    ("nl", "Dossiers van cliënten worden 7 jaar bewaard.", "Camerabeelden worden 4 weken bewaard."),
    (
        "nl",
        "Aankopen boven 500 euro moeten worden goedgekeurd door de teamleider.",
        "Aankopen boven 5.000 euro moeten worden goedgekeurd door de directeur.",
    ),
    (
        "nl",
        "Medewerkers moeten losse media versleutelen.",
        "Medewerkers behoren e-mail te versleutelen.",
    ),
    (
        "nl",
        "Medewerkers mogen privémail niet gebruiken voor het werk.",
        "Medewerkers mogen privémail gebruiken in de pauze.",
    ),
    (
        "nl",
        "De directeur keurt aanvragen voor toegang goed.",
        "De teamleider keurt aanvragen voor verlof goed.",
    ),
    ("nl", "De directeur moet het register tekenen.", "De teamleider moet het register tekenen."),
    (
        "nl",
        "Bezoekers moeten een badge dragen, tenzij zij worden begeleid.",
        "Medewerkers moeten zonder uitzondering een badge dragen.",
    ),
    (
        "nl",
        "Alle medewerkers moeten de training volgen.",
        "Nieuwe medewerkers moeten de training binnen een maand volgen.",
    ),
    (
        "nl",
        "Als de laptop gestolen is, moet je het verlies binnen 1 uur melden.",
        "Je moet het verlies binnen 24 uur melden.",
    ),
    (
        "nl",
        "De leverancier moet een klacht binnen 5 dagen beantwoorden.",
        "De servicedesk moet een klacht binnen 10 dagen beantwoorden.",
    ),
    (
        "nl",
        "Alle medewerkers moeten de training volgen.",
        "Alleen nieuwe medewerkers moeten de rondleiding volgen.",
    ),
]


@pytest.mark.parametrize(("language", "kind", "one", "other"), DISAGREE)
def test_rules_on_one_matter_that_cannot_both_hold_are_found(
    tmp_path: Path, language: str, kind: str, one: str, other: str
) -> None:
    (found,) = found_in(tmp_path, apart(language, one, other))
    assert found.kind == kind
    assert [each.text for each in found.sides] == [one, other]
    assert [each.document for each in found.sides] == ["a.md", "b.md"]


@pytest.mark.parametrize(("language", "one", "other"), TWINS)
def test_rules_on_other_matters_do_not_disagree(
    tmp_path: Path, language: str, one: str, other: str
) -> None:
    index = index_of(tmp_path, apart(language, one, other))
    assert len(index.statements) == 2
    assert disagreements_in(index, index.statements) == []


def test_one_document_disagrees_with_itself_on_strength(tmp_path: Path) -> None:
    text = (
        "# Beveiliging\n\nDit beleid geldt voor iedereen die een koppeling bouwt.\n\n## Standaarden\n\n"
        "| Standaard | Status |\n|---|---|\n| TLS 1.2 | Verplicht |\n| TLS 1.3 | Zeer aanbevolen |\n\n"
        "## Voorschriften\n\n"
        "Het is verplicht voor een aanbieder om TLS versie 1.2 te ondersteunen.\n\n"
        "Het is aanbevolen voor een aanbieder om TLS versie 1.3 te ondersteunen.\n"
    )
    (found,) = found_in(tmp_path, {"tls.md": text})
    assert found.kind == "strength"
    assert [each.value for each in found.sides] == ["Zeer aanbevolen", "is aanbevolen"]


@pytest.mark.parametrize(
    ("language", "one", "other", "shared"),
    [
        (
            "nl",
            "Tweefactorauthenticatie is sterk aanbevolen.",
            "Tweefactorauthenticatie is aanbevolen.",
            ["Tweefactorauthenticatie is aanbevolen."],
        ),
        (
            "en",
            "Multi-factor authentication is strongly recommended.",
            "Multi-factor authentication is recommended.",
            ["Multi-factor authentication is recommended."],
        ),
        (
            "en",
            "Multi-factor authentication is required.",
            "Multi-factor authentication is recommended.",
            [],
        ),
        (
            "nl",
            "Tweefactorauthenticatie is verplicht.",
            "Tweefactorauthenticatie is sterk aanbevolen.",
            [],
        ),
    ],
)
def test_where_only_the_degree_differs_what_both_say_is_not_out(
    tmp_path: Path, language: str, one: str, other: str, shared: list[str]
) -> None:
    (found,) = found_in(tmp_path, apart(language, one, other))
    text = {each.statement: each.text for each in found.sides}
    assert found.is_open
    assert [text[each] for each in found.shared] == shared
    assert {text[each] for each in found.out} == {one, other} - set(shared)


@pytest.mark.parametrize(
    ("first", "second"),
    [("Finance", "Human resources"), ("Invoices", "Contracts"), ("For suppliers", "For customers")],
)
def test_the_same_words_under_headings_on_other_things_do_not_disagree(
    tmp_path: Path, first: str, second: str
) -> None:
    text = (
        "# Retention\n\nEveryone at the company works by this policy.\n\n"
        f"## {first}\n\nRecords must be kept for 7 years.\n\n"
        f"## {second}\n\nRecords must be kept for 10 years.\n"
    )
    assert found_in(tmp_path, {"a.md": text}) == []


def test_three_sources_make_one_disagreement_with_three_sides(tmp_path: Path) -> None:
    texts = apart(
        "en",
        "Staff must report a data leak within 24 hours.",
        "Report a data leak within 48 hours.",
    )
    frame, _ = FRAMES["en"]
    texts["c.md"] = frame.format(
        title="Privacy", heading="Leaks", sentence="A data leak must be reported within 72 hours."
    )
    (found,) = found_in(tmp_path, texts)
    assert [each.value for each in found.sides] == [
        "within 24 hours",
        "within 48 hours",
        "within 72 hours",
    ]
    assert found.topic == "report-data-leak"


def test_a_topic_keeps_its_name_and_two_have_two_names(tmp_path: Path) -> None:
    one = "Staff must report a data leak within 24 hours.\n\nThe board approves client visits."
    other = (
        "Staff must report a data leak within 48 hours.\n\nThe controller approves client visits."
    )
    topics = [each.topic for each in found_in(tmp_path, apart("en", one, other))]
    assert topics == ["report-data-leak", "approve-client-visits"]


def test_what_rules_are_about_is_found_once_and_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = "Client records are kept for 7 years.", "Client records are retained for 10 years."
    index = index_of(tmp_path, apart("en", one, other))
    memory = Memory(Store(tmp_path / "store"), "ab12")
    found = disagreements_in(index, index.statements, memory)
    assert len(found) == 1
    memory.keep()

    def read_again(*_: object) -> list[str]:
        raise AssertionError("a statement was read again")

    monkeypatch.setattr(matters, "_core", read_again)
    kept = Memory(Store(tmp_path / "store"), "ab12")
    assert disagreements_in(index, index.statements, kept) == found
