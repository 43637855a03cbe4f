"""Pronouns and joined rules, said to the learner: nobody is *you* and *they* in one sentence."""

import pytest

from coursegen.generate.embedded.items.advice import advice_items
from coursegen.generate.embedded.items.cases import case_items
from coursegen.model.passage import Quantity


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "Employees should submit claims in the currency in which they paid.",
            "You should submit claims in the currency in which you paid.",
        ),
        (
            "Employees should cancel meetings that they cannot attend.",
            "You should cancel meetings that you cannot attend.",
        ),
        (
            "Employees should close files they have opened.",
            "You should close files you have opened.",
        ),
        (
            "Employees should check reports for errors that they contain.",
            "You should check reports for errors that they contain.",
        ),
        (
            "Employees should return the devices that they use at home.",
            "You should return the devices that you use at home.",
        ),
        (
            "Employees should install updates within 48 hours after they are released.",
            "You should install updates within 48 hours after they are released.",
        ),
        (
            "Employees should help visitors with the devices that they use.",
            "Employees should help visitors with the devices that they use.",
        ),
    ],
)
def test_english_they_of_the_learner_is_you(read, make_statement, text, plain):
    assert read(make_statement(text, "recommendation")).plain == plain


@pytest.mark.parametrize(
    "text",
    [
        "Employees must ask the customer for their consent.",
        "Employees must lock their screen and remind visitors of their duties.",
        "Employees must treat people with respect for their privacy.",
        "Employees must help children with their homework.",
        "Employees must give the patient the form which they need.",
        "Employees must delete an applicant's data after they withdraw.",
        "Employees must accompany a guest until they leave the building.",
        "Employees must store laptops in the safe when they are charged.",
        "If a visitor arrives, employees must check their identity.",
    ],
)
def test_english_they_of_others_is_never_you(read, make_statement, text):
    rule = read(make_statement(text))
    assert rule.plain == text
    assert not {"you", "your"} & {*rule.task.split(), *rule.condition.split()}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "Employees must not store customer data on their laptop.",
            "You must not store customer data on your laptop.",
        ),
        (
            "Employees must inform their manager when they are ill.",
            "You must inform your manager when you are ill.",
        ),
        (
            "Employees must ask customers for permission before they share it.",
            "You must ask customers for permission before you share it.",
        ),
        (
            "Employees must return laptops when they leave.",
            "You must return laptops when you leave.",
        ),
    ],
)
def test_english_they_behind_things_and_offices_is_you(read, make_statement, text, plain):
    kind = "prohibition" if "must not" in text else "obligation"
    assert read(make_statement(text, kind)).plain == plain


@pytest.mark.parametrize(
    "text",
    [
        "Medewerkers moeten bezoekers vragen zich te melden bij de receptie.",
        "Medewerkers moeten een bezoeker vragen zich te legitimeren.",
        "Medewerkers moeten erop toezien dat de bezoeker zich inschrijft.",
        "Medewerkers moeten een leverancier zich laten registreren.",
        "Medewerkers moeten hun leidinggevende informeren en collega's op hun plichten wijzen.",
        "Medewerkers moeten het publiek over hun rechten vertellen.",
        "Medewerkers moeten de bezoekers begeleiden totdat zij het pand verlaten.",
        "Als bezoekers binnenkomen, moeten medewerkers hun identiteit controleren.",
        "Bij aankomst moeten medewerkers een pas dragen en moeten bezoekers een badge dragen.",
    ],
)
def test_dutch_pronouns_of_others_are_never_je(read, make_statement, text):
    rule = read(make_statement(text, actor="medewerkers", language="nl"))
    assert rule.plain == text
    assert not {"je", "zich"} & {*rule.task.split(), *rule.condition.split()}


