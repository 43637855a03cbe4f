"""``coursegen init``."""

from __future__ import annotations

from pathlib import Path

import click

from coursegen import api
from coursegen.cli.made import say_made
from coursegen.cli.options import debug_option, json_option, settings_options
from coursegen.cli.output import emit, say
from coursegen.cli.plan import scope_words
from coursegen.errors import SourceError

__all__ = ["command"]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.argument(
    "sources", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar="[SOURCE...]"
)
@settings_options
@json_option
@debug_option
def command(
    folder: Path, sources: tuple[Path, ...], *, as_json: bool, **settings: str | int | None
) -> None:
    """Set up DIR as a project: coursegen.toml, and a copy of each SOURCE in sources/."""
    made = api.init(folder, sources, api.Settings.of(settings))
    if as_json:
        emit({"project": folder.as_posix(), "made": made})
    say_made(folder, made)
    if as_json:
        return
    say(f"{folder / 'coursegen.toml'} written, {len(made.copied)} file(s) copied to sources/")
    if made.copied:
        _say_scope(folder)
    say(f"Next: see {folder / 'coursegen.toml'}, then `coursegen build --project {folder}`.")


def _say_scope(folder: Path) -> None:
    """What a build would be about, and whom the sources name; what keeps them from being read is said as well."""
    try:
        report = api.plan(api.open_project(folder))
    except SourceError as error:
        say(f"Before a build: {error}")
        return
    for each in scope_words(report):
        say(each)
