"""A part of a recording as a file of its own. In: a path and a span in seconds. Out: a CutPart: bytes and times.

Where every browser plays the codecs, the packets are copied from the key frame before the span on: nothing is
lost, and the same ffmpeg gives the same bytes. Where they do not, or the key frame is far before, the span is
encoded anew by moviepy, in a process of its own and with a limit.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coursegen.errors import SourceError
from coursegen.media.recording import Recording, ffmpeg, recording_at

__all__ = ["RECIPE", "CutPart", "cut"]

RECIPE = 1
"""Part of what a cut is kept under: another way of cutting makes it anew."""

_LONGEST_LEAD = 10.0
"""Seconds from the key frame to the span, beyond which the span is encoded."""
_JUST_AFTER = 0.002
"""Seconds that keep the search for a key frame from landing on the one before it by rounding."""
_LAST = 0.5
"""Seconds before the end of a span where something must still be there to read: moviepy repeats what came last."""
_LEAST = 0.8
"""Share of the span that a part must hold."""
_COPY_SECONDS = 300
_ENCODE_SECONDS_EACH = 20
"""How long encoding a second may take, beside a minute for the start."""

_MP4 = (frozenset({"h264", "av1", ""}), frozenset({"aac", "mp3", ""}))
_WEBM = (frozenset({"vp8", "vp9", "av1", ""}), frozenset({"opus", "vorbis", ""}))
_SOUND = {"mp3": ".mp3", "aac": ".m4a", "opus": ".webm", "vorbis": ".webm"}
"""Not FLAC: its packets count their own samples, so that a copied part begins late."""
_BITEXACT = ("-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact")
_STREAMS = (*_BITEXACT, "-flags:v", "+bitexact", "-flags:a", "+bitexact")
_PACKET = re.compile(r"^0,\s*-?\d+,\s*(-?\d+),", re.MULTILINE)
_TIME_BASE = re.compile(r"^#tb 0: (\d+)/(\d+)", re.MULTILINE)


@dataclass(frozen=True)
class CutPart:
    """``data`` is a file that ends in ``suffix``; second s of the recording is s + ``shift`` in it."""

    data: bytes
    suffix: str
    shift: float
    how: Literal["copied", "encoded"]


def cut(path: Path, recording: Recording, start: float, end: float) -> CutPart:
    """The part of ``recording``, which is at ``path``, from ``start`` to ``end`` seconds.

    A copied one begins at the key frame before ``start``. Raises SourceError where it cannot be cut.
    """
    if start >= end:
        raise SourceError(
            f"the clip begins at {start:g} s and ends at {end:g} s, of {recording.seconds:g} s",
            where=str(path),
        )
    with tempfile.TemporaryDirectory(prefix="coursegen-") as folder:
        suffix = _suffix(recording)
        if suffix:
            copied = _copied(path, recording, start, end, Path(folder) / f"copied{suffix}")
            if copied is not None:
                return copied
        return _encoded(path, recording, start, end, Path(folder))


def _suffix(recording: Recording) -> str:
    """The ending of a file that takes both tracks and that browsers play; empty where there is none."""
    if not recording.video:
        return _SOUND.get(recording.audio, ".wav" if recording.audio.startswith("pcm_s16") else "")
    for suffix, (video, audio) in ((".mp4", _MP4), (".webm", _WEBM)):
        if recording.video in video and recording.audio in audio:
            return suffix
    return ""


def _copied(
    path: Path, recording: Recording, start: float, end: float, target: Path
) -> CutPart | None:
    """The part with its packets copied; None where no key frame is near or ffmpeg refuses."""
    track = "0:v:0" if recording.video else "0:a:0"
    seek = f"{start + _JUST_AFTER:.3f}"
    before = _first_packet(("-ss", seek), path, track)
    if before is None or start - before > _LONGEST_LEAD:
        return None
    arguments = ["-v", "error", "-y", "-ss", seek, "-to", f"{end:.3f}", "-i", str(path)]
    arguments += ["-map", "0:v:0?", "-map", "0:a:0?", "-c", "copy", *_STREAMS]
    if target.suffix in {".mp4", ".m4a"}:
        # The key frame at 0, and what sounds before it cut off by an edit list: players then agree on the times.
        arguments += ["-copyts", "-output_ts_offset", f"{-before:.6f}", "-movflags", "+faststart"]
    else:
        arguments += ["-avoid_negative_ts", "make_zero"]
    done = ffmpeg([*arguments, str(target)], _COPY_SECONDS)
    begins = _first_packet((), target, track) if done and done.returncode == 0 else None
    if begins is None or not _holds(target, end - before):
        return None
    return CutPart(target.read_bytes(), target.suffix, round(begins - before, 3), "copied")


def _first_packet(seek: Sequence[str], path: Path, track: str) -> float | None:
    """When the first packet of ``track`` is shown, in seconds; ``seek`` leads to a key frame."""
    frames = "-frames:v" if ":v:" in track else "-frames:a"
    arguments = ["-v", "error", *seek, "-i", str(path), "-map", track, "-c", "copy", "-copyts"]
    done = ffmpeg([*arguments, frames, "1", "-f", "framecrc", "-"], _COPY_SECONDS)
    told = done.stdout.decode("ascii", "replace") if done else ""
    packet, base = _PACKET.search(told), _TIME_BASE.search(told)
    if packet is None or base is None:
        return None
    return int(packet[1]) * int(base[1]) / int(base[2])


def _holds(path: Path, seconds: float) -> bool:
    """Whether a recording of ``seconds``, about, came to be at ``path``: of a broken one little may be left."""
    try:
        return recording_at(path).seconds >= _LEAST * seconds
    except SourceError:
        return False


def _encoded(path: Path, recording: Recording, start: float, end: float, folder: Path) -> CutPart:
    """The part encoded anew as H.264 and AAC. Raises SourceError where moviepy cannot."""
    track = "0:v:0" if recording.video else "0:a:0"
    if _first_packet(("-ss", f"{max(start, end - _LAST):.3f}"), path, track) is None:
        raise SourceError("the recording breaks off before the end of the clip", where=str(path))
    target = folder / ("encoded.mp4" if recording.video else "encoded.m4a")
    command = [sys.executable, "-m", "coursegen.media.encode", str(path.resolve()), f"{start:.3f}"]
    command += [f"{end:.3f}", str(target)]
    limit = 60 + _ENCODE_SECONDS_EACH * (end - start)
    try:
        done = subprocess.run(  # noqa: S603 - ourselves, no shell
            command, capture_output=True, check=False, timeout=limit, cwd=folder
        )
    except subprocess.TimeoutExpired as error:
        raise SourceError(
            f"encoding it took more than {limit:.0f} seconds", where=str(path)
        ) from error
    if done.returncode != 0 or not _holds(target, end - start):
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        why = said[-1] if said else "less than the span came out"
        raise SourceError(f"it cannot be encoded: {why}", where=str(path))
    return CutPart(target.read_bytes(), target.suffix, round(-start, 3), "encoded")
