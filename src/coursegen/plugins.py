"""Plug-ins: readers, generators and exporters that a package offers by entry point.

In: an entry point. Out: what it names, or an error that says which plug-in cannot be loaded and why.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint

from coursegen.errors import ConfigError

__all__ = ["load_plugin", "not_usable"]


def load_plugin(entry: EntryPoint) -> object:
    """What ``entry`` names. Raises ConfigError, whatever its import raises, naming plug-in and package."""
    try:
        return entry.load()
    except Exception as error:
        raise not_usable(entry, f"{type(error).__name__}: {error}") from error


def not_usable(entry: EntryPoint, reason: str) -> ConfigError:
    """The error that says that the plug-in at ``entry`` cannot be used, and what to do."""
    package = entry.dist.name if entry.dist else entry.module.split(".")[0]
    return ConfigError(
        f"the plug-in {entry.name!r} cannot be loaded ({reason})",
        where=f"{entry.group}, {entry.value}",
        hint=f"Install its package {package} again, or remove it (pip uninstall {package}).",
    )
