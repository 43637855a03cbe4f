"""No command asks the network but those that are told to, and those ask the endpoint that is named and nobody else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.fakes import model
from tests.fakes.endpoint import Endpoint, served

EXAMPLES = Path(__file__).parents[2] / "examples"

LINKS = """
Employees must read the page on incidents. See https://example.org/incidents for more.

![The desk](https://example.org/desk.png)
"""

_PROGRAM = """
import socket, sys

allowed = {("127.0.0.1", int(sys.argv[1]))}
connect = socket.socket.connect

def guarded(self, address):
    if self.family != socket.AF_UNIX and tuple(address[:2]) not in allowed:
        raise AssertionError(f"the network was asked: {address}")
    return connect(self, address)

def refused(host, *_, **__):
    if host not in ("127.0.0.1", "localhost"):
        raise AssertionError(f"a name was asked for: {host}")
    return found(host, *_, **__)

found = socket.getaddrinfo
socket.socket.connect = guarded
socket.socket.connect_ex = guarded
socket.getaddrinfo = refused

from coursegen.cli.main import main

main(sys.argv[2:])
"""


def run(folder: Path, port: int, *arguments: str) -> None:
    """Run ``coursegen`` in ``folder`` where nothing but ``port`` of this machine answers."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(port), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def source(tmp_path: Path) -> Path:
    policy = EXAMPLES / "infosec" / "sources" / "information-security-policy.md"
    text = policy.read_text(encoding="utf-8") + LINKS
    (tmp_path / "policy.md").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_course_is_made_checked_and_exported_without_a_network(source: Path) -> None:
    run(source, 9, "make", "policy.md", "-o", "made", "--to", "scorm12,html,markdown")
    for command in (["plan"], ["build", "--frozen"], ["check"], ["export", "xapi"]):
        run(source / "made", 9, *command)
    assert list((source / "made" / "dist").glob("*.zip"))


def test_a_build_by_a_model_asks_its_endpoint_and_nobody_else(source: Path) -> None:
    made = Endpoint(writer=model.write)
    with served(made) as url:
        port = urlsplit(url).port or 0
        run(source, 9, "init", "made", "policy.md")
        settings = f'[generate]\ngenerator = "openai"\nmodel = "fake-model"\nbase_url = "{url}"\n'
        (source / "made" / "coursegen.toml").write_text(settings, encoding="utf-8")
        run(source / "made", 9, "plan")
        assert made.calls == []
        run(source / "made", port, "build")
        assert made.calls
        for command in (["plan"], ["build"], ["check"], ["export", "markdown"]):
            run(source / "made", 9, *command)
