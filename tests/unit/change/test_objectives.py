"""An objective follows the rule that its words are about, and no other."""

import pytest

from coursegen.change.objectives import behind, followed
from coursegen.model.blocks import Citation


def cited(*quotes):
    return [Citation(passage=f"{at:012d}", quote=each) for at, each in enumerate(quotes)]


def quotes(text, *candidates):
    return [each.quote for each in behind(text, cited(*candidates))]


CLAIM = "Employees must submit an expense claim within 30 days after the end of the trip."
BOOK = "Employees must book flights and hotels through the travel desk."
RETURN = "Medewerkers moeten bedrijfsmiddelen binnen 10 dagen na het einde van het dienstverband inleveren."
LEND = "Medewerkers mogen bedrijfsmiddelen niet aan huisgenoten uitlenen."


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Submit an expense claim within 30 days after the end of the trip", CLAIM),
        ("Book flights and hotels through the travel desk", BOOK),
        (
            "Je kunt zeggen binnen welke termijn je bedrijfsmiddelen na het einde van het dienstverband moet inleveren",
            RETURN,
        ),
        ("Je kunt beoordelen of je bedrijfsmiddelen aan huisgenoten mag uitlenen", LEND),
    ],
)
def test_an_objective_is_about_the_rule_whose_words_it_says(text, rule):
    assert quotes(text, CLAIM, BOOK, RETURN, LEND) == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "Apply the rules on “Expense claims and the end of a trip” to a case",
        "Je kunt in een geval bepalen wat bij “Bedrijfsmiddelen” verplicht en niet toegestaan is",
    ],
)
def test_an_objective_on_a_whole_topic_is_about_no_one_rule(text):
    assert quotes(text, CLAIM, BOOK, RETURN, LEND) == []


@pytest.mark.parametrize(
    ("text", "old", "new", "now"),
    [
        (
            "Submit an expense claim within 30 days after the end of the trip",
            CLAIM,
            CLAIM.replace("30", "14"),
            "Submit an expense claim within 14 days after the end of the trip",
        ),
        (
            "Submit an expense claim within 30 days after the end of the trip",
            CLAIM,
            CLAIM.replace("30 days", "14 working days"),
            "Submit an expense claim within 14 working days after the end of the trip",
        ),
        (
            "Explain that you must not lend the card to anyone",
            "Employees must not lend the card to anyone.",
            "Employees may lend the card to anyone.",
            "Explain that you may lend the card to anyone",
        ),
        (
            "Je kunt uitleggen dat je bedrijfsmiddelen binnen 10 dagen moet inleveren",
            RETURN,
            RETURN.replace("10 dagen", "2 werkdagen"),
            "Je kunt uitleggen dat je bedrijfsmiddelen binnen 2 werkdagen moet inleveren",
        ),
        (
            "Book flights and hotels through the travel desk",
            BOOK,
            BOOK.replace("must", "should"),
            "Book flights and hotels through the travel desk",
        ),
    ],
)
def test_an_objective_says_what_its_rule_says_now(text, old, new, now):
    assert followed(text, old, new) == now


def test_a_rule_that_is_told_otherwise_is_not_followed_word_by_word():
    new = "Employees must submit an expense claim on the first Monday after they have come back."
    assert followed("Submit a claim within 30 days after the trip", CLAIM, new) is None
