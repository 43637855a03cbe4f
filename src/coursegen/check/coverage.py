"""What of the sources the course holds. In: Course, Index, the statements in scope. Out: Coverage.

A statement is taught when a block's quotes hold the sentences that carry it, and asked when the quotes of
an item's key or of a scenario do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coursegen.index.normalise import normalise
from coursegen.model.base import Noun
from coursegen.model.blocks import Citation, citations_of
from coursegen.model.course import Course
from coursegen.model.items import Item
from coursegen.model.passage import Index, SentenceRef, Statement

__all__ = ["Coverage", "SectionCoverage", "coverage", "key_citations"]

_FEWEST_WORDS = 3  # words a quote needs to stand for a longer sentence


class SectionCoverage(Noun):
    """A section of a source: how many of its passages the course cites, and its statements in scope."""

    document: str
    heading: tuple[str, ...]
    passages: int
    cited: int
    statements: tuple[str, ...]
    taught: tuple[str, ...]
    asked: tuple[str, ...]


class Coverage(Noun):
    """Statement ids, each tuple in the order of the sources, and the sections in theirs."""

    in_scope: tuple[str, ...]
    taught: tuple[str, ...]
    asked: tuple[str, ...]
    not_taught: tuple[str, ...]
    not_asked: tuple[str, ...]
    sections: tuple[SectionCoverage, ...]


def coverage(course: Course, index: Index, statements_in_scope: Iterable[Statement]) -> Coverage:
    """What ``course`` teaches and asks of ``statements_in_scope``, and what it cites of each section."""
    statements = list({each.id: each for each in statements_in_scope}.values())
    taught_by = _by_passage(_teaching(course))
    asked_by = _by_passage(_asking(course))
    taught = {each.id for each in statements if _covered(each, index, taught_by)}
    asked = {each.id for each in statements if _covered(each, index, asked_by)}
    return Coverage(
        in_scope=tuple(each.id for each in statements),
        taught=tuple(each.id for each in statements if each.id in taught),
        asked=tuple(each.id for each in statements if each.id in asked),
        not_taught=tuple(each.id for each in statements if each.id not in taught),
        not_asked=tuple(each.id for each in statements if each.id not in asked),
        sections=tuple(
            _sections(index, statements, taught, asked, taught_by.keys() | asked_by.keys())
        ),
    )


def _teaching(course: Course) -> Iterator[Citation]:
    for module in course.modules:
        yield from citations_of(module.blocks)


def _asking(course: Course) -> Iterator[Citation]:
    for module in course.modules:
        for item in module.items:
            yield from key_citations(item)
        if module.scenario:
            yield from citations_of(module.scenario)


def key_citations(item: Item) -> Iterator[Citation]:
    """Citations of what is right; a distractor's show a rule without asking it."""
    options = getattr(item, "options", None)
    if options is None:
        yield from citations_of(item)
        return
    yield from item.citations
    for option in options:
        if option.correct:
            yield from option.citations


def _by_passage(citations: Iterable[Citation]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for citation in citations:
        found.setdefault(citation.passage, []).append(normalise(citation.quote))
    return found


def _covered(statement: Statement, index: Index, quotes: dict[str, list[str]]) -> bool:
    """Do the quotes hold every sentence that carries the statement, lead-ins of its list aside?"""
    return all(_quoted(ref, index, quotes) for ref in _own_evidence(statement, index))


def _own_evidence(statement: Statement, index: Index) -> list[SentenceRef]:
    passages = {each.passage for each in statement.evidence}
    leads = {
        occurrence.lead
        for passage in passages
        for occurrence in index.occurrences_by_passage.get(passage, ())
        if occurrence.lead in passages
    }
    own = [each for each in statement.evidence if each.passage not in leads]
    return own or list(statement.evidence)


def _quoted(ref: SentenceRef, index: Index, quotes: dict[str, list[str]]) -> bool:
    passage = index.passage_by_id.get(ref.passage)
    if passage is None or ref.sentence >= len(passage.sentences):
        return False
    sentence = normalise(passage.sentences[ref.sentence])
    return any(
        sentence in quote or (quote in sentence and len(quote.split()) >= _FEWEST_WORDS)
        for quote in quotes.get(ref.passage, ())
    )


def _sections(
    index: Index,
    statements: list[Statement],
    taught: set[str],
    asked: set[str],
    cited: set[str],
) -> Iterator[SectionCoverage]:
    passages: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for occurrence in index.occurrences:
        key = (occurrence.document, occurrence.locator.heading)
        passages.setdefault(key, []).append(occurrence.passage)
    within: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for statement in statements:
        within.setdefault((statement.document, statement.heading), []).append(statement.id)
    for key, members in passages.items():
        ids = within.get(key, [])
        yield SectionCoverage(
            document=key[0],
            heading=key[1],
            passages=len(members),
            cited=sum(each in cited for each in members),
            statements=tuple(ids),
            taught=tuple(each for each in ids if each in taught),
            asked=tuple(each for each in ids if each in asked),
        )
