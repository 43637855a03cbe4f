"""What is packed of a recording: the clips, and what is cited beside them."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from coursegen import api
from coursegen.api import cutting
from coursegen.api.cutting import CutMedia, cut_media
from coursegen.api.packing import context_of, places_of
from coursegen.build.lock import read_lock
from coursegen.export.cues import caption_cues
from coursegen.export.media import media_files
from coursegen.export.player_data import player_data
from coursegen.ids import digest
from coursegen.model.blocks import Clip
from coursegen.model.course import Course
from coursegen.model.lock import MediaRecord

INFOSEC = Path(__file__).parents[3] / "examples" / "infosec"
TALK = "sources/reporting-an-incident.mp4"
[CLIP] = [
    each.id
    for module in api.open_project(INFOSEC).course().modules
    for each in module.blocks
    if isinstance(each, Clip)
]
PART = f"media/sources-reporting-an-incident-{CLIP}"


@pytest.fixture
def project(tmp_path: Path) -> api.Project:
    return api.open_project(Path(shutil.copytree(INFOSEC, tmp_path / "infosec")))


def with_clip(course: Course, **changes: object) -> Course:
    modules = [
        module.model_copy(
            update={
                "blocks": tuple(
                    each.model_copy(update=changes) if isinstance(each, Clip) else each
                    for each in module.blocks
                )
            }
        )
        for module in course.modules
    ]
    return course.model_copy(update={"modules": tuple(modules)})


def cut(
    project: api.Project, course: Course, before: dict[str, MediaRecord] | None = None
) -> CutMedia:
    return cut_media(project, course, places_of(course, project.require_lock()), before or {})


def test_a_clip_is_packed_as_its_part_and_cited_sentences_beside_it_as_others(
    project: api.Project,
) -> None:
    course = with_clip(project.course(), start=23.8, end=60.379)
    found = cut(project, course)
    talk = "media/sources-reporting-an-incident"
    assert [each.name for each in found.cuts.values()] == [f"{PART}.mp4", f"{talk}-cited-1.mp4"]
    context = context_of(project, course, project.require_lock(), found.cut)
    context = context.model_copy(update={"cuts": found.cuts})
    data = player_data(course, context)
    files = media_files(course, context)
    assert media_name_of_whole() not in files
    for cite in data["citations"]:
        if "media" in cite:
            assert cite["media"] in files
            assert 0 <= cite["start"] < cite["end"] < 62
    [clip] = [each for m in data["modules"] for each in m["blocks"] if each["type"] == "clip"]
    assert (clip["media"], clip["captions"]) == (f"{PART}.mp4", f"{PART}.vtt")
    assert (clip["start"], clip["end"]) == (3.8, 40.379)


def media_name_of_whole() -> str:
    return "media/sources-reporting-an-incident.mp4"


def test_its_captions_are_cut_and_shifted_with_it_and_the_transcript_says_all_that_is_said(
    project: api.Project,
) -> None:
    course = with_clip(project.course(), start=24.5, end=33.887, transcript="")
    quotes = [
        each
        for m in course.modules
        for b in m.blocks
        if isinstance(b, Clip)
        for each in b.citations
    ]
    course = with_clip(course, transcript=" ".join(each.quote for each in quotes))
    found = cut_media(project, course, {}, {})
    context = context_of(project, course, project.require_lock(), found.cut)
    context = context.model_copy(update={"cuts": found.cuts})
    assert caption_cues(media_files(course, context)[f"{PART}.vtt"]) == [
        (4.5, 7.5, "If you have opened a link or an attachment in a suspicious message,"),
        (7.5, 11.721, "you must disconnect the device from the network and leave it switched on."),
        (12.171, 13.887, "You must not delete the message."),
    ]
    [clip] = [
        each
        for module in player_data(course, context)["modules"]
        for each in module["blocks"]
        if each["type"] == "clip"
    ]
    assert clip["transcript"].startswith("If you have opened a link or an attachment")
    assert clip["transcript"].endswith("switched on. You must not delete the message.")
    theirs = with_clip(course, transcript="What we say here.")
    told = [each for m in player_data(theirs, context)["modules"] for each in m["blocks"]]
    assert [each["transcript"] for each in told if each["type"] == "clip"] == ["What we say here."]


def test_a_part_is_cut_once_and_its_digest_stands_in_the_lock(
    project: api.Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = api.export(project, ["scorm12"], tmp_path / "one")
    monkeypatch.setattr(cutting, "cut", lambda *_: pytest.fail("cut again"))
    second = api.export(project, ["scorm12"], tmp_path / "two")
    assert first.packages[0].digest == second.packages[0].digest
    assert f"{TALK} is cut (copied): 0.8 MB of 0.9 MB" in first.notes
    lock = read_lock(project.lock_path)
    assert lock is not None
    assert lock.exported is not None
    [(name, record)] = lock.exported.media.items()
    assert name == f"infosec-basics/{PART}.mp4"
    with zipfile.ZipFile(second.packages[0].path) as package:
        assert record.digest == digest(package.read(f"{PART}.mp4"), 16)
        assert media_name_of_whole() not in package.namelist()


def test_another_part_of_it_keeps_the_names_and_other_bytes_of_the_same_part_are_told(
    project: api.Project,
) -> None:
    course = project.course()
    found = cut(project, course)
    sooner = cut(project, with_clip(course, end=55.0))
    assert f"{PART}.mp4" in {each.name for each in sooner.cuts.values()}
    [(name, record)] = found.records.items()
    other = record.model_copy(update={"digest": "0" * 16})
    assert any("another ffmpeg" in each for each in cut(project, course, {name: other}).notes)
    assert not any("another" in each for each in cut(project, course, {name: record}).notes)


def test_what_cannot_be_cut_is_packed_whole_and_said(project: api.Project) -> None:
    (project.folder / TALK).write_bytes(b"\0\0\0\x18ftypisom" + b"no film" * 20_000)
    course = project.course()
    found = cut(project, course)
    assert (found.cuts, found.cut) == ({}, frozenset())
    assert found.notes == (
        f"{TALK} is packed whole (0.1 MB): ffmpeg finds no picture, no sound or no length in it",
    )
    context = context_of(project, course, project.require_lock(), found.cut)
    assert media_name_of_whole() in media_files(course, context)


def test_a_clip_beyond_the_end_of_its_recording_is_said(project: api.Project) -> None:
    found = cut(project, with_clip(project.course(), start=80.0, end=90.0))
    assert found.notes == (
        f"{TALK} is packed whole (0.9 MB): the clip begins at 80 s and ends at 74 s, of 74 s",
    )


def test_a_clip_that_is_the_whole_recording_is_left_as_it_is(project: api.Project) -> None:
    assert cut(project, with_clip(project.course(), start=0.0, end=None)) == CutMedia()


def test_a_recording_whose_parts_are_no_less_is_packed_once_and_whole(
    project: api.Project,
) -> None:
    found = cut(project, with_clip(project.course(), start=18.84, end=30.0))
    assert found.cuts == {}
    assert found.notes == (f"{TALK} is packed whole (0.9 MB): its parts are more",)
