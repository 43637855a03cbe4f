"""The commands of docs/ci run in a scratch repository as they stand there, with a stand-in for the installation."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.fixtures.scratch import Scratch, make_project

ROOT = Path(__file__).resolve().parents[2]
CI = ROOT / "docs" / "ci"


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # `on` is a key


def github() -> list[str]:
    steps = read(CI / "github-actions.yml")["jobs"]["course"]["steps"]
    return [each["run"] for each in steps if "run" in each]


def gitlab() -> list[str]:
    job = read(CI / "gitlab-ci.yml")["course"]
    return [*job["before_script"], *job["script"]]


def hooks() -> list[str]:
    [local] = read(CI / "pre-commit-config.yaml")["repos"]
    shipped = read(ROOT / ".pre-commit-hooks.yaml")
    assert [each["entry"] for each in local["hooks"]] == [each["entry"] for each in shipped]
    return [each["entry"] for each in shipped]


RECIPES = {"github": github, "gitlab": gitlab, "pre-commit": hooks}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A committed course project on ``main``, known as ``origin/main``."""
    project = make_project(tmp_path / "project")
    Scratch(project).build()
    (project / ".gitignore").write_text(".coursegen/\ndist/\n", encoding="utf-8")
    for arguments in (
        ["init", "-q", "-b", "main"],
        ["add", "-A"],
        ["commit", "-q", "-m", "course"],
    ):
        git(project, *arguments)
    git(project, "update-ref", "refs/remotes/origin/main", "HEAD")
    return project


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True)


def run(lines: list[str], project: Path, folder: Path) -> tuple[int, str]:
    """The exit code of ``lines`` in a fresh clone, each in a shell of its own, up to the first that fails."""
    clone = folder / f"clone-{len(list(folder.glob('clone-*')))}"
    subprocess.run(["git", "clone", "-q", str(project), str(clone)], check=True)
    programs = folder / "programs"
    programs.mkdir(exist_ok=True)
    for name, words in (
        ("pip", 'test "$*" = "install coursegen"'),
        ("coursegen", f'exec "{sys.executable}" -m coursegen "$@"'),
    ):
        (programs / name).write_text(f"#!/bin/sh\n{words}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    settings = os.environ | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "BASE": "origin/main",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "GITHUB_STEP_SUMMARY": str(clone / "changes.md"),
    }
    said = ""
    for line in lines:
        done = subprocess.run(
            ["sh", "-ec", line],
            cwd=clone,
            env=settings,
            capture_output=True,
            text=True,
            check=False,
        )
        said += done.stdout + done.stderr
        if done.returncode:
            return done.returncode, said
    if any("diff" in line for line in lines):
        assert (clone / "changes.md").read_text(encoding="utf-8").strip()
        assert sorted(each.suffix for each in (clone / "dist").glob("*.zip")) == [".zip", ".zip"]
    return 0, said


@pytest.mark.parametrize("recipe", sorted(RECIPES))
def test_a_course_that_is_up_to_date_passes_and_one_that_is_not_fails(
    recipe: str, repository: Path, tmp_path: Path
) -> None:
    lines = RECIPES[recipe]()
    assert any("--frozen" in line for line in lines)
    code, said = run(lines, repository, tmp_path)
    assert code == 0, said
    Scratch(repository).source("within 1 hour", "within 3 hours")
    git(repository, "commit", "-qam", "the policy changed")
    code, said = run(lines, repository, tmp_path)
    assert code == 1
    assert "out of date" in said


def test_the_recipes_are_named_on_the_page_and_their_files_are_there() -> None:
    page = (CI / "README.md").read_text(encoding="utf-8")
    for path in CI.glob("*.y*ml"):
        assert f"({path.name})" in page
    for line in {
        line for recipe in RECIPES.values() for line in recipe() if line.startswith("coursegen")
    }:
        assert line.split(" --from")[0] in page


def test_gitlab_runs_the_job_for_a_merge_request_and_for_the_default_branch() -> None:
    """Without rules GitLab runs a job in pipelines of branches only, where the target branch is not known."""
    conditions = [each["if"] for each in read(CI / "gitlab-ci.yml")["course"]["rules"]]
    assert '$CI_PIPELINE_SOURCE == "merge_request_event"' in conditions
    assert "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" in conditions
