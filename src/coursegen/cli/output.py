"""What people and machines see: words on stderr, results on stdout, progress while it lasts."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from coursegen.api.reports import as_data

__all__ = ["emit", "progress_shown", "say"]

_NAMES = {
    "read": "Reading sources",
    "index": "Finding statements",
    "outline": "Writing the outline",
    "vectors": "Embedding passages",
    "modules": "Writing modules",
    "check": "Checking",
}


def say(text: str = "") -> None:
    """A line for people."""
    click.echo(text, err=True)


def emit(value: Any) -> None:
    """One JSON document on stdout."""
    click.echo(json.dumps(as_data(value), ensure_ascii=False, indent=2))


@contextmanager
def progress_shown(*, quiet: bool = False) -> Iterator[Callable[[str, int, int], None]]:
    """A progress callback: bars on a terminal, a line a stage elsewhere, nothing when ``quiet``."""
    if quiet:
        yield lambda _name, _done, _total: None
    elif sys.stderr.isatty():
        with _bars() as show:
            yield show
    else:
        yield _lines()


def _lines() -> Callable[[str, int, int], None]:
    seen: set[str] = set()

    def show(name: str, _done: int, total: int) -> None:
        if name not in seen and total:
            seen.add(name)
            say(f"{_NAMES.get(name, name)} ...")

    return show


@contextmanager
def _bars() -> Iterator[Callable[[str, int, int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description:<22}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, Any] = {}

        def show(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = progress.add_task(_NAMES.get(name, name), total=total)
            progress.update(tasks[name], completed=done, total=total)

        yield show
