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
