"""Every kind of bad input, through the command line: what, where and what to do; the exit code; nothing half-written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.fixtures.handbook import english_handbook

from coursegen.build.guard import guard
from coursegen.cli.group import run
from coursegen.cli.main import COMMANDS

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

POLICY = english_handbook(2)


class Line:
    """The command line in this process: exit code, and all that was said."""

    def __init__(self, capfd) -> None:
        self._capfd = capfd

    def __call__(self, *arguments: object) -> tuple[int, str]:
        self._capfd.readouterr()
        code = run([str(each) for each in arguments], tuple(COMMANDS))
        out, err = self._capfd.readouterr()
        self.out, self.err = out, err
        assert "Traceback" not in err
        assert "bug in coursegen" not in err
        return code, err


@pytest.fixture
def line(capfd) -> Line:
    return Line(capfd)


@pytest.fixture
def project(tmp_path) -> Path:
    folder = tmp_path / "p"
    (folder / "sources").mkdir(parents=True)
    (folder / "coursegen.toml").write_text("[course]\nminutes = 15\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built_once(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    (folder / "sources").mkdir()
    (folder / "sources" / "rules.md").write_text(POLICY, encoding="utf-8")
    (folder / "coursegen.toml").write_text("[course]\nminutes = 15\n", encoding="utf-8")
    assert run(["build", "--project", str(folder)], tuple(COMMANDS)) == 0
    return folder


@pytest.fixture
def built(built_once, tmp_path) -> Path:
    return Path(shutil.copytree(built_once, tmp_path / "built"))


def tree(folder: Path) -> dict[str, bytes]:
    """Every file that is not cache."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".coursegen" not in path.parts
    }


def refused(found: tuple[int, str], code: int, *words: str) -> None:
    assert found[0] == code, found[1]
    for word in words:
        assert word in found[1], (word, found[1])


BAD = {
    "empty.md": (b"", "the file is empty"),
    "broken.docx": (b"not a zip", "docx"),
    "page.pdf": (b"<html><body>no PDF</body></html>", "this is not a PDF file"),
    "cut.pptx": (b"PK\x03\x04 cut off", "pptx"),
    "clip.mp4": (b"no film at all, none", "mp4"),
    "latin.md": ("# Règles\n\nÀ lire".encode("latin-1"), "UTF-8"),
}


def test_every_bad_source_is_named_in_one_message_with_what_to_do(line, project):
    for name, (data, _) in BAD.items():
        (project / "sources" / name).write_bytes(data)
    (project / "sources" / "fine.md").write_text(POLICY, encoding="utf-8")
    before = tree(project)
    found = line("build", "--project", project)
    refused(found, 3, f"{len(BAD)} sources cannot be read", *BAD)
    for _, words in BAD.values():
        assert words.lower() in found[1].lower()
    assert "fine.md" not in found[1]
    assert tree(project) == before


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_source_alone_says_what_where_and_what_to_do(line, project, name):
    (project / "sources" / name).write_bytes(BAD[name][0])
    assert line("build", "--project", project, "--json")[0] == 3
    error = json.loads(line.out)["error"]
    assert error["what"]
    assert name in error["where"]
    assert error["hint"]
    assert error["exit_code"] == 3


def test_a_link_to_nothing_is_no_source_or_named(line, project):
    (project / "sources" / "gone.md").symlink_to(project / "nowhere.md")
    refused(line("build", "--project", project), 3)


def test_only_files_of_unknown_kind_name_them_and_the_endings_that_are_known(line, project):
    (project / "sources" / "notes.xyz").write_text("text", encoding="utf-8")
    refused(line("build", "--project", project), 3, "notes.xyz", ".docx")


def test_unknown_files_beside_known_ones_are_listed_as_left_out(line, project):
    (project / "sources" / "rules.md").write_text(POLICY, encoding="utf-8")
    (project / "sources" / "notes.xyz").write_text("text", encoding="utf-8")
    code, words = line("build", "--project", project)
    assert code == 0
    assert "no reader knows: sources/notes.xyz" in words


def test_skip_unreadable_goes_on_and_says_which_it_passed_over(line, project):
    (project / "sources" / "rules.md").write_text(POLICY, encoding="utf-8")
    for name, (data, _) in BAD.items():
        (project / "sources" / name).write_bytes(data)
    refused(line("plan", "--project", project), 3, "empty.md")
    code, words = line("plan", "--project", project, "--skip-unreadable")
    assert code == 0
    assert "passed over, as they cannot be read" in words + line.out
    code, words = line("build", "--project", project, "--skip-unreadable")
    assert code == 0
    assert f"{len(BAD)} files passed over, as they cannot be read" in words
    assert line("check", "--project", project)[0] == 0
    assert line("export", "html", "--project", project)[0] == 0
    code, _ = line("build", "--project", project, "--skip-unreadable", "--json")
    assert code == 0


def test_skip_unreadable_never_goes_on_without_what_the_course_rests_on(line, built):
    (built / "sources" / "more.md").write_text(POLICY, encoding="utf-8")
    (built / "sources" / "rules.md").write_bytes(b"")
    before = tree(built)
    refused(
        line("build", "--project", built, "--skip-unreadable"), 3, "rests on", "rules.md", "exclude"
    )
    assert tree(built) == before


