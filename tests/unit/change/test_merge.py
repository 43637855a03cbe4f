"""People's edits survive a rebuild, field by field, and new sources reach every field nobody touched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fakes.nouns import modules, texts

from coursegen.build.digests import field_digests, parts_of
from coursegen.change.merge import Conflict, merge
from coursegen.model.base import Noun
from coursegen.model.blocks import Steps
from coursegen.model.course import Module


def units(module: Module) -> Iterator[Noun]:
    yield module
    yield from (*module.blocks, *module.items)
    if module.scenario is not None:
        yield module.scenario


def records(module: Module) -> dict[str, dict[str, str]]:
    return {each.id: field_digests(each) for each in units(module)}  # type: ignore[attr-defined]


def module_of(**values: Any) -> Module:
    option = {"id": "now-aaaaa", "text": "Now", "correct": True, "feedback": "Yes."}
    item = {
        "id": "when-ccccc",
        "type": "single_choice",
        "origin": "author",
        "objective": "report-ddddd",
        "bloom": "apply",
        "stem": "When?",
        "options": [
            option,
            {"id": "later-bbbbb", "text": "Later", "feedback": "No."},
            {"id": "never-eeeee", "text": "Never", "feedback": "No."},
        ],
    }
    base = {
        "id": "m-aaaaa",
        "title": "Report",
        "minutes": 5,
        "objectives": ["report-ddddd"],
        "blocks": [text("one"), text("two"), text("three")],
        "items": [item],
    }
    return Module.model_validate(base | values)


def text(name: str, words: str = "Words.") -> dict[str, Any]:
    return {"id": f"{name}-fffff", "type": "text", "origin": "author", "text": words}


def with_item(**values: Any) -> Module:
    item = module_of().items[0].model_dump() | values
    return module_of(items=[item])


def with_options(**texts_by_id: str) -> Module:
    options = [
        each | {"text": texts_by_id.get(each["id"].split("-")[0], each["text"])}
        for each in module_of().items[0].model_dump()["options"]
    ]
    return with_item(options=options)


BASE = module_of()


@pytest.mark.parametrize(
    ("generated", "on_disk", "result", "conflicts"),
    [
        (module_of(title="New"), BASE, module_of(title="New"), []),
        (BASE, module_of(title="Mine"), module_of(title="Mine"), []),
        (
            module_of(title="New"),
            module_of(title="Mine"),
            module_of(title="Mine"),
            [Conflict("m-aaaaa", "title", "Mine", "New")],
        ),
        (module_of(title="Same"), module_of(title="Same"), module_of(title="Same"), []),
        (
            with_options(now="At once"),
            with_options(later="On Monday"),
            with_options(now="At once", later="On Monday"),
            [],
        ),
        (
            with_options(now="At once"),
            with_options(now="Right now"),
            with_options(now="Right now"),
            [Conflict("when-ccccc", "options/now-aaaaa/text", "Right now", "At once")],
        ),
    ],
)
def test_a_field_is_merged_by_who_changed_it(
    generated: Module, on_disk: Module, result: Module, conflicts: list[Conflict]
) -> None:
    assert merge(generated, on_disk, records(BASE)) == (result, conflicts)


def names(module: Module) -> list[str]:
    return [each.id.split("-")[0] for each in module.blocks]


@pytest.mark.parametrize(
    ("generated", "on_disk", "result"),
    [
        ("one two three", "one mine two three", "one mine two three"),
        ("one two three", "one three", "one three"),
        ("one new two three", "one three", "one new three"),
        ("one two three", "three two one", "three two one"),
        ("one two new three", "three two one", "three two new one"),
        ("three two one", "one two three", "three two one"),
        ("one three", "one two three", "one three"),
        ("new one", "mine one two three", "new mine one"),
        ("", "", ""),
        ("new", "", "new"),
    ],
)
def test_units_people_added_deleted_and_moved_stay_so(
    generated: str, on_disk: str, result: str
) -> None:
    def of(words: str) -> Module:
        return module_of(blocks=[text(each) for each in words.split()])

    merged, conflicts = merge(of(generated), of(on_disk), records(BASE))
    assert " ".join(names(merged)) == result
    assert conflicts == []


def test_an_edited_unit_that_the_sources_no_longer_give_stays_and_is_reported() -> None:
    mine = module_of(blocks=[text("one"), text("two", "Mine."), text("three")])
    merged, [conflict] = merge(module_of(blocks=[text("one")]), mine, records(BASE))
    assert names(merged) == ["one", "two"]
    assert (conflict.unit, conflict.field, conflict.proposal) == ("two-fffff", "", None)
    assert conflict.theirs["text"] == "Mine."


def test_edits_that_break_a_rule_together_keep_the_persons_unit() -> None:
    def keyed(name: str) -> Module:
        options = module_of().items[0].model_dump()["options"]
        return with_item(options=[each | {"correct": each["id"] == name} for each in options])

    theirs, new = keyed("later-bbbbb"), keyed("never-eeeee")
    merged, [conflict] = merge(new, theirs, records(BASE))
    assert merged == theirs
    assert (conflict.unit, conflict.field) == ("when-ccccc", "")
    assert merge(BASE, theirs, records(BASE)) == (theirs, [])


def test_an_option_a_person_added_or_deleted_stays_so() -> None:
    first, second, third = BASE.items[0].model_dump()["options"]
    mine = {"id": "ask-ggggg", "text": "Ask", "feedback": "No."}
    on_disk = with_item(options=[first, mine, third])
    new = with_item(stem="When exactly?", options=[first, second, third | {"feedback": "Never."}])
    merged, conflicts = merge(new, on_disk, records(BASE))
    expected = with_item(
        stem="When exactly?", options=[first, mine, third | {"feedback": "Never."}]
    )
    assert (merged, conflicts) == (expected, [])


def test_a_type_that_a_person_changed_stays() -> None:
    theirs = with_item(type="multiple_choice")
    merged, [conflict] = merge(with_item(stem="New?"), theirs, records(BASE))
    assert merged == theirs
    assert conflict.unit == "when-ccccc"
    assert merge(theirs, BASE, records(BASE)) == (theirs, [])


def test_what_is_pinned_stays_as_it_is() -> None:
    pinned = with_item(pinned=True)
    assert merge(with_item(stem="New?"), pinned, records(pinned)) == (pinned, [])
    whole = module_of(pinned=True)
    assert merge(module_of(title="New"), whole, records(whole)) == (whole, [])


def test_without_a_record_the_persons_unit_stays_and_is_reported() -> None:
    merged, conflicts = merge(with_item(stem="New?"), BASE, {"m-aaaaa": records(BASE)["m-aaaaa"]})
    assert merged == BASE
    assert [each.unit for each in conflicts] == ["when-ccccc"]


@st.composite
def versions(draw: st.DrawFn, base: Module) -> Module:
    """``base`` with some fields and units changed, added, deleted and moved."""
    other = draw(modules())

    def mixed(name: str) -> tuple[Noun, ...]:
        pool = parts_of(getattr(base, name))
        for key, part in parts_of(getattr(other, name)).items():
            if key not in pool or draw(st.integers(0, 3)) == 0:
                pool[key] = part
        order = draw(st.just(list(pool)) | st.permutations(list(pool)))
        kept = [pool[key] for key in order if draw(st.integers(0, 4))]
        return tuple(edited(each) for each in kept)

    def edited(part: Noun) -> Noun:
        field = "stem" if "stem" in type(part).model_fields else "rationale"
        if field in type(part).model_fields and draw(st.booleans()):
            return part.model_copy(update={field: draw(texts)})
        return part

    chosen = {
        name: getattr(draw(st.sampled_from([base, base, other])), name)
        for name in ("title", "minutes", "image", "scenario")
    }
    return base.model_copy(update={**chosen, "blocks": mixed("blocks"), "items": mixed("items")})


def unpinned(module: Module) -> Module:
    free = [each.model_copy(update={"pinned": False}) for each in (*module.blocks, *module.items)]
    scenario = module.scenario and module.scenario.model_copy(update={"pinned": False})
    count = len(module.blocks)
    values = {"blocks": tuple(free[:count]), "items": tuple(free[count:]), "scenario": scenario}
    return module.model_copy(update={**values, "pinned": False})


ORDERS = {
    "blocks",
    "items",
    "scenario",
    "options",
    "steps",
    "gaps",
    "pairs",
    "categories",
    "entries",
} | {
    "scenes",
    "choices",
    "endings",
}


def edits(
    on_disk: Module, recorded: dict[str, dict[str, str]]
) -> Iterator[tuple[str, str, str | None]]:
    """Unit, path and digest of every field on disk that differs from its record."""
    for unit in units(on_disk):
        found, known = field_digests(unit), recorded.get(unit.id, {})  # type: ignore[attr-defined]
        for path in sorted({*found, *known}):
            if found.get(path) != known.get(path) and not is_order(unit, path):
                yield unit.id, path, found.get(path)  # type: ignore[attr-defined]


def is_order(unit: Noun, path: str) -> bool:
    """Whether ``path`` is the order of a list of parts: merging may add to it."""
    name = path.rpartition("/")[2]
    return name in ORDERS and not isinstance(unit, Steps)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(base=modules(), data=st.data())
def test_no_edited_value_is_ever_lost(base: Module, data: st.DataObject) -> None:
    on_disk, new = data.draw(versions(base)), data.draw(versions(base))
    recorded = records(base)
    merged, conflicts = merge(new, on_disk, recorded)
    after = {each.id: field_digests(each) for each in units(merged)}  # type: ignore[attr-defined]
    for unit, path, value in edits(on_disk, recorded):
        assert unit in after
        assert after[unit].get(path) == value
    for name in ("blocks", "items"):
        was, now = list(parts_of(getattr(on_disk, name))), list(parts_of(getattr(merged, name)))
        assert not {each for each in now if each in recorded and each not in was}
        if was != list(parts_of(getattr(base, name))):
            assert [each for each in was if each in now] == [each for each in now if each in was]
    Module.model_validate(merged.model_dump())
    assert len(set(conflicts_of(conflicts))) == len(conflicts)


def conflicts_of(conflicts: list[Conflict]) -> list[tuple[str, str]]:
    return [(each.unit, each.field) for each in conflicts]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(base=modules().map(unpinned), data=st.data())
def test_without_edits_the_new_module_comes_out_and_without_news_the_edited_one(
    base: Module, data: st.DataObject
) -> None:
    other = unpinned(data.draw(versions(base)))
    assert merge(other, base, records(base)) == (other, [])
    assert merge(base, other, records(base)) == (other, [])
