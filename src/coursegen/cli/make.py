"""``coursegen make``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from coursegen import api
from coursegen.api.checking import gated
from coursegen.api.project import generator_entry
from coursegen.cli.export import say_packages
from coursegen.cli.made import say_made
from coursegen.cli.options import (
    debug_option,
    generator_option,
    json_option,
    settings_options,
    skip_option,
    targets_option,
)
from coursegen.cli.output import emit, progress_shown, say
from coursegen.cli.summary import summarise
from coursegen.export.registry import exporter_for
from coursegen.model.finding import Finding

__all__ = ["command"]

_SHOWN = 5


@click.command()
@click.argument(
    "sources",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True),
    metavar="SOURCE...",
)
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The project's folder; made when it is not there.",
)
@targets_option
@settings_options
@generator_option
@skip_option
@json_option
@debug_option
def command(
    sources: tuple[Path, ...],
    folder: Path,
    targets: list[str],
    *,
    generator: str | None,
    skip_unreadable: bool,
    as_json: bool,
    **settings: str | int | None,
) -> None:
    """One shot: SOURCE files or folders in; project, course and packages out.

    Leaves a whole project in the output folder, which you can edit and build again.
    """
    _require(targets, generator)
    made = api.init(folder, sources, api.Settings.of(settings), again=True)
    say_made(folder, made)
    project = api.open_project(folder, skip_unreadable=skip_unreadable)
    wanted = targets or list(project.config.export.targets)
    _require(wanted, None)
    with progress_shown(quiet=as_json) as progress:
        report = api.build(project, generator=generator, progress=progress)
    findings = api.check(project) if report.coverage is None else report.findings
    refused = gated(project, findings)
    exported = None if refused else api.export(project, wanted, folder / "dist")
    if as_json:
        emit({"made": made, "build": report, "packages": exported.packages if exported else []})
    else:
        summarise(report)
        if exported is not None:
            say_packages(exported)
    _say_next(folder, refused)
    if refused:
        sys.exit(1)


def _require(targets: list[str], generator: str | None) -> None:
    """Refuse an unknown target or generator before anything is written for it."""
    for each in targets:
        exporter_for(each)
    if generator is not None:
        generator_entry(generator, where="--generator")


def _say_next(folder: Path, refused: list[Finding]) -> None:
    if not refused:
        say(f"\nNext: read {folder / 'course'}, edit it, and run `make` or `build` again.")
        return
    say(f"\nNo package was written, as the check has {len(refused)} finding(s) that stop it:")
    for each in refused[:_SHOWN]:
        say(f"  {each.rule}: {each.message} {each.hint}")
    say(f"`coursegen check --project {folder}` shows all.")
