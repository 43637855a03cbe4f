"""A diff as a page and as Markdown: whole, in the course's language, and nothing of a source runs in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coursegen.errors import ExportError
from coursegen.export.diff_markdown import diff_markdown
from coursegen.export.diff_page import diff_page
from coursegen.model.diff import (
    EditionNotice,
    MeaningChange,
    Review,
    SourceChange,
    SourceDiff,
    Touched,
    Version,
)
from coursegen.model.source import Edition, Locator

WORDS = Path(__file__).parents[3] / "exports" / "diff" / "strings"
ITEM = Touched(
    id="report-a1b2c",
    kind="item",
    module="m-a1b2c",
    module_title="Reporting",
    words="Within what time?",
)
OTHER = Touched(
    id="shred-a1b2c", kind="block", module="m-a1b2c", module_title="Reporting", words="Shred it."
)


def change(**fields):
    return SourceChange.model_validate(
        {
            "what": "edited",
            "severity": "meaning",
            "document": "sources/policy.md",
            "title": "Policy",
            "language": "en",
            "locator": Locator(heading=("Policy", "Incidents", "When")),
            "before": ("aaaaaaaaaaaa",),
            "after": ("bbbbbbbbbbbb",),
            "old": "Report it within 24 hours. <script>alert(1)</script>",
            "new": "Report it within 4 hours. <script>alert(1)</script>",
            "meaning": (MeaningChange(kind="deadline", old="within 24 hours", new="within 4 hours"),),
            "owners": ("Security Officer",),
            "since": "2026-06-01",
            "units": (ITEM, OTHER.model_copy(update={"stands": True})),
            **fields,
        }
    )  # fmt: skip


def diff(language="en", **fields):
    return SourceDiff.model_validate(
        {
            "course": "security",
            "title": "Security & you",
            "language": language,
            "before": Version(name="v1", commit="a" * 40, date="2026-01-01"),
            "after": Version(name="the files on disk"),
            "changes": (change(),),
            **fields,
        }
    )


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_says_what_changed_who_should_look_and_what_rests_on_it(language):
    page = diff_page(diff(language))
    strings = json.loads((WORDS / f"{language}.json").read_text(encoding="utf-8"))
    assert f'<html lang="{language}">' in page
    for words in (
        "<del>within 24 hours</del>",
        "<ins>within 4 hours</ins>",
        "<del>24</del> <ins>4</ins>",
        "Security Officer",
        "2026-06-01",
        "Within what time?",
        "report-a1b2c",
        "Policy › Incidents",
        strings["heading_meaning"],
        strings["look"],
        strings["stands_1"],
    ):
        assert words in page
    assert "{" not in page.split("</style>")[1]


def test_what_a_source_holds_is_shown_and_never_runs():
    page, text = diff_page(diff()), diff_markdown(diff())
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<script" not in text.replace("\\<", "")


def test_the_page_needs_nothing_beside_it():
    page = diff_page(diff())
    assert "http" not in page
    assert "<link" not in page
    assert "src=" not in page


def test_a_language_without_words_is_told_in_english():
    assert '<html lang="en">' in diff_page(diff("fi"))


def test_both_languages_have_the_same_words():
    en, nl = (
        json.loads((WORDS / f"{each}.json").read_text(encoding="utf-8")) for each in ("en", "nl")
    )
    assert list(en) == list(nl)
    for name in en:
        places = [
            sorted(part.split("}")[0] for part in words.split("{")[1:])
            for words in (en[name], nl[name])
        ]
        assert places[0] == places[1], name


def test_it_is_said_when_the_old_text_is_known_by_quotes_only():
    by_quotes = diff(
        old_text="quotes", changes=(change(old_known="quotes", old="within 24 hours"),)
    )
    assert "Only what the course quotes" in diff_page(by_quotes)
    assert "only these quotes are known" in diff_markdown(by_quotes)


def test_a_meaning_under_the_same_edition_is_told():
    notice = EditionNotice(
        document="sources/policy.md",
        title="Policy",
        edition=Edition(number="P-1", version="2"),
        changes=1,
    )
    for text in (
        diff_page(diff(same_edition=(notice,))),
        diff_markdown(diff(same_edition=(notice,))),
    ):
        assert "still declares the edition P-1, 2" in text.replace("\\", "")


def test_units_to_look_at_are_listed_with_what_they_share():
    review = Review(why="norm", name="NCSC", document="sources/policy.md", units=(OTHER,))
    for text in (diff_page(diff(reviews=(review,))), diff_markdown(diff(reviews=(review,)))):
        assert "They name NCSC" in text
        assert "shred-a1b2c" in text


def test_the_markdown_fits_a_pull_request():
    text = diff_markdown(diff())
    assert text.startswith("## What changed in the sources: Security & you\n")
    assert "- deadline: ~~within 24 hours~~ → **within 4 hours**" in text
    assert "Who should look: **Security Officer** · Holds from: **2026-06-01**" in text
    assert "`report-a1b2c`" in text


def test_nothing_changed_says_so():
    assert "Nothing changed in the sources." in diff_page(diff(changes=()))
    assert "Nothing changed in the sources." in diff_markdown(diff(changes=()))


def test_a_projects_own_words_that_are_no_json_are_told_and_not_passed_over(tmp_path):
    own = tmp_path / "exports" / "diff" / "strings" / "nl.json"
    own.parent.mkdir(parents=True)
    own.write_text('{"title": "Wijzigingen"', encoding="utf-8")
    with pytest.raises(ExportError):
        diff_page(diff("nl"), tmp_path)
