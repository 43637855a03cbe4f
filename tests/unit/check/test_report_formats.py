"""Findings as CI systems read them, and grouped so that one matter is one line."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from coursegen.check.report import as_junit, as_sarif, as_text, grouped
from coursegen.model.finding import Finding


def finding(severity="warning", **more):
    base = {"rule": "vague-quantity", "message": "M.", "hint": "H.", "module": "module-00001"}
    return Finding.model_validate(base | {"unit": "item-00001", "severity": severity} | more)


def test_findings_of_one_rule_on_one_unit_are_one():
    found = [
        finding(field="options.a.text"),
        finding(field="options.b.text"),
        finding(unit="item-00002"),
    ]
    assert [len(each.others) for each in grouped(found)] == [1, 0]
    assert as_text(found).count("vague-quantity") == 2
    assert "also at options.b.text" in as_text(found)
    of_module = [finding(unit="module-00001"), finding(unit="module-00001")]
    assert len(grouped(of_module)) == 2


def test_junit_has_a_case_a_rule_and_unit_and_fails_on_errors_and_warnings():
    waived = finding(unit="item-00003", waived_by="Noor", waived_because="The law.")
    found = [finding(), finding("note", unit="item-00002"), waived]
    root = ET.fromstring(as_junit(found))
    [suite] = root.findall("testsuite")
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    assert [len(each.findall("failure")) for each in suite.findall("testcase")] == [1, 0, 0]
    assert "Waived by Noor: The law." in as_junit(found)


def test_junit_without_findings_has_one_passed_case_and_holds_any_character():
    root = ET.fromstring(as_junit([]))
    assert len(root.findall(".//testcase")) == 1
    ET.fromstring(as_junit([finding(hint="a\x00b & <c>")]))


def test_a_waived_finding_is_suppressed_in_sarif():
    [result] = as_sarif([finding(waived_by="Noor", waived_because="The law.")])["runs"][0][
        "results"
    ]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "Noor: The law."}]
