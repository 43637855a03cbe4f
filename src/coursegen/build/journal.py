"""The journal of a run: one JSON line a reply, written as it arrives.

In: what a reply took. Out: ``.coursegen/runs/0001.jsonl`` and on; read back for ``coursegen runs``. A run in
which nothing was paid for leaves no file. Deleting the folder loses the record, nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coursegen.files import append_utf8

__all__ = ["Journal", "runs"]

_FOLDER = "runs"


@dataclass
class Journal:
    """Writes into the next free number below ``root``/runs; opens its file at the first line."""

    root: Path
    _file: Path | None = field(default=None, init=False)

    def write(self, line: Mapping[str, Any]) -> None:
        """Append ``line``. Raises ConfigError where the disk is full or the folder cannot be written."""
        if self._file is None:
            self._file = self._next()
        text = json.dumps(line, ensure_ascii=False, sort_keys=True)
        append_utf8(self._file, f"{text}\n")

    def _next(self) -> Path:
        folder = self.root / _FOLDER
        last = max(
            (int(each.stem) for each in folder.glob("*.jsonl") if each.stem.isdigit()), default=0
        )
        return folder / f"{last + 1:04}.jsonl"


def runs(root: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Each run's number and lines, oldest first. A line that a killed run left half is passed over."""
    for file in sorted((root / _FOLDER).glob("*.jsonl")):
        if not file.stem.isdigit():
            continue
        yield file.stem, list(_lines(file))


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    for text in file.read_text(encoding="utf-8").splitlines():
        try:
            yield json.loads(text)
        except ValueError:
            continue
