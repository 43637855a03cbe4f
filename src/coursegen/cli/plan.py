"""``coursegen plan``."""

from __future__ import annotations

from pathlib import Path

import click

from coursegen import api
from coursegen.cli.options import json_option, project_option
from coursegen.cli.output import emit

__all__ = ["command"]


@click.command()
@project_option
@json_option
def command(folder: Path, *, as_json: bool) -> None:
    """Show what a build would do, and why. Nothing is written and nothing asked."""
    report = api.plan(api.open_project(folder))
    if as_json:
        emit(report)
        return
    click.echo(f"Sources: {len(report.sources)} read, {len(report.skipped)} of unknown kind")
    if not report.lines:
        click.echo("Nothing to do: every unit rests on passages that still stand.")
        return
    for line in report.lines:
        click.echo(f"  {line.state:9} {line.kind:10} {line.unit}: {line.why}")
    click.echo(f"A build asks the generator {report.generator} for: {report.requests} request(s)")
