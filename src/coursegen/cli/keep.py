"""``coursegen keep``."""

from __future__ import annotations

from pathlib import Path

import click

from coursegen import api
from coursegen.cli.options import json_option, project_option, settling_options
from coursegen.cli.output import emit
from coursegen.cli.summary import say_settled

__all__ = ["command"]


@click.command()
@settling_options
@project_option
@json_option
def command(
    units: tuple[str, ...], folder: Path, *, field: str, everything: bool, as_json: bool
) -> None:
    """Keep what a person wrote, whatever the sources propose.

    Where a person and the sources changed the same thing, the person's text stays and the new one is
    proposed beside it; `coursegen plan` lists what waits. This takes it off the list, until its sources
    change again.
    """
    report = api.keep(api.open_project(folder), units, field=field, everything=everything)
    if as_json:
        emit(report)
    else:
        say_settled(report, "Kept")
