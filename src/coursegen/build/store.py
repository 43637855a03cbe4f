"""A disposable store under ``.coursegen/``: bytes by kind and digest.

In: a kind (``documents``, ``replies``), the digest of what the bytes were made from, the bytes. Out: the same
bytes, or None. Deleting it loses time, never work; an entry that was damaged is as good as none.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from coursegen.files import write_atomically

__all__ = ["STORE_VERSION", "Store"]

STORE_VERSION = 1
"""Part of the folder's name: another layout starts an empty store beside the old one."""

_KEY = re.compile(r"[0-9a-zA-Z_.-]+")
_CHECKSUM_LENGTH = 32


class Store:
    """Bytes by kind and digest, below ``root``/store-v1.

    A file holds the SHA-256 of the bytes and then the bytes. Any number of readers and writers may work in
    it at once. ``root`` gets a .gitignore that ignores all of it.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / f"store-v{STORE_VERSION}"

    def get(self, kind: str, digest: str) -> bytes | None:
        """The bytes put under ``digest``, or None where there are none or they were damaged."""
        try:
            data = self._path(kind, digest).read_bytes()
        except OSError:
            return None
        checksum, content = data[:_CHECKSUM_LENGTH], data[_CHECKSUM_LENGTH:]
        return content if hashlib.sha256(content).digest() == checksum else None

    def put(self, kind: str, digest: str, content: bytes) -> None:
        """Keep ``content`` under ``digest``. Raises ConfigError when it cannot be written."""
        if not (self._root / ".gitignore").is_file():
            write_atomically(self._root / ".gitignore", b"*\n", hint=_HINT)
        data = hashlib.sha256(content).digest() + content
        write_atomically(self._path(kind, digest), data, hint=_HINT, durable=False)

    def _path(self, kind: str, digest: str) -> Path:
        assert _KEY.fullmatch(kind)
        assert _KEY.fullmatch(digest)
        return self._folder / kind / digest[:2] / digest


_HINT = "Make the folder .coursegen writable, or delete it: it is a cache and will be made again."
