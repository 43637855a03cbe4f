"""Values inside a unit by the path of a field, such as ``options/report-now-4kd7e/text``.

In: a noun and a path, as the lock names fields. Out: the value there as plain JSON data; or a module, an
outline, with another value put there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coursegen.build.digests import parts_of
from coursegen.model.base import Noun
from coursegen.model.course import Module, Outline

__all__ = ["in_order", "plain", "put_in_module", "put_in_outline", "value_at"]


def plain(value: object) -> Any:
    """``value`` as JSON has it, defaults left out."""
    if isinstance(value, Noun):
        return value.model_dump(mode="json", exclude_defaults=True)
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return value


def value_at(noun: Noun, path: str) -> Any:
    """The value at ``path`` in ``noun``, the whole of it for an empty path; of a list of parts, their ids.

    Raises KeyError where there is no such part or field.
    """
    value: object = noun
    for step in path.split("/") if path else ():
        if isinstance(value, tuple):
            value = parts_of(value)[step]
        elif isinstance(value, Noun) and step in type(value).model_fields:
            value = getattr(value, step)
        else:
            raise KeyError(path)
    if isinstance(value, tuple) and (parts := parts_of(value)):
        return list(parts)
    return plain(value)


def put_in_outline(outline: Outline, path: str, value: Any) -> Outline:
    """``outline`` with ``value`` at ``path``. Raises ValidationError where that breaks a rule."""
    data = outline.model_dump(mode="json")
    _put(data, path.split("/"), value)
    return Outline.model_validate(data)


def put_in_module(module: Module, unit: str, path: str, value: Any) -> Module:
    """``module`` with ``value`` at ``path`` in its unit ``unit``; None takes out a unit or part.

    An empty path is the whole unit; a list of ids at a list of parts is their new order. Raises KeyError
    where there is no such place, ValidationError where the result breaks a rule.
    """
    data = module.model_dump(mode="json")
    steps = path.split("/") if path else []
    if unit == module.id:
        _put(data, steps, value)
    elif data["scenario"] and data["scenario"]["id"] == unit:
        _put(data, ["scenario", *steps], value)
    else:
        name = next(
            name for name in ("blocks", "items") if any(each["id"] == unit for each in data[name])
        )
        _put(data, [name, unit, *steps], value)
    return Module.model_validate(data)


def _put(data: Any, steps: Sequence[str], value: Any) -> None:
    """``value`` in the place that ``steps`` lead to, in JSON data."""
    here = data
    for step in steps[:-1]:
        here = here[_place(here, step)]
    last = _place(here, steps[-1])
    if isinstance(here, list) and value is None:
        del here[last]
    elif _is_order(here[last], value):
        by_id = {each["id"]: each for each in here[last]}
        here[last] = [by_id[each] for each in in_order(value, list(by_id), set(by_id))]
    else:
        here[last] = value


def _place(here: Any, step: str) -> Any:
    """The key of ``step`` in a mapping, or the number of the part with that id in a list."""
    if isinstance(here, list):
        for number, each in enumerate(here):
            if isinstance(each, dict) and each.get("id") == step:
                return number
        raise KeyError(step)
    if step not in here:
        raise KeyError(step)
    return step


def _is_order(now: Any, value: Any) -> bool:
    """Whether ``value`` orders the parts ``now`` by their ids."""
    return (
        isinstance(now, list)
        and bool(now)
        and isinstance(value, list)
        and all(isinstance(each, dict) and "id" in each for each in now)
        and all(isinstance(each, str) for each in value)
    )


def in_order(leading: Sequence[str], following: Sequence[str], every: set[str]) -> list[str]:
    """The ids of ``every``: as in ``leading``, and each other one behind the one it follows in ``following``."""
    result = [each for each in leading if each in every]
    for number, identifier in enumerate(following):
        if identifier in every and identifier not in result:
            before = [each for each in following[:number] if each in result]
            result.insert(result.index(before[-1]) + 1 if before else 0, identifier)
    return result
