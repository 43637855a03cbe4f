"""Options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

__all__ = [
    "debug_option",
    "generator_option",
    "json_option",
    "project_option",
    "settings_options",
    "settling_options",
    "skip_option",
    "targets_option",
]

Command = TypeVar("Command", bound=Callable[..., None])

debug_option = click.option(
    "--debug", is_flag=True, expose_value=False, help="Show a traceback when something fails."
)


def project_option(command: Command) -> Command:
    """``--project DIR``, default: here; and ``--debug``."""
    folder = click.option(
        "--project",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(),
        show_default="this folder",
        help="The project's folder.",
    )
    return folder(debug_option(command))


json_option = click.option(
    "--json", "as_json", is_flag=True, help="One JSON document on stdout instead of words."
)

skip_option = click.option(
    "--skip-unreadable",
    is_flag=True,
    help="Go on without sources that cannot be read, and say so; never without one the course rests on.",
)

generator_option = click.option(
    "--generator", help="Generator to use instead of the one in coursegen.toml."
)


def _separated(_context: click.Context, _parameter: click.Parameter, value: str) -> list[str]:
    return list(dict.fromkeys(each.strip() for each in value.split(",") if each.strip()))


targets_option = click.option(
    "--to",
    "targets",
    metavar="TARGET[,TARGET...]",
    default="",
    callback=_separated,
    help="Targets to export, such as scorm12.",
)


def settings_options(command: Command) -> Command:
    """Settings for a new coursegen.toml: title, language, audience, minutes; or one to start from."""
    options = (
        click.option("--title", help="Title of the course; default: that of the first source."),
        click.option("--language", help="Language of the course (en, nl); default: the sources'."),
        click.option("--audience", help="Whom the course is for, such as 'all staff'."),
        click.option(
            "--aliases",
            metavar="WORD[,WORD...]",
            help="The words by which the sources name the audience, such as 'employees,staff'.",
        ),
        click.option("--minutes", type=click.IntRange(min=3), help="Longest a course may take."),
        click.option(
            "--programme",
            type=click.Choice(["auto", "always", "never"]),
            help="Several courses, a package each, where the sources need more minutes: by default where "
            "they need half as much again (auto); never: one course of what weighs most.",
        ),
        click.option(
            "--config",
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            help="A coursegen.toml to start from.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _units_named(
    context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    """The units; a usage error unless either units or ``--all`` were given, and one unit for a field."""
    everything, field = context.params["everything"], context.params["field"]
    if bool(value) == everything:
        raise click.UsageError("Name the units, or give --all; `coursegen plan` lists what waits.")
    if field and len(value) != 1:
        raise click.UsageError("--field names a field of one unit: name that unit alone.")
    return value


def settling_options(command: Command) -> Command:
    """``ID...``, ``--field`` and ``--all``: what to accept or keep."""
    options = (
        click.argument("units", metavar="[ID]...", nargs=-1, callback=_units_named),
        click.option(
            "--field",
            default="",
            is_eager=True,
            metavar="FIELD",
            help="One field, as `coursegen plan` names it, such as stem or options/ID/text.",
        ),
        click.option("--all", "everything", is_flag=True, is_eager=True, help="All that waits."),
    )
    for option in reversed(options):
        command = option(command)
    return command
