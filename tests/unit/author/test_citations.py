"""A quote is copied by code, so an invented one cannot exist."""

import pytest

from coursegen.author.citations import DraftError, citations
from coursegen.model.passage import Passage

TEXT = "Report it at once. Do not wait. Call the desk."
PASSAGE = Passage(
    id="0123456789ab",
    kind="paragraph",
    text=TEXT,
    sentences=("Report it at once.", "Do not wait.", "Call the desk."),
    language="en",
    sketch="0" * 16,
)


def test_a_label_becomes_the_sentence_it_names():
    assert [each.quote for each in citations(["1.2"], [PASSAGE])] == ["Do not wait."]


def test_neighbouring_sentences_become_one_quote_that_stands_in_the_passage():
    (cite,) = citations(["1.2", "1.1"], [PASSAGE])
    assert cite.quote == "Report it at once. Do not wait."
    assert cite.quote in PASSAGE.text


def test_sentences_apart_become_two_quotes():
    assert [each.quote for each in citations(["1.3", "1.1"], [PASSAGE])] == [
        "Report it at once.",
        "Call the desk.",
    ]


@pytest.mark.parametrize("label", ["2.1", "1.4", "1.0", "0.1", "one", "1", "1.1.1"])
def test_a_label_that_names_no_sentence_is_refused(label):
    with pytest.raises(DraftError, match="label"):
        citations([label], [PASSAGE])
