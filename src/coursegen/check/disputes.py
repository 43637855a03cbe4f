"""Rules on what the sources do not agree on: disagreements, older editions. In: a CheckContext. Out: Findings."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coursegen.check.context import CheckContext, CitedAt
from coursegen.index.normalise import normalise
from coursegen.model.base import ids_in
from coursegen.model.course import Course
from coursegen.model.disagreement import Disagreement, Disputes, Side
from coursegen.model.finding import Finding
from coursegen.model.passage import Index

__all__ = ["disputed_units", "older_edition", "place_words", "sources_disagree"]

_FEWEST_WORDS = 3
_DIFFER = {
    "number": "how much or how soon",
    "strength": "how strict it is",
    "scope": "for whom or what it holds",
    "actor": "who does it",
    "exception": "what is excepted",
}


def sources_disagree(context: CheckContext) -> Iterable[Finding]:
    """The sources say one thing of each matter, or [decisions] says which of them holds.

    Why: a course that teaches 24 hours where another policy says 48 is wrong for somebody; a question about it has
    no right answer. Until somebody decides, neither is taught or asked. Where they differ in degree alone
    (recommended, strongly recommended), what both say is taught: recommended, without the degree.
    Mend: ask the owners of the sources, or write the topic and the side that holds under [decisions] in
    coursegen.toml: the name of the document, or words that only that side has. A unit that still rests on the other
    side is written anew by `coursegen build --refresh`.
    """
    for each in context.disputes.disagreements:
        if each.is_open:
            yield _open(each)
        yield from _units(context, each)
    topics = [each.topic for each in context.disputes.disagreements]
    for topic in context.disputes.unused:
        near = difflib.get_close_matches(topic, topics, n=1)
        yield Finding(
            rule="sources-disagree",
            severity="note",
            message=f"decisions.{topic} settles nothing: the sources do not disagree on a topic of that name",
            hint=f"Did you mean {near[0]}?" if near else "Take it out of coursegen.toml.",
        )


def _open(found: Disagreement) -> Finding:
    sides = "; ".join(f'"{each.text}" ({place_words(each)})' for each in found.sides)
    first = found.sides[0]
    return Finding(
        rule="sources-disagree",
        severity="warning",
        message=f"the sources disagree on {_DIFFER[found.kind]}: {sides}",
        hint=f"{_taught(found)} Write which holds under [decisions] in coursegen.toml: "
        f'{found.topic} = "{_answer(first, found)}"',
    )


def _taught(found: Disagreement) -> str:
    """What of an open disagreement the course says."""
    if not found.shared:
        return "None of these is taught or asked."
    held = " or ".join(f'"{each.value}"' for each in found.sides if each.statement in found.shared)
    return f"What both say is taught, with {held} as its source; nothing is asked about the degree."


def _answer(side: Side, found: Disagreement) -> str:
    """What a decision for ``side`` may say: its document, or its words where the others stand there too."""
    alone = sum(each.document == side.document for each in found.sides) == 1
    return side.document if alone else side.value


def place_words(side: Side) -> str:
    """Where a side stands: document, heading, page, row."""
    place = side.locator
    words = [side.document, *place.heading[-1:]]
    words += [f"page {place.page}"] if place.page else []
    words += [f"slide {place.slide}"] if place.slide else []
    words += [f"row {place.row}"] if place.row else []
    return ", ".join(words)


def _units(context: CheckContext, found: Disagreement) -> Iterator[Finding]:
    """The units that rest on a side that is not to be taught."""
    out = {each.statement: each for each in found.sides if each.statement in found.out}
    seen: set[str] = set()
    for sentence in _sentences(context, out):
        for cited in context.citations:
            if cited.unit in seen or not _quotes(cited, sentence):
                continue
            seen.add(cited.unit)
            why = (
                "nobody has decided" if found.is_open else f"decisions.{found.topic} says otherwise"
            )
            yield Finding(
                rule="sources-disagree",
                severity="error",
                message=f'it rests on "{sentence.side.text}" ({place_words(sentence.side)}), on which sources '
                f"disagree; {why}",
                hint="Decide under [decisions] in coursegen.toml, or write it anew: "
                f"`coursegen build --refresh {cited.module}`.",
                module=cited.module,
                unit=cited.unit,
            )


@dataclass(frozen=True, slots=True)
class _Sentence:
    passage: str
    text: str
    side: Side


def _sentences(context: CheckContext, out: dict[str, Side]) -> Iterator[_Sentence]:
    """The last sentence of evidence of each side: what it says itself, not the lead-in of its list."""
    seen: set[str] = set()
    for statement in context.index.statements:
        if statement.id not in out or statement.id in seen:
            continue
        seen.add(statement.id)
        ref = statement.evidence[-1]
        passage = context.index.passage_by_id.get(ref.passage)
        if passage and ref.sentence < len(passage.sentences):
            text = normalise(passage.sentences[ref.sentence])
            yield _Sentence(ref.passage, text, out[statement.id])


def _quotes(cited: CitedAt, sentence: _Sentence) -> bool:
    if cited.citation.passage != sentence.passage:
        return False
    quote = normalise(cited.citation.quote)
    part = quote in sentence.text and len(quote.split()) >= _FEWEST_WORDS
    return sentence.text in quote or part


def older_edition(context: CheckContext) -> Iterable[Finding]:
    """Nothing is taught from an edition of a document of which a newer one is among the sources.

    Why: two editions of one policy do not disagree; the older one is simply no longer in force.
    Mend: leave the older file out with `exclude` under [sources], and build again where a unit still rests on it.
    """
    for each in context.disputes.older:
        yield Finding(
            rule="older-edition",
            severity="note",
            message=f"{each.document} is an older edition of {each.newer} ({each.why}); nothing of it is taught",
            hint="Leave it out with `exclude` under [sources] in coursegen.toml.",
        )
    old = context.disputes.old_documents
    places = context.index.occurrences_by_passage
    for cited in context.citations if old else ():
        stands = places.get(cited.citation.passage, ())
        if stands and all(each.document in old for each in stands):
            yield Finding(
                rule="older-edition",
                severity="error",
                message=f"it rests on {stands[0].document}, of which a newer edition is among the sources",
                hint=f"Write it anew: `coursegen build --refresh {cited.module}`.",
                module=cited.module,
                unit=cited.unit,
            )


def disputed_units(course: Course, index: Index, disputes: Disputes) -> frozenset[str]:
    """Blocks, items and scenarios of ``course`` that rest on what is not to be taught, as ``disputes`` say."""
    context = CheckContext(course=course, index=index, disputes=disputes)
    found = {each.unit for each in (*sources_disagree(context), *older_edition(context))}
    return frozenset(
        unit.id
        for module in course.modules
        for unit in module.units
        if not found.isdisjoint(ids_in(unit))
    )
