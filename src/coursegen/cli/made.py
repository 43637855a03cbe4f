"""What ``init`` and ``make`` did with the given files and settings that a person might not expect.

In: Made. Out: lines on stderr; none where all went as asked.
"""

from __future__ import annotations

from pathlib import Path

from coursegen import api
from coursegen.cli.output import say

__all__ = ["say_made"]


def say_made(folder: Path, made: api.Made) -> None:
    """Name what was removed, kept beside what was given, passed over, and which settings had no effect."""
    if made.not_applied:
        toml = folder / "coursegen.toml"
        options = ", ".join(f"--{each}" for each in made.not_applied)
        keys = ", ".join(each for each in made.not_applied.values() if each)
        say(f"Not applied, as {toml} has its own settings: {options}.")
        say(
            f"  Set {keys} there."
            if keys
            else "  Edit that file, or make the course in another folder."
        )
    if made.removed:
        say(f"Removed, as the folder it came from no longer holds it: {', '.join(made.removed)}")
    if made.others:
        say(f"Also in the course, and not among what you gave: {', '.join(made.others)}")
        say("  Delete what is no longer in force.")
    if made.passed_over:
        say(f"Passed over, as it is a course project itself: {', '.join(made.passed_over)}")
