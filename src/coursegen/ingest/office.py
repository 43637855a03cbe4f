"""Whether a file is the Office file its ending says, before a library opens it.

In: a path, the kind of file it should be. Out: nothing, or an error that says what it is and what to do.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from coursegen.errors import SourceError

__all__ = ["OfficeKind", "require_office_file"]

_OLE = b"\xd0\xcf\x11\xe0"
"""How a file begins that is encrypted, or of the formats before 2007."""


@dataclass(frozen=True)
class OfficeKind:
    """What people call the file, the program that writes it, its endings, the part that it must hold."""

    noun: str
    program: str
    ending: str
    old_ending: str
    part: str


def require_office_file(path: Path, where: str, kind: OfficeKind) -> None:
    """Raise SourceError, naming ``where``, unless ``path`` is a file of ``kind`` that can be opened."""
    with path.open("rb") as stream:
        head = stream.read(len(_OLE))
    if head == _OLE:
        raise SourceError(
            f"this {kind.noun} is locked with a password, or is an old {kind.old_ending} file",
            where=where,
            hint=f"Open it in {kind.program} and save it as {kind.ending} without a password.",
        )
    if not zipfile.is_zipfile(path) or kind.part not in _names(path):
        raise SourceError(
            f"this is not a {kind.program} {kind.noun}",
            where=where,
            hint=f"Give it the ending of what it really is, or save it again as {kind.ending}.",
        )


def _names(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()
