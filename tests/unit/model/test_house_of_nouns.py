"""What holds for every noun: frozen, no unknown field, and no import but downwards."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from pathlib import Path

import pytest

import coursegen.model
from coursegen.model.base import Noun
from coursegen.model.drafts import DRAFTS
from coursegen.model.passage import Index, Occurrence, Passage
from coursegen.model.source import Document, Locator, Source

MODULES = [
    importlib.import_module(f"coursegen.model.{each.name}")
    for each in pkgutil.iter_modules(coursegen.model.__path__)
]


def nouns():
    found = {
        value
        for module in MODULES
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Noun)
    }
    return sorted(found, key=lambda each: (each.__module__, each.__qualname__))


@pytest.mark.parametrize("noun", nouns(), ids=lambda noun: noun.__qualname__)
def test_a_noun_is_frozen_and_refuses_unknown_fields(noun):
    assert noun.model_config["frozen"] is True
    assert noun.model_config["extra"] == "forbid"


def test_the_nouns_import_nothing_but_errors_and_ids():
    for module in MODULES:
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("coursegen"):
                assert node.module.split(".")[1] in ("model", "errors", "ids"), module.__name__


def test_there_is_a_draft_for_every_task():
    assert sorted(DRAFTS) == ["items", "module", "outline", "scenario"]


def test_an_index_finds_passages_and_their_places():
    passage = Passage(
        id="0123456789ab", kind="paragraph", text="A.", sentences=("A.",), language="en", sketch="0"
    )
    places = [
        Occurrence(passage=passage.id, document="a.md", locator=Locator(page=page), position=page)
        for page in (1, 2)
    ]
    document = Document(
        source=Source(path="a.md", kind="markdown", digest="x"), title="A", language="en", blocks=()
    )
    index = Index(
        documents=(document,), passages=(passage,), occurrences=tuple(places), statements=()
    )
    assert index.passage_by_id == {passage.id: passage}
    assert index.occurrences_by_passage == {passage.id: places}
