"""Recordings cut to what a course shows of them, each part once.

In: a Project, a Course, the places of its citations. Out: CutMedia: the parts to pack, and what could not be cut.
A clip is a part; what is cited of the same recording beside the clips is gathered into a few more, so that "show me
the source" can play it. A part is kept under ``.coursegen/`` by the digest of its recording and its span: it is cut
or encoded once. A recording that cannot be cut is packed whole, and that is said.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from coursegen.api.project import Project
from coursegen.build.store import Store
from coursegen.errors import CoursegenError
from coursegen.export.media import cut_name
from coursegen.ids import digest
from coursegen.media.cut import RECIPE, CutPart, cut
from coursegen.media.recording import Recording, recording_at
from coursegen.model.blocks import Clip
from coursegen.model.course import Course
from coursegen.model.lock import MediaRecord
from coursegen.model.package import Cut, Place

__all__ = ["CutMedia", "cut_media"]

_WHOLE = 0.95
"""Share of a recording from which on a clip is the recording."""
_NEAR = 10.0
"""Seconds between two cited sentences up to which they are one part."""
_STORED = "cuts"


@dataclass(frozen=True)
class CutMedia:
    """The parts of recordings, as ``cuts`` that an exporter takes.

    ``cut`` are the recordings that need not be packed, ``records`` what the lock keeps by the id of the course and the
    name of the part, ``notes`` what was done, in words for people.
    """

    cuts: dict[str, Cut] = field(default_factory=dict)
    cut: frozenset[str] = frozenset()
    records: dict[str, MediaRecord] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Span:
    """A part that is wanted: its name among the parts of the recording, and its seconds."""

    label: str
    start: float
    end: float | None


def cut_media(
    project: Project,
    course: Course,
    places: Mapping[str, Place],
    before: Mapping[str, MediaRecord],
) -> CutMedia:
    """The parts of all recordings that ``course`` has clips of; ``before`` are the records of the last export."""
    clips = [each for module in course.modules for each in module.blocks if isinstance(each, Clip)]
    made = [
        _cut_recording(project, media, [each for each in clips if each.media == media], places)
        for media in dict.fromkeys(each.media for each in clips)
    ]
    records = {
        f"{course.outline.id}/{key}": each for found in made for key, each in found.records.items()
    }
    others = tuple(
        f"{name} has other bytes than at the last export, of the same recording: another ffmpeg cut it"
        for name, now in records.items()
        if name in before and before[name].source == now.source and before[name] != now
    )
    return CutMedia(
        cuts={key: each for found in made for key, each in found.cuts.items()},
        cut=frozenset().union(*(found.cut for found in made)),
        records=records,
        notes=tuple(each for found in made for each in found.notes) + others,
    )


def _cut_recording(
    project: Project,
    media: str,
    clips: list[Clip],
    places: Mapping[str, Place],
) -> CutMedia:
    """All parts of one recording, or a note that it is packed whole."""
    path = project.folder / media
    if not path.is_file():
        return CutMedia()  # named where its bytes are wanted
    source, size = _digest_of(path), path.stat().st_size
    try:
        recording = _recording(project.store, path, source)
        spans = _spans(media, clips, places, recording.seconds)
        parts = {each.label: _part(project.store, path, source, recording, each) for each in spans}
    except CoursegenError as error:
        said = str(error).split("\n")[0].removeprefix(f"{path}: ")
        return CutMedia(notes=(f"{media} is packed whole ({_megabytes(size)}): {said}",))
    if not spans:
        return CutMedia()
    cuts = {each.label: _cut(media, each, parts[each.label], recording) for each in spans}
    records = {
        cuts[each.label].name: MediaRecord(
            source=_key(source, each), digest=digest(parts[each.label].data, 16)
        )
        for each in spans
    }
    taken = sum(len(each.data) for each in cuts.values())
    if taken >= size and all(each.how == "copied" for each in parts.values()):
        return CutMedia(
            notes=(f"{media} is packed whole ({_megabytes(size)}): its parts are more",)
        )
    how = " and ".join(sorted({each.how for each in parts.values()}))
    note = f"{media} is cut ({how}): {_megabytes(taken)} of {_megabytes(size)}"
    return CutMedia(cuts, frozenset({media}), records, (note,))


def _spans(
    media: str, clips: Iterable[Clip], places: Mapping[str, Place], seconds: float
) -> list[_Span]:
    """The parts wanted: the clips, and what is cited beside them; none where a clip is the whole recording."""
    spans = [_Span(each.id, each.start, each.end) for each in clips]
    if any((each.end or seconds) - each.start >= _WHOLE * seconds for each in spans):
        return []
    cited = sorted(
        (place.locator.start, place.locator.end)
        for place in places.values()
        if place.document == media
        and place.locator.start is not None
        and place.locator.end is not None
    )
    groups: list[tuple[float, float]] = []
    for start, end in cited:
        if any(each.start <= start and end <= (each.end or seconds) for each in spans):
            continue
        if groups and start - groups[-1][1] <= _NEAR:
            groups[-1] = (groups[-1][0], max(end, groups[-1][1]))
        else:
            groups.append((start, end))
    more = [_Span(f"cited-{number}", *group) for number, group in enumerate(groups, 1)]
    return spans + more


def _cut(media: str, span: _Span, part: CutPart, recording: Recording) -> Cut:
    return Cut(
        media=media,
        name=cut_name(media, span.label, part.suffix),
        start=span.start,
        end=min(span.end or recording.seconds, recording.seconds),
        shift=part.shift,
        data=part.data,
    )


def _part(store: Store, path: Path, source: str, recording: Recording, span: _Span) -> CutPart:
    """The part of ``span``, from the store where it was made before."""
    key = _key(source, span)
    kept = store.get(_STORED, key)
    if kept is not None:
        head, _, data = kept.partition(b"\n")
        return CutPart(data, **json.loads(head))
    made = cut(path, recording, span.start, min(span.end or recording.seconds, recording.seconds))
    head = json.dumps({"suffix": made.suffix, "shift": made.shift, "how": made.how}).encode()
    store.put(_STORED, key, head + b"\n" + made.data)
    return made


def _recording(store: Store, path: Path, source: str) -> Recording:
    key = digest(["recording", RECIPE, source], 32)
    kept = store.get(_STORED, key)
    if kept is not None:
        return Recording(**json.loads(kept))
    found = recording_at(path)
    told = {"seconds": found.seconds, "video": found.video, "audio": found.audio}
    store.put(_STORED, key, json.dumps(told).encode())
    return found


def _key(source: str, span: _Span) -> str:
    """What a part is kept under: all that decides its bytes, but not who cuts it."""
    return digest(["cut", RECIPE, source, span.start, span.end], 32)


def _digest_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{size / 1000:.0f} kB"
