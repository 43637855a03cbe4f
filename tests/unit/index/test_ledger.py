"""What a document says is found out once for each digest of its source, and comes out the same."""

from coursegen.build.store import Store
from coursegen.ids import digest
from coursegen.index import statements
from coursegen.index.index import build_index
from coursegen.ingest.markdown import READER
from coursegen.model.source import Source

ONE = "# Cards\n\nEmployees must wear the staff card visibly inside all of the offices.\n"
SAME_AS_ITEM = "# List\n\n- Employees must wear the staff card visibly inside all of the offices.\n"
OTHER = "# Doors\n\nEmployees must close the outer doors of the building behind them.\n"


def document(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    source = Source(path=name, kind="markdown", digest=digest([name, text]))
    return READER.read(path, source)


def counted(monkeypatch):
    seen = []
    real = statements.statements_of

    def statements_of(document, *rest):
        seen.append(document.source.path)
        return real(document, *rest)

    monkeypatch.setattr(statements, "statements_of", statements_of)
    return seen


def test_only_a_document_that_changed_is_read_for_statements_again(tmp_path, monkeypatch):
    store = Store(tmp_path / "cache")
    seen = counted(monkeypatch)
    before = [document(tmp_path, "a.md", ONE), document(tmp_path, "b.md", OTHER)]
    first = build_index(before, store)
    now = [before[0], document(tmp_path, "b.md", OTHER.replace("outer", "inner"))]
    assert build_index(now, store) == build_index(now)
    assert seen[:3] == ["a.md", "b.md", "b.md"]
    assert build_index(before, store) == first
    assert "inner" not in str(first)


def test_a_passage_that_stands_in_two_forms_gives_the_same_with_and_without_a_store(
    tmp_path, monkeypatch
):
    store = Store(tmp_path / "cache")
    documents = [document(tmp_path, "a.md", ONE), document(tmp_path, "b.md", SAME_AS_ITEM)]
    plain = build_index(documents)
    assert build_index(documents, store) == plain
    seen = counted(monkeypatch)
    assert build_index(documents, store) == plain
    assert seen == []
    kinds = [each.kind for each in plain.passages]
    assert kinds == ["paragraph"]


def test_a_damaged_entry_is_made_again(tmp_path):
    store = Store(tmp_path / "cache")
    documents = [document(tmp_path, "a.md", ONE)]
    plain = build_index(documents, store)
    for each in (tmp_path / "cache").rglob("ledgers/*/*"):
        each.write_bytes(b"broken")
    assert build_index(documents, store) == plain


def test_a_source_that_a_newer_reader_reads_otherwise_is_another_document(tmp_path):
    store = Store(tmp_path / "cache")
    old = document(tmp_path, "a.md", ONE)
    build_index([old], store)
    text = ONE.replace("wear", "hide")
    now = document(tmp_path, "a.md", text).model_copy(update={"source": old.source})
    assert build_index([now], store) == build_index([now])
