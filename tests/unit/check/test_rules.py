"""The list of rules, and the page that explains them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coursegen.check.report import explained
from coursegen.check.rules import RULES
from coursegen.config import CheckSettings

PAGE = Path(__file__).resolve().parents[3] / "docs" / "checks.md"


def sections():
    parts = PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
    return {part.partition("\n")[0].strip("`"): part for part in parts}


def test_every_rule_has_a_name_of_its_own():
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_says_what_why_and_how_to_mend(rule):
    assert all(len(part) > 15 for part in explained(rule))


def test_the_page_explains_the_rules_in_their_order_and_no_others():
    assert list(sections()) == [rule.name for rule in RULES]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_page_says_what_the_rule_says(rule):
    section = " ".join(sections()[rule.name].split())
    what, why, mend = explained(rule)
    for part in (what, f"**Why.** {why}", f"**Mend.** {mend}"):
        assert part in section
    assert f"Severity: {rule.severity}" in section


def test_the_page_names_every_setting_of_the_check_with_its_default():
    table = PAGE.read_text(encoding="utf-8").partition("| key | default |")[2].partition("\n\n")[0]
    said = {}
    for row in table.splitlines()[2:]:
        keys, defaults = (cell.replace("`", "").split(", ") for cell in row.split("|")[1:3])
        pairs = zip(keys, defaults, strict=True)
        said |= {key.strip(): json.loads(default) for key, default in pairs}
    assert said == CheckSettings().model_dump(mode="json")
