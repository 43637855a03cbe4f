"""Where a programme is divided. In: modules in order, with minutes and places. Out: runs of them, each a course.

As few courses as the minutes allow, of about equal length, and a break where the matter changes: between
documents rather than between sections, between sections rather than inside one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

__all__ = ["split"]

_INSIDE_DOCUMENT = 0.3
"""What a break inside a document costs at most; a course of half the average length costs 0.25."""

Sized = tuple[str, float, tuple[str, ...]]
"""Id of a module, its minutes, its document and heading path."""


def split(modules: Sequence[Sized], longest: float) -> list[list[str]]:
    """The ids of ``modules`` in runs of less than ``longest`` minutes; one that is longer stands alone.

    Among the divisions into the fewest runs the one with the least sum of squared deviations from the
    average length and of the costs of its breaks.
    """
    count = _fewest(modules, longest)
    if not count:
        return []
    average = sum(minutes for _, minutes, _ in modules) / count
    best: list[dict[int, tuple[float, list[int]]]] = [{} for _ in range(count + 1)]
    best[0][0] = (0.0, [])
    for runs in range(count):
        for start, (cost, breaks) in best[runs].items():
            length = 0.0
            for end in range(start + 1, len(modules) + 1):
                length += modules[end - 1][1]
                if length >= longest and end > start + 1:
                    break
                here = cost + (length / average - 1) ** 2 + _break_cost(modules, end)
                if end not in best[runs + 1] or here < best[runs + 1][end][0]:
                    best[runs + 1][end] = (here, [*breaks, end])
    starts = [0, *best[count][len(modules)][1]]
    return [[key for key, _, _ in modules[start:end]] for start, end in pairwise(starts)]


def _fewest(modules: Sequence[Sized], longest: float) -> int:
    """How many runs the modules need: filling each as far as it goes needs the fewest."""
    count, length = 0, longest
    for _, minutes, _ in modules:
        if length + minutes >= longest:
            count, length = count + 1, 0.0
        length += minutes
    return count


def _break_cost(modules: Sequence[Sized], at: int) -> float:
    """What a break before the module ``at`` costs: the more of their places two neighbours share, the more."""
    if at >= len(modules):
        return 0.0
    one, other = modules[at - 1][2], modules[at][2]
    shared = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        shared += 1
    return _INSIDE_DOCUMENT * shared / max(len(one), len(other), 1)
