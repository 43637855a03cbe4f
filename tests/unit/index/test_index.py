"""From documents to an index."""

from coursegen.index.index import build_index
from coursegen.model.source import Document, Locator, Source, SourceBlock

TEXT = "Employees must report a lost laptop to the service desk within one hour."


def _document(path, *texts):
    return Document(
        source=Source(path=path, kind="markdown", digest="0"),
        title=path,
        language="en",
        blocks=tuple(
            SourceBlock(kind="paragraph", text=text, locator=Locator(heading=("Rules",)))
            for text in texts
        ),
    )


def test_documents_and_occurrences_stand_in_the_order_of_their_paths():
    documents = [
        _document("b.md", TEXT),
        _document("a.md", "Other words stand here, enough of them for an id.", TEXT),
    ]
    index = build_index(documents)
    assert [each.source.path for each in index.documents] == ["a.md", "b.md"]
    assert [(each.document, each.position) for each in index.occurrences] == [
        ("a.md", 0),
        ("a.md", 1),
        ("b.md", 0),
    ]
    assert len(index.passages) == 2


def test_the_order_in_which_documents_are_given_does_not_matter():
    documents = [_document("b.md", TEXT), _document("a.md", TEXT)]
    assert build_index(documents) == build_index(documents[::-1])


def test_statements_rest_on_passages_of_the_index():
    index = build_index([_document("a.md", TEXT)])
    assert index.statements
    assert all(
        reference.passage in index.passage_by_id
        for statement in index.statements
        for reference in statement.evidence
    )
