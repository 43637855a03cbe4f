"""The folder course/: read whole, written only where a noun changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursegen.coursefiles import (
    module_path,
    outline_path,
    read_course,
    read_module,
    read_outline,
    stray_modules,
    to_yaml,
    write_course,
)
from coursegen.errors import ConfigError
from coursegen.model.course import Brief, Course, Module, Objective, Outline


def course(*names: str, title: str = "Course") -> Course:
    outline = Outline(
        id="course-abcde",
        title=title,
        language="en",
        objectives=(Objective(id="o-abcde", text="Report it", bloom="apply"),),
        modules=tuple(
            Brief(id=each, topic=each, objectives=("o-abcde",), passages=("3f9ac1e27b41",))
            for each in names
        ),
    )
    modules = tuple(
        Module(id=each, title=f"About {each}", minutes=4.5, objectives=("o-abcde",))
        for each in names
    )
    return Course(outline=outline, modules=modules)


def test_a_course_comes_back_as_it_went(tmp_path: Path) -> None:
    written = write_course(tmp_path, course("b-1", "a-1"))
    assert [each.relative_to(tmp_path).as_posix() for each in written] == [
        "course/modules/b-1.yaml",
        "course/modules/a-1.yaml",
        "course/course.yaml",
    ]
    assert read_course(tmp_path) == course("b-1", "a-1")
    assert read_outline(outline_path(tmp_path)) == course("b-1", "a-1").outline
    assert read_module(module_path(tmp_path, "a-1")) == course("a-1").modules[0]


def test_what_did_not_change_is_not_written(tmp_path: Path) -> None:
    write_course(tmp_path, course("a-1"))
    path = module_path(tmp_path, "a-1")
    edited = "# mine\n" + path.read_text().replace("About a-1", "'About a-1'")
    path.write_text(edited)
    assert write_course(tmp_path, course("a-1")) == []
    assert write_course(tmp_path, course("a-1", title="Other")) == [outline_path(tmp_path)]
    assert path.read_text() == edited


def test_an_untouched_file_is_replaced_and_an_edited_one_keeps_its_comments(tmp_path: Path) -> None:
    write_course(tmp_path, course("a-1", "b-1"))
    path = module_path(tmp_path, "a-1")
    path.write_text("# mine\n" + path.read_text())
    new = [each.model_copy(update={"title": "New"}) for each in course("a-1", "b-1").modules]
    write_course(tmp_path, course("a-1", "b-1").model_copy(update={"modules": tuple(new)}))
    assert path.read_text() == "# mine\n" + to_yaml(new[0])
    assert module_path(tmp_path, "b-1").read_text() == to_yaml(new[1])


def test_an_untouched_file_with_windows_line_ends_is_untouched(tmp_path: Path) -> None:
    write_course(tmp_path, course("a-1"))
    path = module_path(tmp_path, "a-1")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert write_course(tmp_path, course("a-1")) == []


def test_a_module_that_is_gone_is_deleted_and_a_stray_file_is_not(tmp_path: Path) -> None:
    write_course(tmp_path, course("a-1", "b-1"))
    stray = module_path(tmp_path, "mine-1")
    stray.write_text("id: mine-1\n")
    write_course(tmp_path, course("b-1"))
    assert not module_path(tmp_path, "a-1").exists()
    assert stray_modules(tmp_path) == [stray]
    assert read_course(tmp_path) == course("b-1")


def test_all_problems_of_all_files_are_listed(tmp_path: Path) -> None:
    write_course(tmp_path, course("a-1", "b-1", "c-1"))
    module_path(tmp_path, "a-1").write_text(
        "id: a-1\ntitle: x\nminutes: soon\nobjectives: [o-abcde]\n"
    )
    module_path(tmp_path, "b-1").unlink()
    module_path(tmp_path, "c-1").write_text("id: [\n")
    with pytest.raises(ConfigError) as caught:
        read_course(tmp_path)
    words = str(caught.value)
    assert "3 problems" in words
    assert "a-1.yaml:3: minutes: must be a number, not `soon`" in words
    assert "modules[1]: the file of module b-1, modules/b-1.yaml, is not there" in words
    assert "c-1.yaml:2: this is no YAML" in words


def test_a_file_must_hold_the_module_it_is_named_for(tmp_path: Path) -> None:
    write_course(tmp_path, course("a-1"))
    path = module_path(tmp_path, "a-1")
    path.write_text(path.read_text().replace("id: a-1", "id: b-1"))
    with pytest.raises(ConfigError, match="this file must hold the module a-1"):
        read_course(tmp_path)


def test_without_a_course_the_build_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="coursegen build"):
        read_course(tmp_path)


def test_a_file_that_cannot_be_read_is_not_overwritten(tmp_path: Path) -> None:
    write_course(tmp_path, course("a-1"))
    module_path(tmp_path, "a-1").write_text("title: 'half\n")
    with pytest.raises(ConfigError):
        write_course(tmp_path, course("a-1"))
    assert module_path(tmp_path, "a-1").read_text() == "title: 'half\n"
