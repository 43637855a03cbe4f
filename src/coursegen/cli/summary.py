"""The closing summary of a build, in words. In: a BuildReport. Out: lines on stderr."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from coursegen.api.reports import BuildReport, SettleReport
from coursegen.change.merge import Conflict
from coursegen.check.edits import in_words
from coursegen.cli.output import say
from coursegen.language.data import languages
from coursegen.model.finding import SEVERITIES

__all__ = ["say_settled", "say_waiting", "summarise"]

_SHOWN = 8


def summarise(report: BuildReport) -> None:
    """Say what the course is, what was done, what is left out and what to look at."""
    say(f"\n{report.title} ({report.language})")
    for module in report.modules:
        extra = ", a scenario" if module.scenario else ""
        say(f"  {module.minutes:4.1f} min  {module.title}  ({module.items} items{extra})")
    say(
        f"{len(report.modules)} module(s), {report.minutes:.0f} minutes, {report.items} items, "
        f"{report.bank} of them in the final assessment"
    )
    _say_empty(report)
    _say_coverage(report)
    _say_actors(report)
    _say_left_out(report)
    _say_dropped(report)
    _say_findings(report)
    say_waiting(report.conflicts)


def say_waiting(conflicts: Sequence[Conflict]) -> None:
    """List what people have yet to accept or keep, and how."""
    if not conflicts:
        return
    say(
        f"Waiting for a decision ({len(conflicts)}): what people edited and the sources changed too"
    )
    for each in conflicts[:_SHOWN]:
        say(f"  {each.unit}: {in_words(each)}")
    if len(conflicts) > _SHOWN:
        say(f"  and {len(conflicts) - _SHOWN} more; `coursegen plan` lists all")
    say("  `coursegen accept ID` takes what is proposed, `coursegen keep ID` keeps what is there")


def say_settled(report: SettleReport, verb: str) -> None:
    """What was accepted or kept, and what still waits."""
    for each in report.settled:
        say(f"{verb}: {each.unit}{f' {each.field}' if each.field else ''}")
    if not report.settled:
        say("Nothing waits for a decision.")
    say_waiting(report.left)


def _say_empty(report: BuildReport) -> None:
    known = languages("phrases")
    if not report.modules and report.language.split("-")[0] not in known:
        say(
            f"The course is in {report.language!r}, and the embedded generator writes "
            f"{' and '.join(known)}: no module could be written. Its statements are listed as left out."
        )


def _say_coverage(report: BuildReport) -> None:
    if report.coverage is None:
        say("Up to date: the sources and settings are those of the last build.")
        return
    found = report.coverage
    say(
        f"Coverage: {found.taught} of {found.in_scope} statements for the audience are taught, "
        f"{found.asked} asked"
    )
    say(f"Written: {len(report.written)} file(s), after {report.requests} request(s)")


def _say_actors(report: BuildReport) -> None:
    if report.actors and not report.audience:
        named = ", ".join(f"{actor} ({count})" for actor, count in report.actors[:_SHOWN])
        say(f"No audience is set, so the duties of all are in scope. The sources name: {named}")
        say("  Set [audience] aliases in coursegen.toml to those of the learners, and build again.")


def _say_left_out(report: BuildReport) -> None:
    if report.left_out:
        say(f"Left out ({len(report.left_out)}):")
        for each in report.left_out[:_SHOWN]:
            say(f"  {each.what}: {each.why}")
        if len(report.left_out) > _SHOWN:
            say(f"  and {len(report.left_out) - _SHOWN} more; `--json` lists all")


def _say_dropped(report: BuildReport) -> None:
    if report.dropped:
        reasons = Counter(each.reason.split(":")[0] for each in report.dropped)
        words = ", ".join(f"{count} x {reason}" for reason, count in sorted(reasons.items()))
        say(f"Dropped, as the check refused it: {words}")


def _say_findings(report: BuildReport) -> None:
    if report.coverage is None:
        return
    counts = Counter(each.severity for each in report.findings)
    words = ", ".join(f"{counts[each]} {each}(s)" for each in SEVERITIES if counts[each])
    say(f"Findings: {words or 'none'}")
