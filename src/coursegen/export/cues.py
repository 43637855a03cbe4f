"""The captions of a clip as data, for where a browser takes no file of captions.

In: the bytes of a WebVTT or SubRip file and the span that is shown. Out: cues with their times and text, the
sounds among them kept: who does not hear needs those too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["caption_cues"]

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}")
_POSITION = re.compile(r"\{\\[^{}]*\}")


def caption_cues(
    data: bytes, start: float = 0, end: float | None = None
) -> list[tuple[float, float, str]]:
    """Start and end in seconds and text of the cues that touch ``start`` to ``end``, in their order.

    What is no cue is left out; no input is refused.
    """
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    cues = []
    for block in re.split(r"\n[ \t]*\n", text):
        lines = block.strip("\n").split("\n")
        found = [(at, match) for at, line in enumerate(lines) if (match := _TIMING.match(line))]
        if not found:
            continue
        at, match = found[0]
        words = _POSITION.sub("", "\n".join(lines[at + 1 :])).strip()
        first, last = _seconds(match.groups()[:4]), _seconds(match.groups()[4:])
        if words and last > start and (end is None or first < end):
            cues.append((first, last, words))
    return cues


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    return round(int(hours) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction}"), 3)
