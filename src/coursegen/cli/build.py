"""``coursegen build``."""

from __future__ import annotations

from pathlib import Path

import click

from coursegen import api
from coursegen.api.project import generator_entry
from coursegen.cli.options import generator_option, json_option, project_option, skip_option
from coursegen.cli.output import emit, progress_shown, say
from coursegen.cli.summary import summarise

__all__ = ["command"]


@click.command()
@project_option
@json_option
@generator_option
@skip_option
@click.option(
    "--frozen",
    is_flag=True,
    help="Write nothing; exit 1 naming every unit that is out of date. For CI.",
)
@click.option(
    "--refresh",
    is_flag=False,
    flag_value="",
    default=None,
    metavar="[ID]",
    help="Write the module of this unit anew, or all modules; people's edits stay.",
)
def command(
    folder: Path,
    *,
    as_json: bool,
    generator: str | None,
    skip_unreadable: bool,
    frozen: bool,
    refresh: str | None,
) -> None:
    """Bring the course up to date with its sources.

    Only what rests on changed passages is written anew; what people edited in course/ is kept.
    """
    project = api.open_project(folder, skip_unreadable=skip_unreadable)
    if generator is not None:
        generator_entry(generator, where="--generator")  # also where nothing is to be written
    wanted = None if refresh is None else frozenset(each for each in [refresh] if each)
    with progress_shown(quiet=as_json or frozen) as progress:
        report = api.build(
            project, frozen=frozen, refresh=wanted, generator=generator, progress=progress
        )
    if as_json:
        emit(report)
        return
    summarise(report)
    if report.written:
        say("\nNext: read course/, then `coursegen check` and `coursegen export scorm12`.")
