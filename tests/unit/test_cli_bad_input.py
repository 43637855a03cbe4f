"""Bad input is normal: what, where, what to do, the right exit code, no traceback."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

RECORDING = Path(__file__).parents[2] / "examples/infosec/sources/reporting-an-incident.mp4"


def coursegen(*arguments):
    return subprocess.run(  # noqa: PLW1510 - the exit code is what is tested
        [sys.executable, "-m", "coursegen", *map(str, arguments)], capture_output=True, text=True
    )


def refused(done, code, *words):
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


@pytest.fixture
def project(tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "coursegen.toml").write_text("", encoding="utf-8")
    return tmp_path


def test_a_command_that_is_nearly_one_is_named():
    refused(coursegen("biuld"), 2, "build")


def test_a_folder_that_is_no_project(tmp_path):
    refused(coursegen("build", "--project", tmp_path), 2, "coursegen.toml", "init")


def test_no_sources(project):
    refused(coursegen("build", "--project", project), 3, "no source was found", "sources/")


def test_a_wrong_key_names_the_nearest(project):
    (project / "coursegen.toml").write_text("[course]\nminuts = 5\n", encoding="utf-8")
    refused(coursegen("build", "--project", project), 2, "minuts", "minutes", "2")


def test_every_bad_source_is_named_at_once(project):
    (project / "sources" / "empty.md").touch()
    (project / "sources" / "broken.docx").write_text("not a zip", encoding="utf-8")
    (project / "sources" / "fine.md").write_text("# Rules\n\nYou must lock it.\n", encoding="utf-8")
    done = coursegen("build", "--project", project)
    refused(done, 3, "empty.md")


def test_two_unreadable_sources_are_named_in_one_message(project):
    for name in ("one.docx", "two.docx"):
        (project / "sources" / name).write_text("not a zip", encoding="utf-8")
    refused(coursegen("build", "--project", project), 3, "one.docx", "two.docx")


def test_a_recording_without_captions_says_what_to_do(project):
    shutil.copy(RECORDING, project / "sources" / "talk.mp4")
    refused(coursegen("build", "--project", project), 3, "talk.mp4", ".vtt")


def test_an_unknown_generator_names_those_that_are_there(project):
    (project / "sources" / "a.md").write_text("# Rules\n\nYou must lock it.\n", encoding="utf-8")
    done = coursegen("build", "--project", project, "--generator", "oracle")
    refused(done, 2, "oracle", "embedded")


def test_export_before_the_first_build_says_to_build(project):
    (project / "sources" / "a.md").write_text("# Rules\n\nYou must lock it.\n", encoding="utf-8")
    refused(coursegen("export", "scorm12", "--project", project), 2, "build")


def test_an_unknown_target_names_the_nearest(project):
    refused(coursegen("export", "scrom12", "--project", project), 2, "scorm12")


def test_a_failed_build_leaves_nothing_behind(project):
    (project / "sources" / "empty.md").touch()
    coursegen("build", "--project", project)
    left = {each.name for each in project.iterdir()}
    assert left <= {"coursegen.toml", "sources", ".coursegen"}
