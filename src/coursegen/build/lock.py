"""``coursegen.lock``: the record of a build, one line a source, passage, unit and retired id.

In: a path, a Lock. Out: sorted JSON that merges and diffs line by line, and the Lock again. See DESIGN section
5; people do not edit it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from coursegen.errors import ConfigError
from coursegen.files import read_utf8, write_atomically
from coursegen.ids import canonical_json
from coursegen.model.lock import LOCK_FORMAT, Lock

__all__ = ["lock_text", "read_lock", "write_lock"]

_TABLES = ("parts", "sources", "passages", "units", "retired", "stale")
_ONLY_WHERE_USED = ("parts", "stale")
_CONFLICT = re.compile(r"^(<<<<<<<|=======|>>>>>>>)", re.MULTILINE)
_REBUILD = (
    "Take the lock of one side (git checkout --ours coursegen.lock), then run `coursegen build`."
)


def read_lock(path: Path) -> Lock | None:
    """The lock at ``path``; None where there is none yet.

    Raises ConfigError when it holds an unresolved merge conflict, is no valid lock, or was written by a
    newer coursegen.
    """
    if not path.exists():
        return None
    text = read_utf8(path)
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        raise ConfigError(
            "an unresolved merge conflict stands in the lock", where=f"{path}:{line}", hint=_REBUILD
        )
    try:
        return Lock.model_validate_json(text, strict=True)
    except ValidationError as error:
        raise _unusable(path, text, error) from error


def write_lock(path: Path, lock: Lock) -> bool:
    """Put ``lock`` at ``path``; False, and nothing written, where it stands there already."""
    return write_atomically(path, lock_text(lock).encode())


def lock_text(lock: Lock) -> str:
    """``lock`` as JSON: tables sorted by key, an entry a line, defaults left out."""
    data = lock.model_dump(mode="json", exclude_defaults=True)
    parts = [
        f'"{name}": {canonical_json(getattr(lock, name))}'
        for name in ("format", "course", "inputs")
    ]
    parts += [f'"scope": {canonical_json(data["scope"])}'] if "scope" in data else []
    tables = [each for each in _TABLES if each not in _ONLY_WHERE_USED or getattr(lock, each)]
    parts += [_table(name, data.get(name, {})) for name in tables]
    if lock.exported is not None:
        parts.append(f'"exported": {canonical_json(data["exported"])}')
        parts.append(_table("exported_units", data.get("exported_units", {})))
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _table(name: str, entries: dict[str, Any]) -> str:
    lines = [f"{canonical_json(key)}: {canonical_json(entries[key])}" for key in sorted(entries)]
    return f'"{name}": {{\n' + ",\n".join(lines) + "\n}" if lines else f'"{name}": {{}}'


def _unusable(path: Path, text: str, error: ValidationError) -> ConfigError:
    first = error.errors(include_url=False)[0]
    try:
        data = json.loads(text)
    except json.JSONDecodeError as broken:
        return ConfigError(
            f"the lock is no JSON: {broken.msg}",
            where=f"{path}:{broken.lineno}",
            hint="Restore it (git checkout coursegen.lock), then run `coursegen build`.",
        )
    number = data.get("format") if isinstance(data, dict) else None
    if isinstance(number, int) and number > LOCK_FORMAT:
        return ConfigError(
            f"the lock has format {number}, and this coursegen knows formats up to {LOCK_FORMAT}",
            where=str(path),
            hint="Upgrade coursegen (pip install --upgrade coursegen).",
        )
    place = "/".join(str(step) for step in first["loc"])
    return ConfigError(
        f"the lock cannot be used: {place}: {first['msg']}",
        where=str(path),
        hint="Restore it (git checkout coursegen.lock), then run `coursegen build`.",
    )
