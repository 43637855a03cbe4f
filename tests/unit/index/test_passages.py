"""What can be cited, under which id, and where it stands."""

import hashlib

import pytest

from coursegen.index.passages import passage_id, passages_of, sketch
from coursegen.model.source import Document, Locator, Source, SourceBlock

LONG = "Employees must report a lost laptop to the service desk within one hour."


def _document(*blocks, path="policy.md", language="en", title="Policy"):
    return Document(
        source=Source(path=path, kind="markdown", digest="0"),
        title=title,
        language=language,
        blocks=blocks,
    )


def _block(kind, text="", heading=("Scope",), **parts):
    return SourceBlock(kind=kind, text=text, locator=Locator(heading=heading), **parts)


def test_the_id_is_the_digest_of_the_normalised_text():
    (passage,), _ = passages_of(_document(_block("paragraph", LONG.replace(" ", "  "))))
    assert passage.id == hashlib.sha256(LONG.encode()).hexdigest()[:12]
    assert passage.text == LONG


def test_the_id_of_a_long_text_survives_a_move_a_rename_and_another_kind():
    (here,), _ = passages_of(_document(_block("paragraph", LONG)))
    (there,), _ = passages_of(
        _document(_block("list_item", LONG, heading=("Else", "Where"), level=1), path="b/moved.md")
    )
    assert here.id == there.id


def test_a_short_text_is_known_by_its_nearest_heading_too():
    (here, there), _ = passages_of(
        _document(
            _block("paragraph", "Optional."),
            _block("paragraph", "Optional.", heading=("Scope", "TLS")),
        )
    )
    assert here.id != there.id
    assert here.text == there.text == "Optional."


@pytest.mark.parametrize(("words", "folded"), [(7, True), (8, False)])
def test_short_is_under_eight_words(words, folded):
    text = " ".join(["word"] * words)
    assert (passage_id(text, "A") != passage_id(text, "B")) is folded


def test_without_a_heading_the_title_is_the_nearest():
    (here,), _ = passages_of(_document(_block("paragraph", "Optional.", heading=()), title="One"))
    (there,), _ = passages_of(_document(_block("paragraph", "Optional.", heading=()), title="Two"))
    assert here.id != there.id


def test_a_text_that_stands_twice_is_one_passage_with_two_occurrences():
    passages, occurrences = passages_of(
        _document(_block("paragraph", LONG), _block("paragraph", LONG, heading=("Else",)))
    )
    assert len(passages) == 1
    assert [(each.passage, each.position, each.locator.heading) for each in occurrences] == [
        (passages[0].id, 0, ("Scope",)),
        (passages[0].id, 1, ("Else",)),
    ]


def test_headings_and_pictures_without_words_are_no_passages():
    passages, occurrences = passages_of(
        _document(_block("heading", "Scope", level=1), _block("figure", media="a.png"))
    )
    assert (passages, occurrences) == ([], [])


def test_sentences_are_substrings_of_the_text():
    (passage,), _ = passages_of(_document(_block("paragraph", f"{LONG}  Use e.g. the phone.")))
    assert passage.sentences == (LONG, "Use e.g. the phone.")
    assert all(each in passage.text for each in passage.sentences)


def test_each_row_of_a_table_is_a_passage_of_its_filled_cells():
    table = _block(
        "table",
        header=("Nr", "Rule", "Remark"),
        rows=(("A1", "Lock it. Then leave.", ""), ("", "", ""), ("A2", "Use TLS", "Always")),
    )
    (first, second), (one, two) = passages_of(_document(table))
    assert first.text == "A1 | Lock it. Then leave."
    assert first.sentences == ("A1", "Lock it.", "Then leave.")
    assert second.sentences == ("A2", "Use TLS", "Always")
    assert one.cells == ("A1", "Lock it. Then leave.", "")
    assert one.header == ("Nr", "Rule", "Remark")
    assert (one.locator.row, two.locator.row) == (1, 3)


def test_a_definition_is_quoted_as_it_stands():
    (passage,), (occurrence,) = passages_of(
        _document(_block("definition", "a secret number.", term="Key", separator=" - "))
    )
    assert passage.text == "Key - a secret number."
    assert occurrence.term == "Key"


def test_the_stub_before_a_list_leads_its_items():
    passages, (_, first, second, after) = passages_of(
        _document(
            _block("paragraph", "You must:"),
            _block("list_item", "report it", level=1, number=1),
            _block("list_item", "keep the proof", level=1, number=2),
            _block("paragraph", "That is all."),
        )
    )
    assert first.lead == second.lead == passages[0].id
    assert (first.number, second.number, first.level) == (1, 2, 1)
    assert after.lead is None


def test_a_paragraph_without_a_colon_leads_nothing():
    _, (_, item) = passages_of(
        _document(_block("paragraph", "Rules follow."), _block("list_item", "one", level=1))
    )
    assert item.lead is None


def test_a_heading_ends_the_lead():
    _, (_, item) = passages_of(
        _document(
            _block("paragraph", "You must:"),
            _block("heading", "Else", level=2),
            _block("list_item", "one", level=1),
        )
    )
    assert item.lead is None


def test_a_nested_item_is_led_by_its_parent_and_the_next_by_the_stub_again():
    passages, (_, parent, child, uncle) = passages_of(
        _document(
            _block("paragraph", "You must:"),
            _block("list_item", "report:", level=1),
            _block("list_item", "who", level=2),
            _block("list_item", "keep the proof", level=1),
        )
    )
    assert child.lead == parent.passage
    assert parent.lead == uncle.lead == passages[0].id


def test_a_second_paragraph_of_an_item_is_led_by_the_item():
    _, (item, more) = passages_of(
        _document(
            _block("list_item", "Report it.", level=1), _block("paragraph", "At once.", level=1)
        )
    )
    assert more.lead == item.passage


def test_a_stub_leads_the_rows_of_its_table():
    passages, (_, row) = passages_of(
        _document(_block("paragraph", "The limits are:"), _block("table", rows=(("a", "b"),)))
    )
    assert row.lead == passages[0].id


def test_a_cue_is_one_sentence_with_its_time():
    cue = SourceBlock(kind="cue", text="Call us. Now", locator=Locator(start=1.5, end=3))
    (passage,), (occurrence,) = passages_of(_document(cue))
    assert passage.sentences == ("Call us. Now",)
    assert (occurrence.locator.start, occurrence.locator.end) == (1.5, 3)


def _distance(one, other):
    return (int(sketch(one), 16) ^ int(sketch(other), 16)).bit_count()


def test_the_sketches_of_near_texts_are_near_and_of_others_far():
    near = LONG.replace("one hour", "two hours")
    far = "Certificates are issued by a trust service provider and hold the number of an organisation."
    assert _distance(LONG, LONG) == 0
    assert _distance(LONG, near) < _distance(LONG, far)
    assert _distance(LONG, near) <= 40
    assert len(sketch("Hi")) == 32
