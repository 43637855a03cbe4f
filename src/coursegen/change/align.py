"""Old passages to new ones.

In: the lock of the build before (which keeps order, rule codes and sketches, no text) and the Index now. Out:
for each old passage what stands in its place, how it got there, and the passages that are new.

A text that still stands is the same passage wherever it stands. Of the others, those that carry one rule code
pair first; then the most similar by sketch, the nearer in place the less similar they have to be; then those that
stand under one number, which another rule may have got; then a passage that was cut in two, and two that were joined,
are told by the sketch of their parts put together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from coursegen.index.passages import sketch
from coursegen.language.rule_labels import is_place
from coursegen.model.lock import Lock
from coursegen.model.passage import Index

__all__ = ["Alignment", "Kind", "align", "codes_of"]

Kind = Literal["same", "moved", "edited", "split", "merged", "removed"]

_ANYWHERE, _NEARBY, _BETWEEN, _ALONE = 38, 46, 54, 60
"""Sketches of 128 bits that differ in fewer bits are one passage, edited: wherever it stands now; in its
document, under its heading or behind its neighbour; between both its neighbours; as the only one there.
Unrelated texts differ in 64 on average, in 1 of 100 cases in fewer than 40."""
_CLOSER = {_ANYWHERE: 0, _NEARBY: 8, _BETWEEN: 16, _ALONE: 16}
"""Bits by which a pair is ranked before those of the same distance that stand less near."""
_LONG, _STRICTER = 12, 6
"""From so many words on, an edit moves a sketch less far, so it must be nearer by so many bits."""
_PARTS, _GAIN = 30, 6
"""Bits in which a text put together from parts may differ from the whole, and by how many fewer than a part."""
_MOST_PARTS = 4
_WIDTH = 32
"""Hex characters of a sketch."""
_NEAREST = 6
"""Edited passages around one that is gone, which it may have been joined to."""
_MOST_PAIRS = 4_000_000
"""Beyond so many pairs only those that stand near are compared: a corpus was replaced by another."""


@dataclass(frozen=True)
class Alignment:
    """``successor`` maps each old passage to the new one in its place, or to None where it is gone.

    A passage whose text still stands maps to itself; two that were joined map to the same. ``parts`` holds,
    for one that was split, all its parts in order; the successor is the one most like it. ``kinds`` says what
    became of each. ``added`` are new passages that succeed none, in the order of the sources, each with the
    passage before it in its document (or None).
    """

    successor: dict[str, str | None]
    added: tuple[tuple[str, str | None], ...]
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)

    def now(self, passage: str) -> tuple[str, ...]:
        """What stands in the place of ``passage``: itself where no build before knew it."""
        new = self.successor.get(passage, passage)
        return self.parts.get(passage, (new,) if new else ())


def align(before: Lock, index: Index) -> Alignment:
    """Align the passages of ``before`` with those of ``index``."""
    aligner = _Aligner(before, index)
    aligner.by_code(places=False)
    aligner.by_likeness()
    aligner.by_code(places=True)
    aligner.alone()
    parts = dict(aligner.splits())
    aligner.merges()
    taken = {each for each in aligner.successor.values() if each}
    taken.update(part for each in parts.values() for part in each)
    return Alignment(
        successor=aligner.successor,
        added=_added(aligner.new.orders, taken),
        parts=parts,
        kinds=_kinds(before, index, aligner.successor, parts),
    )


def codes_of(index: Index) -> dict[str, str]:
    """The rule code of each passage whose statements carry one, and only one."""
    found: dict[str, set[str]] = {}
    for each in index.statements:
        if each.rule_code:
            found.setdefault(each.evidence[-1].passage, set()).add(each.rule_code)
    return {passage: min(codes) for passage, codes in found.items() if len(codes) == 1}


@dataclass(frozen=True)
class _Place:
    """Where a passage first stands: its document, its heading, the standing passages around it."""

    document: str
    heading: tuple[str, ...]
    after: str
    until: str
    at: int


class _Side:
    """The passages of one version that the other does not have, with their places."""

    def __init__(
        self,
        orders: Mapping[str, Sequence[str]],
        headings: Mapping[tuple[str, str], tuple[str, ...]],
        both: set[str],
    ) -> None:
        self.orders = orders
        self.places: dict[str, _Place] = {}
        for path, order in sorted(orders.items()):
            until = f"end of {path}"
            following: list[str] = []
            for each in reversed(order):
                following.append(until)
                until = each if each in both else until
            after = f"start of {path}"
            for at, (each, until) in enumerate(zip(order, reversed(following), strict=True)):
                if each in both:
                    after = each
                elif each not in self.places:
                    heading = headings.get((path, each), ())
                    self.places[each] = _Place(path, heading, after, until, at)

    def neighbours(self, passage: str, steps: int) -> list[str]:
        """``passage`` and up to ``steps`` passages behind it (before it where negative), in reading order."""
        place = self.places[passage]
        order = self.orders[place.document]
        first, last = sorted((place.at, place.at + steps))
        return list(order[max(first, 0) : last + 1])


class _Aligner:
    def __init__(self, before: Lock, index: Index) -> None:
        self.before, self.index = before, index
        now = index.passage_by_id
        both = before.passages.keys() & now.keys()
        self.old = _Side(
            {path: each.passages for path, each in before.sources.items()},
            {
                (place.document, key): place.locator.heading
                for key, each in before.passages.items()
                for place in each.occurrences
            },
            both,
        )
        orders: dict[str, list[str]] = {}
        headings: dict[tuple[str, str], tuple[str, ...]] = {}
        for place in index.occurrences:
            orders.setdefault(place.document, []).append(place.passage)
            headings.setdefault((place.document, place.passage), place.locator.heading)
        self.new = _Side(orders, headings, both)
        self.successor: dict[str, str | None] = {
            each: each if each in both else None for each in sorted(before.passages)
        }
        self.taken: set[str] = set(both)
        self.bits = {
            **{each: _bits(before.passages[each].sketch) for each in self.old.places},
            **{each: _bits(now[each].sketch) for each in self.new.places},
        }
        self.renamed = _renamed(self.old.orders, self.new.orders, both)

    def gone(self) -> list[str]:
        """Old passages that nothing succeeds yet, in the order of their sources."""
        return [each for each in self.old.places if self.successor[each] is None]

    def fresh(self) -> list[str]:
        """New passages that succeed none yet."""
        return [each for each in self.new.places if each not in self.taken]

    def pair(self, old: str, new: str) -> None:
        """Let ``new`` succeed ``old``."""
        self.successor[old] = new
        self.taken.add(new)

    def by_code(self, *, places: bool) -> None:
        """Pair passages that carry one rule code, where no other on their side does: numbers (``places``) or names."""
        now = codes_of(self.index)
        then = {key: each.code for key, each in self.before.passages.items() if each.code}
        once = _only(then).keys() & _only(now).keys()
        for code in sorted(each for each in once if is_place(each) == places):
            old, new = _only(then)[code], _only(now)[code]
            free = old in self.old.places and new in self.new.places
            if free and self.successor[old] is None and new not in self.taken:
                self.pair(old, new)

    def by_likeness(self) -> None:
        """Pair the rest, the most similar and nearest first."""
        gone, fresh = self.gone(), self.fresh()
        everywhere = len(gone) * len(fresh) <= _MOST_PAIRS
        ranked = []
        for i, old in enumerate(gone):
            for j, new in enumerate(fresh):
                distance = _apart(self.bits[old], self.bits[new])
                if distance >= _BETWEEN:
                    continue
                limit = self._limit(old, new)
                if distance < self._strict(limit, new) and (everywhere or limit > _ANYWHERE):
                    apart = abs(self.old.places[old].at - self.new.places[new].at)
                    ranked.append((distance - _CLOSER[limit], apart, i, j))
        for _, _, i, j in sorted(ranked):
            if self.successor[gone[i]] is None and fresh[j] not in self.taken:
                self.pair(gone[i], fresh[j])

    def _limit(self, old: str, new: str) -> int:
        """How different two passages may be, by how near they stand."""
        one, other = self.old.places[old], self.new.places[new]
        same = self.renamed.get(one.document) == other.document
        after = one.after == other.after or (same and one.after.startswith("start of "))
        until = one.until == other.until or (same and one.until.startswith("end of "))
        if after and until:
            return _BETWEEN
        return _NEARBY if after or until or same or one.heading == other.heading else _ANYWHERE

    def _strict(self, limit: int, new: str) -> int:
        words = len(self.index.passage_by_id[new].text.split())
        return limit - _STRICTER if words >= _LONG else limit

    def alone(self) -> None:
        """Pair what is left where one passage is left between two that stand, then and now."""
        for (_, old), (_, new) in _matching(
            _by_gap(self.gone(), self.old, self.renamed), _by_gap(self.fresh(), self.new, {})
        ):
            if len(old) == len(new) == 1:
                distance = _apart(self.bits[old[0]], self.bits[new[0]])
                told = self.bits[old[0]] is not None
                if not told or distance < self._strict(_ALONE, new[0]):
                    self.pair(old[0], new[0])

    def splits(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Old passages whose successor is only a part: what stands beside it belongs to it as well."""
        for old in self.old.places:
            new = self.successor[old]
            if new is None or new not in self.new.places:
                continue
            best = _apart(self.bits[old], self.bits[new]) - _GAIN
            parts: tuple[str, ...] = ()
            for steps in (*range(1, _MOST_PARTS), *range(-1, -_MOST_PARTS, -1)):
                run = tuple(self.new.neighbours(new, steps))
                if any(each in self.taken for each in run if each != new):
                    continue
                whole = " ".join(self.index.passage_by_id[each].text for each in run)
                distance = _apart(self.bits[old], _bits(sketch(whole)))
                if distance <= min(best, _PARTS) and len(run) > 1:
                    best, parts = distance, run
            if parts:
                self.taken.update(parts)
                yield old, parts

    def merges(self) -> None:
        """Old passages that went into the successor of one that stood near."""
        for old in self.gone():
            for beside in self._near(old):
                new = self.successor[beside]
                if new is not None and self._holds(new, beside, old):
                    self.successor[old] = new
                    break

    def _near(self, old: str) -> list[str]:
        """The edited passages that stood nearest to ``old`` in its document."""
        here = self.old.places[old]
        near = [
            (abs(place.at - here.at), each)
            for each, place in self.old.places.items()
            if place.document == here.document and self.successor[each] in self.new.places
        ]
        return [each for _, each in sorted(near)[:_NEAREST]]

    def _holds(self, new: str, one: str, other: str) -> bool:
        """Whether ``new`` is ``one`` and ``other`` put together, in either order."""
        sentences = self.index.passage_by_id[new].sentences
        for cut in range(1, len(sentences)):
            head = _bits(sketch(" ".join(sentences[:cut])))
            tail = _bits(sketch(" ".join(sentences[cut:])))
            for first, second in ((one, other), (other, one)):
                apart = _apart(self.bits[first], head), _apart(self.bits[second], tail)
                if max(apart) <= _PARTS:
                    return True
        return False


