"""The old rule as a wrong option of the question on the new one."""

import pytest

from coursegen.author.delta import Point
from coursegen.author.delta_items import item_on
from coursegen.author.mint import Mint
from coursegen.author.refresher import refresher_words
from coursegen.change.meaning import meaning_changes
from coursegen.model.blocks import Citation
from coursegen.model.items import Option, SingleChoice


def asked(was, now, key, wrong, language="en"):
    """The texts of the options, once the drafted question on ``now`` has the old rule in it."""
    cites = (Citation(passage="1" * 12, quote=now),)
    point = Point(
        was=was,
        now=now,
        was_cites=(Citation(passage="0" * 12, quote=was),),
        now_cites=cites,
        meaning=meaning_changes(was, now, language),
        heading="Badges",
        heading_before="Badges",
        since="",
        before=None,
        statement=None,
        taught=True,
    )
    drafted = SingleChoice(
        id="drafted",
        type="single_choice",
        objective="aim",
        bloom="apply",
        stem="What holds?",
        citations=cites,
        options=tuple(
            Option(id=f"o{at}", text=text, correct=not at, feedback="Because.")
            for at, text in enumerate((key, *wrong))
        ),
    )
    item = item_on(point, [drafted], "aim", refresher_words(language), Mint("course"), language)
    return [each.text for each in item.options]


@pytest.mark.parametrize(
    ("language", "was", "now", "old"),
    [
        (
            "en",
            "Staff must report a loss within 24 hours.",
            "Employees must report a loss within 48 hours.",
            "Staff must report a loss within 24 hours.",
        ),
        (
            "nl",
            "Personeel moet een verlies binnen 24 uur melden.",
            "Medewerkers moeten een verlies binnen 48 uur melden.",
            "Personeel moet een verlies binnen 24 uur melden.",
        ),
    ],
)
def test_all_that_is_new_in_the_key_becomes_old_and_not_a_word_of_the_same_meaning_alone(
    language, was, now, old
):
    assert old in asked(was, now, now, ["Wait until Monday.", "Tell nobody."], language)


def test_a_number_is_not_taken_out_of_another():
    was = "Reply within 24 hours, and to the auditor within 14 days."
    now = "Reply within 4 hours, and to the auditor within 14 days."
    options = asked(
        was, now, "The auditor within 14 days, others within 4 hours", ["No one", "All"]
    )
    assert "The auditor within 14 days, others within 24 hours" in options


def test_a_key_in_which_only_other_words_are_new_gets_no_old_rule_that_says_the_same():
    was = "Employees shall report a loss within 24 hours."
    now = "Employees must report a loss within 24 hours, or 48 hours abroad."
    key = "Employees must report within 24 hours, or abroad 48 hours"
    assert asked(was, now, key, ["Wait", "Tell nobody"]) == [key, "Wait", "Tell nobody"]
