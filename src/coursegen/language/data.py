"""A language's data files. In: a BCP 47 tag and the name of a file. Out: the mapping in its YAML.

A language is a folder ``data/<language>/`` of YAML files. To add one is to add a folder: a file that is
not there reads as an empty mapping, and what it would have found is then not found.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

__all__ = ["languages", "load"]

_FOLDER = Path(__file__).parent / "data"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where it was compiled in


@cache
def load(language: str, name: str) -> dict[str, Any]:
    """The mapping in ``data/<language>/<name>.yaml``; ``nl-NL`` falls back to ``nl``.

    An unknown language or file gives an empty mapping. The result is shared between callers, who must
    not change it.
    """
    tag = language.lower()
    while tag:
        file = _FOLDER / tag / f"{name}.yaml"
        if file.is_file():
            found = yaml.load(file.read_bytes(), Loader=_LOADER)  # noqa: S506 - both loaders are safe
            return found if isinstance(found, dict) else {}
        tag = tag.rpartition("-")[0]
    return {}


@cache
def languages(name: str) -> tuple[str, ...]:
    """Tags of the languages that have a file ``name``, sorted."""
    return tuple(sorted(file.parent.name for file in _FOLDER.glob(f"*/{name}.yaml")))
