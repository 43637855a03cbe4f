"""Rules in tables. In: the occurrence of a row. Out: Claims.

Columns are known by their header: the requirement, its code, whom it applies to, its status. Where no
header tells, the requirement is the cell that holds a marker and the code the cell that looks like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import cast

from coursegen.index.statement_claims import Claim
from coursegen.language.claims import parse_all, parse_sentence
from coursegen.language.lexicon import Lexicon
from coursegen.language.nounphrases import is_agent, without_article
from coursegen.language.parts import Parts, Scene, words_of
from coursegen.language.sentences import split_sentences
from coursegen.model.passage import Occurrence, Passage, SentenceRef, StatementKind, Strength

__all__ = ["row_claims", "term_claims"]

_FEWEST_CELLS = 2
_TERM_WORDS = 8
_MEANING_WORDS = 3
_STRENGTHS: dict[str, Strength] = {
    "obligation": "must",
    "prohibition": "must",
    "recommendation": "should",
    "permission": "may",
    "no_obligation": "may",
}


def _column(occurrence: Occurrence, name: str, lex: Lexicon) -> int | None:
    pattern = lex.section(f"tables.{name}")
    for place, header in enumerate(occurrence.header):
        if pattern.fullmatch(header.strip(" *:")):
            return place
    return None


def _cell(occurrence: Occurrence, place: int | None) -> str:
    return occurrence.cells[place] if place is not None and place < len(occurrence.cells) else ""


def _sentences(occurrence: Occurrence, passage: Passage) -> dict[int, list[tuple[int, str]]]:
    """The sentences of each cell with their numbers in the passage."""
    result: dict[int, list[tuple[int, str]]] = {}
    number = 0
    for place, cell in enumerate(occurrence.cells):
        for sentence in split_sentences(cell, passage.language) if cell else ():
            result.setdefault(place, []).append((number, sentence))
            number += 1
    return result if number == len(passage.sentences) else {}


def _code_column(occurrence: Occurrence, lex: Lexicon) -> int | None:
    place = _column(occurrence, "code", lex)
    pattern = lex.section("code_cell")
    named = _cell(occurrence, place).strip()
    both = place == _column(occurrence, "requirement", lex)  # Rule: its code, or what it says
    if place is not None and named and (not both or pattern.fullmatch(named)):
        return place
    return next(
        (n for n, cell in enumerate(occurrence.cells[:2]) if pattern.fullmatch(cell.strip())), None
    )


def scale_of(status: str, lex: Lexicon) -> StatementKind | None:
    """The kind that a word of the scale (``Verplicht``, ``Zeer aanbevolen``) stands for."""
    for kind, pattern in lex.markers.get("scale", {}).items():
        if re.fullmatch(rf"(?:{pattern})", status.strip(" ."), re.IGNORECASE):
            return cast("StatementKind", kind)
    return None


def _status_claim(occurrence: Occurrence, thing: int, status: int, lex: Lexicon) -> Parts | None:
    kind = scale_of(_cell(occurrence, status), lex)
    name = _cell(occurrence, thing).strip(" .")
    if kind is None or not name:
        return None
    marker = _cell(occurrence, status).strip(" .")
    return Parts(
        kind=kind,
        form="status",
        text=f"{name}: {marker}",
        strength=_STRENGTHS[kind],
        marker=marker,
        object=name,
        negated=kind in {"prohibition", "no_obligation"},
        passive=True,
    )


def _requirement_column(
    occurrence: Occurrence, skip: set[int | None], lex: Lexicon, scene: Scene
) -> int | None:
    for name in ("requirement", "subject"):
        place = _column(occurrence, name, lex)
        if place is not None and place not in skip and _cell(occurrence, place):
            return place
    if occurrence.header and _column(occurrence, "explanation", lex) == len(occurrence.header) - 1:
        skip = {*skip, len(occurrence.header) - 1}
    for number, cell in enumerate(occurrence.cells):
        if number not in skip and len(words_of(cell)) > 3:
            found = parse_sentence(cell, lex.language, replace(scene, normative=False))
            if found and found.form == "modal":
                return number
    return None


def _with_actor(parts: Parts, cell: str, lex: Lexicon, scene: Scene) -> Parts:
    """``parts`` with the actor of the column, where the sentence names none and the cell names one."""
    if parts.actor or not cell or not is_agent(cell, lex, scene):
        return parts
    return replace(parts, actor=without_article(cell, lex))


def _rules(sentence: str, named: bool, lex: Lexicon, scene: Scene) -> tuple[Parts, ...]:
    """The claims of a cell; under a requirement header, beside a code, a plain sentence is a rule too."""
    found = parse_all(sentence, lex.language, replace(scene, normative=True, listed=True))
    if found or not named:
        return found
    words = words_of(sentence)
    finite = any(each.lower in lex.words("finite") for each in words[1:])
    whole = len(words) > 4 and sentence[:1].isupper()
    whole = whole and (finite or sentence.rstrip().endswith("."))
    return (Parts(kind="fact", form="cell", text=sentence),) if whole else ()


def row_claims(
    occurrence: Occurrence, passages: Mapping[str, Passage], lex: Lexicon, scene: Scene
) -> Iterator[Claim]:
    """The claims of one row of a table."""
    passage = passages[occurrence.passage]
    sentences = _sentences(occurrence, passage)
    code_place = _code_column(occurrence, lex)
    status, actor = _column(occurrence, "status", lex), _column(occurrence, "actor", lex)
    requirement = _requirement_column(occurrence, {code_place, status, actor}, lex, scene)
    if not sentences or requirement is None:
        return
    code = _code_of(occurrence, code_place, lex)
    named = bool(code) and _column(occurrence, "requirement", lex) == requirement
    refs = {
        place: SentenceRef(passage=passage.id, sentence=sentences[place][0][0])
        for place in (requirement, status, actor)
        if place is not None and place in sentences
    }
    claim = _status_claim(occurrence, requirement, status, lex) if status is not None else None
    if claim and not _speaks(_cell(occurrence, requirement), lex, scene):
        yield Claim(
            _with_actor(claim, _cell(occurrence, actor), lex, scene), tuple(refs.values()), code
        )
        return
    for number, sentence in sentences.get(requirement, []):
        for found in _rules(sentence, named, lex, scene):
            parts = _with_actor(found, _cell(occurrence, actor), lex, scene)
            evidence = [SentenceRef(passage=passage.id, sentence=number)]
            if parts is not found and actor in refs:
                evidence.append(refs[actor])
            yield Claim(parts, tuple(evidence), code)


def _code_of(occurrence: Occurrence, place: int | None, lex: Lexicon) -> str:
    """The name of the rule; a plain number of the row is none."""
    written = _cell(occurrence, place).strip()
    return written if lex.section("code_cell").fullmatch(written) else ""


def _speaks(cell: str, lex: Lexicon, scene: Scene) -> bool:
    """Whether the cell says its own strength."""
    found = parse_sentence(cell, lex.language, scene)
    return found is not None and found.form == "modal"


def term_claims(occurrence: Occurrence, passages: Mapping[str, Passage]) -> Iterator[Claim]:
    """The definition in a row of a glossary: a term and its meaning."""
    passage = passages[occurrence.passage]
    sentences = _sentences(occurrence, passage)
    filled = [place for place in sentences if sentences[place]]
    if len(filled) < _FEWEST_CELLS:
        return
    term, meaning = _cell(occurrence, filled[0]), sentences[filled[1]][0]
    if len(words_of(term)) > _TERM_WORDS or len(words_of(meaning[1])) < _MEANING_WORDS:
        return
    refs = (sentences[filled[0]][0][0], meaning[0])
    parts = Parts(
        kind="definition",
        form="definition",
        text=f"{term}: {meaning[1]}",
        term=term,
        object=meaning[1],
    )
    yield Claim(parts, tuple(SentenceRef(passage=passage.id, sentence=ref) for ref in refs))
