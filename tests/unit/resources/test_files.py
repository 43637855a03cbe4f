"""A file is written whole or not at all, and read as UTF-8 or with an error that names the line."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from coursegen.errors import ConfigError, ExportError
from coursegen.files import read_utf8, remove_file, write_atomically


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "file.txt"
    assert write_atomically(path, b"one")
    before = path.stat().st_ino
    assert not write_atomically(path, b"one")
    assert path.stat().st_ino == before
    assert write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert [each.name for each in path.parent.iterdir()] == ["file.txt"]


def test_a_full_disk_leaves_the_old_file_and_no_debris(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(b"old")

    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match="disk is full"):
        write_atomically(path, b"new", failure=ExportError)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["file.txt"]


def test_the_caller_chooses_error_and_hint(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match="use another -o"):
        write_atomically(
            tmp_path / "file" / "x.zip", b"", failure=ExportError, hint="use another -o"
        )


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert (real.read_bytes(), real.stat().st_mode & 0o777) == (b"new", 0o640)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xef\xbb\xbfid: a", "byte order mark"),
        (b"\xff\xfei\x00", "UTF-16"),
        (b"a: b\nc: caf\xe9\n", ":2: the file is not UTF-8: byte 0xe9"),
    ],
)
def test_what_is_not_utf8_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "a.yaml").write_bytes(data)
    with pytest.raises(ConfigError) as caught:
        read_utf8(tmp_path / "a.yaml")
    assert words in str(caught.value)


def test_a_missing_file_is_named_and_may_be_removed_again(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"a\.yaml"):
        read_utf8(tmp_path / "a.yaml")
    remove_file(tmp_path / "a.yaml")
