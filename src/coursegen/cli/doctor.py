"""``coursegen doctor``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from coursegen import api
from coursegen.cli.options import json_option, project_option
from coursegen.cli.output import emit, say
from coursegen.errors import GeneratorError

__all__ = ["command"]

_WAYS = {"schema": "JSON Schema", "json": "JSON mode", "prompted": "asked for in words"}


@click.command()
@project_option
@json_option
def command(folder: Path, *, as_json: bool) -> None:
    """Try out the model endpoint of coursegen.toml, with at most four short questions.

    Says which models it has, how it can be held to a form, and which profile to set.
    """
    found = api.diagnose(api.open_project(folder).config.generate)
    if as_json:
        emit(found)
    else:
        click.echo(f"Endpoint {found.endpoint}, model {found.model}")
        named = ", ".join(found.models[:12]) if found.models else "it lists none"
        more = f" and {len(found.models) - 12} more" if len(found.models) > 12 else ""
        click.echo(f"Models: {named}{more}")
        for each in found.trials:
            mark = "works" if each.works else "fails"
            click.echo(f"  {mark}  {_WAYS[each.structured]} ({each.limit}): {each.said}")
    if not found.profile:
        failure = GeneratorError(
            "no way of asking worked",
            where=found.endpoint,
            hint="Is base_url right (it ends in /v1), and is the model one that it has?",
        )
        if not as_json:
            raise failure
        say(f"Error: {failure}")  # stdout has its one document already
        sys.exit(failure.exit_code)
    if not as_json:
        click.echo(f'Set profile = "{found.profile}" under [generate] in coursegen.toml.')
