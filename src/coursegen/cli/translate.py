"""``coursegen translate``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from coursegen import api
from coursegen.cli.options import json_option, project_option
from coursegen.cli.output import emit, progress_shown, say
from coursegen.cli.plan import say_estimate
from coursegen.errors import GateError

__all__ = ["command"]

_SHOWN = 20


@click.command()
@click.option("--to", "language", metavar="TAG", required=True, help="The language, such as nl.")
@click.option(
    "--plan", "planned", is_flag=True, help="Say what would be asked and cost; ask nothing."
)
@click.option("--max-calls", type=click.IntRange(min=1), help="Stop before it asks more often.")
@click.option("--max-cost", type=click.FloatRange(min=0), help="Stop before it could spend more.")
@project_option
@json_option
def command(
    folder: Path, *, language: str, planned: bool, as_json: bool, **limits: float | None
) -> None:
    """Bring the translation of the course into a language up to date.

    It stands beside the course, in course/course.TAG.yaml and course/modules/ID.TAG.yaml: read it and change it there. Ids,
    keys and citations are those of the course. Only texts without a translation, or whose original changed, are asked for.
    `coursegen export --language TAG` makes packages of it.
    """
    project = api.open_project(folder)
    given = {key: value for key, value in limits.items() if value is not None}
    settings = project.config.generate.model_copy(update=given)
    project = replace(project, config=project.config.model_copy(update={"generate": settings}))
    if planned:
        report = api.plan_translation(project, language)
    else:
        with progress_shown(quiet=as_json) as progress:
            report = api.translate(project, language, progress)
    if as_json:
        emit(report)
    else:
        _tell(report)
    if report.flawed:
        lines = [f"{each.unit}, {each.path}: {each.reason}" for each in report.flawed[:_SHOWN]]
        raise GateError(
            f"{len(report.flawed)} text(s) could not be translated; the others are",
            hint="\n  ".join([*lines, "Write them by hand in course/, or choose another model."]),
        )


def _tell(report: api.TranslationReport) -> None:
    say(f"{report.texts} texts, {report.asked} of them without a translation that holds")
    if report.estimate is not None:
        if report.estimate.calls[1]:
            say_estimate(report.estimate)
        return
    for each in report.written:
        say(f"  {each}")
    for finding in report.findings:
        say(f"{finding.severity} {finding.unit}: {finding.message}")
    say(f"{report.requests} request(s)")
    if report.written:
        say(f"Next: read it, then `coursegen export --language {report.language}`.")
