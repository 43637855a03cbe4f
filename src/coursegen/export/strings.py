"""The fixed words of a target in the language of the course.

In: a language, a form of address and the folder of a target below ``exports/``. Out: its strings by name,
from ``strings/<language>.json`` there and, over it, ``strings/<language>-<address>.json``.
"""

from __future__ import annotations

import json
from pathlib import Path

from coursegen import resources
from coursegen.errors import ExportError

__all__ = ["interface_strings", "strings_or_english"]


def interface_strings(
    language: str, project: Path | None = None, folder: str = "player", *, address: str = ""
) -> dict[str, str]:
    """The words of ``exports/<folder>`` in ``language``; ``nl`` serves ``nl-BE``.

    Where there is a file for the form of ``address`` (``nl-u.json``, ``de-du.json``), what it says goes before.
    A project's own file need hold only the words it changes. Raises ExportError when there is no file for the
    language, when it is no JSON, and when it lacks words that no shipped file has either.
    """
    name = language.split("-", maxsplit=1)[0]
    strings = _layers(folder, name, project)
    if not strings:
        raise ExportError(
            f"the {folder} has no words in the course's language, {language!r}",
            where=f"exports/{folder}/strings/{name}.json",
            hint=f"Copy exports/{folder}/strings/en.json there and translate its values.",
        )
    if address:
        strings |= _layers(folder, f"{name}-{address.lower()}", project)
    missing = sorted(set(_layers(folder, "en", None)) - set(strings))
    if missing:
        raise ExportError(
            f"words are missing: {', '.join(missing)}",
            where=f"exports/{folder}/strings/{name}.json",
            hint=f"Take them from exports/{folder}/strings/en.json and translate their values.",
        )
    return strings


def strings_or_english(
    language: str, project: Path | None, folder: str
) -> tuple[str, dict[str, str]]:
    """The words of ``exports/<folder>`` in ``language`` or, where there is no file for it, in English; and which it is.

    Raises ExportError as ``interface_strings`` does for a file that is there.
    """
    name = language.split("-", maxsplit=1)[0]
    if not _layers(folder, name, project):
        name = "en"
    return name, interface_strings(name, project, folder=folder)


def _layers(folder: str, name: str, project: Path | None) -> dict[str, str]:
    """What is shipped, with the project's own words over it; empty where there is neither file."""
    path = f"exports/{folder}/strings/{name}.json"
    shipped = _read(path, None)
    own = _read(path, project) if project is not None else {}
    return shipped | own


def _read(path: str, project: Path | None) -> dict[str, str]:
    if path not in resources.list_files(path.rpartition("/")[0], project):
        return {}
    try:
        strings = json.loads(resources.read_text(path, project))
    except json.JSONDecodeError as error:
        raise ExportError(error.msg, where=f"{path}:{error.lineno}") from error
    if not isinstance(strings, dict):
        raise ExportError("this is no list of words", where=path, hint='Write {"start": "..."}.')
    return {str(key): str(value) for key, value in strings.items()}
