"""A build that is killed at any moment is taken up by the next, which ends in the same bytes."""

import json
import os
import random  # noqa: TID251 - which points are tried, with a fixed seed
import resource
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.fixtures.scratch import Scratch, make_project

from coursegen.errors import ConfigError

_EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.chmod")
"""What the interpreter tells of every step that may touch a file (PEP 578)."""

PARKING = """\
# Parking policy

Employees must park in the marked bays. Employees must not park in front of the emergency exit. If an
employee sees a blocked exit, the employee must call the reception at once. Employees must return a parking
pass within 5 working days.
"""


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built course that a person edited, and whose sources then changed, came and went."""
    scratch = Scratch(make_project(tmp_path_factory.mktemp("killed") / "p"))
    scratch.build()
    path, module, block = scratch.find("within 1 hour", ("blocks",))
    block["text"] = "Ring them. Within 1 hour!"
    module["blocks"].append({"id": "own-words", "type": "text", "origin": "author", "text": "Ask."})
    scratch.save(path, module)
    scratch.source("within 1 hour", "within 3 hours")
    scratch.source("2 working days", "4 working days")
    (scratch.folder / "sources" / "parking.md").write_text(PARKING, encoding="utf-8")
    return scratch.folder


@pytest.fixture(scope="module")
def whole(changed: Path) -> dict[str, bytes]:
    """What the build gives where nothing stops it."""
    return _built(Scratch(Path(shutil.copytree(changed, changed.parent / "whole"))))


def _built(scratch: Scratch) -> dict[str, bytes]:
    scratch.build()
    debris = [*scratch.folder.glob(".coursegen-*"), *(scratch.folder / "course").rglob(".*")]
    assert debris == []
    assert not (scratch.folder / "coursegen.lock.next").exists()
    return scratch.files()


def _killed_at(folder: Path, point: int) -> int:
    """Build in a process of its own and kill it at step ``point``; how many steps it took."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        seen = [0]

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            if event in _EVENTS and str(folder) in str(arguments[0]):
                seen[0] += 1
                if seen[0] == point:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        Scratch(folder).build()
        os.write(write, str(seen[0]).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        count = pipe.read()
    _, status = os.waitpid(child, 0)
    assert count or os.WTERMSIG(status) == signal.SIGKILL
    return int(count or 0)


def _survives(changed: Path, whole: dict[str, bytes], folder: Path, points: int) -> None:
    total = _killed_at(Path(shutil.copytree(changed, folder / "count")), 0)
    assert total > 20
    chosen = random.Random(4).sample(range(1, total + 1), min(points, total))
    for point in sorted(chosen):
        copy = Path(shutil.copytree(changed, folder / f"at-{point}"))
        assert _killed_at(copy, point) == 0
        assert _built(Scratch(copy)) == whole, f"killed at step {point} of {total}"


def test_a_build_killed_at_five_points_ends_in_the_same_bytes(
    changed: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    _survives(changed, whole, tmp_path, 5)


@pytest.mark.verify
def test_a_build_killed_at_fifty_points_ends_in_the_same_bytes(
    changed: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    _survives(changed, whole, tmp_path, 50)


def test_without_its_cache_and_after_a_broken_one_a_build_gives_the_same(
    changed: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(changed, tmp_path / "p"))
    for each in sorted((copy / ".coursegen").rglob("*")):
        if each.is_file():
            each.write_bytes(each.read_bytes()[:20] + b"?")
    assert _built(Scratch(copy)) == whole


def test_a_file_that_cannot_grow_stops_the_build_with_advice_and_loses_nothing(
    changed: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(changed, tmp_path / "p"))
    before = Scratch(copy).files()

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))

    done = subprocess.run(
        [sys.executable, "-m", "coursegen", "build", "--project", str(copy)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )
    assert done.returncode == 2, done.stderr
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert Scratch(copy).files() == before
    assert _built(Scratch(copy)) == whole


def test_a_full_disk_half_way_through_the_course_is_told_and_taken_up(
    changed: Path, whole: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coursegen import files

    copy = Path(shutil.copytree(changed, tmp_path / "p"))
    count = 0
    real = files.os.fsync

    def fsync(number: int) -> None:
        nonlocal count
        count += 1
        if count == 3:
            raise OSError(28, "No space left on device")
        real(number)

    monkeypatch.setattr(files.os, "fsync", fsync)
    with pytest.raises(ConfigError, match="disk is full"):
        Scratch(copy).build()
    monkeypatch.undo()
    assert _built(Scratch(copy)) == whole


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (lambda text: text[: len(text) // 2], "no JSON"),
        (lambda text: text.replace('"format": 2', '"format": 9'), "Upgrade"),
        (lambda _: "", "no JSON"),
    ],
)
def test_a_broken_lock_stops_the_build_and_nothing_is_lost(
    changed: Path, whole: dict[str, bytes], tmp_path: Path, broken, words: str
) -> None:
    scratch = Scratch(Path(shutil.copytree(changed, tmp_path / "p")))
    lock = scratch.folder / "coursegen.lock"
    text = lock.read_text(encoding="utf-8")
    lock.write_text(broken(text), encoding="utf-8")
    before = scratch.files()
    with pytest.raises(ConfigError, match=words):
        scratch.build()
    assert scratch.files() == before
    lock.write_text(text, encoding="utf-8")
    assert _built(scratch) == whole


def test_a_second_build_says_what_runs(changed: Path, tmp_path: Path) -> None:
    scratch = Scratch(Path(shutil.copytree(changed, tmp_path / "p")))
    told: list[str] = []

    def progress(name: str, _done: int, _total: int) -> None:
        if name == "check" and not told:
            done = subprocess.run(
                [sys.executable, "-m", "coursegen", "build", "--json", "--project", str(scratch.folder)],
                capture_output=True,
                text=True,
                check=False,
            )  # fmt: skip
            told.append(json.loads(done.stdout)["error"]["what"])
            assert done.returncode == 2

    scratch.build(progress=progress)
    assert told == [f"`coursegen build` (process {os.getpid()}) is running in this project"]


FULL_DISK = """
mount -t tmpfs -o size="$1" tmpfs "$2" && cp -r "$3"/. "$2" || exit 99
"$4" -m coursegen build --project "$2"
code=$?
mkdir "$5" && cp -r "$2"/. "$5" || exit 99
exit $code
"""
"""A disk of its own for one process: its size, where it goes, the project, Python, where what is left of it goes."""


def _on_a_small_disk(changed: Path, folder: Path, room: int) -> tuple[int, str, Path]:
    """Build ``changed`` on a disk with ``room`` bytes to spare: the exit code, what was said, what is left."""
    page = 4096
    size = sum(
        -(-each.stat().st_size // page) * page if each.is_file() else 0
        for each in changed.rglob("*")
    )
    disk, left = folder / f"disk-{room}", folder / f"left-{room}"
    disk.mkdir()
    given = [str(size + room), str(disk), str(changed), sys.executable, str(left)]
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", FULL_DISK, "sh", *given],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 99 or "unshare:" in done.stderr:
        pytest.skip("this system gives a test no disk of its own")
    return done.returncode, done.stderr, left


def _fits(
    changed: Path, whole: dict[str, bytes], folder: Path, rooms: Iterable[int]
) -> Counter[int]:
    """Build on disks with each of ``rooms`` to spare; nothing is ever lost. How often which exit code."""
    codes: Counter[int] = Counter()
    for room in rooms:
        code, said, left = _on_a_small_disk(changed, folder, room)
        codes[code] += 1
        assert code in (0, 2), said
        assert "Traceback" not in said
        if code == 2:
            assert "disk is full" in said
        elif not (left / "dist" / "report.html").is_file():
            assert "the report is not" in said
        assert not list((left / "course").rglob("*.tmp"))
        assert _built(Scratch(left)) == whole, f"{room} bytes to spare"
    return codes


@pytest.mark.skipif(shutil.which("unshare") is None, reason="no unshare to make a small disk with")
def test_a_disk_that_is_really_full_is_told_and_nothing_is_lost(
    changed: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    codes = _fits(changed, whole, tmp_path, (0, 60_000, 10_000_000))
    assert codes[0] >= 1
    assert codes[2] >= 1


READ_ONLY = """
mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" || exit 99
exec "$2" -m coursegen build --project "$1"
"""
"""A project that this process alone sees as read-only: its folder, Python."""


@pytest.mark.skipif(shutil.which("unshare") is None, reason="no unshare to mount a folder with")
def test_a_read_only_project_is_told_and_nothing_is_lost(
    changed: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(changed, tmp_path / "p"))
    before = Scratch(copy).files()
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", READ_ONLY, "sh", str(copy), sys.executable],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 99 or "unshare:" in done.stderr:
        pytest.skip("this system lets a test mount nothing")
    assert done.returncode == 2, done.stderr
    assert "read-only" in done.stderr.lower()
    assert "Traceback" not in done.stderr
    assert Scratch(copy).files() == before
    assert _built(Scratch(copy)) == whole


@pytest.mark.verify
@pytest.mark.skipif(shutil.which("unshare") is None, reason="no unshare to make a small disk with")
def test_a_disk_that_gets_full_at_thirty_points_is_told_and_nothing_is_lost(
    changed: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    _fits(changed, whole, tmp_path, range(0, 240_000, 8_000))


def test_a_report_that_cannot_be_written_is_told_and_the_build_stands(
    changed: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(changed, tmp_path / "p", ignore=shutil.ignore_patterns("dist")))
    (copy / "dist").write_text("a file where the folder goes", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "coursegen", "build", "--project", str(copy)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Warning: the course and its lock are written, but the report is not" in done.stderr
    assert "move it away" in done.stderr
    assert Scratch(copy).files() == whole
