"""Two versions of the sources, passage by passage. In: what is known of the old, the Index of the new. Out: changes.

Which units rest on a change is not known here; see ``impact``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from coursegen.change.align import Alignment, align
from coursegen.change.editions import names_edition
from coursegen.change.elsewhere import Elsewhere
from coursegen.change.meaning import Difference, difference
from coursegen.change.synonyms import in_the_words_of
from coursegen.change.traits import real_words
from coursegen.change.words import compared, likeness
from coursegen.index.scope import actors
from coursegen.index.statement_sections import Sections
from coursegen.language.rule_labels import without_label
from coursegen.language.sentences import split_sentences
from coursegen.model.diff import ChangeSeverity, MeaningChange, SourceChange
from coursegen.model.lock import Lock, OccurrenceRecord
from coursegen.model.passage import Index, Passage, Statement
from coursegen.model.source import Edition, Locator

__all__ = ["Compared", "OldSources", "compare", "old_sources"]

_MOST_QUOTES = 0.6
"""Share of words from which a quote counts as an old version of a sentence."""


What = Literal["edited", "split", "merged", "added", "removed"]


@dataclass(frozen=True)
class OldSources:
    """What is known of the sources as they were.

    ``records`` are the sources and passages as a lock keeps them. ``texts``, their ``sentences`` (without the numbers
    of rules) and ``statements`` go by passage, as far as the old documents could be read; ``quotes`` are the words of a passage that the course quotes. ``aside`` are
    passages that stand where nothing is claimed (references, history).
    """

    records: Lock
    texts: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[str, Sequence[str]] = field(default_factory=dict)
    statements: Mapping[str, Sequence[Statement]] = field(default_factory=dict)
    quotes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    aside: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Compared:
    """The changes in the order of the sources, what was only renamed or moved, and the alignment."""

    changes: tuple[SourceChange, ...]
    renamed: dict[str, str]
    moved: int
    unchanged: int
    alignment: Alignment


def old_sources(
    records: Lock, index: Index, quotes: Mapping[str, Sequence[str]] | None = None
) -> OldSources:
    """The old side, from an Index of the old documents that could be read."""
    return OldSources(
        records=records,
        texts={each.id: each.text for each in index.passages},
        sentences={each.id: _unlabelled(each) for each in index.passages},
        statements=_statements(index),
        quotes=quotes or {},
        aside=_aside(index),
    )


def compare(old: OldSources, index: Index, since: Callable[[str], str]) -> Compared:
    """Hold the old sources against ``index``. ``since`` gives the date of a document's last commit, or nothing."""
    alignment = align(old.records, index)
    comparer = _Comparer(old, index, since, _renamed(old.records, index))
    gone = [before for before, after in alignment.successor.items() if after is None]
    order = {each.passage: at for at, each in reversed(list(enumerate(index.occurrences)))}
    changes = [
        *(comparer.changed(before, after) for before, after in _groups(alignment, old.records)),
        *(comparer.added(each) for each, _ in alignment.added),
        *(comparer.removed(each) for each in gone),
    ]
    changes.sort(
        key=lambda each: (
            each.document,
            order.get(each.after[0], 0) if each.after else 10**9,
            each.before,
        )
    )
    still = [each for each, after in alignment.successor.items() if after == each]
    moved = sum(comparer.moved(each) for each in still)
    return Compared(tuple(changes), comparer.renamed, moved, len(still) - moved, alignment)


def _groups(alignment: Alignment, records: Lock) -> list[tuple[list[str], list[str]]]:
    """Old passages with the new ones in their place: one and one, several that were joined, one that was split.

    Those that were joined come in the order in which they stood.
    """
    groups: dict[tuple[str, ...], list[str]] = {}
    then: dict[str, int] = {}
    for record in records.sources.values():
        then |= {passage: at for at, passage in enumerate(record.passages)}
    ordered = sorted(alignment.successor.items(), key=lambda each: (then.get(each[0], 0), each[0]))
    for before, after in ordered:
        parts = alignment.now(before)
        if after is not None and parts != (before,):
            groups.setdefault(parts, []).append(before)
    return [(before, list(after)) for after, before in groups.items()]


def _statements(index: Index) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for statement in index.statements:
        for passage in dict.fromkeys(each.passage for each in statement.evidence):
            found.setdefault(passage, []).append(statement)
    return found


def _aside(index: Index) -> frozenset[str]:
    """Passages all of whose places are left out of the statements."""
    out: set[str] = set()
    kept: set[str] = set()
    for document in index.documents:
        own = [each for each in index.occurrences if each.document == document.source.path]
        sections = Sections(document, own, [index.passage_by_id[each.passage].text for each in own])
        for each in own:
            (out if sections.left_out(each) else kept).add(each.passage)
    return frozenset(out - kept)


