"""Real policies and handbooks, as they come: a course, or a message that says what to do."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
BUNDLES = CORPORA / "git"
FOLDERS = ("files", "media", "articles-nl")
SINGLE = sorted(
    each.relative_to(CORPORA).as_posix()
    for folder in FOLDERS
    for each in (CORPORA / folder).glob("*")
    if each.is_file()
)
SECONDS = 300
"""What one file may take, on a machine that does other things too; it takes two to twenty when idle."""
SAID = {
    1: (
        r"No package was written, as the check has \d+ finding",
        r"`coursegen check --project \S+` shows",
    ),
    3: (r"(?m)^Error: \S",),
}
"""What the command line says at each exit code but 0: findings at the gate, a source that cannot be read."""
NAMES = (
    "18f-handbook",
    "catalyze-policies",
    "clef-handbook",
    "de-jugendhackt-handbuch",
    "nl-digikoppeling-beveiliging",
    "nl-oin-stelsel",
    "nl-vws-beleidsontwikkeling",
    "publiccode-standard",
)


@pytest.mark.corpora
@pytest.mark.verify
@pytest.mark.parametrize("name", NAMES)
def test_a_bundle_gives_a_course_or_says_what_to_do(name, tmp_path):
    bundle = BUNDLES / f"{name}.bundle"
    if not bundle.is_file():
        pytest.skip(f"the corpora are not beside the repository: no {bundle.name}")
    clone = tmp_path / "sources"
    subprocess.run(["git", "clone", "-q", "-b", "main", bundle, clone], check=True)
    made(tmp_path / "p", clone, seconds=600, modules=True)


@pytest.mark.corpora
@pytest.mark.verify
@pytest.mark.parametrize("name", SINGLE or ["none"])
def test_a_file_gives_a_course_or_says_what_to_do(name, tmp_path):
    file = CORPORA / name
    if not file.is_file():
        pytest.skip(f"the corpora are not beside the repository: no {file.name}")
    made(tmp_path / "p", file, seconds=SECONDS)


@pytest.mark.corpora
@pytest.mark.verify
def test_all_files_together_name_each_that_cannot_be_read_and_go_on_without_them(tmp_path):
    if not SINGLE:
        pytest.skip("the corpora are not beside the repository")
    folders = [CORPORA / each for each in FOLDERS]
    refused = made(tmp_path / "p", *folders, seconds=SECONDS)
    assert refused["error"]["exit_code"] == 3
    locked = ("pdf_encrypted_password_openpassword.pdf", "pdf_scanned_ocr.pdf")
    for name in locked:
        assert name in refused["error"]["hint"]
    report = made(tmp_path / "p", *folders, "--skip-unreadable", seconds=2 * SECONDS)
    unread = {each["what"] for each in report["build"]["left_out"] if each["reason"] == "unread"}
    assert {f"sources/{name}" for name in locked} <= unread


def made(folder, *arguments, seconds, modules=False):
    """Run ``make``; hold what it says against its exit code; return its JSON document."""
    done = subprocess.run(  # noqa: PLW1510 - the exit code is what is tested
        [sys.executable, "-m", "coursegen", "make", *arguments, "-o", folder, "--json"],
        capture_output=True,
        text=True,
        timeout=seconds,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in (0, *SAID), done.stderr
    report = json.loads(done.stdout)
    if done.returncode == 0:
        assert (folder / "dist").is_dir()
        assert report["build"]["modules"] or not modules
        return report
    for pattern in SAID[done.returncode]:
        assert re.search(pattern, done.stderr), (done.returncode, done.stderr)
    if done.returncode == 1:
        assert report["packages"] == []
        assert [each.name for each in (folder / "dist").iterdir()] == ["report.html"]
    else:
        assert report["error"]["exit_code"] == done.returncode
        assert report["error"]["what"] in done.stderr
        assert report["error"]["hint"]
    return report
