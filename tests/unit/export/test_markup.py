"""CommonMark to HTML that cannot carry anything else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursegen.export.markup import inline_html, plain_text, rich_html, tight_html

_pieces = st.sampled_from([
    "<script>alert(1)</script>", "<img src=x onerror=y>", "[a](javascript:alert(1))", "[b](https://x.nl/?q=1&r=2)",
    "![alt](https://x.nl/a.png)", "# head", "- item", "> quote", "**bold**", "`code`", "\n\n", "\n", " ", "<b", "&lt;",
    "[c](data:text/html,x)", "[d](//x.nl)", "[e](../a.md)", "<https://x.nl>", "<a@b.nl>", "[f]: javascript:x", "```\nx\n```",
])  # fmt: skip
_TAGS = {"p", "strong", "em", "ul", "ol", "li", "a", "code", "pre", "blockquote", "br", "hr"}


def test_paragraphs_lists_and_emphasis_are_kept() -> None:
    assert rich_html("One **two**\n\n- a\n- b") == (
        "<p>One <strong>two</strong></p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"
    )


def test_a_lone_paragraph_is_unwrapped_where_it_stands_in_a_line() -> None:
    assert tight_html("Call **now**") == "Call <strong>now</strong>"
    assert tight_html("One\n\nTwo") == "<p>One</p>\n<p>Two</p>"


def test_raw_html_is_shown_as_text() -> None:
    assert rich_html("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    assert inline_html("a <b>c</b>") == "a &lt;b&gt;c&lt;/b&gt;"


def test_a_heading_becomes_a_paragraph_so_that_the_page_keeps_its_outline() -> None:
    assert rich_html("## Head") == '<p class="minor-heading">Head</p>'


@pytest.mark.parametrize(
    "target", ["javascript:x", "data:text/html,x", "../other.md", "//x.nl", "ftp://x"]
)
def test_an_unsafe_or_dangling_link_keeps_its_words_only(target: str) -> None:
    assert "href" not in rich_html(f"See [the rule]({target}).")
    assert "the rule" in rich_html(f"See [the rule]({target}).")


def test_a_safe_link_opens_beside_the_course() -> None:
    html = inline_html("[mail](mailto:a@b.nl)")
    assert html == '<a href="mailto:a@b.nl" target="_blank" rel="noopener noreferrer">mail</a>'


def test_a_picture_is_its_alternative_text() -> None:
    assert inline_html("![the gate](https://x.nl/a.png)") == "the gate"


def test_plain_words_have_no_markup_and_no_line_ends() -> None:
    assert plain_text("A **b**\n`c` [d](https://x.nl)") == "A b c d"


@given(st.lists(_pieces, max_size=12).map("".join))
def test_no_text_brings_a_tag_or_an_attribute_of_its_own(text: str) -> None:
    html = rich_html(text)
    tags = re.findall(r"<\s*/?\s*([a-zA-Z0-9]+)([^>]*)>", html)
    assert {tag.lower() for tag, _ in tags} <= _TAGS
    for _, attributes in tags:
        names = set(re.findall(r'([a-z-]+)="', attributes))
        assert names <= {"href", "target", "rel", "class", "start"}
    for target in re.findall(r'href="([^"]*)"', html):
        assert target.startswith(("https://", "http://", "mailto:", "tel:"))
