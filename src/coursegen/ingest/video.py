"""The reader of recordings: a video or sound file with captions in, a Document of spoken sentences out.

The words come from captions beside the file (``talk.vtt``, ``talk.srt``, ``talk.nl.vtt``) or from
subtitles inside it. Nothing is decoded: the picture and the sound are not needed to read them.
"""

from __future__ import annotations

import subprocess
from pathlib import Path, PurePosixPath

from coursegen.errors import SourceError
from coursegen.ingest.captions import LANGUAGE_SUFFIX, captions_document
from coursegen.ingest.reader import Reader
from coursegen.model.source import Document, Source

__all__ = ["READER", "read_video", "sidecars"]

_CAPTIONS = (".vtt", ".srt")
_WITH_SUBTITLES = (".mp4", ".m4v", ".mov", ".mkv", ".webm")
_EXTRACTION_SECONDS = 120
_ISO_BOXES = (b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot")


def sidecars(path: Path) -> tuple[Path, ...]:
    """The captions beside the recording at ``path``, the one to read first.

    ``talk.vtt`` before ``talk.srt`` before ``talk.de.vtt`` before ``talk.en.vtt``.
    """
    if not path.parent.is_dir():
        return ()
    ranked: list[tuple[bool, str, int, str]] = []
    for each in path.parent.iterdir():
        if each.suffix.lower() not in _CAPTIONS:
            continue
        language = each.stem[len(path.stem) + 1 :]
        named = each.stem.startswith(f"{path.stem}.") and LANGUAGE_SUFFIX.match(language)
        if each.stem == path.stem or named:
            order = _CAPTIONS.index(each.suffix.lower())
            ranked.append((bool(named), language, order, each.name))
    return tuple(path.with_name(entry[-1]) for entry in sorted(ranked))


def read_video(path: Path, source: Source) -> Document:
    """The Document of the recording at ``path``: one cue block a spoken sentence, with its seconds.

    Raises SourceError when the bytes are no recording or when no captions are to be had.
    """
    _check_signature(path, source.path)
    if source.companions:
        first = path.with_name(PurePosixPath(source.companions[0]).name)
        language = first.stem[len(path.stem) + 1 :].lower()
        text = first.read_text(encoding="utf-8-sig")
        return captions_document(text, source, language=language, captions=first.name)
    text = _embedded_subtitles(path) if path.suffix.lower() in _WITH_SUBTITLES else ""
    if "-->" in text:
        return captions_document(text, source)
    raise SourceError(
        "this recording has no captions",
        where=source.path,
        hint=f"Put them beside it as {path.stem}.vtt (WebVTT) or {path.stem}.srt.",
    )


def _check_signature(path: Path, where: str) -> None:
    with path.open("rb") as stream:
        head = stream.read(16)
    suffix = path.suffix.lower()
    if suffix in {".mp4", ".m4v", ".mov", ".m4a"}:
        right = head[4:8] in _ISO_BOXES
    elif suffix in {".webm", ".mkv"}:
        right = head.startswith(b"\x1a\x45\xdf\xa3")
    elif suffix == ".mp3":
        right = head.startswith(b"ID3") or (head[0] == 0xFF and head[1:2] >= b"\xe0")
    elif suffix == ".wav":
        right = head.startswith((b"RIFF", b"RF64"))
    else:
        right = head.startswith((b"fLaC", b"ID3"))
    if not right:
        raise SourceError(
            f"this is not a {suffix[1:]} file",
            where=where,
            hint="Give it the ending of what it really is, or export the recording again.",
        )


def _embedded_subtitles(path: Path) -> str:
    """The first subtitle track of the file as SubRip; empty when it has none."""
    from imageio_ffmpeg import get_ffmpeg_exe

    command = [get_ffmpeg_exe(), "-nostdin", "-v", "error", "-i", str(path)]
    command += ["-map", "0:s:0", "-f", "srt", "-"]
    try:
        done = subprocess.run(  # noqa: S603 - our own binary, no shell
            command, capture_output=True, check=False, timeout=_EXTRACTION_SECONDS
        )
    except (subprocess.TimeoutExpired, OSError):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


READER = Reader(
    kind="video",
    suffixes=(".mp4", ".m4v", ".webm", ".mov", ".mkv", ".mp3", ".wav", ".flac", ".m4a"),
    read=read_video,
    companions=sidecars,
)
