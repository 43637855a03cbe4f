"""The fixture courses use every block kind and item type; the check finds no error in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursegen.check.run import run_checks
from coursegen.coursefiles.course import read_course
from coursegen.index.index import build_index
from coursegen.ingest.discover import discover
from coursegen.ingest.registry import read_source

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@pytest.mark.parametrize("name", ["course-en", "course-nl"])
def test_a_fixture_course_has_no_errors(name):
    folder = FIXTURES / name
    paths = discover(folder, ["sources/**"])
    index = build_index([read_source(folder, path) for path in paths])
    findings = run_checks(read_course(folder), index)
    assert [each.message for each in findings if each.severity == "error"] == []
    wording = {"strength-agrees", "condition-kept", "address-kept", "near-duplicate"}
    assert [each.message for each in findings if each.rule in wording] == []
