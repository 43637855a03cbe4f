"""What the grammars make of a sentence: said to the learner without conjugating, or left as it is."""

from dataclasses import replace

import pytest

from coursegen.generate.embedded.gates import is_sound
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.model.passage import SentenceRef, Statement

ENGLISH = [
    # sentence, kind, actor, plain form, task, condition, exception
    (
        "Employees must lock the screen whenever they leave the workplace.",
        "obligation",
        "You must lock the screen whenever you leave the workplace.",
        "lock the screen",
        "you leave the workplace",
        "",
    ),
    (
        "If an employee suspects a leak, the employee must call the desk at once.",
        "obligation",
        "If you suspect a leak, you must call the desk at once.",
        "call the desk at once",
        "you suspect a leak",
        "",
    ),
    (
        "Employees must not give out data by telephone unless the caller has been checked.",
        "prohibition",
        "You must not give out data by telephone, unless the caller has been checked.",
        "give out data by telephone",
        "",
        "the caller has been checked",
    ),
    (
        "Employees who receive a visitor must accompany the visitor everywhere.",
        "obligation",
        "If you receive a visitor, you must accompany the visitor everywhere.",
        "accompany the visitor everywhere",
        "you receive a visitor",
        "",
    ),
    (
        "Employees need not change a password at fixed intervals.",
        "no_obligation",
        "You do not have to change a password at fixed intervals.",
        "change a password at fixed intervals",
        "",
        "",
    ),
]


@pytest.mark.parametrize("example", ENGLISH, ids=[each[0][:40] for each in ENGLISH])
def test_english_is_said_to_the_learner(read, make_statement, example):
    text, kind, plain, task, condition, exception = example
    rule = read(make_statement(text, kind))
    assert (rule.plain, rule.task, rule.condition, rule.exception) == (
        plain,
        task,
        condition,
        exception,
    )
    assert rule.addressed


DUTCH = [
    (
        "Als een medewerker twijfelt over gegevens, moet de medewerker eerst advies vragen.",
        "obligation",
        "Als je twijfelt over gegevens, moet je eerst advies vragen.",
        "advies vragen",
        "je twijfelt over gegevens",
        "",
    ),
    (
        "Medewerkers mogen een dossier niet mee naar huis nemen, tenzij de leiding dat goedkeurt.",
        "prohibition",
        "Je mag een dossier niet mee naar huis nemen, tenzij de leiding dat goedkeurt.",
        "een dossier mee naar huis nemen",
        "",
        "de leiding dat goedkeurt",
    ),
    (
        "Medewerkers dienen een bestand via de beveiligde mail te versturen.",
        "obligation",
        "Je moet een bestand via de beveiligde mail versturen.",
        "een bestand via de beveiligde mail versturen",
        "",
        "",
    ),
    (
        "Het is medewerkers niet toegestaan om werkmail door te sturen naar een privéadres.",
        "prohibition",
        "Het is je niet toegestaan om werkmail door te sturen naar een privéadres.",
        "werkmail doorsturen naar een privéadres",
        "",
        "",
    ),
    (
        "Medewerkers hoeven niet zelf te beoordelen of een verzoek terecht is.",
        "no_obligation",
        "Je hoeft niet zelf te beoordelen of een verzoek terecht is.",
        "zelf beoordelen of een verzoek terecht is",
        "",
        "",
    ),
    (
        "Medewerkers moeten het adres controleren voordat zij gegevens versturen.",
        "obligation",
        "Je moet het adres controleren voordat je gegevens verstuurt.",
        "het adres controleren",
        "",
        "",
    ),
]


@pytest.mark.parametrize("example", DUTCH, ids=[each[0][:40] for each in DUTCH])
def test_dutch_is_said_to_the_learner(read, make_statement, example):
    text, kind, plain, task, condition, exception = example
    rule = read(make_statement(text, kind, actor="medewerkers", language="nl"))
    assert (rule.plain, rule.task, rule.condition, rule.exception) == (
        plain,
        task,
        condition,
        exception,
    )
    assert rule.addressed


def test_the_formal_address_is_kept(read, make_statement):
    text = "Als een medewerker ziek is, moet de medewerker de leiding bellen."
    rule = read(make_statement(text, actor="medewerker", language="nl"), address="u")
    assert rule.plain == "Als u ziek bent, moet u de leiding bellen."


