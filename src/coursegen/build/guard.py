"""One build at a time in a project.

In: the folder .coursegen and the name of what runs. Out: a held lock file, or an error that names what holds
it. The system frees the lock when its process ends, however it ends, so no lock is ever stale.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from coursegen.errors import ConfigError

__all__ = ["GUARD_NAME", "guard"]

GUARD_NAME = "running.lock"
_FAR = 1 << 30
"""Windows locks bytes against reading as well: lock one that nobody reads."""


_HINT = "Get the right to write in the project's folder, or copy the project to where you have it."
_HINTS = {
    errno.EROFS: "The file system is read-only: copy the project to where you can write.",
    errno.ENOSPC: "The disk is full: free some space, then run it again.",
    errno.ENOTDIR: "A file stands where a folder is needed: move it away.",
    errno.EEXIST: "A file stands where a folder is needed: move it away.",
    errno.EISDIR: "A folder stands where this file must go: move it away.",
}


@contextmanager
def guard(folder: Path, what: str) -> Iterator[None]:
    """Hold ``folder`` for ``what`` (such as ``build``) until the block ends.

    Raises ConfigError when another process holds it, naming what that runs, and when the file cannot be
    made. The file itself stays; only the system's lock on it counts.
    """
    path = folder / GUARD_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            f"the file cannot be written: {error.strerror}",
            where=str(path),
            hint=_HINTS.get(error.errno or 0, _HINT),
        ) from error
    with file:
        if not _lock(file):
            raise _held(path, file)
        _note(file, json.dumps({"what": what, "process": os.getpid()}))
        try:
            yield
        finally:
            _note(file, "")
            _unlock(file)


def _note(file: IO[str], text: str) -> None:
    """Make ``text`` all that the file holds; on a full disk it goes without: the note only helps to tell."""
    with suppress(OSError):
        os.ftruncate(file.fileno(), 0)
        os.write(file.fileno(), text.encode())


def _held(path: Path, file: IO[str]) -> ConfigError:
    """The error that names the holder, as far as its note can be read."""
    file.seek(0)
    try:
        note = json.loads(file.read())
        name = f"`coursegen {note['what']}` (process {note['process']})"
    except (ValueError, KeyError, TypeError):
        name = "another coursegen"
    return ConfigError(
        f"{name} is running in this project",
        where=str(path),
        hint="Wait until it is done, then run this again.",
    )


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[str]) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a file system without locks: better to build unguarded than not at all
        return True

    def _unlock(file: IO[str]) -> None:
        with suppress(OSError):
            fcntl.flock(file.fileno(), fcntl.LOCK_UN)
