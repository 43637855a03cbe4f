"""Tracking slots: kept, never used twice, counted through each part of a programme."""

from __future__ import annotations

from coursegen.author.slots import Slots, moved_modules
from coursegen.model.course import Brief, Objective, Outline, Part
from coursegen.model.lock import Lock, PartRecord, RetiredRecord, UnitRecord


def outline(*parts: tuple[str, ...]) -> Outline:
    ids = [each for part in parts for each in part]
    return Outline(
        id="keys",
        title="Keys",
        language="en",
        objectives=(Objective(id="know", text="Know", bloom="apply"),),
        modules=tuple(
            Brief(id=each, topic=each, objectives=("know",), passages=("0" * 12,)) for each in ids
        ),
        parts=tuple(
            Part(id=f"keys-part-{at}", title=f"Part {at}", modules=part)
            for at, part in enumerate(parts, 1)
        )
        if len(parts) > 1
        else (),
    )


def lock(slots: dict[str, int], parts: dict[str, PartRecord] | None = None, **retired: int) -> Lock:
    return Lock(
        course="keys",
        inputs="",
        units={
            key: UnitRecord(kind="module", source_key="", recipe_key="", slot=slot)
            for key, slot in slots.items()
        },
        retired={key: RetiredRecord(slot=slot) for key, slot in retired.items()},
        parts=parts or {},
    )


def test_a_unit_keeps_its_slot_and_a_retired_one_is_never_given_again():
    slots = Slots(lock({"one": 0, "two": 1}, gone=2), outline(("one", "two", "three")))
    assert [slots.of(each, each) for each in ("one", "two", "three")] == [0, 1, 3]
    assert slots.parts() == {}


def test_each_part_counts_for_itself():
    slots = Slots(None, outline(("one", "two"), ("three",)))
    assert [slots.of(each, each) for each in ("one", "two", "three")] == [0, 1, 0]
    assert {key: each.slots for key, each in slots.parts().items()} == {
        "keys-part-1": 2,
        "keys-part-2": 1,
    }


def test_a_module_from_another_part_is_new_there_and_its_old_slot_stays_burnt():
    parts = {
        "keys-part-1": PartRecord(modules=("one", "two"), slots=2),
        "keys-part-2": PartRecord(modules=("three",), slots=1),
    }
    before = lock({"one": 0, "two": 1, "three": 0}, parts)
    now = outline(("one", "four"), ("three", "two"))
    slots = Slots(before, now)
    assert moved_modules(now, before) == ["two"]
    assert [slots.of(each, each) for each in ("one", "four", "three", "two")] == [0, 2, 0, 1]
