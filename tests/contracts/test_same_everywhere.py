"""No id, name or order depends on folder, clock, locale, time zone, hash seed or the order of files: every target."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.fixtures.handbook import dutch_handbook, english_handbook

from coursegen.export.registry import exporter_names

EXAMPLES = Path(__file__).parents[2] / "examples"

BUILD = """
import json, os, sys, time
settings = json.loads(sys.argv[1])
clock = settings["clock"]
real = time.gmtime, time.localtime
time.time = lambda: float(clock)
time.gmtime = lambda seconds=None: real[0](clock if seconds is None else seconds)
time.localtime = lambda seconds=None: real[1](clock if seconds is None else seconds)
if settings["backwards"]:
    listdir, scandir = os.listdir, os.scandir

    class Backwards:
        def __init__(self, path):
            with scandir(path) as found:
                self.entries = iter(sorted(found, key=lambda each: each.name, reverse=True))
        __iter__ = lambda self: self.entries
        __next__ = lambda self: next(self.entries)
        __enter__ = lambda self: self
        __exit__ = lambda self, *_: None
        close = lambda self: None

    os.listdir = lambda path=".": sorted(listdir(path), reverse=True)
    os.scandir = lambda path=".": Backwards(path)
from coursegen.cli.group import run
from coursegen.cli.main import COMMANDS
sys.exit(run(settings["arguments"], tuple(COMMANDS)))
"""


def make(source: Path, folder: Path, *, seed: str, backwards: bool, clock: int, **environment):
    targets = ",".join(exporter_names())
    arguments = ["make", source, "-o", folder, "--to", targets, "--minutes", "15"]
    settings = {"arguments": [*map(str, arguments)], "backwards": backwards, "clock": clock}
    done = subprocess.run(
        [sys.executable, "-c", BUILD, json.dumps(settings)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONHASHSEED": seed, **environment},
    )
    assert done.returncode == 0, done.stderr


def tree(folder: Path) -> dict[str, bytes]:
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in sorted(folder.rglob("*"))
        if each.is_file() and ".coursegen" not in each.parts
    }


@pytest.fixture
def sources(tmp_path) -> Path:
    """A folder of several formats, with a recording and two documents of equal passages."""
    folder = tmp_path / "given"
    (folder / "more").mkdir(parents=True)
    (folder / "a-rules.md").write_text(english_handbook(5), encoding="utf-8")
    (folder / "more" / "b-rules.md").write_text(english_handbook(2), encoding="utf-8")
    (folder / "more" / "regels.txt").write_text(dutch_handbook(1), encoding="utf-8")
    for each in sorted((EXAMPLES / "infosec" / "sources").iterdir()):
        shutil.copy(each, folder / each.name)
    return folder


def test_another_folder_clock_locale_hash_seed_and_order_of_files_give_the_same_bytes(
    sources, tmp_path
):
    make(sources, tmp_path / "one", seed="0", backwards=False, clock=1_000_000_000)
    again = tmp_path / "Ein anderer Ort é" / "given"
    again.mkdir(parents=True)
    for each in sorted(sources.rglob("*"), reverse=True):  # written in the other order
        if each.is_file():
            place = again / each.relative_to(sources)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(each.read_bytes())
            os.utime(place, (86_400, 86_400))
    other = again.parent / "two"
    environment = {"LC_ALL": "C", "LANG": "C", "LANGUAGE": "tr", "TZ": "Pacific/Auckland"}
    make(again, other, seed="4321", backwards=True, clock=2_000_000_000, **environment)
    one, two = tree(tmp_path / "one"), tree(other)
    assert sorted(one) == sorted(two)
    assert [name for name, data in one.items() if two[name] != data] == []
    for target in exporter_names():
        assert any(f"-{target}." in name for name in one), target
