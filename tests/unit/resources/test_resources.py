"""Shipped files are found in a checkout and in a wheel, and a project may replace some of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursegen import resources
from coursegen.errors import CoursegenError


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one file in each shipped folder."""
    package = tmp_path / "repo" / "src" / "coursegen"
    package.mkdir(parents=True)
    for name in ("schemas/course.json", "prompts/module.md", "exports/player/index.html"):
        _write(tmp_path / "repo" / name, name)
    _write(tmp_path / "repo" / "exports" / ".keep", "")
    monkeypatch.setattr(resources, "_PACKAGE", package)
    return tmp_path / "repo"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_a_checkout_is_read_at_its_root(checkout: Path) -> None:
    assert resources.read_text("exports/player/index.html") == "exports/player/index.html"
    assert resources.list_files("exports") == ["exports/player/index.html"]


def test_a_wheel_is_read_from_its_shipped_folder(checkout: Path) -> None:
    _write(checkout / "src/coursegen/_shipped/prompts/module.md", "from the wheel")
    assert resources.read_text("prompts/module.md") == "from the wheel"


def test_a_project_replaces_a_prompt_and_adds_an_export(checkout: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    _write(project / "prompts/module.md", "our words\r\n")
    _write(project / "exports/player/logo.svg", "<svg/>")
    assert resources.read_text("prompts/module.md", project) == "our words\n"
    assert resources.read_text("exports/player/index.html", project) == "exports/player/index.html"
    assert resources.list_files("exports", project) == [
        "exports/player/index.html",
        "exports/player/logo.svg",
    ]


def test_a_project_cannot_replace_a_schema(checkout: Path, tmp_path: Path) -> None:
    _write(tmp_path / "project/schemas/course.json", "mine")
    assert resources.read_text("schemas/course.json", tmp_path / "project") == "schemas/course.json"


@pytest.mark.parametrize("name", ["prompts/none.md", "secrets/a", "exports/../../etc", "/etc", ""])
def test_what_is_not_there_is_named(checkout: Path, name: str) -> None:
    with pytest.raises(CoursegenError) as caught:
        resources.read_text(name)
    assert name in str(caught.value)


def test_a_missing_folder_is_named(checkout: Path) -> None:
    with pytest.raises(CoursegenError, match="exports/nowhere"):
        resources.list_files("exports/nowhere")


def test_the_shipped_folders_of_this_checkout_are_found() -> None:
    for folder in resources.FOLDERS:
        resources.list_files(folder)
