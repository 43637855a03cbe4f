"""The report on a course: everything on one page, the same bytes each time, nothing asked from elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.fixtures.courses import LANGUAGES, documents, fixture_course

from coursegen.check.coverage import coverage, not_understood
from coursegen.check.run import run_checks
from coursegen.check.scorecard import scorecard
from coursegen.export.report import CourseReport
from coursegen.export.report_page import report_page
from coursegen.index.index import build_index
from coursegen.model.finding import Finding


def made(language: str, *more: Finding) -> CourseReport:
    """The report on the fixture course of ``language``, with findings of its own besides."""
    course, index = fixture_course(language), build_index(documents(language))
    findings = (*run_checks(course, index), *more)
    return CourseReport(
        course=course,
        index=index,
        coverage=coverage(course, index, index.statements),
        measures=scorecard(course, index, index.statements, findings),
        findings=findings,
        left_out=(("actor", "Board (3)"),),
        not_understood=tuple(not_understood(index)),
    )


def flaw(**more: str) -> Finding:
    """A finding on the first item of the English course."""
    item = fixture_course("en").modules[0].items[0]
    module = fixture_course("en").modules[0].id
    base = {"rule": "stem-asks", "severity": "warning", "message": "M <b>.", "hint": "H."}
    return Finding.model_validate(
        base | {"module": module, "unit": item.id, "field": "stem"} | more
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_the_courses_language_whole_and_the_same_each_time(language):
    page = report_page(made(language))
    assert page == report_page(made(language))
    assert f'<html lang="{language}">' in page
    assert {"en": "Scorecard", "nl": "Scorekaart"}[language] in page
    assert {"en": "About others", "nl": "Over anderen"}[language] in page
    assert not re.search(r"{{|https?://|<script|src=|@import|url\(", page)


def test_every_statement_in_scope_stands_in_the_map_with_its_state():
    report = made("en")
    page = report_page(report)
    states = re.findall(r'<div class="row ([^"]+)">', page)
    assert len(states) == len(report.coverage.in_scope)
    taught = sum("untaught" not in each for each in states)
    asked = sum("unasked" not in each for each in states)
    assert (taught, asked) == (len(report.coverage.taught), len(report.coverage.asked))


def test_a_finding_stands_with_its_text_its_source_and_what_to_do():
    page = report_page(made("en", flaw()))
    item = fixture_course("en").modules[0].items[0]
    part = page.split('id="findings"')[1]
    assert "M &lt;b&gt;." in part
    assert item.stem.split("?")[0].split('"')[0][:30] in part
    assert "<q>" in part
    assert "H." in part


def test_a_waived_finding_stands_among_the_waivers_with_its_reason():
    page = report_page(made("en", flaw(waived_by="Noor", waived_because="The law says so.")))
    findings, waivers = page.split('id="waivers"')
    assert "The law says so." in waivers
    assert "M &lt;b&gt;." not in findings.split('id="findings"')[1]


def test_a_course_in_another_language_is_reported_in_english():
    report = made("en")
    outline = report.course.outline.model_copy(update={"language": "fi"})
    course = report.course.model_copy(update={"outline": outline})
    page = report_page(CourseReport(course, report.index, report.coverage, report.measures, ()))
    assert '<html lang="en">' in page
    assert "No findings." in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_in_which_no_rule_was_found_are_named_by_their_document(language):
    report = replace(made(language), unread=(("policy.md", ("Claims <90 days> are not paid.",)),))
    page = report_page(report)
    words = {"en": "In no rule that was found", "nl": "In geen gevonden regel"}[language]
    assert words in page
    assert "<li>Claims &lt;90 days&gt; are not paid.</li>" in page