DUTCH = [
    (
        "Medewerkers moeten binnen 3 werkdagen hun declaratie indienen.",
        "Je moet binnen 3 werkdagen je declaratie indienen.",
    ),
    (
        "Medewerkers moeten zich vóór 9.00 uur ziek melden bij hun leidinggevende.",
        "Je moet je vóór 9.00 uur ziek melden bij je leidinggevende.",
    ),
    (
        "Medewerkers moeten hun scherm vergrendelen wanneer zij hun werkplek verlaten.",
        "Je moet je scherm vergrendelen wanneer je je werkplek verlaat.",
    ),
    (
        "Medewerkers moeten tussen 10.00 en 15.00 uur bereikbaar zijn.",
        "Je moet tussen 10.00 en 15.00 uur bereikbaar zijn.",
    ),
    (
        "Medewerkers moeten updates binnen 48 uur installeren nadat zij beschikbaar zijn.",
        "Je moet updates binnen 48 uur installeren nadat zij beschikbaar zijn.",
    ),
    (
        "Medewerkers moeten cliënten informeren over hun rechten.",
        "Medewerkers moeten cliënten informeren over hun rechten.",
    ),
    (
        "Medewerkers moeten de telefoon opnemen wanneer zij beschikbaar zijn.",
        "Medewerkers moeten de telefoon opnemen wanneer zij beschikbaar zijn.",
    ),
    (
        "Medewerkers moeten verdachte e-mails melden en mogen niet op links daarin klikken.",
        "Je moet verdachte e-mails melden en mag niet op links daarin klikken.",
    ),
]


@pytest.mark.parametrize(("text", "plain"), DUTCH)
def test_dutch_pronouns_of_the_learner_are_je(read, make_statement, text, plain):
    rule = read(make_statement(text, actor="medewerkers", language="nl"))
    assert rule.plain == plain


def test_the_formal_address_has_pronouns_of_its_own(read, make_statement):
    text = "Medewerkers moeten zich ziek melden bij hun leidinggevende."
    rule = read(make_statement(text, actor="medewerkers", language="nl"), address="u")
    assert rule.plain == "U moet u ziek melden bij uw leidinggevende."


def test_the_task_of_a_joined_rule_is_its_first(read, make_statement):
    text = "Medewerkers moeten verdachte e-mails melden en mogen niet op links daarin klikken."
    rule = read(make_statement(text, actor="medewerkers", language="nl"))
    assert rule.task == "verdachte e-mails melden"


def test_a_joined_rule_with_a_condition_keeps_the_words_of_the_source(read, make_statement):
    text = "Medewerkers moeten een verdachte e-mail melden en mogen niet klikken op een link, tenzij de servicedesk dat vraagt."
    rule = read(make_statement(text, actor="medewerkers", language="nl"))
    assert (rule.plain, rule.task) == (text, "")


def test_a_dutch_question_has_the_number_of_its_subject(read_all):
    text = "Medewerkers moeten collega's binnen 48 uur informeren nadat zij terugkomen."
    limit = Quantity(text="binnen 48 uur", value=48, unit="hour", bound="within")
    material = read_all(
        ("obligation", text), language="nl", actor="medewerkers", quantities=(limit,)
    )
    stems = [each.item.stem for rule in material.rules for each in case_items(material, rule)]
    assert any(each.startswith("Medewerkers moeten ") for each in stems)
    assert not any("edewerkers moet " in each for each in stems)


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        (
            "Medewerkers mogen niet vanuit het buitenland werken zonder schriftelijke toestemming van de directeur HR.",
            "vanuit het buitenland werken",
        ),
        (
            "Medewerkers mogen geen gegevens delen zonder schriftelijke toestemming van de directeur HR.",
            "gegevens delen",
        ),
        (
            "Medewerkers mogen niet zonder schriftelijke toestemming van de directeur HR vanuit het buitenland werken.",
            "vanuit het buitenland werken",
        ),
    ],
)
def test_who_approves_keeps_the_name_behind_the_word(read_all, text, deed):
    material = read_all(("prohibition", text), language="nl", actor="medewerkers")
    found = [each for rule in material.rules for each in advice_items(material, rule)]
    items = [each.item for each in found if each.family == "advice-limit"]
    keys = {option.text for item in items for option in item.options if option.correct}
    assert keys == {"Alleen met schriftelijke toestemming van de directeur HR"}
    assert all(deed in item.stem.lower() and "HR" not in item.stem for item in items)


def test_never_is_a_ban_said_to_the_learner(read, make_statement):
    text = "Medewerkers mogen hun wachtwoord nooit aan anderen geven."
    rule = read(make_statement(text, "prohibition", actor="medewerkers", language="nl"))
    assert rule.plain == "Je mag je wachtwoord nooit aan anderen geven."
    assert rule.task == "je wachtwoord aan anderen geven"


def test_a_task_of_others_keeps_their_pronouns(read, make_statement):
    text = "Medewerkers moeten hun scherm vergrendelen wanneer klanten en zij de ruimte verlaten."
    rule = read(make_statement(text, actor="medewerkers", language="nl"))
    assert rule.plain == text
    assert "je" not in rule.whole.split()
