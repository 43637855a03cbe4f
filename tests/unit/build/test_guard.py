"""Two builds at once in one project: the second says what is running."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from coursegen.build.guard import GUARD_NAME, guard
from coursegen.errors import ConfigError

HOLD = """
import sys
from pathlib import Path
from coursegen.build.guard import guard
with guard(Path(sys.argv[1]), "build"):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_is_told_what_runs_and_a_killed_one_leaves_nothing_behind(
    tmp_path: Path,
) -> None:
    with holder(tmp_path) as process:
        with pytest.raises(ConfigError, match=rf"`coursegen build` \(process {process.pid}\)"):
            guard(tmp_path, "build").__enter__()
        process.kill()
        process.wait()
        with guard(tmp_path, "export"):
            assert (tmp_path / GUARD_NAME).read_text()


def test_it_may_be_held_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="inside"), guard(tmp_path / "new", "build"):
        raise ValueError("inside")
    with guard(tmp_path / "new", "build"):
        pass


@pytest.mark.parametrize(
    ("number", "advice"),
    [(errno.EROFS, "read-only: copy the project"), (errno.EACCES, "right to write in the project")],
)
def test_the_advice_fits_why_the_folder_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, advice: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(ConfigError) as caught, guard(tmp_path / ".coursegen", "build"):
        pass
    assert advice in caught.value.hint
    assert "delete" not in caught.value.hint


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="file"), guard(tmp_path / "file" / "x", "build"):
        pass
