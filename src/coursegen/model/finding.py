"""What a check reports."""

from __future__ import annotations

from typing import Literal

from coursegen.model.base import Noun

__all__ = ["SEVERITIES", "Finding", "Severity"]

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""From the gravest to the least."""


class Finding(Noun):
    """A finding: the rule's name, how grave, where, what, and what to do.

    ``unit`` is the id of the unit (item, block, scene ...) it is about, empty for the course;
    ``module`` the module it stands in; ``field`` the path inside the unit. Where a person lets it pass,
    ``waived_by`` is who and ``waived_because`` why; a waived finding stops nothing and is always shown.
    """

    rule: str
    severity: Severity
    message: str
    hint: str
    module: str = ""
    unit: str = ""
    field: str = ""
    waived_by: str = ""
    waived_because: str = ""
