"""``coursegen judge``."""

from __future__ import annotations

from pathlib import Path

import click

from coursegen import api
from coursegen.cli.options import json_option, project_option
from coursegen.cli.output import emit, progress_shown

__all__ = ["command"]


@click.command()
@project_option
@json_option
def command(folder: Path, *, as_json: bool) -> None:
    """Have a language model answer the questions from the sources alone, and say where it doubts one.

    An opinion for people to read: nothing is changed, and the exit code does not tell of it.
    """
    project = api.open_project(folder)
    with progress_shown(quiet=as_json) as progress:
        report = api.judge(project, progress)
    if as_json:
        emit(report)
        return
    for each in report.doubtful:
        what = "cannot be answered from the sources" if each.answerable is False else ""
        other = "the judge takes another answer for right" if each.agrees is False else ""
        click.echo(f"{each.item}: {', '.join(filter(None, [what, other]))}. {each.why}")
        click.echo(f"  {each.stem}")
    judged = [each for each in report.items if each.answerable is not None]
    click.echo(
        f"{len(judged)} of {len(report.items)} questions judged, {len(report.doubtful)} in doubt, "
        f"after {report.requests} request(s)"
    )