def _bits(text: str) -> int | None:
    """The bits of a sketch; None for one of another width, as old locks have them: it was made by another measure."""
    return int(text, 16) if len(text) == _WIDTH else None


def _apart(one: int | None, other: int | None) -> int:
    """In how many bits two sketches differ; in all of them where one is not known."""
    return (one ^ other).bit_count() if one is not None and other is not None else 4 * _WIDTH


def _only(codes: Mapping[str, str]) -> dict[str, str]:
    """Passages by code, for the codes that only one passage carries."""
    found: dict[str, list[str]] = {}
    for passage, code in codes.items():
        found.setdefault(code, []).append(passage)
    return {code: each[0] for code, each in found.items() if len(each) == 1}


def _renamed(
    old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]], both: set[str]
) -> dict[str, str]:
    """The path of each old document now: its own, or that of the one that holds most of its passages."""
    holders: dict[str, set[str]] = {}
    for path, order in new.items():
        for each in order:
            if each in both:
                holders.setdefault(each, set()).add(path)
    found: dict[str, str] = {}
    for path, order in old.items():
        if path in new:
            found[path] = path
            continue
        counts: dict[str, int] = {}
        for each in order:
            for holder in holders.get(each, ()):
                counts[holder] = counts.get(holder, 0) + 1
        if counts:
            found[path] = min(counts, key=lambda each: (-counts[each], each))
    return found


