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

__all__ = ["LockConflictError", "lock_in", "lock_text", "read_lock", "write_lock"]

_TABLES = ("parts", "sources", "passages", "units", "retired", "stale")
_ONLY_WHERE_USED = ("parts", "stale")
_EXPORTED = "exported_units"
_HEADS = ("format", "course", "inputs")
_SINGLE = frozenset({*_HEADS, "scope", "exported"})
_TOLD_BY = {
    "sketch": "passages",
    "source_key": "units",
    "cause": "stale",
    "digest": "sources",
    "kind": _EXPORTED,
    "modules": "parts",
    "slot": "retired",
    "passages": "retired",
}
"""What only rows of one table have, looked for in this order."""
_MARKS = tuple(7 * each for each in "<|=>")
"""One of them stands where two sides do; looked for first, as a lock has many lines."""
_CONFLICT = re.compile(r"^(<{7}|\|{7}|={7}|>{7})( |$)", re.MULTILINE)
_JOIN = "Settle the course files first, where they conflict too; then run `coursegen build`: it joins both sides."


class LockConflictError(ConfigError):
    """A lock that git left with two sides; ``ours`` and ``theirs`` differ where the sides do."""

    def __init__(self, where: str, ours: Lock, theirs: Lock) -> None:
        self.ours, self.theirs = ours, theirs
        super().__init__("a merge left two sides in the lock", where=where, hint=_JOIN)


def read_lock(path: Path) -> Lock | None:
    """The lock at ``path``; None where there is none yet.

    Raises LockConflictError, which holds both sides, where a merge left it with conflict markers or with
    entries that stand twice or are missing (a union merge, one by the line); ConfigError when it is no valid lock, or was written by a newer
    coursegen.
    """
    if not path.exists():
        return None
    text = read_utf8(path)
    if any(mark in text for mark in _MARKS) and (conflict := _CONFLICT.search(text)):
        line = text.count("\n", 0, conflict.start()) + 1
        raise _sides(path, text, line)
    try:
        lock = Lock.model_validate_json(text, strict=True)
    except ValidationError as error:
        if not _is_whole(text) or not _no_json(text):
            raise _unusable(path, text, error) from error
        found = _sides(path, text, 1)
        joinable = isinstance(found, LockConflictError)
        raise (found if joinable else _unusable(path, text, error)) from error
    if text.count('\n"') > _entries(lock) or _lists_more(lock):
        raise _sides(path, text, 1)
    return lock


def _lists_more(lock: Lock) -> bool:
    """Whether a source lists a passage that has no row: git joined the lines of two sides without a conflict."""
    return any(
        each not in lock.passages for source in lock.sources.values() for each in source.passages
    )


def lock_in(text: str) -> Lock:
    """The lock that ``text`` is. Raises ValueError where it is none, or not a whole one."""
    return Lock.model_validate_json(text, strict=True)


def _entries(lock: Lock) -> int:
    """How many lines of the text of ``lock`` start with a key."""
    entries = sum(len(getattr(lock, each)) for each in (*_TABLES, _EXPORTED))
    tables = [each for each in _TABLES if each not in _ONLY_WHERE_USED or getattr(lock, each)]
    single = len(_HEADS) + (lock.scope is not None) + 2 * (lock.exported is not None)
    return entries + len(tables) + single


def _no_json(text: str) -> bool:
    try:
        json.loads(text)
    except json.JSONDecodeError:
        return True
    return False


def _is_whole(text: str) -> bool:
    """Whether ``text`` ends as a lock does: one that was cut off is not repaired but restored."""
    return text.startswith("{") and text.rstrip("\n").endswith("\n}")


def _sides(path: Path, text: str, line: int) -> ConfigError:
    """The error that holds both sides of ``text``; another where they cannot be told apart."""
    try:
        sides = [
            Lock.model_validate_json(json.dumps(each), strict=True) for each in _two_sides(text)
        ]
    except (ValueError, KeyError):
        return ConfigError(
            "a merge left two sides in the lock, and lines of it were changed by hand",
            where=f"{path}:{line}",
            hint="Restore it (git checkout HEAD -- coursegen.lock), then run `coursegen build`.",
        )
    return LockConflictError(f"{path}:{line}", *sides)


def _two_sides(text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Ours and theirs of a lock with conflict markers or double entries, line by line.

    What stands on one side only is on both. Raises ValueError for a line that no lock has.
    """
    names = (*_TABLES, _EXPORTED)
    ours: dict[str, Any] = {each: {} for each in names}
    theirs: dict[str, Any] = {each: {} for each in names}
    table = at_fork = ""
    is_base = False
    for raw in text.splitlines():
        line = raw.strip().removesuffix(",")
        if marker := _CONFLICT.match(raw):
            if raw.startswith("<"):
                at_fork = table
            elif not raw.startswith(">"):
                table = at_fork
            is_base = marker.group(1).startswith("|")
        elif is_base or line in ("{", ""):
            continue
        elif line == "}":
            table = ""
        elif (name := line.split(":")[0].strip('"')) in names and line.endswith("{"):
            table = name
        elif name not in names or table:
            [(key, value)] = json.loads("{" + line + "}").items()
            home = _home(key, value, table)
            (ours[home] if home else ours).setdefault(key, value)
            (theirs[home] if home else theirs)[key] = value
    return ours, theirs


def _home(key: str, value: object, table: str) -> str:
    """The table of a row, empty for none: told by what is in it, as a union may put it behind the end of its table."""
    if key in _SINGLE:
        return ""
    told = [_TOLD_BY[each] for each in _TOLD_BY if isinstance(value, dict) and each in value]
    return told[0] if told else table


def write_lock(path: Path, lock: Lock | str) -> bool:
    """Put ``lock``, or the text of one, at ``path``; False, and nothing written, where it stands there already."""
    text = lock if isinstance(lock, str) else lock_text(lock)
    return write_atomically(path, text.encode())


def lock_text(lock: Lock) -> str:
    """``lock`` as JSON: tables sorted by key, an entry a line, defaults left out."""
    data = lock.model_dump(mode="json", exclude_defaults=True)
    parts = [f'"{name}": {canonical_json(getattr(lock, name))}' for name in _HEADS]
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
