"""The fixed words of a target in the language of the course.

In: a language and the folder of a target below ``exports/``. Out: its strings by name, from the file
``strings/<language>.json`` there.
"""

from __future__ import annotations

import json
from pathlib import Path

from coursegen import resources
from coursegen.errors import CoursegenError, ExportError

__all__ = ["interface_strings"]


def interface_strings(
    language: str, project: Path | None = None, folder: str = "player"
) -> dict[str, str]:
    """The words of ``exports/<folder>`` in ``language``; ``nl`` serves ``nl-BE``.

    Raises ExportError when there is no such file, or it is no JSON.
    """
    name = f"exports/{folder}/strings/{language.split('-', maxsplit=1)[0]}.json"
    try:
        strings = json.loads(resources.read_text(name, project))
    except json.JSONDecodeError as error:
        raise ExportError(error.msg, where=f"{name}:{error.lineno}") from error
    except CoursegenError as error:
        raise ExportError(
            f"the {folder} has no words in the course's language, {language!r}",
            where=name,
            hint=f"Copy exports/{folder}/strings/en.json there and translate its values.",
        ) from error
    return {str(key): str(value) for key, value in strings.items()}
