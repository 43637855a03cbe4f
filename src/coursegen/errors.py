"""What can go wrong, each with the exit code the command line returns for it.

The tree::

    CoursegenError            exit 1
    ├── GateError             exit 1   findings at or above the gate, or a unit out of date under --frozen
    ├── ConfigError           exit 2   usage, coursegen.toml, a course file or the lock
    ├── SourceError           exit 3   a source could not be read
    ├── GeneratorError        exit 4   a generator or its provider failed
    └── ExportError           exit 5   a package could not be made or written

A message says what happened, where, and what to do about it.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = [
    "ConfigError",
    "CoursegenError",
    "ExportError",
    "GateError",
    "GeneratorError",
    "SourceError",
]


class CoursegenError(Exception):
    """Base of all errors meant for people.

    ``what`` is one sentence; ``where`` a file, line or id; ``hint`` what to do next.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        self.what, self.where, self.hint = what, where, hint
        super().__init__(str(self))

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}\n  {self.hint}" if self.hint else head


class GateError(CoursegenError):
    """Findings at or above the gate, or a unit out of date under ``--frozen``."""


class ConfigError(CoursegenError):
    """Wrong usage, or a file of the project that cannot be used as it stands."""

    exit_code = 2


class SourceError(CoursegenError):
    """A source could not be read."""

    exit_code = 3

    @classmethod
    def of_all(cls, failures: Sequence[SourceError]) -> SourceError:
        """One error that names all of ``failures``, which are not empty."""
        if len(failures) == 1:
            return failures[0]
        named = "\n".join(str(each) for each in failures)
        return cls(f"{len(failures)} sources cannot be read", hint=named.replace("\n", "\n  "))


class GeneratorError(CoursegenError):
    """A generator or its provider failed."""

    exit_code = 4


class ExportError(CoursegenError):
    """A package could not be made or written."""

    exit_code = 5
