"""The lock comes back as it went, diffs by the line, and says what is wrong with it."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path

import pytest

from coursegen.build.lock import LockConflictError, lock_text, read_lock, write_lock
from coursegen.errors import ConfigError
from coursegen.ids import digest
from coursegen.model.lock import (
    Lock,
    OccurrenceRecord,
    PassageRecord,
    RetiredRecord,
    SourceRecord,
    UnitRecord,
)
from coursegen.model.source import Edition, Locator


def lock_of(passages: int = 2) -> Lock:
    names = [digest(str(number), 12) for number in range(passages)]
    return Lock(
        course="infosec",
        inputs="ab12",
        sources={
            "sources/policy.md": SourceRecord(
                kind="markdown",
                digest="00ff",
                title="Beveiliging: één beleid",
                language="nl",
                edition=Edition(version="2.0"),
                passages=tuple(names),
            )
        },
        passages={
            name: PassageRecord(
                sketch=digest(name, 16),
                occurrences=(
                    OccurrenceRecord(
                        document="sources/policy.md",
                        locator=Locator(heading=("Beleid", "Melden"), page=3, start=1.5),
                    ),
                ),
            )
            for name in names
        },
        units={
            "failed-logins-x8w2c": UnitRecord(
                kind="item",
                module="report-7k2xa",
                source_key="aa",
                recipe_key="bb",
                passages=tuple(names[:1]),
                fields={"stem": "01234567", "options/report-4kd7e/text": "89abcdef"},
                slot=0,
            )
        },
        retired={"gone-abcde": RetiredRecord(slot=4), "more-abcde": RetiredRecord()},
    )


def test_a_lock_comes_back_as_it_went(tmp_path: Path) -> None:
    path = tmp_path / "coursegen.lock"
    assert read_lock(path) is None
    assert write_lock(path, lock_of())
    assert read_lock(path) == lock_of()
    assert not write_lock(path, lock_of())
    assert json.loads(path.read_text(encoding="utf-8"))["format"] == 2


def test_every_entry_has_a_line_and_the_order_of_making_does_not_show() -> None:
    lock = lock_of(3)
    lines = lock_text(lock).splitlines()
    for table in (lock.sources, lock.passages, lock.units, lock.retired):
        for key in table:
            assert len([line for line in lines if line.startswith(f'"{key}": {{')]) == 1
    turned = lock.model_copy(update={"passages": dict(reversed(list(lock.passages.items())))})
    assert lock_text(turned) == lock_text(lock)


def test_a_changed_unit_changes_one_line() -> None:
    lock = lock_of()
    unit = lock.units["failed-logins-x8w2c"].model_copy(update={"recipe_key": "cc"})
    other = lock.model_copy(update={"units": {"failed-logins-x8w2c": unit}})
    pairs = zip(lock_text(lock).splitlines(), lock_text(other).splitlines(), strict=True)
    assert sum(one != two for one, two in pairs) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text.replace('"format": 2', '"format": 3'), "upgrade"),
        (lambda text: text.replace('"kind":"item"', '"kind":"thing"'), "x8w2c/kind"),
        (lambda text: text.replace('"kind":"item"', '"kind":"item'), "no JSON"),
        (lambda text: text.replace(',\n"units"', '\n"units"'), "`coursegen build`: it joins"),
        (lambda text: "<<<<<<< HEAD\n" + text, "coursegen.lock:1: a merge left two sides"),
        (lambda text: "<<<<<<< HEAD\nmine\n" + text, "changed by hand"),
        (lambda text: text[: len(text) // 2], "no JSON"),
        (lambda _: "[]", "cannot be used"),
        (lambda _: "", "no JSON"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(tmp_path: Path, change, words: str) -> None:
    path = tmp_path / "coursegen.lock"
    path.write_text(change(lock_text(lock_of())), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_lock(path)
    assert words.casefold() in str(caught.value).casefold()
    assert caught.value.hint


def test_ten_thousand_passages_are_read_in_half_a_second(tmp_path: Path) -> None:
    write_lock(tmp_path / "coursegen.lock", lock_of(10_000))
    took = []
    for _ in range(3):  # the best of three, in time of our own: other processes do not count
        start = time.process_time()
        read_lock(tmp_path / "coursegen.lock")
        took.append(time.process_time() - start)
    assert min(took) < 0.5


@pytest.mark.parametrize("style", ["merge", "diff3", "union"])
def test_both_sides_of_a_merge_are_read(tmp_path: Path, style: str) -> None:
    ours, theirs = lock_of(), lock_of()
    unit = ours.units["failed-logins-x8w2c"]
    ours = ours.model_copy(
        update={
            "units": ours.units | {"a-zzzzz": unit},
            "retired": ours.retired | {"x-zzzzz": RetiredRecord()},
            "inputs": "own",
        },
    )
    theirs = theirs.model_copy(
        update={"units": ours.units | {"z-zzzzz": unit}, "inputs": "other"},
    )
    for name, lock in (("base", lock_of()), ("ours", ours), ("theirs", theirs)):
        (tmp_path / name).write_text(lock_text(lock), encoding="utf-8")
    options = {"merge": [], "diff3": ["--diff3"], "union": ["--union"]}[style]
    names = [str(tmp_path / name) for name in ("ours", "base", "theirs")]
    subprocess.run(["git", "merge-file", *options, *names], check=False)
    with pytest.raises(LockConflictError) as caught:
        read_lock(tmp_path / "ours")
    sides = caught.value.ours, caught.value.theirs
    assert [each.inputs for each in sides] == ["own", "other"]
    for each in sides:
        assert {"a-zzzzz", "z-zzzzz"} <= each.units.keys()
        assert each.passages == ours.passages
        assert {"gone-abcde", "x-zzzzz"} <= each.retired.keys()
