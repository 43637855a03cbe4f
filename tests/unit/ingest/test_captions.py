"""Captions: cues out of WebVTT and SubRip, sentences out of cues."""

from coursegen.ingest.captions import Cue, parse_captions, sentences_of

_VTT = """WEBVTT - made by hand
Kind: captions

NOTE
This is a remark.

STYLE
::cue { color: red }

intro
00:01.000 --> 00:04.500 align:start position:10%
<v Anna Berg>Report a <i>lost</i> laptop
at once.</v>

01:00:05.250 --> 01:00:06.000
<v.loud Ben>Who &amp; where?
"""


def test_webvtt_cues_have_seconds_voice_and_plain_text():
    assert parse_captions(_VTT) == [
        Cue(1.0, 4.5, "Report a lost laptop at once.", "Anna Berg"),
        Cue(3605.25, 3606.0, "Who & where?", "Ben"),
    ]


def test_subrip_cues_are_read_too():
    text = "1\r\n00:00:01,500 --> 00:00:03,000\r\n{\\an8}- Lock it.\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nNow.\r\n"
    assert parse_captions(text) == [Cue(1.5, 3.0, "Lock it."), Cue(3.0, 4.0, "Now.")]


def test_sounds_are_not_words():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n[music]\n\n00:02.000 --> 00:03.000\n♪ la la ♪\n\n00:03.000 --> 00:04.000\nReport it.\n"
    assert [cue.text for cue in parse_captions(text)] == ["Report it."]


def test_a_line_that_rolls_up_is_taken_once():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nReport it\n\n00:02.000 --> 00:03.000\nReport it\nat once.\n"
    assert [cue.text for cue in parse_captions(text)] == ["Report it", "at once."]


def test_two_voices_in_a_cue_share_its_time_by_length():
    text = "WEBVTT\n\n00:00.000 --> 00:04.000\n<v A>Yes.</v> <v B>No!!</v>\n"
    assert parse_captions(text) == [Cue(0, 2, "Yes.", "A"), Cue(2, 4, "No!!", "B")]


def test_a_sentence_runs_over_its_cues():
    cues = [Cue(1, 3, "Report a lost laptop"), Cue(3, 5, "at once."), Cue(5, 7, "Do it now.")]
    assert sentences_of(cues, "en") == [
        Cue(1, 5, "Report a lost laptop at once."),
        Cue(5, 7, "Do it now."),
    ]


def test_a_cue_with_two_sentences_is_shared_by_letters():
    first, second = sentences_of([Cue(10, 20, "Lock it up. And go home.")], "en")
    assert (first.text, second.text) == ("Lock it up.", "And go home.")
    assert first.start == 10
    assert 14 < first.end < 15
    assert first.end < second.start < 15.1
    assert second.end == 20


def test_a_pause_or_another_voice_ends_a_sentence():
    paused = sentences_of(
        [Cue(0, 1, "First part."), Cue(1, 2, "Then"), Cue(9, 10, "the rest.")], "en"
    )
    assert [each.text for each in paused] == ["First part.", "Then", "the rest."]
    voices = sentences_of([Cue(0, 1, "Is it", "A"), Cue(1, 2, "Yes.", "B")], "en")
    assert [each.text for each in voices] == ["Is it", "Yes."]


def test_captions_without_punctuation_stand_by_themselves():
    cues = [Cue(0, 1, "Michael Young"), Cue(1, 2, "Tracy Mitrano"), Cue(2, 3, "Pablo Molina")]
    assert sentences_of(cues, "en") == cues
