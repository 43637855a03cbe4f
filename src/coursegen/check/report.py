"""Findings for readers: people, programs, code-review tools. In: Findings. Out: text, dicts, SARIF, JUnit."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from coursegen import __version__
from coursegen.check.rules import RULES, Rule
from coursegen.model.finding import SEVERITIES, Finding

__all__ = ["Group", "as_dicts", "as_junit", "as_sarif", "as_text", "explained", "grouped"]

_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one rule on one unit: the first, and the others, in order."""

    first: Finding
    others: tuple[Finding, ...] = ()


def grouped(findings: Iterable[Finding]) -> list[Group]:
    """``findings`` with those of one rule, severity and unit as one, where the first of them stands.

    A finding on a module or on the course stands alone: two of one rule there are two matters.
    """
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for number, each in enumerate(findings):
        alone = not each.unit or each.unit == each.module
        key = (each.rule, each.severity, each.unit, each.waived_by, str(number) if alone else "")
        groups.setdefault(key, []).append(each)
    return [Group(members[0], tuple(members[1:])) for members in groups.values()]


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
        groups = grouped(each for each in findings if each.module == module)
        for group in sorted(groups, key=lambda each: SEVERITIES.index(each.first.severity)):
            lines.extend(_group_lines(group, module))
        lines.append("")
    live = [each for each in findings if not each.waived_by]
    counts = [(name, sum(each.severity == name for each in live)) for name in SEVERITIES]
    told = ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts)
    waived = len(findings) - len(live)
    lines.append(f"{told}, {waived} waived" if waived else told)
    return "\n".join(lines)


def _group_lines(group: Group, module: str) -> Iterator[str]:
    each = group.first
    place = " ".join(part for part in (each.unit, each.field) if part and part != module)
    severity = "waived" if each.waived_by else each.severity
    yield f"  {severity:<7} {each.rule}" + (f"  at {place}" if place else "")
    yield f"          {each.message}"
    if each.waived_by:
        yield f"          > Waived by {each.waived_by}: {each.waived_because}"
    else:
        yield f"          > {each.hint}"
    if group.others:
        fields = ", ".join(other.field or other.unit for other in group.others)
        yield f"          also at {fields}"


def as_dicts(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Each finding as plain data: rule, severity, message, hint, module, unit, field, and who waives it why."""
    return [each.model_dump() for each in findings]


def as_junit(findings: Sequence[Finding]) -> str:
    """JUnit XML, as CI systems read it: a suite a module, a case a rule and unit; errors and warnings fail.

    Notes and waived findings are passed cases with their text as output. Without findings there is one
    passed case, for some readers refuse an empty file.
    """
    from xml.etree import ElementTree as ET

    groups = grouped(findings)
    root = ET.Element("testsuites", name="coursegen check")
    for module in dict.fromkeys(each.first.module for each in groups) or [""]:
        members = [each for each in groups if each.first.module == module]
        failed = [each for each in members if _fails(each.first)]
        suite = ET.SubElement(
            root,
            "testsuite",
            name=module or "course",
            tests=str(max(1, len(members))),
            failures=str(len(failed)),
            errors="0",
        )
        if not members:
            ET.SubElement(suite, "testcase", name="all rules", classname="course")
        for group in members:
            finding = group.first
            name = " ".join(part for part in (finding.rule, finding.unit, finding.field) if part)
            case = ET.SubElement(suite, "testcase", name=name, classname=module or "course")
            text = "\n".join(f"{each.message} {each.hint}" for each in (finding, *group.others))
            if _fails(finding):
                part = ET.SubElement(
                    case, "failure", type=finding.severity, message=finding.message
                )
            else:
                part = ET.SubElement(case, "system-out")
                if finding.waived_by:
                    text = f"Waived by {finding.waived_by}: {finding.waived_because}\n{text}"
            part.text = _without_controls(text)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _fails(finding: Finding) -> bool:
    return finding.severity != "note" and not finding.waived_by


def _without_controls(text: str) -> str:
    """``text`` without the characters that XML 1.0 forbids."""
    return "".join(each for each in text if each in "\t\n" or ord(each) >= ord(" "))


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
    if finding.waived_by:
        why = f"{finding.waived_by}: {finding.waived_because}"
        result["suppressions"] = [{"kind": "inSource", "justification": why}]
    if finding.rule in names:
        result["ruleIndex"] = names.index(finding.rule)
    return result
