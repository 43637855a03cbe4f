"""Which quoted sentence says what a sentence of the course says. In: a Claim. Out: pairs of sentences.

Two sentences are held against each other when most content words of the course's stand in the quoted
one. Without such a pair the words alone do not tell which of several quotes a sentence rests on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coursegen.check.claims import Claim
from coursegen.check.context import CheckContext
from coursegen.check.modality import strengths_of, subject_words
from coursegen.check.prose import sentences_of
from coursegen.ids import digest
from coursegen.index.normalise import normalise
from coursegen.language.sentences import split_sentences
from coursegen.model.blocks import Citation

__all__ = ["CELLS", "Pairing", "Quoted", "pairings", "quoted_sentences"]

CELLS = " | "
"""What stands between the cells of a row."""
_FEWEST = 2  # content words a sentence needs to be held against a quote


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence of a quote: ``own`` as quoted, ``text`` with the lead-in of a list item.

    A sentence with a strength of its own is there twice, with its lead-in and without; ``around`` has the
    strengths of the lead-in and of the other cells of a table's row.
    """

    passage: str
    own: str
    text: str
    language: str
    words: frozenset[str]
    strengths: frozenset[str]
    around: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pairing:
    """A sentence of the course, the quoted sentence nearest to it, and how much of it stands there.

    ``words`` are what the sentence is about, ``share`` the part of them that the quoted one has, 0..1.
    """

    claim: Claim
    sentence: str
    words: frozenset[str]
    quoted: Quoted
    share: float
    others: tuple[Quoted, ...]


def pairings(context: CheckContext, claim: Claim) -> tuple[Pairing, ...]:
    """A Pairing for each sentence of ``claim`` that is no question and has enough words; found once a run."""
    if claim not in context.paired:
        context.paired[claim] = tuple(_pairings(context, claim))
    found: tuple[Pairing, ...] = context.paired[claim]
    return found


def _pairings(context: CheckContext, claim: Claim) -> Iterator[Pairing]:
    quoted = tuple(each for one in claim.citations for each in quoted_sentences(context, one))
    quoted += tuple(_rows(context, quoted))
    if not quoted:
        return
    for sentence in _rules_apart(context, claim):
        words = _subject(context, sentence, context.language)
        if sentence.rstrip().endswith("?"):
            continue
        if len(words) >= _FEWEST:
            yield _nearest(claim, sentence, quoted, words)
        elif claim.role == "key" and claim.context:
            yield _nearest_to_stem(context, claim, sentence, quoted)


def _rules_apart(context: CheckContext, claim: Claim) -> Iterator[str]:
    """The sentences of ``claim``; a row of which one cell holds several rules (*must a; may not b*) once for each."""
    for sentence in sentences_of(claim.text, context.language, claim.lead):
        cells = sentence.split(CELLS)
        rules = [_rules_in(each, context.language) for each in cells]
        several = [place for place, each in enumerate(rules) if len(each) > 1]
        if len(cells) > 1 and len(several) == 1:
            (at,) = several
            yield from (CELLS.join([*cells[:at], one, *cells[at + 1 :]]) for one in rules[at])
        else:
            yield sentence


def _rules_in(cell: str, language: str) -> list[str]:
    """The clauses of a cell where each has a strength of its own; else the cell."""
    clauses = [each.strip() for each in cell.split(";") if each.strip()]
    apart = all(strengths_of(each, language) - {"can", "unsure"} for each in clauses)
    return clauses if apart else [cell]


def _nearest(
    claim: Claim, sentence: str, quoted: tuple[Quoted, ...], words: frozenset[str]
) -> Pairing:
    ranked = [
        (len(words & each.words) / len(words), len(words & each.words) / len(words | each.words))
        for each in quoted
    ]
    best = max(  # of equals a whole row, for its status stands in a cell of its own
        range(len(quoted)),
        key=lambda place: (ranked[place], CELLS in quoted[place].text, -place),
    )
    return Pairing(claim, sentence, words, quoted[best], ranked[best][0], quoted)


def _nearest_to_stem(
    context: CheckContext, claim: Claim, sentence: str, quoted: tuple[Quoted, ...]
) -> Pairing:
    """A key such as "No, that is not allowed" is about what its stem asks.

    The stem tells a case too, so what counts is how much of the quoted sentence stands in it.
    """
    words = _subject(context, claim.context, context.language)
    shares = [len(words & each.words) / max(len(each.words), 1) for each in quoted]
    best = max(range(len(quoted)), key=lambda place: (shares[place], -place))
    return Pairing(claim, sentence, words, quoted[best], shares[best], quoted)


def _rows(context: CheckContext, quoted: tuple[Quoted, ...]) -> Iterator[Quoted]:
    """Cells of one row that are quoted one by one, as the one sentence that they make together."""
    by_passage: dict[str, list[Quoted]] = {}
    for each in dict.fromkeys(quoted):
        passage = context.index.passage_by_id.get(each.passage)
        if passage and passage.kind == "row":
            by_passage.setdefault(each.passage, []).append(each)
    for passage_id, cells in by_passage.items():
        if len(cells) > 1:
            text = CELLS.join(each.text for each in cells)
            strengths = frozenset().union(*(each.strengths for each in cells))
            words = frozenset().union(*(each.words for each in cells))
            language = cells[0].language
            yield Quoted(passage_id, text, text, language, words, strengths, strengths)


def quoted_sentences(context: CheckContext, citation: Citation) -> tuple[Quoted, ...]:
    """The sentences of a citation's quote; remembered in ``context.memory``."""
    key = ("quoted", citation.passage, citation.quote)
    if key not in context.memory:
        context.memory[key] = tuple(_quoted(context, citation))
    found: tuple[Quoted, ...] = context.memory[key]
    return found


def _quoted(context: CheckContext, citation: Citation) -> Iterator[Quoted]:
    passage = context.index.passage_by_id.get(citation.passage)
    language = passage.language if passage else context.language
    lead = _lead(context, citation.passage)
    quote = normalise(citation.quote)
    around = strengths_of(lead, language) if lead else frozenset()
    if CELLS in quote:
        around |= frozenset().union(*(strengths_of(each, language) for each in quote.split(CELLS)))
    for part in quote.split(CELLS):
        for sentence in split_sentences(part, language):
            alone = strengths_of(sentence, language) - {"can", "unsure"}
            texts = [sentence] if alone or not lead else []
            texts += [f"{lead} {sentence}"] if lead else []
            for text in texts:
                strengths = strengths_of(text, language)
                words = _subject(context, text, language)
                yield Quoted(citation.passage, sentence, text, language, words, strengths, around)


def _subject(context: CheckContext, text: str, language: str) -> frozenset[str]:
    """What ``text`` is about, as it was found before."""
    key = ("subject", language, text)
    if key not in context.memory:
        found = context.known.recall(
            "subject",
            digest(f"{language}\n{text}", 16),
            lambda: sorted(subject_words(text, language)),
        )
        context.memory[key] = frozenset(found)
    words: frozenset[str] = context.memory[key]
    return words


def _lead(context: CheckContext, passage: str) -> str:
    """The words that introduce ``passage``; a lead that is a whole sentence says its own, not its items'."""
    for occurrence in context.index.occurrences_by_passage.get(passage, ()):
        lead = context.index.passage_by_id.get(occurrence.lead or "")
        if lead:
            last = lead.sentences[-1] if lead.sentences else lead.text
            return "" if last.endswith((".", "!", "?")) else last
    return ""
