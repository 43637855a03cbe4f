"""Real policies and handbooks, as they come: a course, or a message that says what to do."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

BUNDLES = Path(__file__).parents[3] / "shared" / "corpora" / "git"
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
    done = subprocess.run(  # noqa: PLW1510 - the exit code is what is tested
        [sys.executable, "-m", "coursegen", "make", clone, "-o", tmp_path / "p", "--json"],
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in (0, *SAID), done.stderr
    if done.returncode == 0:
        report = json.loads(done.stdout)
        assert report["build"]["modules"]
        assert (tmp_path / "p" / "dist").is_dir()
        return
    for pattern in SAID[done.returncode]:
        assert re.search(pattern, done.stderr), (done.returncode, done.stderr)
    report = json.loads(done.stdout)
    if done.returncode == 1:
        assert report["packages"] == []
        assert not (tmp_path / "p" / "dist").exists()
    else:
        assert report["error"]["exit_code"] == done.returncode
        assert report["error"]["what"] in done.stderr
        assert report["error"]["hint"]
