"""Which module explains which of the source's own terms."""

import pytest

from coursegen.generate.embedded.grammar.definition import meaning_of
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.sections import sections_of
from coursegen.generate.embedded.outline.used_terms import with_terms


@pytest.fixture
def explained(make_request, make_statement):
    """The terms that the first section of a document explains, of those that it defines."""

    def _explained(rules, defined, *, heading=("Beleid", "Rechten"), language="nl"):
        told = [
            make_statement(text, "fact", actor=actor, place=at, language=language, heading=heading)
            for at, (text, actor) in enumerate(rules)
        ]
        told += [
            make_statement(
                f"{term} - {text}",
                "definition",
                actor="",
                place=100 + at,
                language=language,
                term=term,
                heading=("Beleid", "Begrippen"),
            )
            for at, (term, text) in enumerate(defined)
        ]
        material = Material(make_request("outline", told, language=language))
        section = with_terms(material, sections_of(material))[0]
        return [each.statement.term for each in section.rules if each.statement.term]

    return _explained


def test_a_plain_word_is_explained_where_the_heading_above_the_rules_uses_it_too(explained):
    rules = [
        ("Een betrokkene heeft het recht om eigen gegevens in te zien.", ""),
        ("Elzenoord antwoordt de betrokkenen binnen 1 maand.", "Elzenoord"),
    ]
    defined = [("Betrokkene", "de persoon over wie de gegevens gaan.")]
    heading = ("Beleid", "Rechten van betrokkenen")
    assert explained(rules, defined, heading=heading) == ["Betrokkene"]
    assert explained(rules, defined) == []


def test_who_has_to_act_is_explained_before_other_terms(explained):
    rules = [
        ("De OIN-houder vraagt het OIN aan bij de HR en de COR.", "OIN-houder"),
        ("De TSP neemt het OIN over uit de HR, de COR en de RSIN-lijst.", "TSP"),
    ]
    defined = [
        ("COR", "de raadpleegvoorziening van alle nummers."),
        ("HR", "het register van alle ondernemingen."),
        ("OIN", "het nummer van een organisatie."),
        ("PKI", "het stelsel van alle certificaten."),
        ("TSP", "een partij die certificaten verstrekt."),
        ("OIN-houder", "een rechtspersoon die het nummer gebruikt."),
    ]
    assert {"TSP", "OIN-houder", "OIN"} <= set(explained(rules, defined))
    assert len(explained(rules, defined)) == 4


def test_a_term_and_its_abbreviation_are_explained_once(explained):
    rules = [("De OIN-houder vraagt het OIN aan.", "OIN-houder")]
    number = "het nummer van een organisatie."
    defined = [("Organisatienummer (OIN)", number), ("OIN", number)]
    assert explained(rules, defined) == ["Organisatienummer (OIN)"]


@pytest.mark.parametrize(
    ("language", "term", "text", "meaning"),
    [
        ("nl", "OIN", "OIN - Het organisatienummer (OIN) is het nummer van een organisatie.",
         "Het nummer van een organisatie"),
        ("nl", "OIN-houder", "OIN-houder: De OIN-houder is een rechtspersoon met een OIN.",
         "Een rechtspersoon met een OIN"),
        ("nl", "organisatienummer (OIN)", "Het organisatienummer (OIN) is het nummer van een partij.",
         "Het nummer van een partij"),
        ("nl", "COR", "COR - De COR biedt inzage in alle nummers.", "De COR biedt inzage in alle nummers"),
        ("en", "DPO", "DPO: A data protection officer (DPO) is a person who supervises.",
         "A person who supervises"),
        ("en", "Incident", "An incident is an event that does harm.", "An event that does harm"),
    ],
)  # fmt: skip
def test_a_meaning_does_not_name_its_own_term(
    make_request, make_statement, language, term, text, meaning
):
    rule = make_statement(text, "definition", actor="", language=language, term=term)
    (read,) = Material(make_request("items", [rule], language=language)).rules
    assert meaning_of(read) == meaning
