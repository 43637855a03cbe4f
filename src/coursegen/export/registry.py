"""The exporters there are: found by entry point, as a third party's would be.

In: the name of a target, such as ``scorm12``. Out: the function that makes its package.
"""

from __future__ import annotations

import difflib
from importlib import metadata
from pathlib import Path
from typing import Protocol, cast

from coursegen.errors import ConfigError
from coursegen.model.course import Course
from coursegen.model.package import Package, PackageContext
from coursegen.plugins import load_plugin

__all__ = ["GROUP", "Exporter", "exporter_for", "exporter_names"]

GROUP = "coursegen.exporters"
"""The entry point group that exporters register in."""


class Exporter(Protocol):
    """Makes a package of a course; returns data and writes nothing."""

    def __call__(
        self, course: Course, context: PackageContext, project: Path | None = None
    ) -> Package:
        """The files of the package; ``project`` may hold its own ``exports/``. Raises ExportError."""
        ...


def exporter_names() -> tuple[str, ...]:
    """Names of all registered targets, sorted."""
    return tuple(sorted({entry.name for entry in metadata.entry_points(group=GROUP)}))


def exporter_for(name: str) -> Exporter:
    """The exporter called ``name``.

    Raises ConfigError for one that is unknown, naming the nearest, and for one that cannot be loaded.
    """
    names = exporter_names()
    found = [entry for entry in metadata.entry_points(group=GROUP) if entry.name == name]
    if not found:
        nearest = difflib.get_close_matches(name.lower(), names, n=1, cutoff=0.4)
        hint = f"Did you mean {nearest[0]}? " if nearest else ""
        raise ConfigError(
            f"there is no export target {name!r}", hint=f"{hint}There are: {', '.join(names)}."
        )
    return cast("Exporter", load_plugin(found[0]))
