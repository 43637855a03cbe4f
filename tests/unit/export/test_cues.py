"""Captions as data."""

from __future__ import annotations

from coursegen.export.cues import caption_cues, shifted, transcript, webvtt
from coursegen.model.package import Cut

VTT = """WEBVTT

NOTE of the maker

1
00:00:01.000 --> 00:00:02.500 align:start
<v Anna>Lock the door.

00:00:03.000 --> 00:00:04.000
[alarm]
It rings.

01:00:00.000 --> 01:00:01.000
Much later.
"""


def test_cues_keep_their_words_lines_and_sounds() -> None:
    assert caption_cues(VTT.encode()) == [
        (1, 2.5, "<v Anna>Lock the door."),
        (3, 4, "[alarm]\nIt rings."),
        (3600, 3601, "Much later."),
    ]


def test_only_the_cues_of_the_clip_are_taken() -> None:
    assert [words for *_, words in caption_cues(VTT.encode(), 2, 3.5)] == [
        "<v Anna>Lock the door.",
        "[alarm]\nIt rings.",
    ]


def test_subrip_with_windows_line_ends_and_positions() -> None:
    text = "1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}Mind the step.\r\n"
    assert caption_cues(b"\xef\xbb\xbf" + text.encode()) == [(1, 2, "Mind the step.")]


def test_what_is_no_captions_file_has_no_cues() -> None:
    assert caption_cues(b"\x00\xff noise --> noise") == []


def test_captions_of_a_part_are_a_file_with_its_own_times_that_reads_back() -> None:
    part = Cut(media="a.mp4", name="media/a-b.mp4", start=2, end=3.5, shift=-1.5, data=b"")
    cues = shifted(caption_cues(VTT.encode(), 2, 3.5), part)
    assert cues == [(0.5, 1, "<v Anna>Lock the door."), (1.5, 2, "[alarm]\nIt rings.")]
    assert caption_cues(webvtt(cues)) == cues
    assert webvtt([(3599.9996, 3600, "Salt & pepper &amp; oil")]).decode() == (
        "WEBVTT\n\n01:00:00.000 --> 01:00:00.000\nSalt &amp; pepper &amp; oil\n"
    )


def test_a_transcript_names_who_speaks_once_and_keeps_the_sounds() -> None:
    cues = [(0.0, 1.0, "<v Anna>Lock <b>the</b> door."), (1, 2, "<v Anna>Now."), (2, 3, "[alarm]")]
    assert transcript(cues) == "Anna: Lock the door. Now. [alarm]"
