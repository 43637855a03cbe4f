"""Search over passages."""

import pytest

from coursegen.index.passages import passages_of
from coursegen.index.search import Search
from coursegen.model.passage import Index
from coursegen.model.source import Document, Locator, Source, SourceBlock


def _index(*texts, language="en", heading=()):
    document = Document(
        source=Source(path="a.md", kind="markdown", digest="0"),
        title="A",
        language=language,
        blocks=tuple(
            SourceBlock(kind="paragraph", text=text, locator=Locator(heading=heading))
            for text in texts
        ),
    )
    passages, occurrences = passages_of(document)
    return Index(
        documents=(document,),
        passages=tuple(passages),
        occurrences=tuple(occurrences),
        statements=(),
    )


TEXTS = (
    "Employees must report a lost laptop to the service desk within one hour.",
    "Reports of incidents are kept for five years by the Security Officer.",
    "Visitors sign in at the front door and wear a badge.",
)


def _found(index, query, **options):
    texts = {each.id: each.text for each in index.passages}
    return [texts[passage] for passage, _ in Search(index).find(query, **options)]


def test_the_passage_that_says_most_comes_first():
    assert _found(_index(*TEXTS), "report a lost laptop")[0] == TEXTS[0]


def test_words_are_found_in_their_other_forms():
    assert set(_found(_index(*TEXTS), "reporting")) == {TEXTS[0], TEXTS[1]}


def test_dutch_is_stemmed_as_dutch():
    index = _index("Medewerkers melden incidenten bij de balie.", language="nl")
    assert _found(index, "melding van een incident", language="nl")


def test_a_heading_above_a_passage_counts_less_than_its_text():
    index = _index("Lock the door when you leave the building at night.", heading=("Keys",))
    other = _index("Keys are kept in the safe of the building at night.")
    both = Index(
        documents=index.documents,
        passages=index.passages + other.passages,
        occurrences=index.occurrences + other.occurrences,
        statements=(),
    )
    assert _found(both, "keys") == [other.passages[0].text, index.passages[0].text]


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "AND OR NOT",
        "laptop*",
        "body: laptop",
        "(",
        "NEAR(a b)",
        "^laptop",
        "laptop -lost",
        "'; DROP TABLE",
        "{a}",
        "a.b:c",
    ],
)
def test_signs_of_the_query_language_mean_nothing(query):
    Search(_index(*TEXTS)).find(query)


@pytest.mark.parametrize("query", ["", "   ", "?!", "zebra"])
def test_a_query_that_meets_nothing_finds_nothing(query):
    assert Search(_index(*TEXTS)).find(query) == []


def test_no_more_than_the_limit_are_given_best_first():
    found = Search(_index(*TEXTS)).find("report security badge employees", limit=2)
    assert len(found) == 2
    assert found[0][1] >= found[1][1]


def test_equals_stand_in_the_order_of_the_sources():
    texts = [
        f"The {word} rule holds for all of the people here." for word in ("zeta", "alpha", "mid")
    ]
    assert _found(_index(*texts), "rule") == texts


def test_in_a_large_index_the_rare_words_of_a_query_decide(monkeypatch):
    monkeypatch.setattr("coursegen.index.search._MOST_HITS", 2)
    assert _found(_index(*TEXTS), "the laptop") == [TEXTS[0]]
    assert len(_found(_index(*TEXTS), "the")) == 3
