"""Passages as they are read aloud: without the numbers before their rules. In: passages, occurrences. Out: the same, read.

A passage keeps its number (``3.1 Employees must ...``), and so does a quote of it. Who looks for what it says, or tells
it again, takes the passage from here: each sentence in its place, without the label it opens with.
"""

from __future__ import annotations

from collections.abc import Iterable

from coursegen.language.rule_labels import rule_label, without_label
from coursegen.language.sentences import split_sentences
from coursegen.model.passage import Occurrence, Passage

__all__ = ["as_read", "code_in", "place_as_read"]


def _read(sentence: str, language: str) -> str:
    """``sentence`` without its label, with a capital."""
    rest = without_label(sentence, language)
    return sentence if rest == sentence else f"{rest[:1].upper()}{rest[1:]}"


def as_read(passage: Passage) -> Passage:
    """``passage`` without the labels of its rules; itself where it has none. Its id and its sentences' places stay."""
    language = passage.language
    if not any(rule_label(each, language).length for each in passage.sentences):
        return passage
    sentences = tuple(_read(each, language) for each in passage.sentences)
    text, place = "", 0
    for written, read in zip(passage.sentences, sentences, strict=True):
        at = passage.text.find(written, place)
        if at < 0:
            return passage
        text += passage.text[place:at] + read
        place = at + len(written)
    return passage.model_copy(update={"sentences": sentences, "text": text + passage.text[place:]})


def code_in(passage: Passage, sentence: int) -> str:
    """The code of the rule that ``sentence`` of ``passage`` opens with; empty where it has none."""
    if sentence >= len(passage.sentences):
        return ""
    return rule_label(passage.sentences[sentence], passage.language).code


def place_as_read(place: Occurrence, language: str) -> Occurrence:
    """``place`` with its cells and its term read in the same way."""
    cells = tuple(_cell_read(each, language) for each in place.cells)
    term = _read(place.term, language) if place.term else ""
    if cells == place.cells and term == place.term:
        return place
    return place.model_copy(update={"cells": cells, "term": term})


def _cell_read(cell: str, language: str) -> str:
    for sentence in _labelled(split_sentences(cell, language) if cell else (), language):
        cell = cell.replace(sentence, _read(sentence, language), 1)
    return cell


def _labelled(sentences: Iterable[str], language: str) -> list[str]:
    return [each for each in sentences if rule_label(each, language).length]
