"""Old passages find their place in the new sources."""

import pytest

from coursegen.author.record import passage_records, source_records
from coursegen.change.align import align
from coursegen.index.passages import passage_id, passages_of
from coursegen.model.lock import Lock
from coursegen.model.passage import Index
from coursegen.model.source import Document, Locator, Source, SourceBlock

ONE = "Employees must report a suspected incident to the service desk within 1 hour of noticing it."
TWO = "Staff must keep visitors in sight for as long as they are inside the secured building."
THREE = "Managers review the access rights of their own team at least every 6 months."


def index(**documents):
    parsed, passages, occurrences = [], {}, []
    for path, texts in documents.items():
        document = Document(
            source=Source(path=path, kind="markdown", digest=path),
            title=path,
            language="en",
            blocks=tuple(
                SourceBlock(kind="paragraph", text=each, locator=Locator()) for each in texts
            ),
        )
        own, places = passages_of(document)
        parsed.append(document)
        passages.update({each.id: each for each in own})
        occurrences.extend(places)
    return Index(
        documents=tuple(parsed),
        passages=tuple(passages.values()),
        occurrences=tuple(occurrences),
        statements=(),
    )


def lock(before):
    return Lock(
        course="c", inputs="", sources=source_records(before), passages=passage_records(before)
    )


def name(text):
    return passage_id(text, "")


@pytest.mark.parametrize(
    "now",
    [
        {"a": [ONE, TWO, THREE]},
        {"a": [THREE, ONE, TWO]},
        {"b": [ONE, TWO, THREE]},
        {"a": [ONE], "b": [TWO, THREE]},
    ],
    ids=["same", "reordered", "renamed", "split over two files"],
)
def test_a_text_that_still_stands_is_the_same_passage(now):
    found = align(lock(index(a=[ONE, TWO, THREE])), index(**now))
    assert found.successor == {name(each): name(each) for each in (ONE, TWO, THREE)}
    assert found.added == ()


def test_an_edited_passage_has_its_successor():
    edited = ONE.replace("1 hour", "4 hours")
    found = align(lock(index(a=[ONE, TWO, THREE])), index(a=[edited, TWO, THREE]))
    assert found.successor[name(ONE)] == name(edited)
    assert found.added == ()


def test_a_removed_passage_has_none():
    found = align(lock(index(a=[ONE, TWO, THREE])), index(a=[ONE, THREE]))
    assert found.successor[name(TWO)] is None


def test_an_added_passage_knows_the_one_before_it():
    found = align(lock(index(a=[ONE, THREE])), index(a=[ONE, TWO, THREE]))
    assert found.added == ((name(TWO), name(ONE)),)


def test_of_two_edits_side_by_side_each_finds_its_own():
    one, two = ONE.replace("1 hour", "2 hours"), TWO.replace("visitors", "guests")
    found = align(lock(index(a=[ONE, TWO, THREE])), index(a=[two, one, THREE]))
    assert found.successor[name(ONE)] == name(one)
    assert found.successor[name(TWO)] == name(two)


FOUR = "The reception gives every visitor a badge at the desk. The badge must be returned before leaving the site."
FIVE = "Contracts with suppliers are signed by the head of procurement in two copies."


def test_a_passage_that_was_cut_in_two_has_both_parts():
    first, second = FOUR.split(". ")
    found = align(lock(index(a=[ONE, FOUR, TWO])), index(a=[ONE, f"{first}.", second, TWO]))
    assert found.now(name(FOUR)) == (name(f"{first}."), name(second))
    assert found.kinds[name(FOUR)] == "split"
    assert found.added == ()


def test_two_passages_that_were_joined_have_one_successor():
    found = align(lock(index(a=[ONE, TWO, THREE])), index(a=[f"{ONE} {TWO}", THREE]))
    assert found.successor[name(ONE)] == found.successor[name(TWO)] == name(f"{ONE} {TWO}")
    assert found.kinds[name(TWO)] == "merged"


def test_an_edited_passage_is_found_in_the_other_document_it_was_moved_to():
    edited = ONE.replace("1 hour", "2 hours")
    found = align(lock(index(a=[ONE, TWO], b=[THREE])), index(a=[TWO], b=[THREE, FIVE, edited]))
    assert found.successor[name(ONE)] == name(edited)
    assert found.added == ((name(FIVE), name(THREE)),)


def test_a_passage_that_gave_way_to_an_unrelated_one_is_gone():
    found = align(lock(index(a=[ONE, TWO, THREE])), index(a=[ONE, FIVE, THREE]))
    assert found.successor[name(TWO)] is None
    assert found.kinds[name(TWO)] == "removed"


def test_a_rule_code_is_followed_before_likeness(monkeypatch):
    old, new = index(a=[ONE, TWO, THREE]), index(a=[FIVE, THREE, FOUR])
    records = lock(old)
    passages = {**records.passages}
    passages[name(ONE)] = passages[name(ONE)].model_copy(update={"code": "INC-4"})
    monkeypatch.setattr("coursegen.change.align.codes_of", lambda _: {name(FOUR): "INC-4"})
    found = align(records.model_copy(update={"passages": passages}), new)
    assert found.successor[name(ONE)] == name(FOUR)


def test_likeness_is_followed_before_a_number_that_another_rule_got(monkeypatch):
    numbered = [f"3.{at} {text}" for at, text in enumerate([ONE, TWO, THREE], 1)]
    shifted = [f"3.{at} {text}" for at, text in enumerate([ONE, FOUR, TWO, THREE], 1)]
    old, new = index(a=numbered), index(a=shifted)
    codes = {"3.1": numbered[0], "3.2": numbered[1], "3.3": numbered[2]}
    records = lock(old)
    passages = {**records.passages}
    for code, text in codes.items():
        passages[name(text)] = passages[name(text)].model_copy(update={"code": code})
    monkeypatch.setattr(
        "coursegen.change.align.codes_of",
        lambda _: {name(text): text[:3] for text in shifted},
    )
    found = align(records.model_copy(update={"passages": passages}), new)
    assert [found.successor[name(each)] for each in numbered] == [
        name(shifted[0]),
        name(shifted[2]),
        name(shifted[3]),
    ]
    assert [each[0] for each in found.added] == [name(shifted[1])]


def test_what_moved_and_what_stayed_are_told_apart():
    found = align(lock(index(a=[ONE, TWO], b=[THREE])), index(a=[ONE], b=[THREE, TWO]))
    assert found.kinds == {name(ONE): "same", name(TWO): "moved", name(THREE): "same"}


def of_early_version(found):
    """The lock as it was when sketches had 64 bits."""
    passages = {
        key: each.model_copy(update={"sketch": each.sketch[:16]})
        for key, each in found.passages.items()
    }
    return found.model_copy(update={"format": 1, "passages": passages})


def test_by_sketches_of_another_measure_only_the_one_between_two_that_stand_is_found():
    before = of_early_version(lock(index(a=[ONE, TWO, THREE])))
    edited = TWO.replace("secured building", "closed building")
    found = align(before, index(a=[ONE, edited, THREE]))
    assert found.successor[name(TWO)] == name(edited)
    apart = align(before, index(a=[ONE, THREE, edited]))
    assert apart.successor[name(TWO)] is None
    assert apart.successor[name(ONE)] == name(ONE)
