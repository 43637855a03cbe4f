"""Old passages to new ones.

In: the lock of the build before (which keeps order and sketches, no text) and the Index now. Out: for each
old passage the one that stands in its place, and the passages that are new.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from coursegen.model.lock import Lock
from coursegen.model.passage import Index

__all__ = ["Alignment", "align"]

_SIMILAR_BITS = 22
"""Sketches of 64 bits that differ in fewer bits count as the same passage, edited. Unrelated ones differ
in 32 on average."""


@dataclass(frozen=True)
class Alignment:
    """``successor`` maps each old passage to the new one in its place, or to None where it is gone.

    A passage whose text still stands maps to itself. ``added`` are new passages that succeed none, in the
    order of the sources, each with the passage before it in its document (or None).
    """

    successor: dict[str, str | None]
    added: tuple[tuple[str, str | None], ...]


def align(before: Lock, index: Index) -> Alignment:
    """Align the passages of ``before`` with those of ``index``, document by document."""
    now = set(index.passage_by_id)
    sketches = {each.id: each.sketch for each in index.passages}
    orders = _orders(index)
    successor: dict[str, str | None] = {
        each: each if each in now else None for each in sorted(before.passages)
    }
    for path, record in sorted(before.sources.items()):
        new_order = orders.get(_now_at(path, record.passages, orders), ())
        for old_run, new_run in _replaced(record.passages, new_order):
            gone = [each for each in old_run if each not in now]
            fresh = [each for each in new_run if each not in before.passages]
            successor.update(_pairs(gone, fresh, before, sketches))
    taken = {each for each in successor.values() if each}
    return Alignment(successor=successor, added=_added(orders, taken))


def _orders(index: Index) -> dict[str, list[str]]:
    orders: dict[str, list[str]] = {}
    for each in index.occurrences:
        orders.setdefault(each.document, []).append(each.passage)
    return orders


def _now_at(path: str, passages: Sequence[str], orders: dict[str, list[str]]) -> str:
    """The path where the document of ``passages`` stands now: its own, or where most of them are."""
    if path in orders:
        return path
    wanted = set(passages)
    return max(
        sorted(orders), key=lambda each: len(wanted.intersection(orders[each])), default=path
    )


def _replaced(old: Sequence[str], new: Sequence[str]) -> list[tuple[Sequence[str], Sequence[str]]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(old[a:b], new[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag == "replace"]


def _pairs(
    gone: Sequence[str], fresh: Sequence[str], before: Lock, sketches: dict[str, str]
) -> dict[str, str]:
    """Old to new, the most similar first; what is left pairs by position where as many are left on both sides."""
    ranked = sorted(
        (_distance(before.passages[old].sketch, sketches[new]), i, j, old, new)
        for i, old in enumerate(gone)
        for j, new in enumerate(fresh)
    )
    pairs: dict[str, str] = {}
    for distance, _, _, old, new in ranked:
        if distance < _SIMILAR_BITS and old not in pairs and new not in pairs.values():
            pairs[old] = new
    left_old = [each for each in gone if each not in pairs]
    left_new = [each for each in fresh if each not in pairs.values()]
    if len(left_old) == len(left_new):
        pairs.update(zip(left_old, left_new, strict=True))
    return pairs


def _distance(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _added(orders: dict[str, list[str]], taken: set[str]) -> tuple[tuple[str, str | None], ...]:
    added: dict[str, str | None] = {}
    for _, order in sorted(orders.items()):
        previous: str | None = None
        for each in order:
            if each not in taken and each not in added:
                added[each] = previous
            previous = each
    return tuple(added.items())
