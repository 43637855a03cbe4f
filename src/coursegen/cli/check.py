"""``coursegen check``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from coursegen import api
from coursegen.api.checking import gated
from coursegen.api.reporting import write_report
from coursegen.check.report import as_dicts, as_junit, as_sarif, as_text
from coursegen.cli.options import project_option
from coursegen.cli.output import say
from coursegen.model.finding import Severity

__all__ = ["command"]


@click.command()
@project_option
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "junit"]),
    default="text",
    show_default=True,
)
@click.option(
    "--fail-on",
    "gate",
    type=click.Choice(["error", "warning", "note"]),
    help="Exit 1 on findings of this severity or graver; default: the gate in coursegen.toml.",
)
@click.option(
    "--html",
    "html",
    is_flag=True,
    help="Also write dist/report.html: scorecard, coverage, findings in place.",
)
def command(folder: Path, *, as_json: bool, form: str, gate: Severity | None, html: bool) -> None:
    """Check the course against its sources and the rules of good learning.

    Quotes must stand in the sources, numbers and duties must agree with them, each question has one key,
    each scenario an end. Every finding says where and what to do.
    """
    project = api.open_project(folder, skip_unreadable=True)
    findings = api.check(project)
    if html:  # before anything stands on stdout: it may fail
        say(f"Report: {write_report(project, findings)}")
    if as_json or form == "json":
        click.echo(json.dumps(as_dicts(findings), ensure_ascii=False, indent=2))
    elif form == "sarif":
        click.echo(json.dumps(as_sarif(findings), ensure_ascii=False, indent=2))
    elif form == "junit":
        click.echo(as_junit(findings), nl=False)
    else:
        click.echo(as_text(findings))
    if gated(project, findings, gate):
        sys.exit(1)
