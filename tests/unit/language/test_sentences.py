"""Sentences: where they end, and where they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursegen.language.sentences import split_sentences

_ENGLISH = [
    ["Report it at once.", "Do not wait!", "Who decides?", "The officer does."],
    ["Use strong keys, e.g. AES or RSA.", "See sec. 3.2 for more."],
    ["The rule (i.e. the one above) applies.", "Dr. Smith et al. wrote it."],
    ["Refer to § 4 and Art. 5 of the law.", "It costs 3.5 dollars."],
    ["We work in the U.S. Government building.", "The law applies."],
    ["See 19.2.12.", "Employees must comply."],
    ["19.2.12 Employees must comply.", "So must staff."],
    ["1. First do this.", "2. Then do that."],
    ["Step 1. Lock it.", "Leave."],
    ["He said no.", "Room no. 5 is closed."],
    ['They said "Stop."', "The test ended."],
    ["Mail security@example.org.", "See https://example.org/a.b/c.", "Then go."],
    ["It is there (see above).", "Leave it."],
    ["Use version 1.2.3 of node.js now.", "Etc."],
]
_DUTCH = [
    ["Gebruik bijv. AES.", "Zie art. 5 lid 2 van de wet.", "D.w.z. dat het moet."],
    ["Dat is o.a. verplicht.", "Aanpassing n.a.v. NCSC Richtlijnen is nodig."],
    ["Zie blz. 4 en par. 3.1.", "Hij werkt bij Logius B.V. en elders."],
    ["Op 1 jan. 2020 gaat het in.", "Mr. Jansen en drs. De Vries tekenen."],
    ["Meld het z.s.m. bij de balie.", "Daarna belt u, enz.", "Klaar."],
    ["Dat staat in de wet.", "Het is verplicht."],
]
_GERMAN = [
    ["Das gilt z.B. für Daten.", "Siehe Art. 5 Abs. 2 DSGVO."],
    ["Am 1. Januar 2020 gilt es.", "Dr. Müller kommt ggf. später."],
]
_FRENCH = [["Voir p. ex. l'art. 5.", "M. Dupont est là.", "C.-à-d. que oui."]]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (language, sentences)
        for language, cases in [("en", _ENGLISH), ("nl", _DUTCH), ("de", _GERMAN), ("fr", _FRENCH)]
        for sentences in cases
    ],
)
def test_a_text_splits_into_its_sentences(language, sentences):
    assert split_sentences(" ".join(sentences), language) == sentences


def test_a_forgotten_space_still_ends_a_sentence():
    assert split_sentences("Report it.The officer decides.", "en") == [
        "Report it.",
        "The officer decides.",
    ]


def test_a_text_without_an_end_mark_is_one_sentence():
    assert split_sentences("  TLS 1.3 is recommended ", "en") == ["TLS 1.3 is recommended"]


def test_nothing_has_no_sentences():
    assert split_sentences("   ", "en") == []


def test_an_unknown_language_is_split_at_its_points():
    assert split_sentences("Eins ist da. Zwei ist da.", "xx") == ["Eins ist da.", "Zwei ist da."]


def test_a_regional_tag_uses_its_language():
    assert split_sentences("Gebruik bijv. AES. Meer niet.", "nl-BE") == [
        "Gebruik bijv. AES.",
        "Meer niet.",
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                "Report",
                "it.",
                "e.g.",
                "No.",
                "5",
                "§",
                "1.",
                "(see",
                "above).",
                '"Stop."',
                "Then",
                "go!",
                "\n",
                "A.",
                "etc.",
                "…",
            ]
        ),
        max_size=25,
    ).map(" ".join),
    st.sampled_from(["en", "nl", "de", "fr", "xx"]),
)
def test_sentences_are_substrings_in_order_that_leave_nothing_out(text, language):
    at = 0
    for sentence in split_sentences(text, language):
        start = text.index(sentence, at)
        assert not text[at:start].strip()
        assert sentence == sentence.strip() != ""
        at = start + len(sentence)
    assert not text[at:].strip()
