"""Objectives say what a learner has to do as that, in the learner's language."""

import pytest

from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.outline.objectives import objectives_for, whole_topic


@pytest.mark.parametrize(
    ("kind", "text", "more", "objective"),
    [
        ("obligation", "Medewerkers moeten een verdachte mail naar de servicedesk doorsturen.", {},
         "Je kunt uitleggen dat je een verdachte mail naar de servicedesk moet doorsturen"),
        ("obligation", "Als een pas kwijt is, moeten medewerkers de pas laten blokkeren.",
         {"condition": "Als een pas kwijt is"},
         "Je kunt uitleggen dat je de pas moet laten blokkeren als een pas kwijt is"),
        ("prohibition", "Medewerkers mogen een wachtwoord niet delen.", {},
         "Je kunt beoordelen of je een wachtwoord mag delen"),
    ],
)  # fmt: skip
def test_a_dutch_duty_is_no_option(read_all, kind, text, more, objective):
    material = read_all((kind, text), language="nl", **more)
    told = [each.text for each in objectives_for(material, "Melden", material.rules)]
    assert told == [objective]


def test_an_english_duty_is_told_as_the_act(read_all):
    material = read_all(("obligation", "Employees must forward a suspicious email to the desk."))
    (told,) = objectives_for(material, "Reporting", material.rules)
    assert (told.text, told.bloom) == ("Forward a suspicious email to the desk", "apply")


def test_no_preposition_opens_what_a_topic_is_about(read_all):
    rules = [
        ("prohibition", "Een wachtwoord mag niet worden gedeeld."),
        ("obligation", "Een werkplek moet worden vergrendeld."),
        ("prohibition", "Voor tests is het niet toegestaan om echte gegevens te gebruiken."),
    ]
    material = read_all(*rules, language="nl", actor="")
    told: tuple[Rule, ...] = material.rules
    for each in whole_topic(material, "Voorschriften", told):
        assert "voor tests" not in each.text
