"""A short digest of every field of a noun: what tells an edited field from a generated one.

In: a noun. Out: path of the field -> digest. A path goes by field names and ids, so it survives a new order:
``options/report-now-4kd7e/text``.
"""

from __future__ import annotations

from collections.abc import Mapping

from coursegen.ids import digest
from coursegen.model.base import Noun

__all__ = [
    "DIGEST_LENGTH",
    "field_digest",
    "field_digests",
    "is_unit",
    "order_digest",
    "parts_of",
    "rebased",
    "recorded_digests",
]

DIGEST_LENGTH = 8
"""Hex characters of a field's digest: one field is compared with one other, never with all."""


def field_digests(noun: Noun, *, nested: bool = False) -> dict[str, str]:
    """The digest of each field of ``noun`` that differs from its default, by path, sorted.

    The id of the noun itself is left out. A list of parts with ids gives the digest of their order under
    its own name, and the fields of each part below that. A part that is a unit of its own (it can be
    pinned: a block, an item, an objective) gives only its place in the order, unless ``nested``. Every
    other value is digested whole.
    """
    result: dict[str, str] = {}
    _collect(noun, "", nested, result)
    return dict(sorted(result.items()))


def field_digest(noun: Noun, name: str) -> str | None:
    """The digest of one field of ``noun``, whole; None where it has its default."""
    value = getattr(noun, name)
    field = type(noun).model_fields[name]
    if not field.is_required() and value == field.get_default(call_default_factory=True):
        return None
    return digest(_data(value), DIGEST_LENGTH)


def order_digest(identifiers: list[str]) -> str | None:
    """The digest of the order of a list of parts; None for no parts."""
    return digest(identifiers, DIGEST_LENGTH) if identifiers else None


def parts_of(value: object) -> dict[str, Noun]:
    """The nouns with ids in a field's value, by id: those of a list, or the one it is."""
    values = value if isinstance(value, tuple) else (value,)
    return {
        str(vars(each)["id"]): each
        for each in values
        if isinstance(each, Noun) and "id" in type(each).model_fields
    }


def is_unit(value: object) -> bool:
    """Whether ``value`` is a noun with an id that has a record of its own in the lock."""
    return isinstance(value, Noun) and {"id", "pinned"} <= set(type(value).model_fields)


def _collect(noun: Noun, path: str, nested: bool, result: dict[str, str]) -> None:
    for name in type(noun).model_fields:
        if name == "id":
            continue
        value = getattr(noun, name)
        parts = parts_of(value)
        found = order_digest(list(parts)) if parts else field_digest(noun, name)
        if found is not None:
            result[path + name] = found
        for identifier, part in parts.items():
            if nested or not is_unit(part):
                _collect(part, f"{path}{name}/{identifier}/", nested, result)


def _data(value: object) -> object:
    """``value`` as JSON has it; a whole number is the same as integer and as float."""
    if isinstance(value, Noun):
        return {name: _data(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, tuple | list):
        return [_data(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): _data(each) for key, each in value.items()}
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def recorded_digests(
    generated: Noun, on_disk: Noun | None, record: Mapping[str, str] | None
) -> dict[str, str]:
    """The digests to keep in the lock for a unit, so that a person's edit stays visible as one.

    ``generated`` is the unit as this build made it, ``on_disk`` as it was found, ``record`` its digests of
    the build before. A field that this build left as it was found keeps what was recorded, also where that
    is nothing: then a person gave a value to what was generated empty. A unit that stands on disk without
    a record was added by a person and has no digests.
    """
    new = field_digests(generated)
    if on_disk is None:
        return new
    if record is None:
        return {}
    found = new if on_disk == generated else field_digests(on_disk)
    names = sorted({*new, *record})
    kept = {name: record if new.get(name) == found.get(name) else new for name in names}
    return {name: kept[name][name] for name in names if name in kept[name]}


def rebased(recorded: Mapping[str, str], old: Noun, new: Noun) -> dict[str, str]:
    """``recorded`` after code turned ``old`` into ``new``: what was as generated is so, an edit stays one."""
    was, now = field_digests(old), field_digests(new)
    names = sorted({*recorded, *was, *now})
    kept = {
        name: now.get(name) if was.get(name) == recorded.get(name) else recorded.get(name)
        for name in names
    }
    return {name: value for name, value in kept.items() if value is not None}
