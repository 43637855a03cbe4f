"""What a learner who passed an earlier version has to learn: the rules that changed, old beside new.

In: the changes of meaning, statements in scope before and now. Out: Points, in the order of the sources.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from coursegen.author.requests import Scope
from coursegen.change.meaning import meaning_changes
from coursegen.change.words import partners, words_key
from coursegen.language.data import load
from coursegen.model.blocks import Citation
from coursegen.model.diff import MeaningChange, MeaningKind, SourceChange
from coursegen.model.passage import Index, Passage, Statement

__all__ = ["Point", "by_weight", "heaviest", "points_of", "without_marks", "without_number"]

_ALIKE = 0.4
"""Share of words from which a rule came in the place of another in one passage."""
_MOVED = 0.75
"""The same of two that stand in unlike places."""
_NUMBER = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]?|[A-Z]\.)\s+")
_MARK = re.compile(r"\s*\[[^\]\s]{2,12}\]")
_WEIGHT: tuple[MeaningKind, ...] = (
    "negation",
    "strength",
    "deadline",
    "actor",
    "condition",
    "exception",
    "number",
    "object",
    "rule",
    "date",
    "term",
)


@dataclass(frozen=True)
class Point:
    """A rule as it was and as it is, each with its citations; empty where there was or is none.

    ``before`` and ``statement`` are the old rule and the new in the ledger. ``heading`` is the one above it,
    ``heading_before`` that of then. ``taught`` says that a unit of the course rests on it, ``for_others`` that the rule
    is now somebody else's.
    """

    was: str
    now: str
    was_cites: tuple[Citation, ...]
    now_cites: tuple[Citation, ...]
    meaning: tuple[MeaningChange, ...]
    heading: str
    heading_before: str
    since: str
    before: Statement | None
    statement: Statement | None
    taught: bool
    for_others: bool = False


def points_of(changes: Iterable[SourceChange], before: Scope, now: Scope) -> tuple[Point, ...]:
    """The rules for the audience that say another thing, are new or are gone; each once.

    A rule that only changed its place is none of them; one that changed with its place stands where it is now. Nor is
    one on which the sources disagree now: nobody knows yet what holds.
    """
    undecided = {key for each in now.disputes.disagreements if each.is_open for key in each.out}
    disputed = tuple(each for each in now.outside if each.id in undecided)
    standing = replace(now, inside=(*now.inside, *disputed))
    held = _Held.of(before, standing)
    turns = [
        _Turn(change, one, other)
        for change in changes
        for one, other in _paired(
            [each for each in _resting(before, change.before) if not held.stays(each)],
            [each for each in _resting(standing, change.after) if not held.stayed(each)],
        )
    ]
    found: dict[tuple[str, str], Point] = {}
    for turn in _across(turns, held):
        point = _point(_handed_over(turn, held, now), before, now)
        if point is not None and point.statement not in disputed:
            found.setdefault((point.was, point.now), point)
    return tuple(found.values())


def heaviest(points: Sequence[Point], most: int) -> tuple[Point, ...]:
    """At most ``most`` of ``points``, in their order: those that weigh most."""
    return tuple(points[at] for at in sorted(_ranked(points)[:most]))


def by_weight(points: Sequence[Point]) -> tuple[Point, ...]:
    """``points``, the weightiest first: bans, deadlines, rules that are gone, others; each what is taught first."""
    return tuple(points[at] for at in _ranked(points))


def _ranked(points: Sequence[Point]) -> list[int]:
    return sorted(range(len(points)), key=lambda at: (*_weight(points[at]), at))


def _weight(point: Point) -> tuple[int, bool, int]:
    """How grave it is not to know the change; the lowest is the gravest."""
    rules = [each for each in (point.before, point.statement) if each is not None]
    kinds = {each.kind for each in point.meaning}
    whole = "rule" in kinds
    if "negation" in kinds or (whole and any(each.kind == "prohibition" for each in rules)):
        order = 0
    elif "deadline" in kinds or (whole and any(_is_due(each) for each in rules)):
        order = 1
    else:
        order = 2 if point.was and not point.now else 3
    kind = min((_WEIGHT.index(each) for each in kinds), default=len(_WEIGHT))
    return order, not point.taught, kind


def _is_due(rule: Statement) -> bool:
    return rule.kind in {"obligation", "step"} and (rule.deadline is not None or rule.immediate)


@dataclass(frozen=True)
class _Turn:
    """A rule that came in the place of another, or alone, or went; ``origin`` is the change that took it elsewhere."""

    change: SourceChange
    one: Statement | None
    other: Statement | None
    origin: SourceChange | None = None

    @property
    def changes(self) -> tuple[SourceChange, ...]:
        """The changes of the sources that it is told of."""
        return (self.change, self.origin) if self.origin else (self.change,)


@dataclass(frozen=True)
class _Held:
    """How often each rule stood before and stands now, by its words; ``said`` are those of anybody before."""

    before: Counter[tuple[str, ...]]
    now: Counter[tuple[str, ...]]
    said: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, before: Scope, now: Scope) -> _Held:
        """Count the rules in scope on both sides."""
        said = frozenset(words_key(each.text) for each in before.index.statements)
        then, today = (
            Counter(words_key(each.text) for each in side.inside) for side in (before, now)
        )
        return cls(then, today, said)

    def stays(self, rule: Statement) -> bool:
        """Whether a rule that went from its place stands as often as before, here or elsewhere."""
        key = words_key(rule.text)
        return self.now[key] >= self.before[key]

    def stayed(self, rule: Statement) -> bool:
        """Whether a rule that came to its place stood as often before."""
        key = words_key(rule.text)
        return self.before[key] >= self.now[key]

    def is_news(self, turn: _Turn) -> bool:
        """Whether a rule that went alone stands nowhere now, and one that came alone stood nowhere before."""
        if turn.other is None:
            return not self.now[words_key(_text(turn.one))]
        return turn.one is not None or not self.before[words_key(turn.other.text)]


def _across(turns: Sequence[_Turn], held: _Held) -> Iterator[_Turn]:
    """``turns``, a rule that went in one place and came changed in another as one, where it stands now."""
    news = [at for at, each in enumerate(turns) if held.is_news(each)]
    gone = [at for at in news if turns[at].other is None]
    came = [at for at in news if turns[at].one is None]
    partner = partners(
        [_text(turns[at].one) for at in gone], [_text(turns[at].other) for at in came], _MOVED
    )
    origin = {came[j]: gone[i] for i, j in partner.items()}
    taken = set(origin.values())
    for at in sorted({*news} - taken):
        turn = turns[at]
        if at in origin:
            turn = replace(turn, one=turns[origin[at]].one, origin=turns[origin[at]].change)
        yield turn


def _handed_over(turn: _Turn, held: _Held, now: Scope) -> _Turn:
    """``turn`` of a rule that went with the rule that stands in its place for somebody else, where there is one."""
    if turn.one is None or turn.other is not None:
        return turn
    theirs = [
        each
        for each in _resting(replace(now, inside=now.outside), turn.change.after)
        if each.kind == turn.one.kind
        and each.actor.casefold() not in ("", turn.one.actor.casefold())
        and words_key(each.text) not in held.said
    ]
    partner = partners([turn.one.text], [each.text for each in theirs], _MOVED)
    return replace(turn, other=theirs[partner[0]]) if partner else turn


def _text(rule: Statement | None) -> str:
    return rule.text if rule else ""


def _point(turn: _Turn, before: Scope, now: Scope) -> Point | None:
    """What there is to learn of ``turn``; None where no change of it is one of meaning."""
    change, one, other = turn.change, turn.one, turn.other
    meaning: tuple[MeaningChange, ...] = (
        MeaningChange(kind="rule", old=_text(one), new=_text(other)),
    )
    if one and other:
        meaning = meaning_changes(one.text, other.text, change.language)
    if not meaning or all(each.severity != "meaning" for each in turn.changes):
        return None
    heading = change.locator.heading[-1] if change.locator.heading else change.title
    return Point(
        was=without_marks(_text(one)),
        now=without_marks(_text(other)),
        was_cites=_citations(one, before.index),
        now_cites=_citations(other, now.index),
        meaning=meaning,
        heading=heading,
        heading_before=_heading(one, before.index) or heading,
        since=change.since,
        before=one,
        statement=other,
        taught=any(not unit.stands for each in turn.changes for unit in each.units),
        for_others=other is not None and other in now.outside,
    )


def without_marks(text: str) -> str:
    """``text`` without the marks of its references: ``TLS 1.3 [rfc8446]``."""
    return _MARK.sub("", text)


def without_number(heading: str, language: str) -> str:
    """``heading`` without its number (``3.``, ``Article 3.``) and end mark; one that is only a number stays."""
    bare = _NUMBER.sub("", _named_number(language).sub("", heading)).strip(" .:*")
    return bare or heading.strip(" .:*")


@cache
def _named_number(language: str) -> re.Pattern[str]:
    """``Article 3.``, ``Hoofdstuk 4 -`` and what else names a part of a document, where a heading follows it."""
    words = load(language, "meaning").get("references") or "(?!)"
    number = r"(?:\d+(?:\.\d+)*[a-z]?|[A-Z]|[IVX]+)"
    return re.compile(rf"^\W*(?i:{words})\.? {number}(?:\s*[.):–—-]+\s+|\s+(?=[A-ZÀ-Þ]))")


def _heading(statement: Statement | None, index: Index) -> str:
    """The heading over a rule, else the title of its document."""
    if statement is None:
        return ""
    return statement.heading[-1] if statement.heading else index.titles.get(statement.document, "")


def _resting(scope: Scope, passages: Sequence[str]) -> list[Statement]:
    """The rules in scope on ``passages``; of several with one text the first."""
    texts: dict[str, Statement] = {}
    for each in scope.inside:
        if any(ref.passage in passages for ref in each.evidence):
            texts.setdefault(each.text, each)
    return list(texts.values())


def _paired(
    old: Sequence[Statement], new: Sequence[Statement]
) -> Iterator[tuple[Statement | None, Statement | None]]:
    """Each rule with the one in its place, the most alike first; those that stand in both are left out."""
    same = {each.text for each in old} & {each.text for each in new}
    gone = [each for each in old if each.text not in same]
    came = [each for each in new if each.text not in same]
    partner = partners([each.text for each in gone], [each.text for each in came], _ALIKE)
    origin = {j: i for i, j in partner.items()}
    for j, other in enumerate(came):
        yield (gone[origin[j]] if j in origin else None), other
    for i, one in enumerate(gone):
        if i not in partner:
            yield one, None


def _citations(statement: Statement | None, index: Index) -> tuple[Citation, ...]:
    if statement is None:
        return ()
    places: dict[str, list[int]] = {}
    for ref in statement.evidence:
        places.setdefault(ref.passage, []).append(ref.sentence)
    return tuple(
        Citation(passage=passage, quote=quote)
        for passage, numbers in places.items()
        for quote in _quotes(index.passage_by_id[passage], numbers)
    )


def _quotes(passage: Passage, numbers: Sequence[int]) -> list[str]:
    """The sentences, each by itself; of a row all from the first to the last, as its cells say one thing."""
    sentences = [passage.sentences[each] for each in sorted(set(numbers))]
    if passage.kind != "row":
        return sentences
    start = passage.text.find(sentences[0])
    end = passage.text.find(sentences[-1], start) + len(sentences[-1])
    return [passage.text[start:end]]
