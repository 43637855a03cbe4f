"""A program that encodes a part of a recording, by moviepy: ``PATH START END TARGET``.

In: a recording and a span in seconds. Out: the file TARGET: H.264 and AAC in MP4, or AAC alone where there is no
picture. A process of its own, because moviepy has hung on broken sound and kept files open.
"""

from __future__ import annotations

import sys
from pathlib import Path

__all__ = ["encode"]

_EXACT = ("-fflags", "+bitexact", "-flags:a", "+bitexact", "-map_metadata", "-1")
_PICTURE = ("-crf", "26", "-flags:v", "+bitexact", "-pix_fmt", "yuv420p", "-movflags", "+faststart")


def encode(path: Path, start: float, end: float, target: Path) -> None:
    """Write the part of ``path`` from ``start`` to ``end`` to ``target``; a sound file where it ends in .m4a."""
    from moviepy import AudioFileClip, VideoFileClip

    if target.suffix == ".m4a":
        with AudioFileClip(str(path)) as sound:
            part = sound.subclipped(start, min(end, sound.duration))
            part.write_audiofile(
                str(target), codec="aac", bitrate="96k", ffmpeg_params=[*_EXACT], logger=None
            )
        return
    with VideoFileClip(str(path)) as film:
        part = film.subclipped(start, min(end, film.duration))
        part.write_videofile(
            str(target),
            codec="libx264",
            audio_codec="aac",
            audio_bitrate="96k",
            preset="medium",
            threads=1,  # x264 gives other bytes with other numbers of threads
            temp_audiofile=str(target.with_name("sound.m4a")),
            ffmpeg_params=[*_PICTURE, *_EXACT],
            logger=None,
        )


if __name__ == "__main__":
    encode(Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]), Path(sys.argv[4]))
