"""What the pages say to type is typed: the shell and Python blocks of README.md and docs/, in order, in a fresh folder."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import docx
import pytest
import yaml
from tests.fixtures.handbook import english_handbook

from coursegen.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "docs/designers.md", "docs/upload.md", "docs/engineers.md")
_FENCE = re.compile(r"^```(sh|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(page: str) -> list[tuple[str, str]]:
    return _FENCE.findall((ROOT / page).read_text(encoding="utf-8"))


def commands(block: str) -> list[list[str]]:
    lines = [shlex.split(line, comments=True) for line in block.splitlines()]
    return [line for line in lines if line]


def word_handbook(path: Path) -> None:
    """The handbook as a Word file, headings as headings."""
    document = docx.Document()
    for line in english_handbook(4).splitlines():
        if line.startswith("#"):
            document.add_heading(line.lstrip("# "), level=line.count("#"))
        elif line:
            document.add_paragraph(line)
    document.save(str(path))


@pytest.fixture(scope="module")
def scratch(tmp_path_factory) -> Path:
    """The folder that a reader stands in: their two files; and the course of the pages that go on with one."""
    folder = tmp_path_factory.mktemp("reader")
    (folder / "policy.md").write_text(english_handbook(3), encoding="utf-8")
    word_handbook(folder / "handbook.docx")
    run(["make", "handbook.docx", "-o", "keys", "--audience", "employees", "--to", "html"], folder)
    return folder


def run(arguments: list[str], folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "coursegen", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (arguments, done.stderr)
    return done.stdout + done.stderr


def previewed(arguments: list[str], folder: Path) -> None:
    """Start the preview, see that it tells its address, end it."""
    with subprocess.Popen(
        [sys.executable, "-m", "coursegen", *arguments],
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        process.terminate()
    assert "http://127.0.0.1:" in first, first


def an_id(folder: Path, arguments: list[str]) -> str:
    project = folder / arguments[arguments.index("--project") + 1]
    (file, *_) = sorted((project / "course" / "modules").glob("*.yaml"))
    return str(yaml.safe_load(file.read_text(encoding="utf-8"))["items"][0]["id"])


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_says_to_type_works(page, scratch, monkeypatch):
    typed = 0
    for language, block in blocks(page):
        if language == "python":
            monkeypatch.chdir(scratch)
            exec(compile(block, page, "exec"), {"__name__": "example"})
            typed += 1
            continue
        for program, *arguments in commands(block):
            if program != "coursegen":
                continue
            if "ID" in arguments:
                arguments[arguments.index("ID")] = an_id(scratch, arguments)
            (previewed if arguments[0] == "preview" else run)(arguments, scratch)
            typed += 1
    assert typed


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_only_make_targets_and_commands_that_there_are(page):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for language, block in blocks(page):
        for program, *arguments in commands(block) if language == "sh" else []:
            assert program in ("coursegen", "make"), program
            if program == "make":
                assert re.search(rf"^{arguments[0]}:", makefile, re.MULTILINE), arguments
            else:
                assert arguments[0] in COMMANDS


def test_every_link_in_the_pages_leads_to_a_file():
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", text):
            if not target.startswith(("http:", "https:")):
                assert (page.parent / target).exists(), (page.name, target)


def test_what_init_says_of_the_handbook_is_what_the_page_shows(scratch):
    shown = re.search(r"^```\n(In scope.*?)^```", (ROOT / "docs/designers.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)  # fmt: skip
    assert shown
    said = run(["init", "shown", "handbook.docx"], scratch)
    for line in shown[1].splitlines():
        assert line in said, said
