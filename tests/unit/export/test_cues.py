"""Captions as data."""

from __future__ import annotations

from coursegen.export.cues import caption_cues

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
