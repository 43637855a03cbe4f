"""The ``coursegen`` command: its table of commands, and how errors become exit codes.

Each command's module is imported when it is called, so that ``--help`` costs little more than Python.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from coursegen import __version__
from coursegen.errors import CoursegenError

__all__ = ["COMMANDS", "cli", "main"]

COMMANDS: dict[str, str] = {
    "make": "One shot: sources in, project, course and packages out.",
    "init": "Set up a project folder for a course.",
    "plan": "Show what a build would do, and why.",
    "build": "Bring the course up to date with its sources.",
    "check": "Check the course against its sources and the rules of good learning.",
    "export": "Write packages for an LMS.",
    "explain": "Show what a unit rests on: quote, document, page or timecode.",
}
"""Each command and what it does; the code of ``name`` is ``coursegen.cli.<name>:command``."""

INTERRUPTED = 130


class _LazyGroup(click.Group):
    """A group whose commands are imported when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        found = import_module(f"coursegen.cli.{cmd_name}").command
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS:
            import difflib

            for near in difflib.get_close_matches(args[0], COMMANDS, n=1):
                ctx.fail(f"No such command '{args[0]}'. Did you mean '{near}'?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="coursegen")
def cli() -> None:
    """Courses compiled from their sources.

    Policies, handbooks and recordings go in; a course comes out in which every statement and every quiz
    key points at the exact passage it rests on; packages for your LMS are built from it.

    \b
    A first course:
      coursegen make policy.md handbook.docx -o mycourse --to scorm12
    Then edit mycourse/course/, and:
      coursegen build --project mycourse     after a source changed
      coursegen check --project mycourse     before you publish
      coursegen export scorm12 --project mycourse

    Exit codes: 0 fine; 1 findings at or above the gate, or a unit out of date; 2 usage or configuration;
    3 a source could not be read; 4 the generator failed; 5 the export failed.
    """  # noqa: D301 - click wants the control character


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with the code of what happened."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        cli.main(args=given, prog_name="coursegen", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (KeyboardInterrupt, click.Abort):
        click.echo("Stopped. What was finished is kept; run the same command to go on.", err=True)
        sys.exit(INTERRUPTED)
    except CoursegenError as error:
        if "--debug" in given:
            raise
        click.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)
