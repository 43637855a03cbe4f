"""docs/formats.md is true: its examples are valid, and it names every field, type and key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coursegen.build.lock import lock_text, read_lock
from coursegen.config import Config, load_config
from coursegen.coursefiles import read_course, to_yaml
from coursegen.coursefiles.schemas import file_schema

PAGE = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")


def example(kind: str, first_words: str = "") -> str:
    [found] = [
        each
        for each in re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
        if each.startswith(first_words)
    ]
    return str(found)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project made of the examples of the page, each at the path its first line names."""
    for text in re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL):
        path = tmp_path / text.splitlines()[0].removeprefix("# ")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "coursegen.toml").write_text(example("toml"), encoding="utf-8")
    (tmp_path / "coursegen.lock").write_text(example("json"), encoding="utf-8")
    return tmp_path


def test_the_course_is_valid_and_canonical(project: Path) -> None:
    course = read_course(project)
    for noun, first in (
        (course.outline, "# course/course.yaml"),
        (course.modules[0], f"# course/modules/{course.modules[0].id}.yaml"),
    ):
        text = example("yaml", first).partition("\n")[2]
        assert to_yaml(noun) == text


def test_the_settings_are_valid_and_all_there(project: Path) -> None:
    load_config(project)
    for section, field in Config.model_fields.items():
        assert re.search(rf"^\[{section}[].]", example("toml"), re.MULTILINE), section
        for key in getattr(field.annotation, "model_fields", {}):
            assert f"\n{key} = " in example("toml")


def test_the_lock_is_one_that_coursegen_writes(project: Path) -> None:
    lock = read_lock(project / "coursegen.lock")
    assert lock is not None
    assert lock_text(lock) == example("json")


@pytest.mark.parametrize("name", ["course", "module"])
def test_every_field_and_type_is_named(name: str) -> None:
    schema = file_schema(name)
    for part in [schema, *schema["$defs"].values()]:
        for field, value in part.get("properties", {}).items():
            assert re.search(rf"\b{field}\b", PAGE), field
            if "const" in value:
                assert re.search(rf"\b{value['const']}\b", PAGE), value["const"]
