"""Captions: the text of a WebVTT or SubRip file in; cues, and sentences with their times, out.

Also the reader of a lone captions file, for a recording that is kept elsewhere.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import cast

from coursegen.errors import SourceError
from coursegen.ingest.collector import BlockCollector, title_from_name
from coursegen.ingest.reader import Reader
from coursegen.language.detect import detect_language
from coursegen.language.sentences import split_sentences
from coursegen.model.source import Document, Source

__all__ = [
    "LANGUAGE_SUFFIX",
    "READER",
    "Cue",
    "captions_document",
    "parse_captions",
    "sentences_of",
]

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}")
_VOICE = re.compile(r"<v(?:\.[\w.-]+)?[ \t]+([^>]+)>")
_TAG = re.compile(r"</?[^<>]*>")
_POSITION = re.compile(r"\{\\[^{}]*\}")
_SOUND = re.compile(r"^[\s♪#*-]*(?:[\[(][^\])]*[\])][\s♪]*)*$|^\s*♪.*♪\s*$")
_DASH = re.compile(r"^\s*(?:-|–|—|>>)\s*(?=\S)")
_LANGUAGE_LINE = re.compile(r"^Language:\s*([A-Za-z]{2,3})", re.MULTILINE)
LANGUAGE_SUFFIX = re.compile(r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$", re.IGNORECASE)
"""What may stand between a file's name and its ending to tell the language."""
_SKIPPED_BLOCKS = ("NOTE", "STYLE", "REGION")

_END_MARK = re.compile(r"[.!?…][\"'”’)]*(?:\s|$)")
_PAUSE = 2.5
"""Seconds without speech that end a sentence which nobody ended with a point."""
_LONGEST = 80
"""Words; a longer sentence is captions without punctuation, and its cues stand by themselves."""


@dataclass(frozen=True)
class Cue:
    """What is on screen from ``start`` to ``end`` (seconds), and who says it (empty when untold)."""

    start: float
    end: float
    text: str
    voice: str = ""


def parse_captions(text: str) -> list[Cue]:
    """The cues of a WebVTT or SubRip text, in order of their start.

    Settings, tags, notes, styles and sounds such as ``[music]`` go; a cue with several voices gives one
    cue each, its time shared by length; a line that a rolling caption repeats is taken once.
    """
    cues: list[Cue] = []
    previous: list[str] = []
    for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = block.strip("\n").split("\n")
        if lines[0].startswith(_SKIPPED_BLOCKS):
            continue
        timings = [_TIMING.match(line) for line in lines]
        at = next((at for at, match in enumerate(timings) if match), None)
        if at is None:
            continue
        payload = [line for line in lines[at + 1 :] if line.strip()]
        fresh = payload[1:] if previous and payload[:1] == previous[-1:] else payload
        previous = payload or previous
        numbers = cast("re.Match[str]", timings[at]).groups()
        cues.extend(_voices(_seconds(numbers[:4]), _seconds(numbers[4:]), fresh))
    return sorted(cues, key=lambda cue: cue.start)


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction}")


def _voices(start: float, end: float, lines: Sequence[str]) -> Iterator[Cue]:
    pieces = _VOICE.split(" ".join(_DASH.sub("", _POSITION.sub("", line)) for line in lines))
    said = [("", pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)]
    plain = [(voice.strip(), _plain(text)) for voice, text in said]
    plain = [(voice, text) for voice, text in plain if not _SOUND.match(text)]
    total = sum(len(text) for _, text in plain)
    at = start
    for voice, text in plain:
        until = at + (end - start) * len(text) / total
        yield Cue(at, until, text, voice)
        at = until


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def sentences_of(cues: Iterable[Cue], language: str) -> list[Cue]:
    """``cues`` joined and split into sentences, each with its own start and end.

    A sentence may run over several cues of one voice; one that ends inside a cue takes the share of the
    cue's time that its letters are. A long pause or another voice ends a sentence.
    """
    result: list[Cue] = []
    for run in _runs(cues):
        if len(run) > 2 and not any(_END_MARK.search(cue.text) for cue in run):
            result.extend(run)  # no punctuation to go by: chapters, or lines of their own
            continue
        text = " ".join(cue.text for cue in run)
        at = 0
        for sentence in split_sentences(text, language):
            first = text.index(sentence, at)
            at = first + len(sentence)
            result.extend(_timed(run, sentence, first, at))
    return result


def _runs(cues: Iterable[Cue]) -> Iterator[list[Cue]]:
    run: list[Cue] = []
    voice = ""
    for cue in cues:
        heard = cue.voice or voice
        if run and (heard != voice or cue.start - run[-1].end > _PAUSE):
            yield run
            run = []
        run.append(cue)
        voice = heard
    if run:
        yield run


def _timed(run: Sequence[Cue], sentence: str, first: int, last: int) -> list[Cue]:
    """``sentence``, which is the run's text from ``first`` to ``last``, with its time."""
    parts: list[Cue] = []
    begin = 0
    for cue in run:
        end = begin + len(cue.text)
        if begin < last and end > first:
            low, high = max(first, begin) - begin, min(last, end) - begin
            share = (cue.end - cue.start) / len(cue.text)
            piece = replace(
                cue,
                start=cue.start + low * share,
                end=cue.start + high * share,
                text=cue.text[low:high].strip(),
            )
            parts.append(piece)
        begin = end + 1
    if len(parts) > 1 and len(sentence.split()) > _LONGEST:
        return [part for part in parts if part.text]
    return [replace(parts[0], end=max(part.end for part in parts), text=sentence)]


def captions_document(
    text: str, source: Source, *, language: str = "", captions: str = ""
) -> Document:
    """The Document of a recording from the text of its captions, one cue block a sentence.

    ``captions`` names their file in messages. Raises SourceError when there is no cue in the text.
    """
    cues = parse_captions(text)
    if not cues:
        raise SourceError(
            "there is no caption in this file",
            where=captions or source.path,
            hint="Captions are WebVTT or SubRip: a line `00:00:01.000 --> 00:00:04.000`, then the words.",
        )
    told = _LANGUAGE_LINE.search(text.split("-->", 1)[0])
    language = language or (told[1].lower() if told else "")
    language = language or detect_language(" ".join(cue.text for cue in cues))
    collector = BlockCollector(title=_title(source.path))
    for cue in sentences_of(cues, language):
        collector.cue(cue.text, cue.start, cue.end)
    return collector.document(source, language=language)


def _title(path: str) -> str:
    """The file's name in words, without the language at its end: ``talk.nl.vtt`` -> ``Talk``."""
    stem, _, language = PurePosixPath(path).stem.rpartition(".")
    return title_from_name(stem + ".vtt" if stem and LANGUAGE_SUFFIX.match(language) else path)


def _read(path: Path, source: Source) -> Document:
    stem, _, language = path.stem.rpartition(".")
    language = language.lower() if stem and LANGUAGE_SUFFIX.match(language) else ""
    return captions_document(path.read_text(encoding="utf-8-sig"), source, language=language)


READER = Reader(kind="captions", suffixes=(".vtt", ".srt"), read=_read)
