"""Writes the rules' part of docs/checks.md anew: what each says, why, how to mend, how often it is wrong.

In: the rules' docstrings, the flaws and good items under tests/fixtures, the corpora beside the repository where
they are there. Out: the page, its part before the first rule left as it is.
"""

from __future__ import annotations

import sys
import textwrap
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.fixtures.flaws import cases, found, good_items  # noqa: E402

from coursegen.check.report import explained  # noqa: E402
from coursegen.check.rules import RULES  # noqa: E402
from coursegen.check.run import run_checks  # noqa: E402

PAGE = ROOT / "docs" / "checks.md"
LANGUAGES = ("en", "nl")
BY_STRUCTURE = {
    "course-empty", "module-empty", "stray-module", "unique-ids", "objective-known", "objective-assessed",
    "assessment-size", "quote-verbatim", "citation-missing", "one-key", "key-longest", "key-position",
    "scenario-graph", "module-time", "language-known", "waiver-used", "decision-known", "stale-edit",
}  # fmt: skip
"""Rules that compare ids, counts or letters: they are right whenever the course is read right."""


def counts() -> tuple[Counter[str], Counter[str], Counter[str], Counter[str], int]:
    """Flaws told and caught, alarms on twins and on good items, each by rule; the number of good items."""
    told: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    twins: Counter[str] = Counter()
    good: Counter[str] = Counter()
    number = 0
    for language in LANGUAGES:
        for case in cases(language):
            told[case.rule] += 1
            caught[case.rule] += case.rule in set(found(case.flawed, language))
            twins.update(set(found(case.twin, language)))
        course, index = good_items(language)
        number += len(course.modules[0].items)
        findings = run_checks(course, index)
        pairs = {(each.rule, each.unit) for each in findings if each.severity != "note"}
        good.update(rule for rule, unit in pairs if unit.startswith("item"))
    return told, caught, twins, good, number


def main() -> None:
    """Write the page."""
    told, caught, twins, good, number = counts()
    page = PAGE.read_text(encoding="utf-8")
    parts = [page.partition("\n## ")[0].rstrip() + "\n"]
    for rule in RULES:
        what, why, mend = explained(rule)
        lines = [f"## `{rule.name}`", f"Severity: {rule.severity}", what]
        lines += [f"**Why.** {why}", f"**Mend.** {mend}"]
        lines.append(
            f"**How often it is wrong.** {wrong(rule.name, told, caught, twins, good, number)}"
        )
        parts.append(
            "\n\n".join(textwrap.fill(each, 110, break_on_hyphens=False) for each in lines)
        )
    PAGE.write_text("\n\n".join(parts).replace("\n\n\n", "\n\n") + "\n", encoding="utf-8")


def wrong(
    name: str,
    told: Counter[str],
    caught: Counter[str],
    twins: Counter[str],
    good: Counter[str],
    number: int,
) -> str:
    """The sentences on how often the rule is wrong."""
    if name in BY_STRUCTURE:
        return "It compares ids, counts or letters and leaves nothing to judge."
    said = []
    if told[name]:
        said.append(f"Of {told[name]} flaws written for the test it named {caught[name]}")
        said.append(f"of their clean twins it blamed {twins[name]}")
    said.append(f"of {number} good items it blamed {good[name]}")
    words = "; ".join(said)
    return words[:1].upper() + words[1:] + "."


if __name__ == "__main__":
    main()
