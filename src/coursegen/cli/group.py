"""The click group behind ``coursegen``: commands imported when called, errors turned into exit codes."""

from __future__ import annotations

from importlib import import_module

import click

from coursegen import __version__
from coursegen.errors import CoursegenError

__all__ = ["run"]

INTERRUPTED = 130


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
    """Run the command that ``arguments`` name, one of ``names``; return the exit code."""
    assert isinstance(_group, _LazyGroup)
    _group.names = names
    try:
        _group.main(args=arguments, prog_name="coursegen", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except (KeyboardInterrupt, click.Abort):
        click.echo("Stopped. What was finished is kept; run the same command to go on.", err=True)
        return INTERRUPTED
    except CoursegenError as error:
        if "--debug" in arguments:
            raise
        click.echo(f"Error: {error}", err=True)
        return error.exit_code
    return 0
