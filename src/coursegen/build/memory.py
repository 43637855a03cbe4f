"""What was found out about texts before, kept from run to run in one file of the store.

In: a kind of question, the digest of what it is about, a way to find the answer. Out: the answer, found once.
Only what the last run asked for is kept, so the file grows with the sources and not with their history. Deleting
it costs time and changes no answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from coursegen.build.store import Store
from coursegen.errors import ConfigError

__all__ = ["Memory"]

_KIND = "memory"
Answer = TypeVar("Answer", bool, list[str])


class Memory:
    """Answers by kind and digest.

    ``key`` is the digest of the code and data that find the answers: another one knows nothing. Without a
    ``store`` answers are remembered as long as the object lives.
    """

    def __init__(self, store: Store | None = None, key: str = "") -> None:
        self._store, self._key = store, key
        self._known: dict[str, dict[str, object]] = self._read()
        self._used: dict[str, dict[str, object]] = {}

    def recall(self, kind: str, about: str, find: Callable[[], Answer]) -> Answer:
        """The answer of ``kind`` on what has the digest ``about``: a JSON value, found by ``find`` where it is new."""
        used = self._used.setdefault(kind, {})
        if about in used:
            return used[about]  # type: ignore[return-value]  # what find gave, by JSON and back
        known = self._known.get(kind, {})
        used[about] = known[about] if about in known else find()
        return used[about]  # type: ignore[return-value]

    def keep(self) -> None:
        """Write down the answers that were asked for, where they are not those that were read."""
        kept = {**self._known, **self._used}
        if self._store is None or kept == self._known:
            return
        data = json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
        with suppress(ConfigError):  # a cache that cannot be written only costs time
            self._store.put(_KIND, self._key, data)
        self._known = kept

    def _read(self) -> dict[str, dict[str, object]]:
        stored = self._store.get(_KIND, self._key) if self._store else None
        if stored is None:
            return {}
        try:
            found = json.loads(stored)
        except ValueError:
            return {}  # a damaged entry is a miss
        tables = found.items() if isinstance(found, dict) else ()
        return {kind: table for kind, table in tables if isinstance(table, dict)}
