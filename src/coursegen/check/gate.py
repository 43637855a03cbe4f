"""The build gate. In: Findings and the least severity that stops. Out: the findings that stop."""

from __future__ import annotations

from collections.abc import Iterable

from coursegen.model.finding import SEVERITIES, Finding, Severity

__all__ = ["at_or_above"]


def at_or_above(findings: Iterable[Finding], gate: Severity) -> list[Finding]:
    """Those of ``findings`` that are as grave as ``gate`` or graver and not waived, in their order."""
    stopping = SEVERITIES[: SEVERITIES.index(gate) + 1]
    return [each for each in findings if each.severity in stopping and not each.waived_by]
