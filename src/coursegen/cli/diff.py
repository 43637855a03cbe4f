"""``coursegen diff``."""

from __future__ import annotations

from pathlib import Path

import click

from coursegen import api
from coursegen.api.explaining import place_words
from coursegen.change.words import shortened_pair
from coursegen.cli.options import json_option, project_option
from coursegen.cli.output import emit, say
from coursegen.model.diff import SourceChange, SourceDiff, Touched, Version

__all__ = ["command"]

_WIDTH = 160
_SHOWN = 6
_WITH_QUOTES = frozenset({"block", "item", "scenario"})


@click.command()
@project_option
@json_option
@click.option(
    "--from",
    "before",
    metavar="REV",
    default="",
    help="Git revision to compare from; default: the last build.",
)
@click.option(
    "--to",
    "after",
    metavar="REV",
    default="",
    help="Git revision to compare with; default: the files on disk.",
)
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a page for people to FILE.",
    metavar="FILE",
)
@click.option("--markdown", is_flag=True, help="Print Markdown, for a pull request.")
def command(
    folder: Path, before: str, after: str, html: Path | None, *, markdown: bool, as_json: bool
) -> None:
    """Show what a change of the sources means: which rules say something else, what rests on them.

    Nothing is written but the page asked for. A change of meaning is told from other words and from mere form;
    of each it is said which units of the course rest on it, and who should look.
    """
    if markdown and as_json:
        raise click.UsageError("--markdown and --json both want to print: choose one")
    project = api.open_project(folder)
    found = api.diff(project, before=before, after=after)
    if html is not None:
        api.write_diff_page(project, found, html)
    if as_json:
        emit(found)
    elif markdown:
        click.echo(api.diff_as_markdown(project, found), nl=False)
    else:
        _tell(found)
    if html is not None:
        say(f"The page: {html}")


def _tell(found: SourceDiff) -> None:
    click.echo(f"From {_version(found.before)} to {_version(found.after)}")
    if found.old_text != "all":
        click.echo(f"Of the old text {_known(found)} is known: it is in neither the cache nor git.")
    for old, new in found.renamed.items():
        click.echo(f"Renamed: {old} is now {new}")
    if found.moved:
        click.echo(f"{found.moved} passage(s) only stand elsewhere now")
    if not found.changes:
        click.echo("Nothing changed in the sources.")
        return
    for change in found.of("meaning"):
        _tell_change(change)
    for review in found.reviews:
        shared = f"share the {review.why} {review.name!r}"
        click.echo(f"\nALSO LOOK AT {len(review.units)} unit(s) that {shared}")
        _tell_units(review.units)
    _tell_rest(found)
    click.echo(f"\n{_total(found)}")


def _tell_rest(found: SourceDiff) -> None:
    worded, formed = found.of("wording"), found.of("none")
    if worded:
        click.echo(f"\nWORDING  {len(worded)} passage(s) in other words, for a person to read")
        for change in worded[:_SHOWN]:
            click.echo(f"  {change.document}{place_words(change.locator)} ({change.what})")
        if len(worded) > _SHOWN:
            click.echo(f"  and {len(worded) - _SHOWN} more; --html and --json tell all")
    if formed:
        quoting = {
            each.id for change in formed for each in change.units if each.kind in _WITH_QUOTES
        }
        follows = f"; a build takes it along in the {len(quoting)} unit(s) that quote it"
        click.echo(
            f"\nFORM     {len(formed)} passage(s) changed in form only; nothing to decide"
            + (follows if quoting else "")
        )
    for notice in found.same_edition:
        click.echo(
            f"\nsame-edition: {notice.document} changed in meaning {notice.changes} time(s) and "
            f"still declares the edition {api.edition_words(notice.edition)}"
        )


def _tell_change(change: SourceChange) -> None:
    click.echo(f"\nMEANING  {change.document}{place_words(change.locator)} ({change.what})")
    for each in change.meaning:
        old, new = shortened_pair(each.old, each.new, _WIDTH)
        click.echo(f"  {each.kind}: {old or '(nothing)'} -> {new or '(nothing)'}")
    if any(each.kind != "rule" for each in change.meaning):
        old, new = shortened_pair(change.old, change.new, _WIDTH)
        known = "was" if change.old_known == "text" else "was (as quoted)"
        for name, text in ((known, old), ("now", new)):
            if text:
                click.echo(f"    {name}: {text}")
    look = ", ".join(change.owners) or "nobody is named as its owner"
    since = f"; holds from {change.since}" if change.since else ""
    click.echo(f"  who should look: {look}{since}")
    touched = [each for each in change.units if not each.stands]
    stand = len(change.units) - len(touched)
    click.echo(
        f"  rests on it: {len(touched)} unit(s)"
        + (f"; {stand} more quote words that still stand" if stand else "")
    )
    _tell_units(touched)


def _tell_units(units: tuple[Touched, ...] | list[Touched]) -> None:
    for each in units[:_SHOWN]:
        click.echo(f"    {each.kind:9} {each.id}  {_short(each.words, 70)}")
    if len(units) > _SHOWN:
        click.echo(f"    and {len(units) - _SHOWN} more")


def _version(version: Version) -> str:
    beside = [each for each in (version.commit[:7], version.date) if each]
    return f"{version.name} ({', '.join(beside)})" if beside else version.name


def _known(found: SourceDiff) -> str:
    return "only a part" if found.old_text == "part" else "only what the course quotes"


def _total(found: SourceDiff) -> str:
    touched = found.touched()
    return (
        f"{len(found.of('meaning'))} change(s) of meaning, {len(found.of('wording'))} of wording, "
        f"{len(found.of('none'))} of form; {len(touched)} unit(s) rest on them"
    )


def _short(text: str, width: int = _WIDTH) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= width else f"{plain[: width - 1].rsplit(' ', 1)[0]}…"
