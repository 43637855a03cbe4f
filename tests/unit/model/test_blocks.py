"""Blocks: origin source needs a citation, tables are square, texts are not empty."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from coursegen.model.blocks import Block, Citation, citations_of

ADAPTER: TypeAdapter[Any] = TypeAdapter(Block)
CITATION = {"passage": "0123456789ab", "quote": "So it is."}
KINDS: dict[str, dict[str, Any]] = {
    "text": {"text": "T."},
    "callout": {"text": "T.", "style": "exception"},
    "steps": {"steps": ["One.", "Two."]},
    "table": {"columns": ["a", "b"], "rows": [["1", "2"]]},
    "flashcards": {"cards": [{"front": "f", "back": "b"}]},
    "reveal": {"prompt": "P?", "text": "T."},
    "figure": {"image": "a.png", "alt": ""},
    "clip": {"media": "a.mp4"},
    "attestation": {"text": "T."},
    "summary": {"points": ["P."]},
}


def block(kind: str, **more: Any) -> dict[str, Any]:
    return {"id": "block-00001", "type": kind, **KINDS[kind], **more}


@pytest.mark.parametrize("kind", KINDS)
def test_a_block_of_origin_source_needs_a_citation_and_others_do_not(kind):
    with pytest.raises(ValidationError, match="origin: author"):
        ADAPTER.validate_python(block(kind))
    assert ADAPTER.validate_python(block(kind, citations=[CITATION])).origin == "source"
    for origin in ("template", "model", "author"):
        ADAPTER.validate_python(block(kind, origin=origin))


def test_the_citation_of_a_card_is_enough():
    card = {"front": "f", "back": "b", "citations": [CITATION]}
    found = ADAPTER.validate_python(block("flashcards", cards=[card]))
    assert [each.quote for each in citations_of(found)] == ["So it is."]


def test_every_row_has_as_many_cells_as_there_are_columns():
    with pytest.raises(ValidationError, match="row 2 has 1 cells, not 2"):
        ADAPTER.validate_python(block("table", rows=[["1", "2"], ["3"]], origin="author"))


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("text", {"text": "  "}),
        ("steps", {"steps": ["One."]}),
        ("table", {"rows": []}),
        ("summary", {"points": []}),
        ("clip", {"start": -1}),
        ("figure", {"image": ""}),
    ],
)
def test_what_is_empty_or_impossible_is_refused(kind, wrong):
    with pytest.raises(ValidationError):
        ADAPTER.validate_python(block(kind, origin="author", **wrong))


@pytest.mark.parametrize("identifier", ["Block-1", "block_1", "-block", "block-", "a b", "b" * 81])
def test_an_id_is_a_slug(identifier):
    with pytest.raises(ValidationError):
        ADAPTER.validate_python({**block("text", origin="author"), "id": identifier})


@pytest.mark.parametrize("passage", ["0123456789a", "0123456789AB", "0123456789abc", "zz"])
def test_a_passage_is_twelve_hex_characters(passage):
    with pytest.raises(ValidationError):
        Citation(passage=passage, quote="So.")
    with pytest.raises(ValidationError):
        Citation(passage="0123456789ab", quote="")
