"""``coursegen preview``."""

from __future__ import annotations

from pathlib import Path

import click

from coursegen.api.previewing import Page, Preview, serve
from coursegen.cli.options import json_option, project_option
from coursegen.cli.output import emit, say

__all__ = ["command"]


@click.command()
@project_option
@json_option
@click.option(
    "--port",
    type=click.IntRange(min=0, max=65535),
    default=None,
    help="Port to serve at; default: 8000, or the next that is free.",
)
def command(folder: Path, port: int | None, *, as_json: bool) -> None:
    """Show the course in a browser on this machine, until you press Ctrl-C.

    The page follows your edits of course/ within a second or two, tells what is wrong in a course file, and
    shows on request the id of each unit with its file and line. When sources or settings changed, it says that
    `coursegen build` is due.
    """
    preview = Preview(folder, _tell)
    with serve(preview, port) as server:
        try:
            if as_json:
                emit({"address": server.address, "project": str(folder)})
            say(f"The course is at {server.address} - press Ctrl-C to end the preview.")
            _tell(preview.page(), again=False)
            server.serve_forever()
        except KeyboardInterrupt:
            say("\nThe preview has ended.")


def _tell(page: Page, *, again: bool = True) -> None:
    """A line for what changed: a problem with where it stands, or that the course is shown as it is now."""
    if page.problem is not None:
        say(f"Problem: {page.problem}")
    elif again:
        say("The course changed, and is shown as it is now.")
    if page.behind:
        say("The sources or settings changed since the course was built: run `coursegen build`.")
