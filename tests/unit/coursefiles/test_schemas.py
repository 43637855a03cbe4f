"""The committed schemas are the generated ones, and drafts keep to the strict subset."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from coursegen import resources
from coursegen.coursefiles.schemas import (
    draft_schema,
    file_schema,
    main,
    schema_texts,
    write_schemas,
)
from coursegen.model.drafts import DRAFTS
from coursegen.model.part_drafts import PART_DRAFTS


@pytest.mark.parametrize("name", sorted(schema_texts()))
def test_the_committed_schema_is_the_generated_one(name: str) -> None:
    assert resources.read_text(f"schemas/{name}") == schema_texts()[name], "run make schemas"


def test_nothing_else_is_in_the_folder(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(schema_texts())
    assert write_schemas(tmp_path) == []
    shipped = [each.removeprefix("schemas/") for each in resources.list_files("schemas")]
    assert shipped == sorted(schema_texts())


def test_they_are_generated_from_the_command_line(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-m", "coursegen.coursefiles.schemas", str(tmp_path)]
    subprocess.run(command, check=True)
    assert main([str(tmp_path), "--check"]) == 0
    (tmp_path / "old.schema.json").write_text("{}")
    (tmp_path / "lock.schema.json").unlink()
    finished = subprocess.run([*command, "--check"], check=False, capture_output=True, text=True)
    assert finished.returncode == 1
    assert ["lock" in line or "old" in line for line in finished.stderr.splitlines()] == [
        True,
        True,
    ]
    assert not (tmp_path / "lock.schema.json").exists()


@pytest.mark.parametrize("name", ["course", "module", "lock"])
def test_a_file_schema_is_valid_and_tells_an_editor_what_fields_mean(name: str) -> None:
    schema = file_schema(name)
    Draft202012Validator.check_schema(schema)
    for part in parts(schema):
        if name != "lock":
            for field, value in part.get("properties", {}).items():
                described = "description" in value or "$ref" in str(value)
                assert described, f"{part.get('title')}.{field}"


def parts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from parts(each)
    elif isinstance(value, list):
        for each in value:
            yield from parts(each)


@pytest.mark.parametrize("task", sorted({**DRAFTS, **PART_DRAFTS}))
def test_a_draft_schema_keeps_to_the_strict_subset(task: str) -> None:
    """DESIGN section 6: what endpoints with structured output accept."""
    schema = draft_schema(task)
    Draft202012Validator.check_schema(schema)
    assert schema["type"] == "object"
    assert "anyOf" not in schema
    count = 0
    for part in parts(schema):
        assert not {"oneOf", "allOf", "not", "if", "default", "const"} & set(part)
        if part.get("type") == "object":
            assert part["additionalProperties"] is False
            assert sorted(part["required"]) == sorted(part["properties"])
            count += len(part["properties"])
    assert count <= 100
    assert depth(schema, schema) <= 5


def depth(value: Any, root: dict[str, Any]) -> int:
    """Levels of objects inside objects, references followed."""
    if isinstance(value, list):
        return max((depth(each, root) for each in value), default=0)
    if not isinstance(value, dict):
        return 0
    if "$ref" in value:
        return depth(root["$defs"][value["$ref"].rpartition("/")[2]], root)
    inner = [each for key, each in value.items() if key not in {"$defs", "required", "enum"}]
    return depth(inner, root) + (value.get("type") == "object")


@pytest.mark.parametrize("task", sorted({**DRAFTS, **PART_DRAFTS}))
def test_a_draft_names_its_type_first_and_its_citations_last(task: str) -> None:
    for part in parts(draft_schema(task)):
        names = list(part.get("properties", {}))
        if "type" in names and "cites" in names:
            assert (names[0], names[-1]) == ("type", "cites")
