"""Plain text: paragraphs, and no more structure than its lines tell."""

import pytest

from coursegen.errors import SourceError

PROSE = "Everyone reports a suspected incident at once, and nobody waits until they are sure of it."


def shape(document):
    return [(each.kind, each.text) for each in document.blocks]


def test_empty_lines_part_paragraphs_and_wrapped_lines_are_joined(read):
    text = "Everyone reports a suspected incident at once,\nand nobody waits.\n\nThe rest follows later."
    assert [each for _, each in shape(read("a.txt", text))] == [
        "Everyone reports a suspected incident at once, and nobody waits.",
        "The rest follows later.",
    ]


def test_in_a_text_with_long_lines_each_line_is_a_paragraph(read):
    text = f"{PROSE} {PROSE}\n{PROSE} {PROSE}\n"
    assert len(read("a.txt", text).blocks) == 2


def test_a_short_line_with_text_under_it_is_a_heading(read):
    document = read("a.txt", f"Security policy\n\n{PROSE}\n\nReporting\n\n{PROSE}\n")
    found = [(each.text, each.level) for each in document.blocks if each.kind == "heading"]
    assert found == [("Security policy", 1), ("Reporting", 2)]
    assert document.title == "Security policy"


@pytest.mark.parametrize(
    "line",
    [
        "Report at once.",
        "and so on",
        "Note:",
        "One, two,",
        "A line that goes on and on and is far too long to stand above anything at all",
    ],
)
def test_a_line_that_may_be_a_sentence_is_no_heading(read, line):
    assert ("heading", line) not in shape(read("a.txt", f"{PROSE}\n\n{line}\n\n{PROSE}\n"))


def test_of_two_short_lines_the_longer_leads(read):
    found = shape(read("a.txt", f"{PROSE}\n\nHow to report an incident\n\nThe form\n\n{PROSE}\n"))
    assert found[1:3] == [("heading", "How to report an incident"), ("paragraph", "The form")]


def test_an_underlined_line_is_a_heading(read):
    found = read("a.txt", f"Policy\n======\n\nReporting:\n----------\n{PROSE}\n").blocks
    assert [(each.text, each.level) for each in found[:2]] == [("Policy", 1), ("Reporting:", 2)]


def test_the_line_above_a_lost_table_of_contents_is_left_out(read):
    assert ("heading", "Inhoudsopgave") not in shape(read("a.txt", f"Inhoudsopgave\n\n{PROSE}\n"))


def test_lists_keep_their_depth_and_count(read):
    text = "Do this:\n1. Stop the work.\n2. Warn the others:\n   - in the room\n   - next door\n3. Call and stay\n   on the line.\n"
    items = [(each.text, each.level, each.number) for each in read("a.txt", text).blocks[1:]]
    assert items == [
        ("Stop the work.", 1, 1),
        ("Warn the others:", 1, 2),
        ("in the room", 2, None),
        ("next door", 2, None),
        ("Call and stay on the line.", 1, 3),
    ]


def test_a_sentence_cut_by_an_empty_line_is_joined(read):
    text = "Ten firms took part, and ways of learning and\n\nworking were looked into.\n"
    assert len(read("a.txt", text).blocks) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_all_usual_encodings_are_read(read, encoding):
    found = read("a.txt", "Früh melden kostet 5 €.".encode(encoding)).blocks
    assert found[0].text == "Früh melden kostet 5 €."


@pytest.mark.parametrize(
    ("data", "what"), [(b"\x7fELF\x00\x01", "not a text file"), (b"\n \n", "no text")]
)
def test_what_cannot_be_read_is_said(read, data, what):
    with pytest.raises(SourceError, match=what):
        read("a.txt", data)
