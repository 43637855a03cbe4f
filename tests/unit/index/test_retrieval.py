"""Retrieval by words, by vectors, and by both; llama-index without a network."""

from __future__ import annotations

import subprocess
import sys
from array import array
from pathlib import Path

import pytest
from tests.unit.index.test_search import TEXTS, _index

from coursegen.errors import ConfigError, GeneratorError
from coursegen.index.embedding import LocalEmbedder
from coursegen.index.fusion import Fusion
from coursegen.index.retrieval import Retrieval
from coursegen.index.vectors import vectors_of
from coursegen.model.passage import Index
from coursegen.model.retrieval import EmbeddingSettings

MORE = (
    *TEXTS,
    "Een gestolen telefoon meld je meteen bij de servicedesk van de organisatie.",
    "The canteen is open from noon until two in the afternoon on working days.",
)


@pytest.fixture(scope="module")
def encoder() -> LocalEmbedder:
    return LocalEmbedder()


def fused(index: Index, encoder: LocalEmbedder, folder: Path, **settings) -> Retrieval:
    given = EmbeddingSettings(model="local", **settings)
    vectors = vectors_of(index.passages, encoder, folder)
    return Retrieval(index, lambda index, search: Fusion(index, search, vectors, encoder, given))


def texts(index: Index, ids) -> list[str]:
    return [index.passage_by_id[each].text for each in ids]


def test_without_vectors_words_alone_find() -> None:
    index = _index(*TEXTS)
    assert texts(index, Retrieval(index).find("report a lost laptop"))[0] == TEXTS[0]


def test_vectors_find_what_is_said_in_other_words_and_in_another_language(
    tmp_path: Path, encoder: LocalEmbedder
) -> None:
    index = _index(*MORE)
    found = fused(index, encoder, tmp_path).find("my phone was stolen", 2)
    assert MORE[3] in texts(index, found)
    assert MORE[3] not in texts(index, Retrieval(index).find("my phone was stolen", 2))


def test_what_words_alone_find_is_found_by_both_too(tmp_path: Path, encoder: LocalEmbedder) -> None:
    index = _index(*MORE, "Form QX-17 is filed in the cabinet beside the window of the hall.")
    assert "QX-17" in texts(index, fused(index, encoder, tmp_path).find("QX-17", 3))[0]


def test_passages_like_others_leave_those_out_and_ask_no_model(
    tmp_path: Path, encoder: LocalEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = _index(*MORE)
    retrieval = fused(index, encoder, tmp_path)
    retrieval.find("anything")
    monkeypatch.setattr(LocalEmbedder, "embed", lambda *_: pytest.fail("a model was asked"))
    first = index.passages[0].id
    among = {each.id for each in index.passages}
    found = [each.text for each in retrieval.like([first], among, 3)]
    assert TEXTS[0] not in found
    assert MORE[3] in found


def test_passages_of_equal_words_under_two_headings_stay_two(
    tmp_path: Path, encoder: LocalEmbedder
) -> None:
    one = _index("Report at once.", heading=("Devices",))
    other = _index("Report at once.", heading=("Visitors",))
    both = Index(
        documents=one.documents,
        passages=one.passages + other.passages,
        occurrences=one.occurrences + other.occurrences,
        statements=(),
    )
    assert len(fused(both, encoder, tmp_path).find("report", 5)) == 2


def test_the_same_question_finds_the_same_each_time(tmp_path: Path, encoder: LocalEmbedder) -> None:
    index = _index(*MORE)
    first = fused(index, encoder, tmp_path / "a").find("security", 5)
    assert fused(index, encoder, tmp_path / "b").find("security", 5) == first


def test_a_store_that_loses_a_passage_is_refused(
    tmp_path: Path, encoder: LocalEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from llama_index.core.vector_stores.simple import SimpleVectorStore

    add = SimpleVectorStore.add
    monkeypatch.setattr(SimpleVectorStore, "add", lambda self, nodes, **_: add(self, nodes[1:]))
    with pytest.raises(GeneratorError, match="lost passages"):
        fused(_index(*MORE), encoder, tmp_path).find("report")


def test_a_server_without_an_address_is_told_by_its_variable(
    tmp_path: Path, encoder: LocalEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COURSEGEN_VECTOR_STORE", raising=False)
    with pytest.raises(ConfigError, match="COURSEGEN_VECTOR_STORE"):
        fused(_index(*MORE), encoder, tmp_path, store="qdrant").find("report")


def test_a_store_whose_package_is_missing_is_told_with_the_package(
    tmp_path: Path, encoder: LocalEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSEGEN_VECTOR_STORE", "postgresql://me:secret@127.0.0.1:1/x")
    monkeypatch.setitem(sys.modules, "llama_index.vector_stores.postgres", None)
    with pytest.raises(ConfigError) as caught:
        fused(_index(*MORE), encoder, tmp_path, store="postgres").find("report")
    assert "pip install llama-index-vector-stores-postgres" in str(caught.value)
    assert "secret" not in str(caught.value)


_FORBIDDEN = """
import socket, sys
from pathlib import Path

def no(*_, **__):
    raise AssertionError("the network was asked")

socket.socket.connect = socket.socket.connect_ex = no
socket.create_connection = socket.getaddrinfo = no
sys.path.insert(0, sys.argv[2])
from tests.unit.index import test_retrieval as case
index = case._index(*case.MORE)
encoder = case.LocalEmbedder()
found = case.fused(index, encoder, Path(sys.argv[1])).find("my phone was stolen", 2)
assert case.MORE[3] in case.texts(index, found)
assert not [each for each in ("tiktoken", "nltk") if each in sys.modules], "loaded"
"""


def test_llama_index_asks_no_network_and_loads_no_data(tmp_path: Path) -> None:
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", _FORBIDDEN, str(tmp_path), str(root)],
        env={"HOME": str(tmp_path / "home"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "home").exists()


def test_words_alone_do_not_load_llama_index() -> None:
    program = (
        "import sys\nimport coursegen.api\nfrom coursegen.index.retrieval import Retrieval\n"
        "assert 'llama_index' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_vectors_are_kept_in_single_precision(tmp_path: Path, encoder: LocalEmbedder) -> None:
    index = _index(*TEXTS)
    found = vectors_of(index.passages, encoder, tmp_path)
    assert all(isinstance(each, array) and len(each) == 512 for each in found.values())


@pytest.mark.filterwarnings("ignore:Payload indexes have no effect")
def test_qdrant_finds_what_the_store_in_memory_finds(
    tmp_path: Path, encoder: LocalEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the engine that the package of Qdrant has in itself; no server."""
    pytest.importorskip(
        "llama_index.vector_stores.qdrant",
        reason="needs llama-index-vector-stores-qdrant, which is installed by hand",
    )
    monkeypatch.setenv("COURSEGEN_VECTOR_STORE", ":memory:")
    index = _index(*MORE)
    own = fused(index, encoder, tmp_path)
    other = fused(index, encoder, tmp_path, store="qdrant")
    for question in ("my phone was stolen", "when is the canteen open", "gestolen telefoon"):
        assert other.find(question, 3) == own.find(question, 3)
    first = index.passages[0].id
    among = {each.id for each in index.passages}
    assert other.like([first], among, 3) == own.like([first], among, 3)
