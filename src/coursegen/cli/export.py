"""``coursegen export``."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from coursegen import api
from coursegen.cli.options import json_option, project_option
from coursegen.cli.output import emit, say

__all__ = ["command", "say_packages"]

_SHOWN = 8


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
@click.option(
    "--lms", metavar="NAME", help="Profile of the LMS instead of the one in coursegen.toml."
)
@click.option(
    "--units",
    type=click.Choice(["course", "module"]),
    help="What the LMS launches: the course as one, or each module and the test for itself.",
)
@click.option(
    "--language",
    metavar="TAG",
    help="Export the translation into this language (coursegen translate).",
)
@click.option(
    "--force",
    is_flag=True,
    help="Export in spite of findings; the package then says so in its metadata.",
)
def command(
    targets: tuple[str, ...],
    folder: Path,
    *,
    as_json: bool,
    output: Path | None,
    lms: str | None,
    units: Literal["course", "module"] | None,
    language: str | None,
    force: bool,
) -> None:
    """Write packages for an LMS or the web; without TARGET those of coursegen.toml.

    A course with findings at or above the gate is not exported. The version goes by rule, from the export
    before. Equal inputs give equal bytes.
    """
    project = api.open_project(folder, skip_unreadable=True)
    wanted = list(targets) or list(project.config.export.targets)
    exports = api.export(
        project,
        wanted,
        output or folder / "dist",
        lms=lms,
        units=units,
        force=force,
        language=language,
    )
    if as_json:
        emit(exports)
    else:
        say_packages(exports)


def say_packages(exports: api.Exports) -> None:
    """Name the tracking, each package with its notes and warnings, and what the version means to learners."""
    say(f"Tracking: {exports.tracking}")
    for each in exports.packages:
        say(f"{each.target}: {each.path} ({each.bytes / 1000:.0f} kB, content {each.digest[:12]})")
        if each.folder:
            say(f"  unpacked: {each.folder}")
        say(f"  {'; '.join(each.notes)}")
        for warning in each.warnings:
            say(f"  warning: {warning}")
    for note in exports.notes:
        say(f"Note: {note}.")
    if exports.overridden:
        say(
            f"Forced: {len(exports.overridden)} finding(s) of the check stand in the metadata of each package."
        )
    _say_release(exports)


def _say_release(exports: api.Exports) -> None:
    released = exports.released
    if not released.before:
        say(f"Version {released.version}, the first that is exported.")
        return
    if not released.release:
        say(f"Version {released.version}: nothing changed since the last export.")
        return
    say(f"Version {released.before} -> {released.version} ({released.release}):")
    for reason in released.reasons[:_SHOWN]:
        say(f"  {reason}")
    if len(released.reasons) > _SHOWN:
        say(f"  and {len(released.reasons) - _SHOWN} more")
    say(
        f"A learner in the middle keeps {released.kept} of {released.kept + len(released.again)} units done."
    )
    for name, units in (
        ("Shown again as changed", released.again), ("New", released.new), ("Gone", released.gone)
    ):  # fmt: skip
        if units:
            say(f"  {name}: {', '.join(units)}")
    say("  Who has passed keeps status, score, version and date.")
    if released.learner:
        say(f"In {released.lms}: who is in the middle {released.learner}.")
        say(f"To do there: {released.administrator}.")
    if released.elsewhere:
        say("Who is in the middle in another LMS (`--lms` says what to do there):")
    for names, learner in released.elsewhere:
        say(f"  {', '.join(names)}: {learner}.")
