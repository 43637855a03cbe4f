"""``coursegen refresher``."""

from __future__ import annotations

from pathlib import Path

import click

from coursegen import api
from coursegen.cli.export import say_packages
from coursegen.cli.options import json_option, project_option
from coursegen.cli.output import emit, say

__all__ = ["command"]


@click.command()
@project_option
@json_option
@click.option(
    "--from", "before", metavar="REV", required=True, help="Git revision that was passed."
)
@click.option(
    "--to",
    "after",
    metavar="REV",
    default="",
    help="Git revision to refresh to; default: the files on disk.",
)
@click.option(
    "--target",
    "targets",
    metavar="TARGET",
    multiple=True,
    help="What to write, such as scorm12; may be repeated. Default: those of coursegen.toml.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Folder for the packages; default: dist/ in the project.",
)
def command(
    folder: Path,
    before: str,
    after: str,
    targets: tuple[str, ...],
    output: Path | None,
    *,
    as_json: bool,
) -> None:
    """Make a module of at most five minutes on what changed since REV, for who passed that version.

    What changed, from when, what to do from now on, and one to four questions on the change only; a package of
    its own. Where no rule says another thing it says so and makes none.
    """
    project = api.open_project(folder)
    wanted = list(targets) or list(project.config.export.targets)
    made = api.refresher(project, wanted, output or folder / "dist", before=before, after=after)
    if as_json:
        emit(made)
    else:
        _tell(made)


def _tell(made: api.Refreshed) -> None:
    if made.course is None:
        say("No refresher is needed: no rule for this audience says another thing.")
        if made.elsewhere:
            say(
                f"  {made.elsewhere} change(s) of meaning are in no rule for it; `coursegen diff` tells them."
            )
        return
    outline = made.course.outline
    items = sum(len(each.items) for each in made.course.modules)
    say(f"{outline.title} ({outline.id})")
    say(f"  {made.changes} rule(s) changed, {items} question(s), about {made.minutes:.0f} minutes")
    if made.left:
        named = ", ".join(f"{name} ({count})" for name, count in made.left_out)
        say(
            f"  {made.left} of them found no room in five minutes: {named}; `coursegen diff` tells all"
        )
    if made.exports is not None:
        say_packages(made.exports)
