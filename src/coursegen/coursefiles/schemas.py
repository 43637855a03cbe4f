"""Generates ``schemas/``: the JSON Schema of every course file, of the lock and of every draft.

In: the nouns. Out: file name -> text, the same on every machine. ``python -m coursegen.coursefiles.schemas
FOLDER`` writes them, ``--check`` compares. Course schemas are for editors and for checking hand-written files; draft schemas keep to
the strict subset that endpoints accept.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from coursegen.coursefiles.descriptions import DESCRIPTIONS
from coursegen.coursefiles.writer import ordered_fields
from coursegen.files import write_atomically
from coursegen.model.base import Noun
from coursegen.model.course import Module, Outline
from coursegen.model.drafts import DRAFTS
from coursegen.model.lock import Lock
from coursegen.model.part_drafts import PART_DRAFTS
from coursegen.model.translation import Translation

__all__ = ["draft_schema", "file_schema", "main", "schema_texts", "write_schemas"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FILES: dict[str, tuple[type[Noun], str]] = {
    "course": (Outline, "course/course.yaml: the outline of a course"),
    "module": (Module, "course/modules/<id>.yaml: one module of a course"),
    "translation": (Translation, "course/*.<language>.yaml: a course file in another language"),
    "lock": (Lock, "coursegen.lock: what was built, from what; not for people to edit"),
}

_DRAFTS = {**DRAFTS, **PART_DRAFTS}

_ORDER = ("$schema", "title", "description", "type", "enum", "const", "properties")


def schema_texts() -> dict[str, str]:
    """The text of every schema by its file name."""
    schemas = {f"{name}.schema.json": file_schema(name) for name in _FILES}
    schemas |= {f"draft-{task}.schema.json": draft_schema(task) for task in _DRAFTS}
    return {
        name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in sorted(schemas.items())
    }


def file_schema(name: str) -> dict[str, Any]:
    """The schema of the file ``name``: course, module or lock."""
    noun, title = _FILES[name]
    schema = _tidied(noun)
    for part, definition in schema.get("$defs", {}).items():
        definition["title"] = part  # what an editor shows for a choice of types
    return _sorted({"$schema": _DIALECT, **schema, "title": title})


def draft_schema(task: str) -> dict[str, Any]:
    """The schema of the draft of ``task``, in the strict subset of DESIGN section 6."""
    return _sorted({**_plain_enums(_tidied(_DRAFTS[task])), "title": f"{task}_draft"})


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema into ``folder``; those that changed. Raises ConfigError as files.py does."""
    return [
        folder / name
        for name, text in schema_texts().items()
        if write_atomically(folder / name, text.encode())
    ]


def _tidied(noun: type[Noun]) -> dict[str, Any]:
    """Pydantic's schema without titles that repeat a name, with a description on every property."""
    schema = noun.model_json_schema()
    places = {each.__name__: [name for name, _ in ordered_fields(each)] for each in _nouns(Noun)}
    for name, part in [(noun.__name__, schema), *schema.get("$defs", {}).items()]:
        part.pop("title", None)
        if "description" in part:
            part["description"] = _one_line(part["description"])
        part["properties"] = {
            field: _property(name, field, part["properties"][field])
            for field in sorted(part.get("properties", {}), key=places[name].index)
        }
    return schema


def _nouns(base: type[Noun]) -> Iterator[type[Noun]]:
    """Every noun of the model below ``base``."""
    for each in base.__subclasses__():
        if each.__module__.startswith(Noun.__module__.rpartition(".")[0]):
            yield each
            yield from _nouns(each)


def _property(owner: str, field: str, value: dict[str, Any]) -> dict[str, Any]:
    _drop_titles(value)
    words = DESCRIPTIONS.get(f"{owner}.{field}") or DESCRIPTIONS.get(field)
    if words and "$ref" not in value:
        value["description"] = words
    elif "description" in value:
        value["description"] = _one_line(value["description"])
    return value


def _one_line(text: str) -> str:
    return " ".join(text.replace("``", "`").split())


def _drop_titles(value: Any) -> None:
    if isinstance(value, dict):
        if isinstance(value.get("title"), str):
            del value["title"]
        for each in value.values():
            _drop_titles(each)
    elif isinstance(value, list):
        for each in value:
            _drop_titles(each)


def _plain_enums(value: Any) -> Any:
    """``value`` with every ``const`` as an ``enum`` of one: fewer endpoints know ``const``."""
    if isinstance(value, dict):
        result = {key: _plain_enums(each) for key, each in value.items() if key != "const"}
        return result | ({"enum": [value["const"]]} if "const" in value else {})
    if isinstance(value, list):
        return [_plain_enums(each) for each in value]
    return value


def _sorted(value: dict[str, Any], *, names: bool = False) -> dict[str, Any]:
    """``value`` with keywords in one order, whatever pydantic's; property ``names`` stay as they are."""
    keys = [key for key in _ORDER if key in value] + sorted(set(value) - set(_ORDER))
    return {
        key: _sorted_value(value[key], names=not names and key in {"properties", "$defs"})
        for key in (value if names else keys)
    }


def _sorted_value(value: Any, *, names: bool) -> Any:
    if isinstance(value, dict):
        return _sorted(value, names=names)
    return (
        [_sorted_value(each, names=False) for each in value] if isinstance(value, list) else value
    )


def main(arguments: Sequence[str]) -> int:
    """Write the schemas into the folder ``arguments[0]``; with ``--check`` only compare them.

    Returns the exit code: 1 where ``--check`` found a file that is missing, wrong or one too many.
    """
    folder = Path(arguments[0])
    if "--check" not in arguments:
        write_schemas(folder)
        return 0
    there = {each.name: each.read_text("utf-8") for each in folder.glob("*.json")}
    texts = schema_texts()
    names = sorted({*there, *texts})
    stale = [name for name in names if there.get(name) != texts.get(name)]
    for name in stale:
        sys.stderr.write(f"{folder / name} is out of date: run `make schemas` and commit it\n")
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
