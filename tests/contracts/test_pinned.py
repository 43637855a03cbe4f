"""What a person pinned is never revised or retired by a build; when its sources changed it is listed."""

from typing import Any

import pytest
from tests.fixtures.scratch import Scratch

from coursegen import api
from coursegen.errors import ConfigError


def pin(scratch: Scratch, identifier: str, *, pinned: bool = True) -> None:
    for path, module in scratch.modules().items():
        units = [module, *module["blocks"], *module["items"], module.get("scenario")]
        for unit in filter(None, units):
            if unit["id"] == identifier:
                unit["pinned"] = pinned
                scratch.save(path, module)


def stale(scratch: Scratch) -> list[str]:
    found = [each.unit for each in scratch.build().conflicts]
    assert found == [each.unit for each in api.plan(scratch.project).lines if each.state == "stale"]
    assert found == [each.unit for each in api.check(scratch.project) if each.rule == "stale-edit"]
    api.build(scratch.project, frozen=True)
    return found


def words(unit: Any) -> Any:
    """A unit without the passage ids of its citations, which follow their quotes."""
    if isinstance(unit, dict):
        return {key: words(value) for key, value in unit.items() if key != "passage"}
    return [words(each) for each in unit] if isinstance(unit, list) else unit


@pytest.mark.parametrize("kind", ["items", "blocks", "scenario"])
def test_a_pinned_unit_stays_and_is_listed_until_it_is_kept(scratch: Scratch, kind: str) -> None:
    module = next(each for each in scratch.modules().values() if each["title"] == "Passwords")
    unit = module["scenario"] if kind == "scenario" else next(
        each for each in module[kind] if ("share a password" in str(each) and each.get("citations")) or "share" in str(each)
    )  # fmt: skip
    pin(scratch, unit["id"])
    pinned = scratch.unit(unit["id"])
    if kind == "scenario":
        scratch.source("report the suspicion to the service desk", "tell the service desk of it")
    scratch.source(
        "must not share a password with anyone", "must not tell a password to anyone else"
    )
    scratch.build()
    assert words(scratch.unit(unit["id"])) == words(pinned)
    assert stale(scratch) == [unit["id"]]
    with pytest.raises(ConfigError, match="pinned"):
        api.accept(scratch.project, [unit["id"]])
    with pytest.raises(ConfigError, match="pinned"):
        scratch.build(refresh=frozenset([unit["id"]]))
    api.keep(scratch.project, [unit["id"]])
    assert stale(scratch) == []
    scratch.source("2 working days", "4 working days")
    scratch.build()
    assert stale(scratch) == []
    assert words(scratch.unit(unit["id"])) == words(pinned)


def test_a_unit_that_is_pinned_no_more_is_revised_by_the_next_build(scratch: Scratch) -> None:
    _, _, item = scratch.find("within 1 hour", ("items",))
    pin(scratch, item["id"])
    scratch.source("within 1 hour", "within 3 hours")
    scratch.build()
    scratch.source("within 3 hours", "within 5 hours")
    scratch.build()
    assert stale(scratch) == [item["id"]]
    assert "1 hour" in str(scratch.unit(item["id"]))
    pin(scratch, item["id"], pinned=False)
    lines = [each for each in api.plan(scratch.project).lines if each.state == "changed"]
    assert [each.unit for each in lines] == [item["id"]]
    scratch.build()
    assert "within 5 hours" in str(scratch.unit(item["id"]))
    assert stale(scratch) == []


def test_a_pinned_module_is_neither_revised_nor_retired_and_asks_nothing(scratch: Scratch) -> None:
    path, module = next(
        each for each in scratch.modules().items() if each[1]["title"] == "Passwords"
    )
    module["pinned"] = True
    scratch.save(path, module)
    before = path.read_bytes()
    scratch.source("within 1 hour", "within 3 hours")
    assert scratch.build().requests == 0
    after = scratch.unit(module["id"])
    assert [each["id"] for each in after["items"]] == [each["id"] for each in module["items"]]
    assert "3 hours" not in path.read_text(encoding="utf-8")
    assert stale(scratch) == [module["id"]]
    policy = scratch.folder / "sources" / "policy.md"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text[: text.index("## Passwords")], encoding="utf-8")
    assert scratch.build().retired == []
    assert path.exists()
    assert stale(scratch) == [module["id"]]
    policy.write_text(text, encoding="utf-8")
    scratch.build()
    scratch.source("within 3 hours", "within 1 hour")
    scratch.build()
    assert stale(scratch) == []
    assert path.read_bytes() == before


def test_a_module_that_is_pinned_no_more_is_revised(scratch: Scratch) -> None:
    _, module, item = scratch.find("within 1 hour", ("items",))
    pin(scratch, module["id"])
    scratch.source("within 1 hour", "within 3 hours")
    scratch.build()
    pin(scratch, module["id"], pinned=False)
    scratch.build()
    assert "within 3 hours" in str(scratch.unit(item["id"]))
    assert stale(scratch) == []


def test_an_edit_and_a_pin_taken_out_together_are_merged(scratch: Scratch) -> None:
    _, _, item = scratch.find("within 1 hour", ("items",))
    pin(scratch, item["id"])
    scratch.source("within 1 hour", "within 3 hours")
    scratch.build()
    path, module, item = scratch.find("within 1 hour", ("items",))
    del item["pinned"]
    [option] = [each for each in item["options"] if each.get("correct")]
    option["text"] = "Mine."
    scratch.save(path, module)
    scratch.build()
    assert stale(scratch) == [item["id"]]
    assert "Mine." in [each["text"] for each in scratch.unit(item["id"])["options"]]
    assert "within 3 hours" in scratch.unit(item["id"])["citations"][0]["quote"]
