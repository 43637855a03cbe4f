"""What of the sources the course holds. In: Course, Index, the statements in scope. Out: Coverage.

A statement is taught when a block's quotes hold the sentences that carry it, and asked when the quotes of
an item's key or of a scenario do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from coursegen.build.memory import Memory
from coursegen.check.amounts import amounts_of
from coursegen.check.modality import strengths_of
from coursegen.check.vocabulary import fold, vocabulary
from coursegen.ids import digest
from coursegen.index.normalise import normalise
from coursegen.model.base import Noun
from coursegen.model.blocks import Citation, citations_of
from coursegen.model.course import Course
from coursegen.model.items import Item
from coursegen.model.passage import Index, Passage, SentenceRef, Statement

__all__ = ["Coverage", "SectionCoverage", "coverage", "key_citations", "unread_sentences"]

_BINDING = frozenset({"must", "must_not", "need_not"})
_MONEY = ("euro", "dollar", "pound")
_FEWEST_LISTED = 5  # words of a sentence that may be a rule
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


def taught_by(course: Course, index: Index, covered: Coverage) -> dict[str, list[str]]:
    """Statement id -> ids of the modules whose blocks teach it, in course order."""
    parts = {each.id: tuple(citations_of(each.blocks)) for each in course.modules}
    return _held_by(parts, index, set(covered.taught))


def asked_by(course: Course, index: Index, covered: Coverage) -> dict[str, list[str]]:
    """Statement id -> ids of the items and scenarios that ask it, in course order."""
    parts: dict[str, tuple[Citation, ...]] = {}
    for module in course.modules:
        if module.scenario:
            parts[module.scenario.id] = tuple(citations_of(module.scenario))
        parts |= {item.id: tuple(key_citations(item)) for item in module.items}
    return _held_by(parts, index, set(covered.asked))


def _held_by(
    parts: dict[str, tuple[Citation, ...]], index: Index, wanted: set[str]
) -> dict[str, list[str]]:
    """Statement id -> the parts whose quotes hold a sentence of it."""
    statements: dict[str, list[Statement]] = {}
    for each in index.statements:
        if each.id in wanted:
            for ref in _own_evidence(each, index):
                statements.setdefault(ref.passage, []).append(each)
    found: dict[str, list[str]] = {}
    for part, citations in parts.items():
        quotes = _by_passage(citations)
        for passage in quotes:
            for each in statements.get(passage, ()):
                held = found.setdefault(each.id, [])
                if part not in held and any(
                    _quoted(ref, index, quotes) for ref in _own_evidence(each, index)
                ):
                    held.append(part)
    return found


def not_understood(index: Index, memory: Memory | None = None) -> list[Passage]:
    """Passages that speak like a rule, or name money or a limit, and gave no statement; in order.

    So that what the ledger could not parse is at least listed: read these by eye. ``memory`` holds what is known
    of passages that were read before.
    """
    memory = memory or Memory()
    used = {ref.passage for each in index.statements for ref in each.evidence}
    used |= {each.lead for each in index.occurrences if each.lead}
    return [
        passage
        for passage in index.passages
        if passage.id not in used
        and memory.recall("like-a-rule", _told(passage), partial(_like_a_rule, passage))
    ]


def unread_sentences(
    course: Course, index: Index, listed: Iterable[Passage]
) -> dict[str, list[str]]:
    """Document -> its sentences that no statement holds, no passage of ``listed`` and no quote of ``course``; in order.

    ``listed`` is what ``not_understood`` found. Rows of tables and lead-ins of lists are not among them: what they say stands in what is below.
    """
    held = {(ref.passage, ref.sentence) for each in index.statements for ref in each.evidence}
    quotes = _by_passage(citations_of(tuple(each.blocks for each in course.modules)))
    seen = {each.id for each in listed}
    found: dict[str, dict[str, None]] = {}
    for place in index.occurrences:
        passage = index.passage_by_id[place.passage]
        if passage.kind == "row" or passage.id in seen:
            continue
        for number, sentence in enumerate(passage.sentences):
            told = (passage.id, number) in held or any(
                sentence in quote for quote in quotes.get(passage.id, ())
            )
            if not told and not sentence.endswith(":") and len(sentence.split()) >= _FEWEST_LISTED:
                found.setdefault(place.document, {})[sentence] = None
    return {document: list(each) for document, each in found.items()}


def _told(passage: Passage) -> str:
    return digest("\n".join((passage.language, *passage.sentences)), 16)


def _like_a_rule(passage: Passage) -> bool:
    words = vocabulary(passage.language)
    for sentence in passage.sentences:
        folded = fold(sentence)
        if folded.endswith(("?", ":")) or len(folded.split()) < _FEWEST_LISTED:
            continue
        if strengths_of(sentence, passage.language) & _BINDING:
            return True
        amounts = amounts_of(sentence, passage.language)
        money = any(each.unit in _MONEY for each in amounts)
        limit = any(each.unit and each.bound for each in amounts) and words.terms.search(folded)
        if money or limit:
            return True
    return False


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
    if not any(each.passage in quotes for each in statement.evidence):
        return False
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
