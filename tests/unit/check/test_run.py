"""Findings come in the course's order, are the same each time, and the gate lets the light ones pass."""

from __future__ import annotations

import json

import pytest

from coursegen.check.gate import at_or_above
from coursegen.check.report import as_dicts, as_sarif, as_text
from coursegen.check.rules import RULES
from coursegen.check.run import run_checks
from coursegen.config import CheckSettings
from coursegen.errors import ConfigError
from coursegen.model.finding import SEVERITIES, Finding


def flawed(desk, a_module, a_choice, make_course):
    place = desk()
    bare = a_choice(1, "What?", "Refuse it", "Agree to it")
    bare["options"][1]["feedback"] = "Wrong."
    twin = a_choice(2, "Who is it?", "Me there", "me there")
    second = a_module(
        twin,
        id="module-00002",
        blocks=[
            {
                "id": "block-00002",
                "type": "text",
                "text": "You may share a password with anyone within 3 days.",
                "citations": ["share"],
            }
        ],
    )
    return make_course([a_module(bare), second], place.passages), place.index


def test_findings_stand_in_course_order_then_in_the_rules(desk, a_module, a_choice, make_course):
    course, index = flawed(desk, a_module, a_choice, make_course)
    found = [(each.unit, each.rule) for each in run_checks(course, index)]
    assert found == [
        ("module-00001", "module-time"),
        ("item-00001", "feedback-present"),
        ("module-00002", "module-time"),
        ("block-00002", "numbers-agree"),
        ("block-00002", "strength-agrees"),
        ("item-00002", "option-duplicates"),
    ]


def test_a_second_run_finds_the_same(desk, a_module, a_choice, make_course):
    course, index = flawed(desk, a_module, a_choice, make_course)
    assert run_checks(course, index) == run_checks(course, index)


def test_a_rule_can_be_left_out(desk, a_module, a_choice, make_course):
    course, index = flawed(desk, a_module, a_choice, make_course)
    settings = CheckSettings(off=("module-time", "numbers-agree"))
    rules = {each.rule for each in run_checks(course, index, settings)}
    assert rules == {"feedback-present", "strength-agrees", "option-duplicates"}


def test_to_leave_out_what_is_no_rule_is_an_error(desk, a_module, a_choice, make_course):
    course, index = flawed(desk, a_module, a_choice, make_course)
    with pytest.raises(ConfigError, match=r"modul-time(.|\n)*Did you mean module-time\?"):
        run_checks(course, index, CheckSettings(off=("modul-time",)))


def test_a_threshold_of_the_settings_counts(desk, a_module, a_choice, make_course):
    course, index = flawed(desk, a_module, a_choice, make_course)
    roomy = CheckSettings(shortest_module=0)
    found = [each for each in run_checks(course, index, roomy) if each.rule == "module-time"]
    assert [each.severity for each in found if each.severity == "warning"] == []


def test_no_finding_is_graver_than_its_rule_says(desk, a_module, a_choice, make_course):
    course, index = flawed(desk, a_module, a_choice, make_course)
    gravest = {rule.name: SEVERITIES.index(rule.severity) for rule in RULES}
    for each in run_checks(course, index):
        assert SEVERITIES.index(each.severity) >= gravest[each.rule]


def test_every_finding_says_what_to_do(desk, a_module, a_choice, make_course):
    course, index = flawed(desk, a_module, a_choice, make_course)
    assert all(each.hint.endswith((".", "”")) for each in run_checks(course, index))


def finding(severity, **more):
    return Finding(rule="one-key", severity=severity, message="M.", hint="H.", **more)


def test_the_gate_keeps_what_is_as_grave_or_graver():
    findings = [finding("note"), finding("error"), finding("warning")]
    assert [each.severity for each in at_or_above(findings, "error")] == ["error"]
    assert [each.severity for each in at_or_above(findings, "warning")] == ["error", "warning"]
    assert at_or_above(findings, "note") == findings


def test_the_text_groups_by_module_and_puts_the_gravest_first():
    findings = [
        finding("note", module="module-00001", unit="block-00001"),
        finding("error", module="module-00001", unit="item-00001", field="stem"),
        finding("warning"),
    ]
    lines = as_text(findings).splitlines()
    assert lines[0] == "module-00001"
    assert lines[1] == "  error   one-key  at item-00001 stem"
    assert lines[3] == "          > H."
    assert "The course" in lines
    assert lines[-1] == "1 error, 1 warning, 1 note"
    assert as_text([]) == "No findings."


def test_dicts_are_plain_data():
    assert json.loads(json.dumps(as_dicts([finding("error")])))[0]["rule"] == "one-key"


def test_the_sarif_log_names_every_rule_and_the_file_of_each_finding():
    log = as_sarif([finding("error", module="module-00001", unit="item-00001"), finding("note")])
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    assert [each["id"] for each in run["tool"]["driver"]["rules"]] == [rule.name for rule in RULES]
    first, second = run["results"]
    place = first["locations"][0]
    assert (
        place["physicalLocation"]["artifactLocation"]["uri"] == "course/modules/module-00001.yaml"
    )
    assert place["logicalLocations"] == [{"fullyQualifiedName": "item-00001"}]
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "one-key"
    assert second["level"] == "note"
    json.dumps(log)
