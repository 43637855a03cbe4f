"""Finds what is shipped beside the code: schemas/, prompts/ and exports/; and what state the code is in.

In: a name such as ``exports/player/index.html``. Out: its text or bytes, from the project where that has
its own copy (prompts and exports only), else from the checkout or the installed wheel.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePosixPath

from coursegen.errors import CoursegenError
from coursegen.ids import digest

__all__ = ["FOLDERS", "OVERRIDABLE", "code_digest", "list_files", "read_bytes", "read_text"]

FOLDERS = ("schemas", "prompts", "exports")
"""The shipped folders."""

OVERRIDABLE = ("prompts", "exports")
"""Those of which a project may hold its own files, at the same path below the project's folder."""

_PACKAGE = Path(__file__).resolve().parent


def read_bytes(name: str, project: Path | None = None) -> bytes:
    """The bytes of the shipped file ``name``, or of the project's own copy of it.

    Raises CoursegenError, naming the file, when it is not there or cannot be read.
    """
    folder, path = _split(name)
    places = [_shipped_root() / path]
    if project is not None and folder in OVERRIDABLE:
        places.insert(0, project / path)
    for place in places:
        if place.is_file():
            try:
                return place.read_bytes()
            except OSError as error:
                reason = error.strerror or type(error).__name__
                raise CoursegenError(
                    f"the file cannot be read: {reason}", where=str(place)
                ) from error
    raise CoursegenError(
        f"the shipped file {name} is not there",
        where=str(places[-1]),
        hint="See whether the name is right; if it is, install coursegen again.",
    )


def read_text(name: str, project: Path | None = None) -> str:
    """As ``read_bytes``, as text with LF line ends. Raises CoursegenError when it is not UTF-8."""
    data = read_bytes(name, project)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CoursegenError(
            "the file is not UTF-8", where=f"{name}:{line}", hint="Save it as UTF-8."
        ) from error
    return text.replace("\r\n", "\n")


def list_files(folder: str, project: Path | None = None) -> list[str]:
    """Names below ``folder`` (``exports/player``), shipped and the project's own, sorted, each once.

    Names are relative to the root with forward slashes, ready for ``read_text``. Hidden files are left
    out. Raises CoursegenError when the folder is nowhere.
    """
    top, path = _split(folder)
    places = [(_shipped_root(), _shipped_root() / path)]
    if project is not None and top in OVERRIDABLE:
        places.append((project, project / path))
    if not any(place.is_dir() for _, place in places):
        raise CoursegenError(
            f"the shipped folder {folder} is not there",
            where=str(places[0][1]),
            hint="See whether the name is right; if it is, install coursegen again.",
        )
    names = {
        file.relative_to(root).as_posix()
        for root, place in places
        for file in place.rglob("*")
        if file.is_file() and not _hidden(file.relative_to(root))
    }
    return sorted(names)


@cache
def code_digest(*folders: str) -> str:
    """Digest of the code and the data in ``folders`` of the package (``index``): what is made by them rests on it."""
    files = sorted(
        each
        for folder in folders
        for each in (_PACKAGE / folder).rglob("*")
        if each.suffix in {".py", ".yaml"}
    )
    return digest([[each.name, digest(each.read_bytes())] for each in files])


def _shipped_root() -> Path:
    """The folder that holds the shipped folders: inside the wheel, else the root of the checkout."""
    in_wheel = _PACKAGE / "_shipped"
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parents[1]


def _split(name: str) -> tuple[str, Path]:
    """The top folder of ``name`` and its path; refuses names that lead out of the shipped folders."""
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts or not pure.parts or pure.parts[0] not in FOLDERS:
        raise CoursegenError(
            f"{name!r} names no shipped file", hint=f"A name starts with {', '.join(FOLDERS)}."
        )
    return pure.parts[0], Path(*pure.parts)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") or part == "__pycache__" for part in path.parts)
