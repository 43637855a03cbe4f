"""``coursegen init``."""

from __future__ import annotations

from pathlib import Path

import click

from coursegen import api
from coursegen.cli.options import settings_options
from coursegen.cli.output import say

__all__ = ["command"]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.argument(
    "sources", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar="[SOURCE...]"
)
@settings_options
def command(folder: Path, sources: tuple[Path, ...], **settings: str | int | None) -> None:
    """Set up DIR as a project: coursegen.toml, and a copy of each SOURCE in sources/."""
    copied = api.init(folder, sources, api.Settings.of(settings))
    say(f"{folder / 'coursegen.toml'} written, {len(copied)} file(s) copied to sources/")
    say(f"Next: set the audience in coursegen.toml, then `coursegen build --project {folder}`.")
