"""``coursegen explain``."""

from __future__ import annotations

from pathlib import Path

import click

from coursegen import api
from coursegen.cli.options import json_option, project_option
from coursegen.cli.output import emit

__all__ = ["command"]


@click.command()
@click.argument("identifier", metavar="ID")
@project_option
@json_option
def command(identifier: str, folder: Path, *, as_json: bool) -> None:
    """Show what the unit ID rests on: quote, document, heading, page or timecode.

    Every module, block, item, option and scene has an id; they stand in course/ and in the player.
    """
    found = api.explain(api.open_project(folder), identifier)
    if as_json:
        emit(found)
        return
    click.echo(f"{found.unit} ({found.kind}) in {found.file}")
    if found.words:
        click.echo(f"  {found.words}")
    if not found.trails:
        click.echo("Rests on no passage.")
    for trail in found.trails:
        click.echo(f'\n"{trail.quote}"' if trail.quote else "\nNot quoted:")
        for place in trail.places or ["in no source now: run `coursegen plan`"]:
            click.echo(f"  {place}")
        click.echo(f"  passage {trail.passage}")