def _renamed(before: Lock, index: Index) -> dict[str, str]:
    """Old paths that are gone, with the path that has most of their passages."""
    now: dict[str, set[str]] = {}
    for each in index.occurrences:
        now.setdefault(each.document, set()).add(each.passage)
    found = {}
    for path, record in before.sources.items():
        fresh = [each for each in sorted(now) if each not in before.sources]
        if path in now or not fresh:
            continue
        best = max(fresh, key=lambda each: len(now[each].intersection(record.passages)))
        if now[best].intersection(record.passages):
            found[path] = best
    return found


@dataclass(frozen=True)
class _Place:
    document: str
    title: str
    language: str
    locator: Locator
    edition: Edition


@dataclass
class _Comparer:
    old: OldSources
    index: Index
    since: Callable[[str], str]
    renamed: dict[str, str]

    def __post_init__(self) -> None:
        self.documents = {each.source.path: each for each in self.index.documents}
        self.statements = _statements(self.index)
        self.aside = _aside(self.index) | self.old.aside
        self.elsewhere = _elsewhere(self.old, self.index)

    def changed(self, before: Sequence[str], after: Sequence[str]) -> SourceChange:
        place = self._now(after[0])
        new = " ".join(self.index.passage_by_id[each].text for each in after)
        texts = [self.old.texts[each] for each in before if each in self.old.texts]
        what = _kind(before, after)
        if len(texts) == len(before):
            old = " ".join(texts)
            found = difference(old, new, place.language, self.elsewhere)
            if not found.changes and (terms := self._defined_otherwise(before, after)):
                found = Difference("meaning", terms)
            return self._made(what, before, after, place, found, old, new, "text")
        quotes = [quote for each in before for quote in self.old.quotes.get(each, ())]
        found = _by_quotes(quotes, new, place.language)
        known: Literal["quotes", "nothing"] = "quotes" if quotes else "nothing"
        return self._made(what, before, after, place, found, " … ".join(quotes), new, known)

    def _defined_otherwise(
        self, before: Sequence[str], after: Sequence[str]
    ) -> tuple[MeaningChange, ...]:
        """Terms that other words define now, also where only the ledger knows a definition (``Term: meaning``)."""
        then = {
            each.term.casefold(): each
            for passage in before
            for each in self.old.statements.get(passage, ())
            if each.kind == "definition"
        }
        found = []
        for now in (each for passage in after for each in self.statements.get(passage, ())):
            old = then.get(now.term.casefold()) if now.kind == "definition" else None
            if old is None:
                continue
            same, _ = in_the_words_of(old.text, now.text, now.language)
            if not compared(same, now.text, real_words(now.language)).alike:
                found.append(MeaningChange(kind="term", old=old.object, new=now.object))
        return tuple(found)

    def added(self, after: str) -> SourceChange:
        new = self.index.passage_by_id[after].text
        found = self._whole(self.statements.get(after, ()), after, came=True)
        return self._made("added", (), (after,), self._now(after), found, "", new, "text")

    def removed(self, before: str) -> SourceChange:
        text = self.old.texts.get(before)
        quotes = self.old.quotes.get(before, ())
        old = text if text is not None else " … ".join(quotes)
        known: Literal["text", "quotes", "nothing"] = (
            "text" if text is not None else "quotes" if quotes else "nothing"
        )
        found = self._whole(self.old.statements.get(before, ()), before, came=False)
        if known == "quotes":
            found = Difference("meaning", (MeaningChange(kind="rule", old=old),))
        return self._made("removed", (before,), (), self._then(before), found, old, "", known)

    def moved(self, passage: str) -> bool:
        """Whether a passage that still stands, stands in another document."""
        then = {self.renamed.get(each.document, each.document) for each in self._record(passage)}
        now = {each.document for each in self.index.occurrences_by_passage[passage]}
        return not then & now

    def _whole(self, statements: Iterable[Statement], passage: str, *, came: bool) -> Difference:
        """A passage that came, or went: a change of meaning where it states rules that do not stand elsewhere."""
        changes: list[MeaningChange] = []
        for each in statements:
            if passage not in self.aside and (each.kind != "fact" or each.deadline):
                changes += self._rule(each, passage, came=came)
        return Difference("meaning" if changes else "wording", tuple(dict.fromkeys(changes)))

    def _rule(self, rule: Statement, passage: str, *, came: bool) -> Sequence[MeaningChange]:
        """A rule that came with its passage, or went with it; as it stands elsewhere, where it does."""
        now = self.index.passage_by_id.get(passage)
        sentences = _unlabelled(now) if came and now else self.old.sentences.get(passage, ())
        own = [
            sentences[each.sentence]
            for each in rule.evidence
            if each.passage == passage and each.sentence < len(sentences)
        ]
        other = [self.elsewhere.counterpart(each, came=came) for each in own]
        if not own or "" in other:
            return [MeaningChange(kind="rule", new=rule.text) if came else MeaningChange(kind="rule", old=rule.text)]  # fmt: skip
        old, new = (other, own) if came else (own, other)
        return difference(" ".join(old), " ".join(new), rule.language).changes

    def _record(self, passage: str) -> Sequence[OccurrenceRecord]:
        return self.old.records.passages[passage].occurrences

    def _now(self, passage: str) -> _Place:
        first = self.index.occurrences_by_passage[passage][0]
        document = self.documents[first.document]
        return _Place(
            first.document, document.title, document.language, first.locator, document.edition
        )

    def _then(self, passage: str) -> _Place:
        first = self._record(passage)[0]
        record = self.old.records.sources[first.document]
        path = self.renamed.get(first.document, first.document)
        edition = self.documents[path].edition if path in self.documents else record.edition
        return _Place(path, record.title, record.language, first.locator, edition)

    def _made(
        self,
        what: What,
        before: Sequence[str],
        after: Sequence[str],
        place: _Place,
        found: Difference,
        old: str,
        new: str,
        known: Literal["text", "quotes", "nothing"],
    ) -> SourceChange:
        severity: ChangeSeverity = found.severity
        now = [each for passage in after for each in self.statements.get(passage, ())]
        then = [each for passage in before for each in self.old.statements.get(passage, ())]
        aside = all(each in self.aside for each in (*before, *after))
        if not any(each.kind != "fact" for each in (*then, *now)):
            aside = aside or names_edition(new or old, place.locator.heading)
        if aside and severity == "meaning":
            severity = "wording"  # a version table or a list of references states no rule
        return SourceChange(
            what=what,
            severity=severity,
            document=place.document,
            title=place.title,
            language=place.language,
            locator=place.locator,
            before=tuple(before),
            after=tuple(after),
            old=old,
            new=new,
            old_known=known,
            meaning=found.changes if severity == "meaning" else (),
            statements=tuple(dict.fromkeys(each.text for each in now)),
            owners=_owners(place.edition),
            actors=tuple(name for name, _ in actors([*then, *now])),
            since=self._since(place),
        )

    def _since(self, place: _Place) -> str:
        """The effective date of an edition that was renewed, else the day of the last commit."""
        then = next(
            (path for path, now in self.renamed.items() if now == place.document), place.document
        )
        record = self.old.records.sources.get(then)
        renewed = record is None or record.edition != place.edition
        if renewed and place.edition.effective:
            return place.edition.effective
        return self.since(place.document)


