"""Parts of recordings: what is seen and heard in them is what stands at their place in the whole."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
from imageio_ffmpeg import get_ffmpeg_exe

from coursegen.errors import SourceError
from coursegen.media.cut import CutPart, cut
from coursegen.media.recording import recording_at

TALK = Path(__file__).parents[3] / "examples" / "infosec" / "sources" / "reporting-an-incident.mp4"
RATE = 8000


def ffmpeg(*arguments: str) -> bytes:
    command = [get_ffmpeg_exe(), "-nostdin", "-v", "error", "-y", *arguments]
    return subprocess.run(command, check=True, capture_output=True).stdout


def frame(path: Path, second: float) -> np.ndarray:
    shown = ("-ss", f"{second:.3f}", "-i", str(path), "-frames:v", "1")
    data = ffmpeg(*shown, "-vf", "scale=64:36", "-pix_fmt", "gray", "-f", "rawvideo", "-")
    return np.frombuffer(data, np.uint8).astype(int)


def sound(path: Path, second: float, seconds: float = 1.5) -> np.ndarray:
    span = ("-ss", f"{second:.3f}", "-i", str(path), "-t", str(seconds), "-vn", "-ac", "1")
    data = ffmpeg(*span, "-ar", str(RATE), "-f", "s16le", "-")
    return np.frombuffer(data, np.int16).astype(float)


def delay(whole: np.ndarray, part: np.ndarray) -> float:
    """Seconds by which ``part`` comes later than ``whole``."""
    length = min(len(whole), len(part))
    likeness = np.correlate(part[:length], whole[:length], "full")
    return float(np.argmax(likeness) - (length - 1)) / RATE


def kept(made: CutPart, folder: Path) -> Path:
    path = folder / f"part{made.suffix}"
    path.write_bytes(made.data)
    return path


def as_file(folder: Path, name: str, *how: str, seconds: int = 14) -> Path:
    path = folder / name
    ffmpeg("-t", str(seconds), "-i", str(TALK), *how, str(path))
    return path


@pytest.mark.parametrize(("start", "end"), [(0.6, 15.381), (23.8, 33.887)])
def test_packets_are_copied_from_the_key_frame_before_and_seen_and_heard_in_their_place(
    tmp_path: Path, start: float, end: float
) -> None:
    made = cut(TALK, recording_at(TALK), start, end)
    path = kept(made, tmp_path)
    assert (made.how, made.suffix) == ("copied", ".mp4")
    assert len(made.data) < TALK.stat().st_size / 3
    assert 0 <= start + made.shift <= 10.5
    assert recording_at(path).seconds == pytest.approx(end + made.shift, abs=1)
    for second in (start + 0.2, (start + end) / 2, end - 0.5):
        assert np.abs(frame(TALK, second) - frame(path, second + made.shift)).mean() < 4
    middle = (start + end) / 2
    assert abs(delay(sound(TALK, middle), sound(path, middle + made.shift))) < 0.1


def test_the_same_part_has_the_same_bytes_each_time() -> None:
    recording = recording_at(TALK)
    assert cut(TALK, recording, 23.8, 33.887) == cut(TALK, recording, 23.8, 33.887)


@pytest.mark.parametrize(
    ("name", "how", "suffix"),
    [
        ("talk.mkv", ("-c", "copy"), ".mp4"),
        ("talk.webm", ("-c:v", "libvpx", "-deadline", "realtime", "-g", "20", "-c:a", "libopus"), ".webm"),
        ("talk.wav", ("-vn",), ".wav"),
        ("talk.mp3", ("-vn",), ".mp3"),
    ],
)  # fmt: skip
def test_what_browsers_play_is_copied_into_a_file_that_they_open(
    tmp_path: Path, name: str, how: tuple[str, ...], suffix: str
) -> None:
    path = as_file(tmp_path, name, *how)
    made = cut(path, recording_at(path), 6.4, 12.43)
    assert (made.how, made.suffix) == ("copied", suffix)
    part = kept(made, tmp_path)
    assert abs(delay(sound(path, 8), sound(part, 8 + made.shift))) < 0.1


@pytest.mark.parametrize(
    ("name", "how", "suffix"),
    [
        ("talk.mov", ("-c:v", "mpeg4", "-c:a", "aac"), ".mp4"),
        ("talk.flac", ("-vn",), ".m4a"),
        ("slow.mp4", ("-c:v", "libx264", "-preset", "ultrafast", "-g", "9999", "-c:a", "copy"), ".mp4"),
    ],
)  # fmt: skip
def test_what_they_do_not_play_or_has_no_key_frame_near_is_encoded_to_the_span_itself(
    tmp_path: Path, name: str, how: tuple[str, ...], suffix: str
) -> None:
    path = as_file(tmp_path, name, *how)
    made = cut(path, recording_at(path), 11.5, 13)
    assert (made.how, made.suffix, made.shift) == ("encoded", suffix, -11.5)
    part = kept(made, tmp_path)
    assert recording_at(part).seconds == pytest.approx(1.5, abs=0.3)
    assert abs(delay(sound(path, 11.6, 1), sound(part, 11.6 + made.shift, 1))) < 0.15


def test_a_file_that_is_no_recording_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "talk.mp4"
    path.write_bytes(b"no film" * 1000)
    with pytest.raises(SourceError, match="no picture, no sound"):
        recording_at(path)


def test_a_part_that_is_missing_from_a_broken_recording_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "talk.mp4"
    path.write_bytes(TALK.read_bytes()[:300_000])
    with pytest.raises(SourceError):
        cut(path, recording_at(path), 55, 60)
