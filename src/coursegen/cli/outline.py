"""An outline that waits for approval, in words. In: an OutlineReport. Out: lines on stderr."""

from __future__ import annotations

from coursegen.api.outlining import OutlineReport
from coursegen.cli.output import say

__all__ = ["show_outline"]

_SHOWN = 4


def show_outline(report: OutlineReport) -> None:
    """Say what is planned, and how to go on."""
    say(f"\n{report.title} ({report.language})")
    for number, each in enumerate(report.modules, 1):
        say(f"{number:3}. {each.topic}  (about {each.minutes:.0f} min, {each.passages} passages)")
        for objective in each.objectives:
            say(f"       - {objective}")
        more = " ..." if len(each.sections) > _SHOWN else ""
        say(f"       from: {', '.join(each.sections[:_SHOWN])}{more}")
    say(
        f"{len(report.modules)} module(s), about {report.minutes:.0f} of {report.most_minutes} minutes, "
        f"after {report.requests} request(s)"
    )
    for part in report.dropped:
        say(f"Left out: {part.reason}")
    say(
        f"\nNothing else is written yet. Change {report.file} where you like: topics, objectives, order, what "
        "goes.\nThen `coursegen build` writes the modules; `coursegen plan` says what that asks for."
    )
