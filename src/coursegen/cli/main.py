"""The ``coursegen`` command: its table of commands and its help.

click is imported when a command runs, so that ``--help`` costs little more than Python.
"""

from __future__ import annotations

import sys

__all__ = ["COMMANDS", "help_text", "main"]

COMMANDS: dict[str, str] = {
    "make": "One shot: sources in, project, course and packages out.",
    "init": "Set up a project folder for a course.",
    "plan": "Show what a build would do, and why.",
    "build": "Bring the course up to date with its sources.",
    "accept": "Take what the sources propose for what a person edited.",
    "keep": "Keep what a person edited, whatever the sources propose.",
    "diff": "Show what a change of the sources means, and what rests on it.",
    "refresher": "Make a short module on what changed, for who passed before.",
    "check": "Check the course against its sources and the rules of good learning.",
    "export": "Write packages: for an LMS, a web page, Markdown.",
    "preview": "Show the course in a browser, following your edits.",
    "explain": "Show what a unit rests on: quote, document, page or timecode.",
    "translate": "Bring a translation of the course up to date, with a language model.",
    "judge": "Have a language model answer the questions, and say where it doubts one.",
    "doctor": "Try out the model endpoint: what it can do, which profile to set.",
    "runs": "Show what builds with a language model asked, took and cost.",
}
"""Each command and what it does; the code of ``name`` is ``coursegen.cli.<name>:command``."""

_OBJECTS = 200_000
"""New objects after which Python looks for cycles: nouns have none, and looking through them took a fifth of a build."""

_HELP = """\
Usage: coursegen [OPTIONS] COMMAND [ARGS]...

  Courses compiled from their sources.

  Policies, handbooks and recordings go in; a course comes out in which every
  statement and every quiz key points at the exact passage it rests on;
  packages for your LMS are built from it.

  A first course:
    coursegen make policy.md handbook.docx -o mycourse --to scorm12
  Then edit mycourse/course/, and:
    coursegen build --project mycourse     after a source changed
    coursegen check --project mycourse     before you publish
    coursegen export scorm12 --project mycourse

  Exit codes: 0 fine; 1 findings at or above the gate, or a unit out of date;
  2 usage or configuration; 3 a source could not be read; 4 the generator
  failed; 5 the export failed.

Options:
  --version   Show the version and exit.
  -h, --help  Show this message and exit; also after a command.

Commands:
"""


def help_text() -> str:
    """What ``coursegen --help`` says."""
    width = max(map(len, COMMANDS)) + 2
    return _HELP + "".join(f"  {name:{width}}{what}\n" for name, what in COMMANDS.items())


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with the code of what happened."""
    given = sys.argv[1:] if arguments is None else arguments
    if not given or given[0] in ("-h", "--help"):
        sys.stdout.write(help_text())
        sys.exit(0)
    import gc

    from coursegen.cli.group import run

    gc.set_threshold(_OBJECTS)
    code = run(given, tuple(COMMANDS))
    gc.freeze()  # the process ends: nothing looks for cycles any more
    sys.exit(code)
