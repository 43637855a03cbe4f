"""Names and encodings of other systems: Windows, macOS, editors that write CRLF. A project moves between them."""

from __future__ import annotations

import ast
import json
import re
import unicodedata
import zipfile
from pathlib import Path

import pytest
from tests.fixtures.handbook import dutch_handbook, english_handbook

from coursegen import api
from coursegen.api.project import Project
from coursegen.errors import ConfigError

SOURCE = Path(__file__).parents[2] / "src" / "coursegen"
RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
DECOMPOSED = unicodedata.normalize("NFD", "Beleid één.md")


def made(folder: Path, *given: Path, **settings) -> Project:
    api.init(folder, given, api.Settings(minutes=15, **settings))
    project = api.open_project(folder)
    api.build(project)
    return project


@pytest.mark.parametrize(
    "name",
    [
        DECOMPOSED,
        "Rules & Regulations (final) v2.1.md",
        "aux.md",
        "日本語.md",
        f"{'long ' * 40}.md",
        "a.b.c.MD",
        "back\\slash.md",
    ],
)
def test_a_source_of_any_name_gives_files_that_every_system_can_hold(name, tmp_path):
    given = tmp_path / "given"
    given.mkdir()
    (given / name).write_text(english_handbook(1), encoding="utf-8")
    project = made(tmp_path / "p", given)
    files = [each.name for each in (tmp_path / "p" / "course").rglob("*.yaml")]
    assert files
    for package in api.export(project, ["scorm12", "html"], tmp_path / "dist").packages:
        files.append(Path(package.path).name)
        with zipfile.ZipFile(package.path) as archive:
            files += archive.namelist()
    for each in files:
        assert re.fullmatch(r"[A-Za-z0-9._/-]+", each), each
        assert not any(RESERVED.match(part) or part.endswith(".") for part in each.split("/"))
        assert len(each) <= 120
    (path,) = project.require_lock().sources
    assert path.startswith("sources/")
    assert path == unicodedata.normalize("NFC", path)


def test_a_name_composed_in_either_way_is_one_source(tmp_path):
    paths = []
    for form in ("NFC", "NFD"):
        given = tmp_path / form
        given.mkdir()
        (given / unicodedata.normalize(form, "Beleid één.md")).write_text(
            dutch_handbook(1), encoding="utf-8"
        )
        paths.append(sorted(made(tmp_path / f"p-{form}", given).require_lock().sources))
    assert paths[0] == paths[1]


def test_two_names_that_differ_by_case_only_are_refused(tmp_path):
    for folder, name in (("one", "Rules.md"), ("two", "rules.md")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(english_handbook(1), encoding="utf-8")
    given = [tmp_path / "one" / "Rules.md", tmp_path / "two" / "rules.md"]
    with pytest.raises(ConfigError, match="two sources would be"):
        made(tmp_path / "p", *given)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_change_no_passage(tmp_path, mark):
    locks = []
    for name, ends in (("lf", "\n"), ("crlf", "\r\n")):
        given = tmp_path / name / "rules.md"
        given.parent.mkdir()
        text = (mark if name == "crlf" else "") + english_handbook(1)
        given.write_bytes(text.replace("\n", ends).encode())
        locks.append(made(tmp_path / f"p-{name}", given).require_lock())
    assert list(locks[0].passages) == list(locks[1].passages)
    assert list(locks[0].units) == list(locks[1].units)


def test_course_files_saved_with_crlf_are_no_edit(tmp_path):
    given = tmp_path / "rules.md"
    given.write_text(english_handbook(1), encoding="utf-8")
    project = made(tmp_path / "p", given)
    for file in (tmp_path / "p" / "course").rglob("*.yaml"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert [each for each in api.plan(project).lines if each.state == "changed"] == []
    assert [each.rule for each in api.check(project) if each.severity == "error"] == []


def test_all_that_a_build_writes_has_lf_ends_and_is_utf8(tmp_path):
    given = tmp_path / "regels.md"
    given.write_text(dutch_handbook(1), encoding="utf-8")
    made(tmp_path / "p", given)
    for file in (tmp_path / "p").rglob("*"):
        if file.is_file() and ".coursegen" not in file.parts and "sources" not in file.parts:
            assert b"\r" not in file.read_bytes(), file.name
            file.read_text(encoding="utf-8")


def test_no_text_is_read_or_written_in_the_encoding_of_the_machine():
    bare = [
        f"{path.relative_to(SOURCE).as_posix()}:{node.lineno}"
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _reads_or_writes_text(node)
    ]
    assert bare == []


def _reads_or_writes_text(call: ast.Call) -> bool:
    """Whether a file is read or written as text without saying in which encoding."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    if owner is None and name == "read_text":
        return False  # of coursegen.resources, which reads UTF-8
    if name not in ("read_text", "write_text", "open") or any(
        each.arg == "encoding" for each in call.keywords
    ):
        return False
    if isinstance(owner, ast.Name) and owner.id in (
        "resources",
        "webbrowser",
        "os",
        "Image",
        "zipfile",
    ):
        return False
    said = [str(each.value) for each in call.args if isinstance(each, ast.Constant)]
    if name == "read_text" and "utf-8" in said:
        return False
    return name != "open" or not any("b" in mode for mode in said)


def test_every_call_that_one_system_lacks_stands_beside_its_alternative():
    lacking = re.compile(
        r"\b(fcntl|msvcrt|os\.(?:fork|getuid|geteuid|chown|mkfifo|killpg)|pwd|grp|resource)\b"
    )
    found = {
        path.relative_to(SOURCE).as_posix(): sorted(set(lacking.findall(text)))
        for path in sorted(SOURCE.rglob("*.py"))
        for text in [re.sub(r'""".*?"""|#[^\n]*', "", path.read_text("utf-8"), flags=re.DOTALL)]
        if re.search(r"^\s*(?:import|from) (?:fcntl|msvcrt|pwd|grp|resource)\b|os\.(?:fork|getuid|geteuid|chown|mkfifo|killpg)\(", text, re.MULTILINE)
    }  # fmt: skip
    assert found == {"build/guard.py": ["fcntl", "msvcrt"]}, json.dumps(found)
