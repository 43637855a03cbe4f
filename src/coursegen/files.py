"""Reading and writing files of people: whole or not at all, UTF-8 or a clear error.

In: a path and bytes. Out: the file, replaced in one step; or text, with errors that name the line.
"""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterable
from pathlib import Path

from coursegen.errors import ConfigError, CoursegenError

__all__ = ["append_utf8", "read_utf8", "remove_file", "remove_left_over", "write_atomically"]

_BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "UTF-8 with a byte order mark",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_HINTS = {
    errno.ENOSPC: "The disk is full: free some space, then run it again.",
    errno.EDQUOT: "Your disk quota is used up: free some space, then run it again.",
    errno.EFBIG: "A file may not get this large here: lift the limit, or choose another folder.",
    errno.EROFS: "The file system is read-only: choose another folder.",
    errno.EACCES: "Make the file and its folder writable, or choose another folder.",
    errno.EPERM: "Make the file and its folder writable, or choose another folder.",
    errno.ENOTDIR: "A file stands where a folder is needed: move it away.",
    errno.EEXIST: "A file stands where a folder is needed: move it away.",
    errno.EISDIR: "A folder stands where the file must go: move it away.",
}

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def write_atomically(
    path: Path,
    data: bytes,
    *,
    failure: type[CoursegenError] = ConfigError,
    hint: str = "",
    durable: bool = True,
) -> bool:
    """Put ``data`` at ``path``; False, and nothing written, when the same bytes stand there already.

    Goes by a temporary name in the same folder, so that a reader sees the old file or the new one and
    never a part. Makes missing folders. A symbolic link stays one and its target is replaced. Raises
    ``failure`` when the disk is full or the place cannot be written; ``hint`` replaces the usual advice but on a
    full disk.
    ``durable`` has the bytes on the disk before the name, so that a power cut leaves no empty file either.
    """
    target = path.resolve() if path.is_symlink() else path
    temporary = target.parent / f".coursegen-{os.getpid()}-{threading.get_ident()}.tmp"
    try:
        if target.is_file() and target.read_bytes() == data:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("wb") as file:
                file.write(data)
                if durable:
                    file.flush()
                    os.fsync(file.fileno())
            if target.exists():
                temporary.chmod(target.stat().st_mode & 0o7777)
            temporary.replace(target)
        except BaseException:  # also a keyboard interrupt leaves no debris
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _refused(path, "written", error, failure, hint) from error
    return True


def append_utf8(path: Path, text: str) -> None:
    """Put ``text`` behind what stands at ``path``, making missing folders. Raises ConfigError where that is refused."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise _refused(path, "written", error, ConfigError, "") from error


def remove_left_over(folders: Iterable[Path]) -> None:
    """Delete what a killed process left of a write in ``folders``; what another one writes now stays."""
    for folder in folders:
        for path in sorted(folder.glob(".coursegen-*-*.tmp")):
            process = path.name.split("-")[1]
            if process.isdigit() and not _is_running(int(process)):
                remove_file(path)


def _is_running(process: int) -> bool:
    if os.name != "posix":
        return True  # there is no question without a signal
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def remove_file(path: Path, *, failure: type[CoursegenError] = ConfigError, hint: str = "") -> None:
    """Delete the file ``path`` where it is there. Raises ``failure`` when that is refused."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _refused(path, "deleted", error, failure, hint) from error


def read_utf8(path: Path, *, failure: type[CoursegenError] = ConfigError) -> str:
    """The text of ``path``, line ends as they stand.

    Raises ``failure`` when the file is missing or unreadable, when it starts with a byte order mark, and
    when it is not UTF-8 (naming the line).
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise failure("the file is not there", where=str(path)) from error
    except OSError as error:
        raise _refused(path, "read", error, failure, "") from error
    for mark, name in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            raise failure(
                f"the file is saved as {name}",
                where=f"{path}:1",
                hint="Save it as UTF-8 without a byte order mark (in most editors: Save with encoding).",
            )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise failure(
            f"the file is not UTF-8: byte 0x{data[error.start]:02x} cannot be read",
            where=f"{path}:{line}",
            hint="Save it as UTF-8 (in most editors: Save with encoding).",
        ) from error


def _refused(
    path: Path, verb: str, error: OSError, failure: type[CoursegenError], hint: str
) -> CoursegenError:
    """``failure`` with the reason the system gave, and advice that fits it."""
    reason = error.strerror or type(error).__name__
    number = error.errno or 0
    usual = _HINTS.get(number, "See whether the folder is there and writable.")
    advice = usual if number in _NO_ROOM else hint or usual
    return failure(f"the file cannot be {verb}: {reason}", where=str(path), hint=advice)
