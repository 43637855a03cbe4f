"""Which module explains which of the source's own terms."""

import pytest

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
