"""Findings for readers: people, programs, code-review tools. In: Findings. Out: text, dicts, SARIF."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Sequence
from typing import Any

from coursegen import __version__
from coursegen.check.rules import RULES, Rule
from coursegen.model.finding import SEVERITIES, Finding

__all__ = ["as_dicts", "as_sarif", "as_text", "explained"]

_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def explained(rule: Rule) -> tuple[str, str, str]:
    """What the rule says, why, and how to mend it: the three parts of its docstring, a line each."""
    text = " ".join((inspect.getdoc(rule.check) or "").split())
    what, _, rest = text.partition(" Why: ")
    why, _, mend = rest.partition(" Mend: ")
    return what, _capital(why), _capital(mend)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def as_text(findings: Sequence[Finding]) -> str:
    """Findings grouped by module, the gravest first in each, with what to do; then a count of each."""
    if not findings:
        return "No findings."
    lines: list[str] = []
    for module in dict.fromkeys(each.module for each in findings):
        lines.append(module or "The course")
        of_module = [each for each in findings if each.module == module]
        for each in sorted(of_module, key=lambda each: SEVERITIES.index(each.severity)):
            place = " ".join(part for part in (each.unit, each.field) if part and part != module)
            lines.append(f"  {each.severity:<7} {each.rule}" + (f"  at {place}" if place else ""))
            lines.append(f"          {each.message}")
            lines.append(f"          > {each.hint}")
        lines.append("")
    counts = [(name, sum(each.severity == name for each in findings)) for name in SEVERITIES]
    lines.append(", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts))
    return "\n".join(lines)


def as_dicts(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Each finding as plain data: rule, severity, message, hint, module, unit, field."""
    return [each.model_dump() for each in findings]


def as_sarif(findings: Sequence[Finding]) -> dict[str, Any]:
    """A SARIF 2.1.0 log (OASIS standard) with one run; places are files of the project and ids in them."""
    return {
        "$schema": _SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "coursegen",
                        "version": __version__,
                        "rules": [_sarif_rule(rule) for rule in RULES],
                    }
                },
                "results": [_sarif_result(each) for each in findings],
            }
        ],
    }


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    what, why, mend = explained(rule)
    return {
        "id": rule.name,
        "shortDescription": {"text": what},
        "fullDescription": {"text": why},
        "help": {"text": mend},
        "defaultConfiguration": {"level": rule.severity},
    }


def _sarif_result(finding: Finding) -> dict[str, Any]:
    names = [rule.name for rule in RULES]
    file = f"course/modules/{finding.module}.yaml" if finding.module else "course/course.yaml"
    logical = ".".join(part for part in (finding.unit, finding.field) if part)
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": file}}}
    if logical:
        location["logicalLocations"] = [{"fullyQualifiedName": logical}]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": finding.severity,
        "message": {"text": f"{finding.message} {finding.hint}"},
        "locations": [location],
    }
    if finding.rule in names:
        result["ruleIndex"] = names.index(finding.rule)
    return result
