"""What was found out is found out once; a file that was deleted, damaged or made by other code changes no answer."""

from __future__ import annotations

from pathlib import Path

from coursegen.build.memory import Memory
from coursegen.build.store import Store


class Finding:
    """Answers a question and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> list[str]:
        self.asked += 1
        return ["word", "ward"]


def test_an_answer_is_found_once_and_kept_for_the_next_run(tmp_path: Path) -> None:
    find = Finding()
    first = Memory(Store(tmp_path), "ab12")
    assert first.recall("words", "text", find) == ["word", "ward"]
    assert first.recall("words", "text", find) == ["word", "ward"]
    first.keep()
    assert Memory(Store(tmp_path), "ab12").recall("words", "text", find) == ["word", "ward"]
    assert find.asked == 1


def test_other_code_and_another_kind_know_nothing_of_it(tmp_path: Path) -> None:
    find = Finding()
    first = Memory(Store(tmp_path), "ab12")
    first.recall("words", "text", find)
    first.keep()
    Memory(Store(tmp_path), "cd34").recall("words", "text", find)
    Memory(Store(tmp_path), "ab12").recall("rules", "text", find)
    assert find.asked == 3


def test_a_damaged_file_is_as_good_as_none(tmp_path: Path) -> None:
    find = Finding()
    for data in (b"no json", b"[]", b'{"words": []}'):
        Store(tmp_path).put("memory", "ab12", data)
        assert Memory(Store(tmp_path), "ab12").recall("words", "text", find) == ["word", "ward"]
    assert find.asked == 3


def test_only_what_the_last_run_asked_for_is_kept(tmp_path: Path) -> None:
    find = Finding()
    first = Memory(Store(tmp_path), "ab12")
    first.recall("words", "old text", find)
    first.recall("rules", "text", find)
    first.keep()
    second = Memory(Store(tmp_path), "ab12")
    second.recall("words", "new text", find)
    second.keep()
    third = Memory(Store(tmp_path), "ab12")
    asked = find.asked
    third.recall("words", "new text", find)
    third.recall("rules", "text", find)  # nothing of this kind was asked meanwhile
    assert find.asked == asked
    third.recall("words", "old text", find)
    assert find.asked == asked + 1


def test_a_store_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    memory = Memory(Store(tmp_path / "file"), "ab12")
    assert memory.recall("words", "text", Finding()) == ["word", "ward"]
    memory.keep()
