"""The web page and the Markdown in one file each: nothing beside them, nothing missing."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest
from markdown_it import MarkdownIt
from tests.fixtures.courses import LANGUAGES, fixture_context, fixture_course

from coursegen.export.registry import exporter_for

both = pytest.mark.parametrize("language", LANGUAGES)


def single(target: str, language: str = "en") -> str:
    made = exporter_for(target)(fixture_course(language), fixture_context(language))
    assert made.single
    (data,) = made.files.values()
    return data.decode()


@both
def test_the_page_names_no_file_and_every_script_is_allowed_by_its_digest(language: str) -> None:
    page = single("html-single", language)
    assert not re.search(r'<(?:script|link|img)[^>]* (?:src|href)="(?!data:)', page)
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) == 2
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    allowed = policy[1].replace("&#x27;", "'")
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed
    assert "default-src 'none'" in allowed
    assert "unsafe" not in allowed


def test_pictures_and_recordings_stand_in_the_page() -> None:
    page = single("html-single")
    context = fixture_context("en")
    for path in ("sources/media/report-line.png", "sources/media/lost-laptop.mp4"):
        assert page.count(base64.b64encode(context.media[path]).decode()) == 1
    assert "media/sources-media" not in page


def test_the_page_says_what_it_is() -> None:
    about = re.search(r'id="_about">(.*?)</script>', single("html-single"), re.DOTALL)
    assert about is not None
    assert json.loads(about[1])["target"] == "html-single"


@both
def test_the_markdown_holds_the_course_in_one_outline_with_footnotes_counted_through(
    language: str,
) -> None:
    text = single("markdown-single", language)
    course = fixture_course(language)
    body = text.split("---\n", 2)[2]
    headings = [
        (token.tag, body_tokens[number + 1].content)
        for body_tokens in [MarkdownIt("commonmark").parse(body)]
        for number, token in enumerate(body_tokens)
        if token.type == "heading_open"
    ]
    assert headings[0] == ("h1", course.outline.title)
    assert [tag for tag, _ in headings].count("h1") == 1
    for module in course.modules:
        assert ("h2", module.title) in headings
    defined = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert sorted(defined, key=int) == sorted(used, key=int)
    assert len(set(defined)) == len(defined)
    assert "](modules/" not in text
    assert "](media/" not in text


@pytest.mark.parametrize("target", ["markdown-single", "markdown", "html-single"])
def test_a_forced_package_says_in_its_own_metadata_what_was_overridden(target: str) -> None:
    finding = "key-not-in-source (sunday-phone-p2j6y): the key says: 2 hours"
    context = fixture_context("en").model_copy(update={"overridden": (finding,)})
    made = exporter_for(target)(fixture_course("en"), context)
    head = min(made.files)
    named = [name for name, each in made.files.items() if finding.encode() in each]
    assert head in named or "index.md" in named
    plain = exporter_for(target)(fixture_course("en"), fixture_context("en"))
    assert all(finding.encode() not in each for each in plain.files.values())
