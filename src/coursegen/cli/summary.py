"""The closing summary of a build, in words. In: a BuildReport. Out: lines on stderr."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from coursegen.api.reports import BuildReport, PlanReport, SettleReport
from coursegen.change.merge import Conflict
from coursegen.check.edits import in_words
from coursegen.cli.left_out import left_out_words, notice_words
from coursegen.cli.output import say
from coursegen.language.data import languages
from coursegen.model.finding import SEVERITIES

__all__ = ["actors_words", "say_settled", "say_waiting", "summarise"]

_SHOWN = 8


def summarise(report: BuildReport) -> None:
    """Say what the course is, what was done, what is left out and what to look at."""
    say(f"\n{report.title} ({report.language})")
    _say_modules(report)
    say(
        f"{len(report.modules)} module(s), {report.minutes:.0f} minutes, {report.items} items, "
        f"{report.bank} of them in the final assessment"
    )
    _say_empty(report)
    _say_coverage(report)
    told = [*actors_words(report), *notice_words(report.notices), *left_out_words(report.left_out)]
    for each in told:
        say(each)
    _say_dropped(report)
    _say_findings(report)
    if report.joined:
        say("The merge had left two sides in coursegen.lock; they are joined now: commit it.")
    for each in report.warnings:
        say(f"Warning: {each}")
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


def _say_modules(report: BuildReport) -> None:
    """Each module; those of a programme under the course that they are in."""
    part_of = {module: part for part in report.parts for module in part.modules}
    last = None
    for module in report.modules:
        part = part_of.get(module.id)
        if part is not None and part != last:
            say(f" {part.title} ({part.minutes:.0f} minutes)")
            last = part
        extra = ", a scenario" if module.scenario else ""
        say(f"  {module.minutes:4.1f} min  {module.title}  ({module.items} items{extra})")
    if report.parts:
        say(
            f"A programme of {len(report.parts)} courses, as the sources need more than "
            f"{report.most_minutes} minutes; each is a package of its own."
            if report.most_minutes
            else f"A programme of {len(report.parts)} courses, each a package of its own."
        )


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
    if report.touched is not None:
        say(
            f"Changed: {report.touched} passage(s) of the sources came or went; "
            f"{report.changed} unit(s) of the course are new, gone or other"
        )
    say(f"Written: {len(report.written)} file(s), after {report.requests} request(s)")


def actors_words(report: BuildReport | PlanReport) -> list[str]:
    """Whom the sources name, with counts, where no audience is set; no lines where one is."""
    if not report.actors or report.audience:
        return []
    named = ", ".join(f"{actor} ({count})" for actor, count in report.actors[:_SHOWN])
    why = "No audience is set"
    if report.audience_name:
        why = f"The sources name nobody as {report.audience_name!r}"
    return [
        f"{why}, so the duties of all are in scope. The sources name: {named}",
        "  Set [audience] aliases in coursegen.toml to those of the learners, and build again.",
    ]


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
