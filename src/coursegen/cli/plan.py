"""``coursegen plan``."""

from __future__ import annotations

from pathlib import Path

import click

from coursegen import api
from coursegen.api.estimating import Estimate
from coursegen.api.reports import Growth, PlanReport
from coursegen.cli.left_out import left_out_words, notice_words
from coursegen.cli.options import json_option, project_option, skip_option
from coursegen.cli.output import emit
from coursegen.cli.summary import actors_words

__all__ = ["command", "growth_words", "say_estimate", "scope_words"]


@click.command()
@project_option
@json_option
@skip_option
def command(folder: Path, *, as_json: bool, skip_unreadable: bool) -> None:
    """Show what a build would do, and why. Nothing is written and nothing asked."""
    report = api.plan(api.open_project(folder, skip_unreadable=skip_unreadable))
    if as_json:
        emit(report)
        return
    click.echo(f"Sources: {len(report.sources)} read, {len(report.skipped)} of unknown kind")
    for each in scope_words(report):
        click.echo(each)
    if report.estimate is not None:
        say_estimate(report.estimate)
    for language, count in report.translations:
        click.echo(
            f"Translation into {language}: {count} text(s) are not translated as they stand now; "
            f"`coursegen translate --to {language}`"
        )
    if not report.lines:
        click.echo("Nothing to do: every unit rests on passages that still stand.")
        return
    for line in report.lines:
        click.echo(f"  {line.state:9} {line.kind:10} {line.unit}: {line.why}")
    if report.growth is not None:
        click.echo(growth_words(report.growth))
    click.echo(f"Requests of a build to the generator {report.generator}: {report.requests}")


def scope_words(report: PlanReport) -> list[str]:
    """What is in, in how many courses, and what is out and why; a line each."""
    about = "about " if report.estimated else ""
    time = f"{about}{report.minutes:.0f} minutes"
    lines = [
        f"In scope: {report.in_scope} statements; {time}, at most {report.most_minutes} a course"
    ]
    if report.parts:
        lines.append(f"A programme of {about}{len(report.parts)} courses:")
    for part in report.parts:
        held = f"{len(part.modules)} modules"
        if report.estimated:
            held = ", ".join(part.modules[:3]) + (" ..." if len(part.modules) > 3 else "")
        lines.append(f"  {part.minutes:4.0f} min  {part.title}: {held}")
    lines += [*actors_words(report), *notice_words(report.notices)]
    return [*lines, *left_out_words(report.left_out)]


def growth_words(growth: Growth) -> str:
    """How far a build may take the course beyond its minutes, and what there is to do about it."""
    several = ", and may make it a programme of several courses" if growth.several else ""
    names = " and ".join(f'"{each}"' for each in growth.least)
    least = f" As it stands, what binds its learners least is {names}." if names else ""
    return (
        f"A build may take the course from {growth.now:.0f} to about {growth.minutes:.0f} minutes, and [course] says "
        f"{growth.most}: what came into the sources is taught all the same{several}.{least} "
        "What is new may change that: the build names what may go."
    )


def say_estimate(found: Estimate) -> None:
    """What a model would be asked, in a line or two."""

    def span(pair: tuple[float, float], form: str = ",.0f") -> str:
        low, high = (format(each, form) for each in pair)
        return low if low == high else f"{low} to {high}"

    click.echo(
        f"Model: {span(found.calls)} calls, about {span(found.input_tokens)} tokens in, "
        f"{span(found.output_tokens)} out"
    )
    if found.embedded_tokens:
        click.echo(f"Embedding model: about {found.embedded_tokens:,} tokens")
    if found.cost is None or found.worst is None:
        click.echo(
            "Cost: not known; set input and output, and embedding where it is used, under [generate.prices]"
        )
        return
    click.echo(
        f"Cost: about {span(found.cost, ',.2f')} {found.currency}; at worst, with every repair and the "
        f"longest answers, {found.worst:,.2f}. `build --max-cost` stops in time."
    )
