"""Texts of a course in a Markdown file."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from coursegen.export.commonmark import attach, escaped, indented, quoted, safe, table_row


@pytest.mark.parametrize(
    "text",
    [
        "Plain words, **bold** and *soft*.",
        "Two paragraphs.\n\n- a list\n- of two",
        "See [the desk](https://desk.example/a) or <https://desk.example/b>.",
        "Keep `a < b <c>` as it is.",
        "3 < 4, and 5 > 4",
    ],
)
def test_what_is_safe_stays_as_it_stands(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# Big\n\nwords", "**Big**\n\nwords"),
        ("Big\n===\n\nwords", "**Big**\n\nwords"),
        ("a <script>alert(1)</script>", r"a \<script>alert(1)\</script>"),
        ("see ![the plan](plan.png) here", "see the plan here"),
        ("[click](javascript:alert(1)) me", "click me"),
        ("a note[^1] of their own", r"a note\[^1] of their own"),
    ],
)
def test_what_would_break_the_file_or_run_is_made_harmless(text: str, told: str) -> None:
    assert safe(text) == told


def test_code_is_left_alone() -> None:
    text = "```\n# no heading <b>\n```"
    assert safe(text) == text


def test_a_quote_is_shown_letter_by_letter() -> None:
    words = r"5 * 3 _is_ [not] `code` <b> &amp; \ done"
    html = MarkdownIt().renderInline(escaped(words))
    assert html == "5 * 3 _is_ [not] `code` &lt;b&gt; &amp;amp; \\ done"


def test_a_note_stands_at_the_end_and_below_code() -> None:
    assert attach("- one\n- two\n", "[^1]") == "- one\n- two[^1]"
    assert attach("```\nx\n```", "[^1]") == "```\nx\n```\n\n[^1]"
    assert attach("words", "") == "words"


def test_a_cell_keeps_its_bar_and_its_line() -> None:
    assert table_row(["a | b", "two\nlines"]) == r"| a \| b | two lines |"


def test_paragraphs_stand_in_a_list_item_and_in_a_quote() -> None:
    assert indented("a\n\nb", 2) == "a\n\n  b"
    assert quoted("a\n\nb") == "> a\n>\n> b"
