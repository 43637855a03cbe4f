"""What is in a recording. In: the path of a video or sound file. Out: a Recording: its length and its codecs.

By the ffmpeg that comes with imageio-ffmpeg, whose report is read here: moviepy's reader leaves out the codec of
the sound. Nothing is decoded.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coursegen.errors import SourceError

__all__ = ["Recording", "ffmpeg", "recording_at"]

_SECONDS = 60
_DURATION = re.compile(r"^  Duration: (\d+):(\d{2}):(\d{2}(?:\.\d+)?)", re.MULTILINE)
_TRACK = re.compile(r"^  Stream #0:\d+.*?: (Video|Audio): (\w+)(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Recording:
    """``seconds`` is its length; ``video`` and ``audio`` name the codecs, empty where there is no such track."""

    seconds: float
    video: str
    audio: str


def recording_at(path: Path) -> Recording:
    """The Recording at ``path``. Raises SourceError where it cannot be read as one."""
    done = ffmpeg(["-hide_banner", "-i", str(path)], _SECONDS)
    told = done.stderr.decode("utf-8", "replace") if done else ""
    codecs: dict[str, str] = {}
    for kind, codec, rest in _TRACK.findall(told):
        if "(attached pic)" not in rest:  # the cover of a sound file
            codecs.setdefault(kind, codec)
    duration = _DURATION.search(told)
    if not codecs or duration is None:
        raise SourceError("ffmpeg finds no picture, no sound or no length in it", where=str(path))
    hours, minutes, seconds = duration.groups()
    length = int(hours) * 3600 + int(minutes) * 60 + float(seconds)
    return Recording(length, codecs.get("Video", ""), codecs.get("Audio", ""))


def ffmpeg(arguments: Sequence[str], seconds: float) -> subprocess.CompletedProcess[bytes] | None:
    """What became of ffmpeg; None where it is not there or took longer than ``seconds``."""
    from imageio_ffmpeg import get_ffmpeg_exe

    try:
        return subprocess.run(  # noqa: S603 - our own binary, no shell
            [get_ffmpeg_exe(), "-nostdin", *arguments],
            capture_output=True,
            check=False,
            timeout=seconds,
        )
    except (subprocess.TimeoutExpired, OSError, RuntimeError):
        return None
