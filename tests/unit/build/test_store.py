"""The store gives back what was put in, and nothing that was damaged."""

from __future__ import annotations

from pathlib import Path

from coursegen.build.store import STORE_VERSION, Store


def test_what_was_put_is_got_back(tmp_path: Path) -> None:
    store = Store(tmp_path / ".coursegen")
    assert store.get("replies", "ab12") is None
    store.put("replies", "ab12", b"")
    store.put("documents", "ab12", b"other")
    assert Store(tmp_path / ".coursegen").get("replies", "ab12") == b""
    assert store.get("documents", "ab12") == b"other"


def test_a_damaged_entry_is_none(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("replies", "ab12", b"content")
    [file] = [each for each in tmp_path.rglob("ab12") if each.is_file()]
    for damaged in (b"", b"short", file.read_bytes()[:-1], file.read_bytes() + b"x"):
        file.write_bytes(damaged)
        assert store.get("replies", "ab12") is None
    store.put("replies", "ab12", b"again")
    assert store.get("replies", "ab12") == b"again"


def test_the_folder_is_versioned_and_ignored_by_git(tmp_path: Path) -> None:
    Store(tmp_path).put("replies", "ab12", b"content")
    assert {each.name for each in tmp_path.iterdir()} == {".gitignore", f"store-v{STORE_VERSION}"}
    assert (tmp_path / ".gitignore").read_text() == "*\n"


def test_reading_makes_no_folder(tmp_path: Path) -> None:
    assert Store(tmp_path / "none").get("replies", "ab12") is None
    assert not (tmp_path / "none").exists()
