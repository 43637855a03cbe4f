"""A project in a git repository of its own. In: a folder. Out: what its tests do with git."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

__all__ = ["commit", "git"]

_AUTHOR = {
    "GIT_AUTHOR_NAME": "A Tester",
    "GIT_AUTHOR_EMAIL": "tester@example.invalid",
    "GIT_COMMITTER_NAME": "A Tester",
    "GIT_COMMITTER_EMAIL": "tester@example.invalid",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def git(folder: Path, *arguments: str, date: str = "2026-03-01") -> str:
    """What git prints, run in ``folder`` as a tester on ``date``."""
    stamp = f"{date}T12:00:00+0000"
    times = {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **_AUTHOR, **times},
    )
    return done.stdout.strip()


def commit(folder: Path, message: str, date: str = "2026-03-01") -> str:
    """Commit all that is in ``folder``, which becomes a repository; the commit's id."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A", date=date)
    git(folder, "commit", "-q", "-m", message, date=date)
    return git(folder, "rev-parse", "HEAD")
