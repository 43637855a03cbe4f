"""A package as a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursegen.errors import ExportError
from coursegen.export.folder import write_folder
from coursegen.model.package import Package


def package(**files: str) -> Package:
    return Package(files={name.replace("_", "."): data.encode() for name, data in files.items()})


def names(folder: Path) -> set[str]:
    return {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}


def test_the_folder_holds_the_files_and_what_stood_there_is_gone(tmp_path: Path) -> None:
    place = tmp_path / "dist" / "course-html"
    write_folder(place, Package(files={"index.html": b"1", "media/a.png": b"2"}))
    write_folder(place, Package(files={"index.html": b"3"}))
    assert names(place) == {"index.html"}
    assert (place / "index.html").read_bytes() == b"3"
    assert [each.name for each in place.parent.iterdir()] == ["course-html"]


def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path) -> None:
    for name in (".course.new", ".course.old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "debris.txt").write_text("x")
    (tmp_path / "course").mkdir()
    write_folder(tmp_path / "course", package(index_md="1"))
    assert names(tmp_path) == {"course/index.md"}


def test_a_folder_that_cannot_take_its_place_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "course"
    write_folder(place, package(index_md="old"))
    rename = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if self.name == ".course.new":
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(ExportError, match="Permission denied"):
        write_folder(place, package(index_md="new"))
    assert (place / "index.md").read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["course"]


def test_a_file_in_the_way_is_named_and_kept(tmp_path: Path) -> None:
    (tmp_path / "course").write_text("mine")
    with pytest.raises(ExportError, match="a file stands where the folder must go"):
        write_folder(tmp_path / "course", package(index_md="1"))
    assert (tmp_path / "course").read_text() == "mine"