Gap = tuple[str, str]


def _by_gap(
    passages: Sequence[str], side: _Side, renamed: Mapping[str, str]
) -> dict[Gap, list[str]]:
    """Passages by the two standing ones around them; a document's ends are named by its path now."""
    found: dict[Gap, list[str]] = {}
    for each in passages:
        place = side.places[each]
        path = renamed.get(place.document, place.document)
        after = f"start of {path}" if place.after.startswith("start of ") else place.after
        until = f"end of {path}" if place.until.startswith("end of ") else place.until
        found.setdefault((after, until), []).append(each)
    return found


def _matching(
    old: Mapping[Gap, list[str]], new: Mapping[Gap, list[str]]
) -> Iterator[tuple[tuple[Gap, list[str]], tuple[Gap, list[str]]]]:
    for gap in sorted(old.keys() & new.keys()):
        yield (gap, old[gap]), (gap, new[gap])


def _added(
    orders: Mapping[str, Sequence[str]], taken: set[str]
) -> tuple[tuple[str, str | None], ...]:
    added: dict[str, str | None] = {}
    for _, order in sorted(orders.items()):
        previous: str | None = None
        for each in order:
            if each not in taken and each not in added:
                added[each] = previous
            previous = each
    return tuple(added.items())


def _kinds(
    before: Lock,
    index: Index,
    successor: Mapping[str, str | None],
    parts: Mapping[str, tuple[str, ...]],
) -> dict[str, Kind]:
    heirs: dict[str, int] = {}
    for new in successor.values():
        heirs[new or ""] = heirs.get(new or "", 0) + 1
    kinds: dict[str, Kind] = {}
    for old, new in successor.items():
        if new is None:
            kinds[old] = "removed"
        elif old in parts:
            kinds[old] = "split"
        elif new != old:
            kinds[old] = "merged" if heirs[new] > 1 else "edited"
        else:
            then = {
                (each.document, each.locator.heading) for each in before.passages[old].occurrences
            }
            here = {
                (each.document, each.locator.heading) for each in index.occurrences_by_passage[old]
            }
            kinds[old] = "same" if then & here else "moved"
    return kinds
