"""``coursegen build``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from coursegen import api
from coursegen.api.project import generator_entry
from coursegen.cli.options import generator_option, json_option, project_option, skip_option
from coursegen.cli.outline import show_outline
from coursegen.cli.output import emit, progress_shown, say
from coursegen.cli.summary import summarise
from coursegen.errors import ConfigError

__all__ = ["command"]

_ASK_NOBODY = ("embedded", "replay")


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
@click.option(
    "--until",
    type=click.Choice(["outline"]),
    help="Stop there: change course/course.yaml where you like, then build on.",
)
@click.option(
    "--jobs", type=click.IntRange(1, 512), help="Requests in flight at most; a model only."
)
@click.option(
    "--max-calls", type=click.IntRange(1), help="Stop before a model has been asked more often."
)
@click.option(
    "--max-cost", type=click.FloatRange(0, min_open=True), help="Stop before more could be spent."
)
@click.option(
    "--batch",
    is_flag=True,
    default=None,
    help="Send what a model is asked as a batch, which is cheaper; run again to collect it.",
)
@click.option(
    "--record",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Keep every reply in this file, for the generator replay.",
)
def command(
    folder: Path,
    *,
    as_json: bool,
    generator: str | None,
    skip_unreadable: bool,
    frozen: bool,
    refresh: str | None,
    until: str | None,
    record: Path | None,
    **limits: float | None,
) -> None:
    """Bring the course up to date with its sources.

    Only what rests on changed passages is written anew; what people edited in course/ is kept.
    """
    project = _limited(api.open_project(folder, skip_unreadable=skip_unreadable), limits)
    if generator is not None:
        generator_entry(generator, where="--generator")  # also where nothing is to be written
    if limits["batch"] and (generator or project.config.generate.generator) in _ASK_NOBODY:
        raise ConfigError(
            "this generator asks no model, so there is nothing to send as a batch",
            where="--batch",
            hint='Build without it; or set generator = "openai" under [generate]: see docs/models.md.',
        )
    wanted = None if refresh is None else frozenset(each for each in [refresh] if each)
    if until is not None:
        _refuse_beside_until(frozen or refresh is not None or record is not None)
        _until_outline(project, generator, as_json=as_json)
        return
    with progress_shown(quiet=as_json or frozen) as progress:
        report = api.build(
            project,
            frozen=frozen,
            refresh=wanted,
            generator=generator,
            record=record,
            progress=progress,
        )
    if as_json:
        emit(report)
        return
    summarise(report)
    if report.written:
        say("\nNext: read course/, then `coursegen check` and `coursegen export scorm12`.")


def _refuse_beside_until(given: bool) -> None:
    if given:
        raise ConfigError(
            "an outline is neither frozen, refreshed nor recorded",
            where="--until",
            hint="Give --until alone, or leave it out.",
        )


def _until_outline(project: api.Project, generator: str | None, *, as_json: bool) -> None:
    with progress_shown(quiet=as_json) as progress:
        report = api.build_outline(project, generator=generator, progress=progress)
    if as_json:
        emit(report)
    else:
        show_outline(report)


def _limited(project: api.Project, limits: dict[str, float | None]) -> api.Project:
    """``project`` with the limits that were given instead of those of coursegen.toml."""
    names = {"jobs": "parallel"}
    given = {names.get(key, key): value for key, value in limits.items() if value is not None}
    settings = project.config.generate.model_copy(update=given)
    return replace(project, config=project.config.model_copy(update={"generate": settings}))
