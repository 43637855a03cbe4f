"""``coursegen export``."""

from __future__ import annotations

from pathlib import Path

import click

from coursegen import api
from coursegen.cli.options import json_option, project_option
from coursegen.cli.output import emit, say

__all__ = ["command", "say_packages"]


@click.command()
@click.argument("targets", nargs=-1, metavar="TARGET...")
@project_option
@json_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Folder for the packages; default: dist/ in the project.",
)
def command(targets: tuple[str, ...], folder: Path, *, as_json: bool, output: Path | None) -> None:
    """Write packages: scorm12 for an LMS, html, markdown; without TARGET those of coursegen.toml.

    A course with findings at or above the gate is not exported. Equal inputs give equal bytes.
    """
    project = api.open_project(folder)
    wanted = list(targets) or list(project.config.export.targets)
    exported = api.export(project, wanted, output or folder / "dist")
    if as_json:
        emit(exported)
    else:
        say_packages(exported)


def say_packages(exported: list[api.Exported]) -> None:
    """Name each package, its size and digest, and the folder beside it."""
    for each in exported:
        say(f"{each.target}: {each.path} ({each.bytes / 1000:.0f} kB, content {each.digest[:12]})")
        if each.folder:
            say(f"  unpacked: {each.folder}")
    for note in dict.fromkeys(note for each in exported for note in each.notes):
        say(f"Note: {note}.")
