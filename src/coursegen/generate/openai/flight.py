"""How many requests are in flight: as many as allowed, fewer when the endpoint says so.

In: the headers of replies, refusals for too many requests. Out: a place in flight, when there is one.
Halved at each refusal, one more for each full flight that went well.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping

__all__ = ["Flight", "pause_told", "seconds_in"]

_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)?")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "": 1.0}
_LONGEST_PAUSE = 120.0


def seconds_in(text: str) -> float:
    """Seconds in a header's duration: ``20``, ``6m0s``, ``17ms``; 0 where there is none."""
    return sum(float(number) * _SECONDS[unit] for number, unit in _PART.findall(text))


def pause_told(headers: Mapping[str, str], otherwise: float) -> float:
    """Seconds to wait after a refusal for too many requests: as its headers say, or ``otherwise``."""
    told = seconds_in(headers.get("retry-after", "")) or seconds_in(
        headers.get("x-ratelimit-reset-requests", "")
    )
    return min(told or otherwise, _LONGEST_PAUSE)


class Flight:
    """Places in flight; made and used inside one event loop."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._limit = float(most)
        self._active = 0
        self._not_before = 0.0
        self._changed = asyncio.Condition()

    @property
    def limit(self) -> int:
        """How many may be in flight now."""
        return max(1, int(self._limit))

    async def enter(self) -> None:
        """Wait for a place and take it."""
        loop = asyncio.get_running_loop()
        while True:
            pause = self._not_before - loop.time()
            if pause > 0:
                await asyncio.sleep(pause)
                continue
            if self._active < self.limit:
                self._active += 1
                return
            async with self._changed:
                await self._changed.wait()

    async def leave(self) -> None:
        """Give the place back."""
        self._active -= 1
        async with self._changed:
            self._changed.notify_all()

    def went_well(self, headers: Mapping[str, str]) -> None:
        """Learn from the headers of a good reply: nothing remaining is a pause until the reset."""
        self._limit = min(float(self._most), self._limit + 1 / max(1.0, self._limit))
        for what in ("requests", "tokens"):
            if headers.get(f"x-ratelimit-remaining-{what}") == "0":
                self._pause(seconds_in(headers.get(f"x-ratelimit-reset-{what}", "")))

    def refused(self, headers: Mapping[str, str], otherwise: float) -> float:
        """Too many requests: halve what is in flight and pause all of it. Returns the pause in seconds."""
        wait = pause_told(headers, otherwise)
        self._limit = max(1.0, self._limit / 2)
        self._pause(wait)
        return wait

    def _pause(self, seconds: float) -> None:
        now = asyncio.get_running_loop().time()
        self._not_before = max(self._not_before, now + min(seconds, _LONGEST_PAUSE))