@pytest.mark.parametrize(
    "text",
    [
        "The manager must review the access rights of the team.",
        "Managers must inform employees when they leave the building.",
        "A password must have at least 14 characters.",
        "New employees must follow the introduction course.",
    ],
)
def test_a_duty_of_something_else_keeps_the_words_of_the_source(read, make_statement, text):
    rule = read(make_statement(text, actor=""))
    assert rule.plain == text
    assert not rule.addressed


def test_aliases_that_the_source_sets_against_each_other_are_not_addressed(read, make_statement):
    text = "Als een aanbieder TLS aanbiedt, moeten afnemers TLS gebruiken."
    rule = read(
        make_statement(text, actor="afnemers", language="nl"),
        aliases=("aanbieder", "aanbieders", "afnemer", "afnemers"),
    )
    assert rule.plain == text


def test_a_sentence_that_leans_on_another_is_not_asked(read, make_statement):
    rule = read(make_statement("The employee must then report the suspicion to the desk."))
    assert rule.plain.startswith("You must then")
    assert not rule.askable


def test_the_moment_a_time_counts_from_goes_with_the_time(read, make_statement):
    rule = read(make_statement("Employees must report a leak within 1 hour of noticing it."))
    assert rule.time == "within 1 hour of noticing it"
    assert rule.timeless == "report a leak"


def test_a_thing_with_its_strength_is_read_from_sentence_and_row(read, make_statement):
    sentence = read(make_statement("Tweezijdig TLS is verplicht.", actor="", language="nl"))
    row = read(make_statement("TLS 1.2 [RFC5246]: Verplicht", actor="", language="nl"))
    assert (sentence.thing, row.thing) == ("Tweezijdig TLS", "TLS 1.2")


def test_a_dutch_infinitive_is_rejoined_with_its_particle(read, make_statement):
    text = "Medewerkers zijn verplicht een pas bij de balie in te leveren."
    rule = read(make_statement(text, actor="Medewerkers", language="nl"))
    assert rule.task == "een pas bij de balie inleveren"


def test_a_dutch_condition_without_a_comma_is_no_part_of_the_task(read, make_statement):
    rule = read(
        make_statement(
            "Indien er berichten worden versleuteld dient een medewerker de sleutel te bewaren.",
            actor="medewerker",
            language="nl",
            condition="Indien er berichten worden versleuteld",
        )
    )
    assert rule.task == "de sleutel bewaren"
    assert rule.condition == "er berichten worden versleuteld"


def test_zowel_als_opens_no_condition(read, make_statement):
    rule = read(
        make_statement(
            "Medewerkers moeten zowel de voordeur als de achterdeur van het pand sluiten.",
            actor="Medewerkers",
            language="nl",
        )
    )
    assert rule.condition == ""


def test_two_cases_in_one_sentence_are_no_condition():
    text = (
        "If you spent less, you must keep the rest, and if you spent more, you must pay the rest."
    )
    statement = Statement(
        id="0" * 12,
        kind="obligation",
        text=text,
        language="en",
        document="a.md",
        position=0,
        evidence=(SentenceRef(passage="0" * 12, sentence=0),),
        actor="you",
        marker="must",
        action="pay the rest",
        condition="you spent less, you must keep the rest, and if you spent more",
    )
    rule = Rule(statement, "must", sentence=text, plain=text, condition=statement.condition)
    assert not is_sound(rule)
    assert is_sound(replace(rule, condition="you spent more"))


def test_the_modal_of_a_condition_is_not_that_of_the_command_behind_it(make_statement, read):
    """``moet`` belongs to the condition: the command is taught as it stands."""
    text = "Als je een pas moet afgeven, bel dan de beveiliging."
    rule = read(
        make_statement(
            text,
            actor="",
            language="nl",
            action="de beveiliging bellen",
            condition="Als je een pas moet afgeven",
        ),
        aliases=("je",),
    )
    assert (rule.plain, rule.task) == (text, "")


def test_advice_against_something_is_not_told_as_advice_to_do_it(read, make_statement):
    text = "Employees should not use public wifi for company work."
    rule = read(
        make_statement(
            text, "recommendation", negated=True, action="use public wifi for company work"
        )
    )
    assert "should not use public wifi" in rule.plain
    assert rule.task == ""
