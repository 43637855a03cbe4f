"""Rules of the sources that cannot all hold. In: statements and the titles of their documents. Out: Disagreements.

Two statements are held against each other only where their matters fit: the same act on the same thing under the
same condition, for the same people. Rules that merely look alike (invoices, contracts) differ in a word of their
matter. What is not sure is no disagreement: a false one costs two rules of the course.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from coursegen.ids import slug
from coursegen.index.contrasts import contrast, said_by_all
from coursegen.index.matters import Known, Matter, matter_of
from coursegen.language.nounphrases import stem
from coursegen.language.parts import words_of
from coursegen.model.disagreement import Disagreement, DisagreementKind, Side
from coursegen.model.passage import Index, Statement
from coursegen.model.source import Locator

__all__ = ["disagreements_in"]

_TOPIC_WORDS = 4
_Pair = tuple[DisagreementKind, Matter, str, Matter, str]


def disagreements_in(
    index: Index, statements: Sequence[Statement], known: Known | None = None
) -> list[Disagreement]:
    """What ``statements`` of ``index`` disagree on, in the order of the sources; all open.

    ``known`` is what was found out about statements before.
    """
    matters = _matters(statements, index.titles, known)
    found = [pair for one, other in _candidates(matters) for pair in _pairs(one, other)]
    order = {each.statement.id: place for place, each in enumerate(matters)}
    made = [_made(kind, sides, index, order) for kind, sides in _joined(found)]
    made.sort(key=lambda each: [order[side.statement] for side in each.sides])
    return _named(made)


def _matters(
    statements: Iterable[Statement], titles: Mapping[str, str], known: Known | None
) -> list[Matter]:
    """The matters of ``statements``, of one that stands twice the first."""
    first: dict[str, Statement] = {}
    for each in statements:
        first.setdefault(each.id, each)
    read = (matter_of(each, titles.get(each.document, ""), known) for each in first.values())
    return [each for each in read if each is not None]


def _candidates(matters: Sequence[Matter]) -> Iterator[tuple[Matter, Matter]]:
    """Pairs of which one may hold all words of the other: those that share its rarest word and its act."""
    counts = Counter(word for each in matters for word in each.topic)
    places: dict[tuple[str, str, str], list[int]] = {}
    for number, each in enumerate(matters):
        for word in each.topic:
            places.setdefault((each.statement.language, each.act, word), []).append(number)
    pairs: set[tuple[int, int]] = set()
    for number, each in enumerate(matters):
        rarest = min(each.topic, key=lambda word: (counts[word], word), default="")
        for other in places.get((each.statement.language, each.act, rarest), ()):
            if other != number:
                pairs.add((min(number, other), max(number, other)))
    for one, other in sorted(pairs):
        yield matters[one], matters[other]


def _pairs(one: Matter, other: Matter) -> Iterator[_Pair]:
    found = contrast(one, other)
    if found:
        yield found.kind, one, found.one, other, found.other


def _joined(pairs: Sequence[_Pair]) -> list[tuple[DisagreementKind, dict[str, tuple[Matter, str]]]]:
    """Pairs of one kind that share a statement, as one disagreement of several sides."""
    groups: list[tuple[DisagreementKind, dict[str, tuple[Matter, str]]]] = []
    for kind, one, value, other, other_value in pairs:
        sides = {one.statement.id: (one, value), other.statement.id: (other, other_value)}
        joins = [each for each in groups if each[0] == kind and each[1].keys() & sides.keys()]
        for each in joins:
            sides = {**each[1], **sides}
            groups.remove(each)
        groups.append((kind, sides))
    return groups


def _made(
    kind: DisagreementKind,
    sides: Mapping[str, tuple[Matter, str]],
    index: Index,
    order: Mapping[str, int],
) -> Disagreement:
    ranked = sorted(sides.values(), key=lambda each: order[each[0].statement.id])
    return Disagreement(
        topic=_topic([matter for matter, _ in ranked]),
        kind=kind,
        sides=tuple(_side(matter.statement, value, index) for matter, value in ranked),
        shared=said_by_all([matter.statement for matter, _ in ranked])
        if kind == "strength"
        else (),
    )


def _side(statement: Statement, value: str, index: Index) -> Side:
    places = index.occurrences_by_passage.get(statement.evidence[-1].passage, ())
    locator = next(
        (each.locator for each in places if each.document == statement.document), Locator()
    )
    return Side(
        statement=statement.id,
        document=statement.document,
        locator=locator,
        text=statement.text,
        value=value,
    )


def _topic(matters: Sequence[Matter]) -> str:
    """A name of what all sides are about, in the words of the first: ``report-incident``."""
    first = matters[0]
    shared = frozenset.intersection(*(each.topic for each in matters))
    language = first.statement.language
    written: dict[str, str] = {}
    text = f"{first.statement.action} {first.statement.object} {first.statement.text}"
    for word in words_of(text):
        written.setdefault(stem(word.lower, language), word.lower)
    acts = [
        word.lower
        for word in words_of(first.statement.action)
        if first.act and stem(word.lower, language) == first.act
    ]
    things = [each for key, each in written.items() if key in shared]
    return slug(" ".join(dict.fromkeys(chain(acts[:1], things[:_TOPIC_WORDS])))) or "rules"


def _named(found: Sequence[Disagreement]) -> list[Disagreement]:
    """Each topic once: a later one of the same name gets a number."""
    taken: Counter[str] = Counter()
    result = []
    for each in found:
        taken[each.topic] += 1
        count = taken[each.topic]
        name = each.topic if count == 1 else f"{each.topic}-{count}"
        result.append(each.model_copy(update={"topic": name}))
    return result
