"""The Markdown files of the fixture course, as a reader of them meets it."""

from __future__ import annotations

import re

import pytest
import yaml
from markdown_it import MarkdownIt
from tests.fixtures.courses import LANGUAGES, fixture_context, fixture_course

from coursegen.errors import ExportError
from coursegen.export.markdown import export
from coursegen.model.items import Cloze

both = pytest.mark.parametrize("language", LANGUAGES)


def texts(language: str = "en") -> dict[str, str]:
    files = export(fixture_course(language), fixture_context(language)).files
    return {name: data.decode() for name, data in files.items() if name.endswith(".md")}


@both
def test_there_is_an_index_a_file_a_module_and_one_of_answers(language: str) -> None:
    modules = {f"modules/{each.id}.md" for each in fixture_course(language).modules}
    assert set(texts(language)) == {"index.md", "answers.md"} | modules


@both
def test_the_front_matter_tells_title_language_version_and_the_editions(language: str) -> None:
    course = fixture_course(language)
    matter = yaml.safe_load(texts(language)["index.md"].split("---\n")[1])
    assert (matter["title"], matter["language"], matter["version"]) == (
        course.outline.title, language, "1.0.0",
    )  # fmt: skip
    policy = next(each for each in matter["sources"] if each["path"] == "sources/policy.md")
    assert (policy["version"], policy["effective"]) == ("2.1", "2026-03-01")


@both
def test_every_footnote_is_told_once_and_every_one_told_is_used(language: str) -> None:
    for name, text in texts(language).items():
        told = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
        assert len(set(told)) == len(told), name
        assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(told), name


@both
def test_every_link_leads_to_a_file_of_the_package(language: str) -> None:
    files = set(export(fixture_course(language), fixture_context(language)).files)
    for name, text in texts(language).items():
        for link in re.findall(r"\]\(([^)]+)\)", text):
            inside = link.removeprefix("../") if name.startswith("modules/") else link
            assert inside in files, link


@both
def test_no_answer_stands_beside_its_question(language: str) -> None:
    course, told = fixture_course(language), texts(language)
    for module in course.modules:
        page = told[f"modules/{module.id}.md"]
        for item in module.items:
            assert item.rationale == "" or item.rationale not in page
            for option in getattr(item, "options", ()):
                assert option.feedback not in page
                assert option.feedback in told["answers.md"]


def test_what_is_ordered_or_matched_is_not_shown_in_its_right_order() -> None:
    course, told = fixture_course("en"), texts()
    for module in course.modules:
        for item in module.items:
            if item.type == "ordering":
                page = told[f"modules/{module.id}.md"]
                at = [page.rindex(f"- {step.text}") for step in item.steps]
                assert at != sorted(at)


def test_every_choice_of_a_scenario_leads_to_a_scene_or_ending_that_is_there() -> None:
    page = texts()["modules/lost-device-h2t9s.md"]
    heads = set(re.findall(r"^### ((?:Scene|Ending) \d+)", page, re.MULTILINE))
    assert set(re.findall(r"goes on with ((?:Scene|Ending) \d+)", page)) <= heads
    assert {"Scene 1", "Ending 3"} <= heads


@both
def test_it_renders_with_tables_and_lists_and_no_raw_html_but_the_ids(language: str) -> None:
    for name, text in texts(language).items():
        tokens = MarkdownIt("commonmark").enable("table").parse(text.split("---\n", 2)[2])
        raw = [each.content for each in tokens if each.type in {"html_block", "html_inline"}]
        assert all(re.fullmatch(r"<!-- [a-z0-9-]+ -->\n*", each) for each in raw), name
    page = texts(language)["modules/where-data-may-go-c1x6e.md"]
    assert "<table>" in MarkdownIt("commonmark").enable("table").render(page)


def test_a_course_without_modules_is_refused() -> None:
    course = fixture_course("en").model_copy(update={"modules": ()})
    with pytest.raises(ExportError, match="no module"):
        export(course, fixture_context("en"))


def test_numbers_are_written_as_the_language_writes_them() -> None:
    course = fixture_course("nl")
    outline = course.outline.model_copy(update={"mastery_score": 0.755})
    files = export(course.model_copy(update={"outline": outline}), fixture_context("nl")).files
    assert "75,5 %" in files["index.md"].decode()


@both
def test_a_gap_has_a_number_only_where_there_are_several(language: str) -> None:
    told = texts(language)
    for module in fixture_course(language).modules:
        gaps = [len(each.gaps) for each in module.items if isinstance(each, Cloze)]
        numbered = told[f"modules/{module.id}.md"].count(r"\_ (1)")
        assert numbered == sum(count > 1 for count in gaps)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "From an earlier module"), ("nl", "Uit een eerdere module")]
)
def test_a_question_on_an_earlier_module_says_so(language: str, words: str) -> None:
    course = fixture_course(language)
    first, second, *rest = course.modules
    before = export(course, fixture_context(language)).files[f"modules/{second.id}.md"].decode()
    moved = first.items[0].model_copy(update={"id": "again-aaaaa", "pool": "practice"})
    again = second.model_copy(update={"items": (*second.items, moved)})
    asked = course.model_copy(update={"modules": (first, again, *rest)})
    after = export(asked, fixture_context(language)).files[f"modules/{second.id}.md"].decode()
    assert words not in before
    assert after.count(f"*{words}*") == 1
