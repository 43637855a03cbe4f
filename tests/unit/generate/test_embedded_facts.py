"""What is asked of terms, of rules that single questions leave, and never twice of one fact."""

from dataclasses import replace

import pytest

from coursegen.generate.embedded.items.draft import candidates, chosen_items
from coursegen.generate.embedded.items.facts import is_same_fact, shared_facts
from coursegen.generate.embedded.items.notes import note_items
from coursegen.generate.embedded.items.terms import term_items
from coursegen.generate.embedded.material import Material

THREE = (
    ("Visitor", "Visitor - a person who enters a building without a staff card."),
    ("Vault", "Vault - the room where signed contracts are kept."),
    ("Courier", "Courier - a firm that carries sealed parcels between offices."),
)
FOURTH = ("Ledger", "Ledger - a book in which every payment is written down.")


@pytest.fixture
def asked(make_request, make_statement):
    """The matching items on ``told``, with ``beside`` in the sources and not in the module."""

    def _asked(told, beside=()):
        rules = [
            make_statement(text, "definition", actor="", term=term, place=at)
            for at, (term, text) in enumerate(told)
        ]
        related = [
            make_statement(text, "definition", actor="", term=term, place=at)
            for at, (term, text) in enumerate(beside, 90)
        ]
        material = Material(make_request("items", rules, related=tuple(related)))
        found = term_items(material, material.rules)
        return [each.item for each in found if each.family == "matching"]

    return _asked


def test_three_terms_are_matched_where_the_meaning_of_another_stands_beside_them(asked):
    (item,) = asked(THREE, [FOURTH])
    assert [each.left for each in item.pairs] == ["Visitor", "Vault", "Courier"]
    assert item.extra == ["A book in which every payment is written down"]


def test_three_terms_alone_are_not_matched_as_the_last_pair_would_be_given(asked):
    assert asked(THREE) == []


def test_four_terms_need_no_meaning_beside_them(asked):
    (item,) = asked([*THREE, FOURTH])
    assert len(item.pairs) == 4
    assert item.extra == []


@pytest.mark.parametrize(
    "meaning",
    [
        "a list (kept on paper or as a file; the",
        "Within this policy, it refers to two parts: the list and the lock.",
        "Referred to as the long list in an older rule.",
    ],
)
def test_what_is_no_whole_meaning_is_not_matched(asked, meaning):
    assert asked([*THREE[:2], ("Register", f"Register - {meaning}")], [FOURTH]) == []


def test_no_meaning_is_put_beside_that_could_be_of_a_term_asked(asked):
    near = ("Guest", "Guest - a person who enters a building without a card of the staff.")
    assert asked(THREE, [near]) == []


@pytest.fixture
def rules_of(make_request, make_statement):
    def _rules_of(*texts, language="en", **more):
        rules = [
            make_statement(text, place=at, language=language, actor=actor, **more)
            for at, (actor, text) in enumerate(texts)
        ]
        return Material(make_request("items", rules, language=language))

    return _rules_of


SAME = "Employees must lock the cash drawer before every break."
OTHER = "Employees must lock the cash drawer before every single break."


def test_a_rule_told_twice_is_one_fact_and_one_with_another_figure_is_not(rules_of):
    hours = "Employees must report a loss within {} hours to the front desk."
    texts = [SAME, OTHER, hours.format(4), hours.format(8)]
    one, twin, four, eight = rules_of(*(("Employees", each) for each in texts)).rules
    assert is_same_fact(one, twin)
    assert not is_same_fact(four, eight)
    assert not is_same_fact(one, four)


def test_a_rule_that_the_source_allows_in_the_same_words_is_another_fact(rules_of):
    one, twin = rules_of(("Employees", SAME), ("Employees", OTHER)).rules
    assert not is_same_fact(one, replace(twin, modality="may"))


RULES = (
    "Employees must lock the cash drawer before every break.",
    "Employees must lock the cash drawer before every single break.",
    "Employees must report a broken lock to the front desk within 4 hours.",
    "Employees must write the name of every visitor in the guest book.",
    "Employees must keep the storeroom key in the blue cabinet.",
    "Employees must return a borrowed scanner to the storeroom within 2 days.",
    "Employees must sign for every parcel that a courier brings.",
    "Employees must bring signed contracts to the vault within 5 days.",
)


def test_a_set_has_no_two_questions_of_one_stem_nor_a_note_on_what_another_asks(rules_of):
    chosen = chosen_items(rules_of(*(("Employees", each) for each in RULES)))
    assert len(chosen) >= 4
    stems = [each.item.stem for each in chosen]
    assert len(set(stems)) == len(stems)
    notes = [each for each in chosen if each.family == "notes"]
    others = [each for each in chosen if each.family != "notes"]
    assert notes
    assert not any(shared_facts(one, other) for one in notes for other in others)


def test_notes_ask_at_least_the_rules_that_single_questions_would(rules_of):
    """Where the set is full, the last single questions give way to a note on three rules."""
    material = rules_of(*(("Employees", each) for each in RULES[1:]))
    asked = {rule.id for each in chosen_items(material) for rule in each.rules}
    assert len(asked) >= 6
    assert any(each.family == "notes" for each in candidates(material))


def test_a_condition_that_the_task_tells_is_no_limit_that_the_task_lacks(
    make_request, make_statement
):
    text = "Employees must lock the laptop when leaving the desk."
    told = make_statement(text, condition="when leaving the desk")
    (read,) = Material(make_request("items", [told])).rules
    bare = replace(read, condition="", exception="", task="lock the laptop")
    assert bare.limited
    assert not replace(bare, task="lock the laptop when leaving the desk").limited


def test_a_dutch_note_may_open_with_het_and_a_noun(rules_of):
    texts = (
        "Het team moet de kluis elke avond op slot doen.",
        "Het bestuur moet de lijst binnen 4 dagen ondertekenen.",
        "Het kantoor moet de sleutel binnen 2 dagen teruggeven.",
    )
    material = rules_of(*((each[:8].strip(), each) for each in texts), language="nl")
    told = [
        option.text
        for each in note_items(material, material.rules)
        for option in getattr(each.item, "options", ())
    ]
    assert any(each.startswith("Het ") for each in told)


def test_no_dutch_note_opens_with_het_that_stands_for_something_before(rules_of):
    texts = (
        "Het moet elke avond door de medewerker op slot worden gedaan.",
        "Het wordt binnen 4 dagen door het bestuur ondertekend.",
        "Het kan binnen 2 dagen aan het kantoor worden teruggegeven.",
    )
    material = rules_of(*(("het bestuur", each) for each in texts), language="nl")
    assert list(note_items(material, material.rules)) == []
