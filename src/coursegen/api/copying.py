"""The copies in a project's ``sources/``: made from what was given, and taken away when that is gone.

In: what was gathered, and the project's folder. Out: files in sources/ and the names of what was done.

A file in sources/ is removed only where it is certain that coursegen put it there and nobody changed it
since: the record in .coursegen/ says from which given folder it was copied and with which bytes. The lock is no
such proof, as it names what people put there too. Without the record nothing is removed, nor where
a folder gives no file at all: that is rather a share that is not there today.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from coursegen.api.gathering import Gathered, Taken
from coursegen.build.store import Store
from coursegen.errors import ConfigError, SourceError
from coursegen.files import remove_file, write_atomically
from coursegen.ids import digest

__all__ = ["bring_up_to_date"]

_PLACE = ("copied", "sources")
"""Where the store keeps the record: name in sources/ -> [folder it came from or "", digest of its bytes]."""

_Record = dict[str, tuple[str, str]]


def bring_up_to_date(
    folder: Path, gathered: Gathered, given: Sequence[Path]
) -> tuple[list[str], list[str]]:
    """Copy ``gathered`` to ``folder``/sources and remove what the folders in ``given`` no longer hold.

    Returns the names copied and those removed, relative to ``folder``. Raises SourceError for a file that
    cannot be read; ConfigError where one cannot be written or deleted, or would replace one that a person
    changed in the project.
    """
    store = Store(folder / ".coursegen")
    before = _read(store)
    _refuse_overwriting(folder, gathered, before)
    record = dict(before)
    folders = {each: str(each.resolve()) for each in given if each.is_dir()}
    for taken in gathered.files.values():
        _copy(folder, taken, folders.get(taken.given), record)
    present = {folders[each.given] for each in gathered.files.values() if each.given in folders}
    removed = []
    for name, (origin, copied) in sorted(before.items()):
        if name in gathered.files or origin not in present:
            continue
        del record[name]
        file = folder / "sources" / name
        if file.is_file() and digest(file.read_bytes()) == copied:
            remove_file(file)
            removed.append(f"sources/{name}")
    if record != before:
        store.put(*_PLACE, json.dumps(record, sort_keys=True).encode())
    return [f"sources/{name}" for name in gathered.files], removed


def _refuse_overwriting(folder: Path, gathered: Gathered, record: _Record) -> None:
    """Refuse a given file whose copy was changed in the project since; before anything is written."""
    for name, taken in gathered.files.items():
        target = folder / "sources" / name
        if name not in record or not target.is_file() or target.samefile(taken.origin):
            continue
        now = digest(target.read_bytes())
        if now not in (record[name][1], digest(taken.origin.read_bytes())):
            raise ConfigError(
                "the file was changed in the project, and the one given is another",
                where=f"sources/{name}",
                hint="Run `coursegen build` to go on with the project's file, or delete it to take "
                "the one given.",
            )


def _copy(folder: Path, taken: Taken, origin: str | None, record: _Record) -> None:
    """Copy one file, and record it and the folder it came from, unless it was there already."""
    target = folder / "sources" / taken.name
    if target.exists() and target.samefile(taken.origin):
        return
    try:
        data = taken.origin.read_bytes()
    except OSError as error:
        raise SourceError(
            f"the file cannot be opened ({error.strerror})",
            where=str(taken.origin),
            hint="Check that you may read it.",
        ) from error
    written = write_atomically(target, data, failure=ConfigError)
    known = record.pop(taken.name, None)
    if written or known is not None:
        record[taken.name] = (origin or "", digest(data))


def _read(store: Store) -> _Record:
    stored = store.get(*_PLACE)
    if stored is None:
        return {}
    return {name: (origin, copied) for name, (origin, copied) in json.loads(stored).items()}
