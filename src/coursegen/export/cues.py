"""The captions of a clip: as data, as a file for the part of a recording that is shown, as a transcript.

In: the bytes of a WebVTT or SubRip file and the span that is shown. Out: cues with their times and text, the
sounds among them kept: who does not hear needs those too.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from coursegen.model.package import Cut

__all__ = ["Cue", "caption_cues", "shifted", "transcript", "webvtt"]

Cue = tuple[float, float, str]
"""Start and end in seconds, and the words."""

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}")
_VOICE = re.compile(r"<v(?:\.[\w.-]+)?[ \t]+([^>]+)>")
_TAG = re.compile(r"</?[^<>]*>")
_BARE = re.compile(r"&(?!(?:amp|lt|gt|nbsp|lrm|rlm|#\d+);)")
_POSITION = re.compile(r"\{\\[^{}]*\}")


def caption_cues(data: bytes, start: float = 0, end: float | None = None) -> list[Cue]:
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


def shifted(cues: Iterable[Cue], cut: Cut) -> list[Cue]:
    """``cues`` of a recording with their times in ``cut``, those that run over its bounds cut off there."""
    return [(cut.at(start), cut.at(end), words) for start, end, words in cues]


def webvtt(cues: Iterable[Cue]) -> bytes:
    """``cues`` as a WebVTT file; an ampersand that stands for itself is written as one."""
    blocks = [
        f"{_stamp(start)} --> {_stamp(end)}\n{_BARE.sub('&amp;', words)}"
        for start, end, words in cues
    ]
    return ("\n\n".join(["WEBVTT", *blocks]) + "\n").encode()


def transcript(cues: Iterable[Cue]) -> str:
    """The words of ``cues`` as running text; who speaks is named where that changes."""
    said: list[str] = []
    speaker = ""
    for _, _, words in cues:
        voice = _VOICE.search(words)
        if voice and voice[1].strip() != speaker:
            speaker = voice[1].strip()
            said.append(f"{speaker}:")
        said.append(" ".join(html.unescape(_TAG.sub("", words)).split()))
    return " ".join(said)


def _stamp(seconds: float) -> str:
    millis = round(seconds * 1000)
    return (
        f"{millis // 3_600_000:02}:{millis // 60_000 % 60:02}:"
        f"{millis // 1000 % 60:02}.{millis % 1000:03}"
    )


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    return round(int(hours) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction}"), 3)