def _unlabelled(passage: Passage) -> tuple[str, ...]:
    return tuple(without_label(each, passage.language) for each in passage.sentences)


def _elsewhere(old: OldSources, index: Index) -> Elsewhere:
    """Sentences of passages that came or went, with how much more often they stand now."""
    now = {key: len(places) for key, places in index.occurrences_by_passage.items()}
    then = {key: len(each.occurrences) for key, each in old.records.passages.items()}
    came = (
        (sentence, now.get(each.id, 0) - then.get(each.id, 0))
        for each in index.passages
        if now.get(each.id) != then.get(each.id)
        for sentence in _unlabelled(each)
    )
    went = (
        (sentence, -count)
        for key, count in then.items()
        if key not in now
        for sentence in old.sentences.get(key, ())
    )
    return Elsewhere.of([*came, *went])


def _kind(before: Sequence[str], after: Sequence[str]) -> What:
    if len(after) > 1:
        return "split"
    return "merged" if len(before) > 1 else "edited"


def _owners(edition: Edition) -> tuple[str, ...]:
    return tuple(each for each in [edition.owner or edition.approver] if each)


def _by_quotes(quotes: Sequence[str], new: str, language: str) -> Difference:
    """What is known to have changed where only quotes of the old text are left: those that stand no more."""
    sentences = split_sentences(new, language)
    told = dict.fromkeys(each for quote in quotes for each in split_sentences(quote, language))
    changes: list[MeaningChange] = []
    for quote in told:
        if quote in new or not sentences:
            continue
        nearest = max(sentences, key=lambda each: likeness(quote, each))
        there = likeness(quote, nearest) >= _MOST_QUOTES
        changes.extend(difference(quote, nearest if there else "", language).changes)
    unique = tuple(dict.fromkeys(changes))
    return Difference("meaning" if unique else "wording", unique)
