"""The vectors of the passages, kept on disk: staged, checked against the passages, swapped in one step.

In: passages, an Embedder, a folder. Out: a vector a passage. A call that fails, or a build that is killed, loses
nothing that was embedded before: each batch is appended to a staged file as it arrives, and the next run reads it
back. Only a table that has a sound vector for every passage takes the place of the one before.
"""

from __future__ import annotations

import json
import math
import zlib
from array import array
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from coursegen.errors import ConfigError, GeneratorError
from coursegen.files import remove_file, write_atomically
from coursegen.ids import digest
from coursegen.index.embedding import Embedder
from coursegen.model.passage import Passage

__all__ = ["Vectors", "vectors_of", "without_vector"]

Vectors = dict[str, "array[float]"]
"""Passage id -> its vector, in single precision."""

_FORMAT = 1
_ID = 12
_CHECK = 4
_KEPT = 2
"""How many times the passages there are: vectors of passages that went are kept up to here, for a way back."""

_HINT = "Make the folder .coursegen writable, or delete it: it is a cache and will be made again."


def vectors_of(
    passages: Sequence[Passage],
    embedder: Embedder,
    folder: Path,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Vectors:
    """A vector for each of ``passages``; only those without one in ``folder`` are embedded.

    Raises GeneratorError where the model fails or gives what is no vector, ConfigError where ``folder`` cannot
    be written; what was embedded until then is kept.
    """
    name = digest([_FORMAT, embedder.recipe], 16)
    table, staged = folder / f"{name}.table", folder / f"{name}.staged"
    earlier = _read_staged(staged)
    known = _read_table(table) | earlier
    missing = [each for each in passages if each.id not in known]
    if not missing and not staged.exists():
        return {each.id: known[each.id] for each in passages}
    if earlier:  # a record that a killed run left half goes, so that others can follow
        write_atomically(staged, _staged_bytes(earlier), hint=_HINT)
    progress(len(passages) - len(missing), len(passages))
    for start in range(0, len(missing), embedder.batch):
        batch = missing[start : start + embedder.batch]
        fresh = _embedded(batch, embedder)
        _stage(staged, fresh)
        known |= fresh
        progress(len(passages) - len(missing) + start + len(batch), len(passages))
    found = {each.id: known[each.id] for each in passages}
    _require_sound(found, embedder)
    kept = known if len(known) <= _KEPT * len(found) else found
    write_atomically(table, _table_bytes(kept), hint=_HINT)
    remove_file(staged, hint=_HINT)
    return found


def without_vector(passages: Sequence[Passage], recipe: str, folder: Path) -> list[Passage]:
    """Those of ``passages`` that the model ``recipe`` has not embedded into ``folder`` yet."""
    name = digest([_FORMAT, recipe], 16)
    known = _read_table(folder / f"{name}.table") | _read_staged(folder / f"{name}.staged")
    return [each for each in passages if each.id not in known]


def _embedded(batch: Sequence[Passage], embedder: Embedder) -> Vectors:
    given = embedder.embed([each.text for each in batch])
    if len(given) != len(batch):
        raise _unsound(embedder, f"{len(given)} vectors for {len(batch)} texts")
    fresh = {each.id: array("f", vector) for each, vector in zip(batch, given, strict=True)}
    _require_sound(fresh, embedder)
    return fresh


def _require_sound(vectors: Mapping[str, array[float]], embedder: Embedder) -> None:
    """Every vector has the same length, and holds numbers that are not all 0."""
    lengths = {len(each) for each in vectors.values()}
    if len(lengths) > 1:
        raise _unsound(embedder, f"vectors of {min(lengths)} and of {max(lengths)} numbers")
    for identifier, vector in vectors.items():
        size = math.fsum(number * number for number in vector)
        if not vector or not math.isfinite(size) or size == 0:
            raise _unsound(embedder, f"no vector for the passage {identifier}")


def _unsound(embedder: Embedder, what: str) -> GeneratorError:
    return GeneratorError(
        f"the embedding model gave {what}",
        where=embedder.recipe,
        hint="Is index.embeddings.model an embedding model? What it gave before is kept.",
    )


def _record(identifier: str, vector: array[float]) -> bytes:
    return identifier.encode("ascii") + _little(vector).tobytes()


def _little(vector: array[float]) -> array[float]:
    import sys

    if sys.byteorder == "little":
        return vector
    swapped = array("f", vector)
    swapped.byteswap()
    return swapped


def _table_bytes(vectors: Vectors) -> bytes:
    body = b"".join(_record(each, vectors[each]) for each in sorted(vectors))
    length = len(next(iter(vectors.values()))) if vectors else 0
    head = {"format": _FORMAT, "numbers": length, "digest": digest(body)}
    return json.dumps(head, sort_keys=True).encode() + b"\n" + body


def _read_table(file: Path) -> Vectors:
    """The vectors in ``file``; none where it is not there or is damaged."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        head, _, body = file.read_bytes().partition(b"\n")
        told = json.loads(head)
        if told["format"] == _FORMAT and told["digest"] == digest(body):
            size = _ID + 4 * told["numbers"]
            return dict(_vector(body[at : at + size]) for at in range(0, len(body), size))
    return {}


def _vector(record: bytes) -> tuple[str, array[float]]:
    vector = array("f")
    vector.frombytes(record[_ID:])
    return record[:_ID].decode("ascii"), _little(vector)


def _staged_bytes(fresh: Vectors) -> bytes:
    """Each record with its length before it and a checksum behind it."""
    lines = []
    for identifier, vector in fresh.items():
        record = _record(identifier, vector)
        check = zlib.crc32(record).to_bytes(_CHECK, "little")
        lines.append(len(record).to_bytes(_CHECK, "little") + record + check)
    return b"".join(lines)


def _stage(file: Path, fresh: Vectors) -> None:
    """Append ``fresh``. Raises ConfigError where that cannot be written."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("ab") as out:
            out.write(_staged_bytes(fresh))
    except OSError as error:
        raise ConfigError(
            f"vectors cannot be kept: {error.strerror}", where=str(file), hint=_HINT
        ) from error


def _read_staged(file: Path) -> Vectors:
    """What was staged before a run ended; a record that was left half, and all behind it, is passed over."""
    try:
        data = file.read_bytes()
    except OSError:
        return {}
    found: Vectors = {}
    at = 0
    while at + _CHECK <= len(data):
        size = int.from_bytes(data[at : at + _CHECK], "little")
        record = data[at + _CHECK : at + _CHECK + size]
        check = data[at + _CHECK + size : at + 2 * _CHECK + size]
        if len(record) <= _ID or check != zlib.crc32(record).to_bytes(_CHECK, "little"):
            break
        identifier, vector = _vector(record)
        found[identifier] = vector
        at += 2 * _CHECK + size
    return found
