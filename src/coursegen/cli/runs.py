"""``coursegen runs``."""

from __future__ import annotations

from pathlib import Path

import click

from coursegen import api
from coursegen.cli.options import json_option, project_option
from coursegen.cli.output import emit

__all__ = ["command"]


@click.command()
@project_option
@json_option
def command(folder: Path, *, as_json: bool) -> None:
    """Show what builds with a language model asked, and what it took: calls, tokens, time, cost."""
    found = api.runs(api.open_project(folder))
    if as_json:
        emit(found)
        return
    if not found:
        click.echo("No build here has asked a language model yet.")
        return
    click.echo(
        f"{'run':>5} {'calls':>6} {'repairs':>8} {'tokens in':>10} {'cached':>9} {'out':>8}  cost"
    )
    for each in found:
        used = each.usage
        cost = "price not known" if each.cost is None else f"{each.cost:.4f} {each.currency}"
        click.echo(
            f"{each.number:>5} {used.calls:>6} {each.repairs:>8} {used.input_tokens:>10} "
            f"{used.cached_tokens:>9} {used.output_tokens:>8}  {cost}"
        )
        for problem in each.problems:
            click.echo(f"      without a draft: {problem}")
