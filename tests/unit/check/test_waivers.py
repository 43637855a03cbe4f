"""A finding is waived with a reason and a name, shown, and stops nothing; severities can be set."""

from __future__ import annotations

import pytest

from coursegen.check.gate import at_or_above
from coursegen.check.run import run_checks
from coursegen.config import CheckSettings
from coursegen.errors import ConfigError

WAIVER = {"rule": "option-duplicates", "reason": "Both spellings are asked.", "by": "Noor de Wit"}


def findings(desk, make_course, a_module, a_choice, settings=None, **more):
    place = desk()
    item = a_choice(1, "Who is it?", "Me there", "me there", **more)
    return run_checks(make_course(a_module(item), place.passages), place.index, settings)


def of_rule(found, rule):
    return [each for each in found if each.rule == rule]


def test_a_waived_finding_is_shown_with_its_reason_and_stops_nothing(
    desk, make_course, a_module, a_choice
):
    found = findings(desk, make_course, a_module, a_choice, waivers=[WAIVER])
    [waived] = of_rule(found, "option-duplicates")
    assert (waived.waived_by, waived.waived_because) == ("Noor de Wit", "Both spellings are asked.")
    assert at_or_above(found, "error") == []
    open_findings = findings(desk, make_course, a_module, a_choice)
    assert [each.rule for each in at_or_above(open_findings, "error")] == ["option-duplicates"]


def test_a_waiver_that_waives_nothing_is_noted(desk, make_course, a_module, a_choice):
    found = findings(
        desk, make_course, a_module, a_choice, waivers=[{**WAIVER, "rule": "one-key"}, WAIVER]
    )
    [note] = of_rule(found, "waiver-used")
    assert note.severity == "note"
    assert "one-key" in note.message


def test_the_settings_give_a_rule_its_severity(desk, make_course, a_module, a_choice):
    settings = CheckSettings(severity={"option-duplicates": "note"})
    found = findings(desk, make_course, a_module, a_choice, settings)
    assert [each.severity for each in of_rule(found, "option-duplicates")] == ["note"]


def test_a_severity_for_what_is_no_rule_is_an_error(desk, make_course, a_module, a_choice):
    settings = CheckSettings(severity={"option-duplicate": "note"})
    with pytest.raises(
        ConfigError, match=r"check\.severity(.|\n)*Did you mean option-duplicates\?"
    ):
        findings(desk, make_course, a_module, a_choice, settings)
