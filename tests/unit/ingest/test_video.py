"""Recordings, read by their captions."""

import subprocess

import pytest

from coursegen.errors import SourceError
from coursegen.ingest.registry import read_source, source_of
from coursegen.ingest.video import sidecars

_MP4 = b"\x00\x00\x00\x18ftypisom" + bytes(32)
_VTT = (
    "WEBVTT\n\n00:01.000 --> 00:03.000\nReport a lost laptop\n\n00:03.000 --> 00:05.000\nat once.\n"
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "lost-laptop.mp4").write_bytes(_MP4)
    return tmp_path


def test_a_spoken_sentence_is_a_cue_with_its_seconds(folder):
    (folder / "lost-laptop.vtt").write_text(_VTT)
    document = read_source(folder, "lost-laptop.mp4")
    assert document.title == "Lost laptop"
    assert document.source.kind == "video"
    (cue,) = document.blocks
    assert (cue.kind, cue.text) == ("cue", "Report a lost laptop at once.")
    assert (cue.locator.start, cue.locator.end) == (1.0, 5.0)


def test_the_digest_covers_the_captions(folder):
    captions = folder / "lost-laptop.vtt"
    captions.write_text(_VTT)
    before = source_of(folder, "lost-laptop.mp4").digest
    captions.write_text(_VTT.replace("once", "night"))
    assert source_of(folder, "lost-laptop.mp4").digest != before


def test_empty_captions_are_named_not_the_recording(folder):
    (folder / "lost-laptop.vtt").write_text("")
    with pytest.raises(SourceError, match="empty") as caught:
        read_source(folder, "lost-laptop.mp4")
    assert caught.value.where == "lost-laptop.vtt"


def test_captions_without_a_language_in_their_name_come_first(folder):
    for name in [
        "lost-laptop.nl.vtt",
        "lost-laptop.srt",
        "lost-laptop.vtt",
        "lost-laptops.vtt",
        "other.vtt",
    ]:
        (folder / name).write_text(_VTT)
    assert [each.name for each in sidecars(folder / "lost-laptop.mp4")] == [
        "lost-laptop.vtt",
        "lost-laptop.srt",
        "lost-laptop.nl.vtt",
    ]


def test_the_name_of_the_captions_tells_their_language(folder):
    (folder / "lost-laptop.nl.vtt").write_text(_VTT)
    assert read_source(folder, "lost-laptop.mp4").language == "nl"


def test_of_several_captions_those_in_the_language_of_the_course_are_read(folder):
    for name in ("lost-laptop.vtt", "lost-laptop.srt"):
        (folder / name).unlink(missing_ok=True)
    for language in ("de", "en", "nl"):
        (folder / f"lost-laptop.{language}.vtt").write_text(_VTT)
    source = source_of(folder, "lost-laptop.mp4", "nl")
    assert source.companions[0] == "lost-laptop.nl.vtt"
    assert read_source(folder, "lost-laptop.mp4", source).language == "nl"
    assert source_of(folder, "lost-laptop.mp4").companions[0] == "lost-laptop.de.vtt"


def test_a_recording_without_captions_says_what_to_do(tmp_path):
    (tmp_path / "talk.mp3").write_bytes(b"ID3" + bytes(32))
    with pytest.raises(SourceError) as caught:
        read_source(tmp_path, "talk.mp3")
    assert caught.value.where == "talk.mp3"
    assert "talk.vtt" in caught.value.hint


def test_subtitles_inside_the_file_are_read(tmp_path):
    from imageio_ffmpeg import get_ffmpeg_exe

    (tmp_path / "subtitles.vtt").write_text(_VTT)
    command = [
        get_ffmpeg_exe(),
        "-v",
        "error",
        "-nostdin",
        "-i",
        "subtitles.vtt",
        "-c:s",
        "srt",
        "talk.mkv",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=60)
    (tmp_path / "subtitles.vtt").unlink()
    assert [each.text for each in read_source(tmp_path, "talk.mkv").blocks] == [
        "Report a lost laptop at once."
    ]


def test_lone_captions_are_a_source_of_their_own(tmp_path):
    (tmp_path / "talk.en.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nLock it.\n")
    document = read_source(tmp_path, "talk.en.srt")
    assert (document.source.kind, document.title, document.language) == ("captions", "Talk", "en")
    assert [each.text for each in document.blocks] == ["Lock it."]
