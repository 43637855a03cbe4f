"""A unit written anew keeps the ids of the one before, so that learners keep their progress."""

import pytest

from coursegen.author.adopt import adopt, best_heir, without_said
from coursegen.model.blocks import Citation, TextBlock
from coursegen.model.items import Categorise, Category, Cloze, Entry, Gap, Option, SingleChoice

OLD, NEW = "0" * 12, "1" * 12


def choice(identifier, texts, passage=OLD, key=0):
    return SingleChoice(
        id=identifier,
        type="single_choice",
        objective="report-00000",
        bloom="apply",
        stem="Within what time?",
        citations=(Citation(passage=passage, quote="Within 24 hours."),),
        options=tuple(
            Option(id=f"{identifier}-{at}", text=text, correct=at == key, feedback="Because.")
            for at, text in enumerate(texts)
        ),
    )


def text(identifier, passage):
    return TextBlock(
        id=identifier,
        type="text",
        text="Within 24 hours.",
        citations=(Citation(passage=passage, quote="Within 24 hours."),),
    )


def test_an_item_keeps_its_id_and_its_options_pair_by_text_then_key_with_key():
    old = choice("old", ["24 hours", "48 hours", "72 hours"])
    new = choice("new", ["36 hours", "48 hours", "96 hours"], NEW)
    adopted = adopt(new, old)
    assert adopted.id == "old"
    assert {each.text: each.id for each in adopted.options} == {
        "36 hours": "old-0",
        "48 hours": "old-1",
        "96 hours": "old-2",
    }


def test_an_option_with_the_same_words_keeps_its_id_though_the_key_moved():
    old = choice("old", ["24 hours", "48 hours"])
    new = choice("new", ["36 hours", "24 hours"], NEW)
    ids = {each.text: each.id for each in adopt(new, old).options}
    assert ids["36 hours"] == "new-0"
    assert ids["24 hours"] == "old-0"


def cloze(name, *sentences):
    """A text of sentences, each with a gap: its id, the sentence with a _ in its place, what is accepted."""
    gaps = tuple(Gap(id=gap, accept=(word,)) for gap, _, word in sentences)
    return Cloze(
        id=name,
        type="cloze",
        objective="report-00000",
        bloom="remember",
        stem="Fill in.",
        feedback_right="Yes.",
        feedback_wrong="No.",
        text=" ".join(text.replace("_", "{{" + gap + "}}") for gap, text, _ in sentences),
        gaps=gaps,
        citations=(Citation(passage=OLD, quote="Within 24 hours."),),
    )


def test_a_gap_keeps_its_id_in_the_text_as_well():
    new = cloze("new", ("gap-new", "Within _ hours.", "24"))
    old = cloze("old", ("gap-old", "Within _ hours.", "24"))
    adopted = adopt(new, old)
    assert adopted.text == "Within {{gap-old}} hours."


def test_the_heir_rests_on_what_stands_in_the_old_units_place():
    wrong, right = text("wrong", "2" * 12), text("right", NEW)
    candidates = [(each, frozenset(c.passage for c in each.citations)) for each in (wrong, right)]
    assert best_heir(text("old", OLD), frozenset({NEW}), candidates) is right
    assert best_heir(choice("old", ["a", "b"]), frozenset({NEW}), candidates) is None


def test_of_two_units_on_one_passage_the_heir_quotes_the_sentence_that_changed():
    def quoting(name, quote):
        return text(name, NEW).model_copy(
            update={"citations": (Citation(passage=NEW, quote=quote),)}
        )

    old = quoting("old", "Report it to the service desk within 1 hour.")
    share = quoting("share", "Never share a password with anyone.")
    report = quoting("report", "Report it to the service desk within 3 hours.")
    candidates = [(each, frozenset({NEW})) for each in (share, report)]
    assert best_heir(old, frozenset({NEW}), candidates) is report
    assert best_heir(old, frozenset({NEW}), candidates[:1]) is None
    assert without_said(candidates, [quoting("kept", "Never share a password with anyone.")]) == [
        candidates[1]
    ]


def sorting(name, *entries):
    """A question that sorts ``entries``: id, words and passage of each."""
    return Categorise(
        id=name,
        type="categorise",
        objective="report-00000",
        bloom="understand",
        stem="What do the rules say?",
        feedback_right="Yes.",
        feedback_wrong="No.",
        categories=(Category(id="must", text="required"), Category(id="may", text="allowed")),
        entries=tuple(
            Entry(
                id=key,
                text=words,
                category="must",
                citations=(Citation(passage=passage * 12, quote=words),),
            )
            for key, words, passage in entries
        ),
        citations=tuple(Citation(passage=each[2] * 12, quote=each[1]) for each in entries),
    )


SORTED = {
    "en": (
        "Install security updates within 48 hours",
        "Return all equipment",
        "Install security updates within 72 hours",
        "Take a break of at least 30 minutes",
    ),
    "nl": (
        "Zakelijke e-mail doorsturen",
        "De laptop vergrendelen",
        "Zakelijke e-mail binnen 3 dagen doorsturen",
        "Een beveiligingsincident binnen 8 uur melden",
    ),
}


@pytest.mark.parametrize("language", sorted(SORTED))
def test_the_id_of_an_entry_follows_its_rule_and_another_rule_gets_a_new_one(language):
    changed, stays, now, other = SORTED[language]
    old = sorting("old", ("changed", changed, "a"), ("stays", stays, "b"))
    new = sorting("new", ("n1", other, "d"), ("n2", stays, "b"), ("n3", now, "c"))
    place = {"a" * 12: ("c" * 12,)}
    adopted = adopt(new, old, lambda each: place.get(each, (each,)))
    assert {each.text: each.id for each in adopted.entries} == {
        other: "n1",
        stays: "stays",
        now: "changed",
    }


def test_an_entry_whose_rule_is_gone_leaves_its_id_to_none():
    changed, stays, _, other = SORTED["en"]
    old = sorting("old", ("changed", changed, "a"), ("stays", stays, "b"))
    new = sorting("new", ("n1", other, "d"), ("n2", stays, "b"))
    adopted = adopt(new, old, lambda each: () if each == "a" * 12 else (each,))
    assert [each.id for each in adopted.entries] == ["n1", "stays"]


def test_a_wrong_option_of_other_words_gets_an_id_of_its_own():
    old = choice("old", ["Report it within 24 hours", "Wait until you are sure"])
    new = choice("new", ["Report it within 36 hours", "Ask a colleague first"], NEW)
    ids = {each.text: each.id for each in adopt(new, old).options}
    assert ids == {"Report it within 36 hours": "old-0", "Ask a colleague first": "new-1"}


def test_a_gap_keeps_the_id_of_the_gap_in_the_sentence_of_its_rule():
    old = cloze(
        "old",
        ("old-report", "Report it _.", "within 24 hours"),
        ("old-keep", "Keep it for _ in the safe.", "2 years"),
    )
    new = cloze(
        "new",
        ("new-keep", "Keep it for _ in the safe.", "3 years"),
        ("new-wipe", "The desk wipes the disk after _.", "a day"),
    )
    adopted = adopt(new, old)
    assert [each.id for each in adopted.gaps] == ["old-keep", "new-wipe"]
