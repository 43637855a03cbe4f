"""The click group behind ``coursegen``: commands imported when called, errors turned into exit codes."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

import click

from coursegen import __version__
from coursegen.cli.output import emit
from coursegen.errors import CoursegenError

__all__ = ["run"]

INTERRUPTED = 130
_USAGE = 2
_STOPPED = "Stopped."
_GO_ON = "What was finished is kept; run the same command to go on."
_BUG = "This is a bug in coursegen; run again with --debug for the traceback."


class _LazyGroup(click.Group):
    """A group whose commands are imported when called; ``names`` are those that there are."""

    names: tuple[str, ...] = ()

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(self.names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self.names:
            return None
        found = import_module(f"coursegen.cli.{cmd_name}").command
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.names:
            import difflib

            for near in difflib.get_close_matches(args[0], self.names, n=1):
                ctx.fail(f"No such command '{args[0]}'. Did you mean '{near}'?")
        return super().resolve_command(ctx, args)


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="coursegen")
def _group() -> None:
    """Courses compiled from their sources."""


def run(arguments: list[str], names: tuple[str, ...]) -> int:
    """Run the command that ``arguments`` name, one of ``names``; return the exit code.

    What goes wrong is said on stderr and, where ``--json`` was asked for, as the one document on stdout:
    ``{"error": {"what", "where", "hint", "exit_code"}}``. With ``--debug`` errors pass through instead.
    """
    assert isinstance(_group, _LazyGroup)
    _group.names = names
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    try:
        _group.main(args=arguments, prog_name="coursegen", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (Exception, KeyboardInterrupt) as error:  # the last place before a traceback
        known = isinstance(error, click.ClickException | click.Abort | KeyboardInterrupt)
        if "--debug" in options and not known:
            raise
        failure = _failure_of(error)
        if isinstance(error, click.ClickException):
            error.show()
        else:
            click.echo(failure.words, err=True)
        if _wants_json(options):
            emit({"error": failure.data})
        return failure.exit_code
    return 0


def _wants_json(options: list[str]) -> bool:
    """``--json``, ``--format json`` and ``--format=json`` all promise one JSON document."""
    after = [options[at + 1] for at, each in enumerate(options[:-1]) if each == "--format"]
    return "--json" in options or "--format=json" in options or "json" in after


@dataclass(frozen=True)
class _Failure:
    """An error as people and as machines are told."""

    words: str
    what: str
    exit_code: int
    where: str = ""
    hint: str = ""

    @property
    def data(self) -> dict[str, str | int]:
        return {
            "what": self.what,
            "where": self.where,
            "hint": self.hint,
            "exit_code": self.exit_code,
        }


def _failure_of(error: BaseException) -> _Failure:
    if isinstance(error, CoursegenError):
        return _Failure(f"Error: {error}", error.what, error.exit_code, error.where, error.hint)
    if isinstance(error, click.ClickException):
        return _Failure("", error.format_message(), _USAGE)
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return _Failure(f"{_STOPPED} {_GO_ON}", _STOPPED, INTERRUPTED, hint=_GO_ON)
    what = f"{type(error).__name__}: {' '.join(str(error).split())}".rstrip(": ")
    return _Failure(f"Error: {what}\n  {_BUG}", what, CoursegenError.exit_code, hint=_BUG)
