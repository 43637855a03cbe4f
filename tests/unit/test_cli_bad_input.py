"""Bad input is normal: what, where, what to do, the right exit code, no traceback."""

import json
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
    refused(done, 3, "empty.md", "broken.docx")
    assert "fine.md" not in done.stderr


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


def test_an_unknown_target_is_found_before_anything_is_made(tmp_path):
    policy = tmp_path / "a.md"
    policy.write_text("# Rules\n\nYou must lock it.\n", encoding="utf-8")
    done = coursegen("make", policy, "-o", tmp_path / "p", "--to", "scorm12, scrom")
    refused(done, 2, "'scrom'", "scorm12")
    assert not (tmp_path / "p").exists()


def test_an_unknown_generator_is_found_before_anything_is_made(tmp_path):
    policy = tmp_path / "a.md"
    policy.write_text("# Rules\n\nYou must lock it.\n", encoding="utf-8")
    refused(
        coursegen("make", policy, "-o", tmp_path / "p", "--generator", "oracle"),
        2,
        "--generator",
        "oracle",
    )
    assert not (tmp_path / "p").exists()


def test_an_unknown_generator_is_refused_where_nothing_is_to_be_built(project):
    from tests.fixtures.projects import fixture_project

    fixture_project(project)
    done = coursegen("build", "--project", project, "--generator", "oracle", "--frozen")
    refused(done, 2, "oracle", "embedded")


def test_targets_may_be_set_apart_by_spaces():
    from coursegen.cli.make import command

    context = command.make_context("make", [__file__, "-o", "p", "--to", "scorm12, html ,"])
    assert context.params["targets"] == ["scorm12", "html"]


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["build", "--project", "{}"], 2, "coursegen.toml"),
        (["init", "{}/p", "{}/missing.md"], 2, "missing.md"),
        (["plan", "--nonsense"], 2, "--nonsense"),
    ],
)
def test_with_json_an_error_is_the_one_document(tmp_path, arguments, code, word):
    done = coursegen(*(each.replace("{}", str(tmp_path)) for each in arguments), "--json")
    refused(done, code, word)
    error = json.loads(done.stdout)["error"]
    assert sorted(error) == ["exit_code", "hint", "what", "where"]
    assert error["exit_code"] == code
    assert word in "".join((error["what"], error["where"], error["hint"]))


def test_init_says_what_it_made_as_json(tmp_path):
    policy = tmp_path / "a.md"
    policy.write_text("# Rules\n\nYou must lock it.\n", encoding="utf-8")
    done = coursegen("init", tmp_path / "p", policy, "--json")
    assert json.loads(done.stdout)["made"]["copied"] == ["sources/a.md"]
    assert done.stderr == ""


def test_settings_without_effect_are_said_and_where_to_set_them(tmp_path):
    coursegen("init", tmp_path / "p")
    empty = tmp_path / "empty.md"
    empty.touch()
    done = coursegen("make", empty, "-o", tmp_path / "p", "--title", "Doors")
    refused(done, 3, "Not applied", "--title", "course.title", "coursegen.toml")


BROKEN = """
import sys
from coursegen.cli.group import run
from coursegen.cli import plan
def fail(*_, **__):
    raise RuntimeError("two\\nlines")
plan.api.open_project = fail
sys.exit(run(sys.argv[1:], ("plan",)))
"""


def test_a_bug_is_called_one_in_a_line_and_shown_with_debug():
    command = [sys.executable, "-c", BROKEN, "plan"]
    done = subprocess.run([*command, "--json"], capture_output=True, text=True)  # noqa: PLW1510
    refused(done, 1, "Error: RuntimeError: two lines\n", "a bug in coursegen", "--debug")
    assert json.loads(done.stdout)["error"]["what"] == "RuntimeError: two lines"
    shown = subprocess.run([*command, "--debug"], capture_output=True, text=True)  # noqa: PLW1510
    assert "Traceback" in shown.stderr
    assert shown.returncode == 1


def test_make_does_not_overwrite_a_source_that_was_changed_in_the_project(tmp_path):
    given = tmp_path / "policy.md"
    given.write_text("# Rules\n\nYou must lock the door within 5 minutes.\n", encoding="utf-8")
    coursegen("make", given, "-o", tmp_path / "p")
    copy = tmp_path / "p" / "sources" / "policy.md"
    copy.write_text("# Rules\n\nYou must lock the door within 9 minutes.\n", encoding="utf-8")
    refused(
        coursegen("make", given, "-o", tmp_path / "p"), 2, "policy.md", "changed in the project"
    )
    assert "9 minutes" in copy.read_text(encoding="utf-8")
    given.write_text("# Rules\n\nYou must lock the door within 7 minutes.\n", encoding="utf-8")
    copy.unlink()
    coursegen("make", given, "-o", tmp_path / "p")
    assert "7 minutes" in copy.read_text(encoding="utf-8")