def test_make_skips_too_and_still_makes_its_packages(line, tmp_path):
    given = tmp_path / "given"
    given.mkdir()
    (given / "rules.md").write_text(POLICY, encoding="utf-8")
    (given / "broken.docx").write_bytes(b"not a zip")
    out = tmp_path / "out"
    refused(line("make", given, "-o", out, "--to", "html"), 3, "broken.docx")
    assert not (out / "course").exists()
    code, words = line("make", given, "-o", out, "--to", "html", "--skip-unreadable")
    assert code == 0
    assert "broken.docx" in words
    assert list((out / "dist").glob("*-html.zip"))


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[course]\nminuts = 5\n", (":2:", "minuts", "minutes")),
        ("[cuorse]\nminutes = 5\n", (":1:", "cuorse", "course")),
        ("[course]\nminutes = '5'\n", (":2:", "whole number")),
        ("[course]\nprogramme = 'perhaps'\n", (":2:", "auto", "always", "never")),
        ("[course\n", (":1:", "TOML")),
        ("[audience]\nalias = ['x']\n", ("alias", "aliases")),
    ],
)
def test_a_wrong_setting_names_line_and_nearest(line, project, toml, words):
    (project / "coursegen.toml").write_text(toml, encoding="utf-8")
    refused(line("build", "--project", project), 2, "coursegen.toml", *words)


def test_a_course_file_broken_by_hand_names_file_and_line_and_loses_nothing(line, built):
    (file, *_) = sorted((built / "course" / "modules").glob("*.yaml"))
    file.write_text(file.read_text("utf-8").replace("title:", "title: [", 1), "utf-8")
    before = tree(built)
    for command in (["build"], ["check"], ["export", "html"], ["plan"]):
        refused(line(*command, "--project", built), 2, file.name)
    assert tree(built) == before


def test_a_wrong_field_in_a_course_file_names_the_nearest(line, built):
    (file, *_) = sorted((built / "course" / "modules").glob("*.yaml"))
    file.write_text(file.read_text("utf-8").replace("minutes:", "minuts:", 1), "utf-8")
    refused(line("check", "--project", built), 2, file.name, "minuts", "minutes")


def test_a_lock_of_a_newer_version_is_refused_with_the_advice_to_upgrade(line, built):
    lock = built / "coursegen.lock"
    lock.write_text(lock.read_text("utf-8").replace('"format": 2', '"format": 99'), "utf-8")
    before = tree(built)
    for command in (["build"], ["plan"], ["export", "html"]):
        refused(line(*command, "--project", built), 2, "coursegen.lock", "99", "Upgrade")
    assert tree(built) == before


def test_two_builds_at_once_one_of_them_says_to_wait(line, built):
    (built / "sources" / "rules.md").write_text(english_handbook(3), encoding="utf-8")
    before = tree(built)
    with guard(built / ".coursegen", "build"):
        refused(line("build", "--project", built), 2, "is running in this project", "Wait")
    assert tree(built) == before
    assert line("build", "--project", built)[0] == 0


def test_an_output_where_nothing_can_be_written_is_refused_and_nothing_is_left(line, built):
    blocked = built / "blocked"
    blocked.write_text("a file where a folder is needed", encoding="utf-8")
    before = tree(built)
    refused(line("export", "html", "--project", built, "-o", blocked), 2, "blocked")
    refused(line("export", "html", "--project", built, "-o", blocked / "below"), 5, "blocked")
    assert {key: value for key, value in tree(built).items() if key != "coursegen.lock"} == {
        key: value for key, value in before.items() if key != "coursegen.lock"
    }


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="this system has no /proc to refuse")
def test_a_folder_that_takes_no_files_is_refused(line, tmp_path):
    policy = tmp_path / "rules.md"
    policy.write_text(POLICY, encoding="utf-8")
    refused(line("make", policy, "-o", "/proc/coursegen"), 2, "/proc/coursegen")


FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
from coursegen.cli.group import run
from coursegen.cli.main import COMMANDS
sys.exit(run(sys.argv[2:], tuple(COMMANDS)))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
def test_an_output_that_is_full_is_told_and_leaves_no_part_of_a_file(built):
    done = subprocess.run(
        [sys.executable, "-c", FULL, "20000", "export", "html", "--project", built],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 5, done.stderr
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    dist = built / "dist"
    assert not dist.exists() or not [each for each in dist.rglob("*") if each.suffix == ".tmp"]
    assert not list(dist.glob("*.zip"))


def test_without_an_audience_init_and_make_print_the_actors_with_counts(line, tmp_path):
    policy = tmp_path / "rules.md"
    policy.write_text(POLICY, encoding="utf-8")
    for command in (["init", tmp_path / "a", policy], ["make", policy, "-o", tmp_path / "b"]):
        code, words = line(*command)
        assert code == 0
        assert "No audience is set" in words
        assert "employees (14), managers (6)" in words


def test_an_audience_that_the_sources_do_not_name_is_told_with_whom_they_do(line, tmp_path):
    policy = tmp_path / "rules.md"
    policy.write_text(POLICY, encoding="utf-8")
    _, words = line("init", tmp_path / "a", policy, "--audience", "night nurses")
    assert "The sources name nobody as 'night nurses'" in words
    assert "employees (14)" in words


def test_settings_given_to_make_reach_the_project(line, tmp_path):
    policy = tmp_path / "rules.md"
    policy.write_text(POLICY, encoding="utf-8")
    options = ["--audience", "employees", "--minutes", "9", "--language", "en", "--title", "Keys"]
    code, _ = line("make", policy, "-o", tmp_path / "p", "--to", "html", *options, "--json")
    assert code == 0
    report = json.loads(line.out)["build"]
    assert (report["title"], report["language"]) == ("Keys", "en")
    assert report["audience"] == ["employees"]
    toml = (tmp_path / "p" / "coursegen.toml").read_text("utf-8")
    assert "minutes = 9" in toml
    assert os.linesep != "\r\n" or "\r" not in toml
