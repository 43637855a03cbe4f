"""The embedding model of an endpoint, against a fake one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.fakes.endpoint import Endpoint, served

from coursegen.errors import ConfigError, GeneratorError
from coursegen.generate.openai.embeddings import EndpointEmbedder
from coursegen.model.generation import GenerateSettings, Redaction
from coursegen.model.retrieval import EmbeddingSettings

TEXTS = ["Report a lost laptop at once.", "Lock the door.", "Report at once a lost laptop."]


@pytest.fixture
def endpoint() -> Iterator[tuple[Endpoint, str]]:
    made = Endpoint()
    with served(made) as url:
        yield made, url


def embedder(url: str, **more: Any) -> EndpointEmbedder:
    settings = EmbeddingSettings(model="fake-embedder", base_url=url)
    return EndpointEmbedder(settings, GenerateSettings(**more), first_pause=0.01)


def test_each_text_gets_its_vector_in_order(endpoint: tuple[Endpoint, str]) -> None:
    made, url = endpoint
    one, other, again = embedder(url).embed(TEXTS)
    assert made.embedded == [TEXTS]
    assert one == again
    assert one != other


@pytest.mark.parametrize("fault", ["429", "500", "drop", "fewer"])
def test_a_failure_that_passes_is_asked_again(endpoint: tuple[Endpoint, str], fault: str) -> None:
    made, url = endpoint
    made.embedding_faults = {0: fault}
    assert len(embedder(url).embed(TEXTS)) == 3
    assert len(made.embedded) == 2


def test_a_failure_that_stays_is_told_without_a_traceback(endpoint: tuple[Endpoint, str]) -> None:
    made, url = endpoint
    made.embedding_faults = dict.fromkeys(range(9), "500")
    with pytest.raises(GeneratorError, match="fake-embedder failed"):
        embedder(url).embed(TEXTS)
    assert len(made.embedded) == 5


def test_a_wrong_key_is_told_and_never_shown(
    endpoint: tuple[Endpoint, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made, url = endpoint
    made.key = "sk-another"
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret-of-the-test")
    with pytest.raises(GeneratorError, match="refused") as caught:
        embedder(url).embed(TEXTS)
    assert "secret-of-the-test" not in str(caught.value)


def test_without_a_key_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OTHER_KEY", raising=False)
    settings = EmbeddingSettings(model="m", base_url="https://api.example", api_key_env="OTHER_KEY")
    with pytest.raises(ConfigError, match="OTHER_KEY"):
        EndpointEmbedder(settings, GenerateSettings()).embed(TEXTS)


def test_what_is_redacted_is_embedded_masked(endpoint: tuple[Endpoint, str]) -> None:
    made, url = endpoint
    embedder(url, redact=Redaction(kinds=("email",))).embed(["Write to jo@example.org today."])
    assert "jo@example.org" not in made.embedded[0][0]


def test_vectors_of_masked_texts_are_not_those_of_others(endpoint: tuple[Endpoint, str]) -> None:
    _, url = endpoint
    masked = embedder(url, redact=Redaction(kinds=("email",)))
    assert masked.recipe != embedder(url).recipe
